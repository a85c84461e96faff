// The module's data files, compiled in: edit analyzers/data/*.tsv, not code.
#pragma once

#include <string_view>

namespace osteon::data {

extern const std::string_view types;           ///< concept types
extern const std::string_view mesh_trees;      ///< types of MeSH's subtrees
extern const std::string_view mesh_records;    ///< numbers of supplementary records that are diseases
extern const std::string_view stops;           ///< names that are no mentions, with reasons
extern const std::string_view heads;           ///< words of disease names that stand for each other
extern const std::string_view adjectives;      ///< endings of nouns and their adjectives
extern const std::string_view common_words;    ///< words that are also symbols
extern const std::string_view extra_names;     ///< names that the published vocabularies lack
extern const std::string_view equivalents;     ///< ids that are one in spite of their names
extern const std::string_view distinct;        ///< ids that are two in spite of their names
extern const std::string_view species_words;   ///< words for people
extern const std::string_view gene_words;      ///< words that stand beside genes
extern const std::string_view phrases;         ///< hold a name in another sense
extern const std::string_view residues;        ///< amino acids and bases in sequences
extern const std::string_view strong_symbols;  ///< short symbols that need no definition
extern const std::string_view conformance;     ///< spellings that are one and that are not
extern const std::string_view starter;         ///< the starter vocabulary: bone, muscle and ageing

}  // namespace osteon::data
