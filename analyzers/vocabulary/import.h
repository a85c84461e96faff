// One importer for each format that vocabularies are published in.
#pragma once

#include <string>
#include <vector>

#include "analyzers/vocabulary/raw.h"
#include "analyzers/vocabulary/source_file.h"

namespace osteon::osv {

/// Reads `file` by the format that its first bytes show, and tells the format. Throws Error
/// (corrupt) naming file and place where the format is unknown or broken.
std::string_view import_source(SourceFile& file, RawVocabulary& vocabulary);

/// The same files, those before others that these refer to: descriptors before supplementary
/// records, names of taxa before their ranks. Otherwise the order stays.
std::vector<std::string> in_reading_order(const std::vector<std::string>& paths);

/// Osteon's own: id, type, preferred name, synonyms, parents, other ids; see docs/vocabulary.md.
void import_tsv(SourceFile& file, RawVocabulary& vocabulary);
void import_tsv_text(std::string_view text, std::string_view name, RawVocabulary& vocabulary);
/// MeSH descriptor and supplementary record XML, any year. True for descriptors.
bool import_mesh(SourceFile& file, RawVocabulary& vocabulary);
/// OBO 1.2 and 1.4.
void import_obo(SourceFile& file, RawVocabulary& vocabulary);
/// NCBI gene_info, any species.
void import_gene_info(SourceFile& file, RawVocabulary& vocabulary);
/// NCBI gene_history: genes whose numbers were given up.
void import_gene_history(SourceFile& file, RawVocabulary& vocabulary);
/// NCBI taxdump: names; nodes, merged and deleted ones.
void import_taxon_names(SourceFile& file, RawVocabulary& vocabulary);
void import_taxon_nodes(SourceFile& file, RawVocabulary& vocabulary);
/// Two columns of ids that mean one thing.
void import_cross_references(SourceFile& file, RawVocabulary& vocabulary);

}  // namespace osteon::osv
