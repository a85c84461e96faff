// Entities: what an index says about one concept, and which concepts stand together in sentences.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/api.h"
#include "searcher/search.h"

namespace osteon {

struct ConceptReference {
  std::string id;    ///< canonical
  std::string type;  ///< "gene", …
  std::string name;  ///< preferred

  bool operator==(const ConceptReference&) const = default;
};

/// A concept with the number of papers that mention it or something narrower.
struct CountedConcept {
  ConceptReference named;
  std::uint64_t papers = 0;
};

/// A sentence of a paper that two concepts share.
struct Quote {
  std::string paper;    ///< its id
  std::string passage;  ///< its id; empty where the sentence is the paper's title
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>>
      highlights;  ///< byte ranges of `text` where the two stand, half-open, in order
};

/// How often two concepts share a sentence.
struct Association {
  std::uint64_t papers = 0, sentences = 0;
  /// How many times more often than if each stood where it stands by chance: n_ab N / (n_a n_b),
  /// counted in sentences. Above 0; large values over few sentences mean little.
  double lift = 0;
  /// The evidence for it: Dunning's log-likelihood ratio, negative where they avoid each other.
  /// Dunning 1993, "Accurate Methods for the Statistics of Surprise and Coincidence".
  double strength = 0;
  Quote quote;
};

struct Neighbour {
  ConceptReference named;
  Association with;
};

struct ConceptRequest {
  std::string name;            ///< an id in any usual writing, or a name
  std::size_t neighbours = 8;  ///< of each type, at most 1,000
  std::size_t passages = 5;    ///< best ones, of one paper each, at most 100
};

/// What an index and its vocabulary hold of a concept.
struct ConceptPage {
  ConceptReference named;
  std::vector<std::string> ids;    ///< all, canonical first
  std::vector<std::string> names;  ///< all, preferred first; as the vocabulary has them
  std::vector<CountedConcept> parents;
  std::vector<CountedConcept> children;    ///< most papers first, at most max_children
  std::uint64_t child_count = 0;           ///< all, the same as children.size() up to that limit
  std::uint64_t narrower = 0;              ///< concepts below it, at any depth
  std::uint64_t papers = 0, passages = 0;  ///< that a search for its id finds
  std::uint64_t own_papers = 0, own_passages = 0;  ///< of these, without narrower concepts
  std::vector<PaperHit> hits;                      ///< the best, one passage each
  /// By type, those that share sentences with it or with something narrower, strongest first.
  std::map<std::string, std::vector<Neighbour>> same_sentence;
  std::vector<ConceptReference> other_senses;  ///< of the same name
  std::uint64_t revision = 0;
};
inline constexpr std::size_t max_children = 200;

enum class PairOrder : std::uint8_t {
  strength,  ///< Association::strength
  papers,    ///< papers, then sentences
  lift,      ///< Association::lift
};
/// "strength", "papers", "lift"; in the enumeration's order.
inline constexpr std::string_view pair_order_names[] = {"strength", "papers", "lift"};

struct PairRequest {
  /// Query, filters and years as for a search: pairs are counted in the passages that match, and in
  /// the titles of their papers. An empty query asks for all of the index.
  SearchRequest search;
  /// A concept type ("chemical"), or one concept by id or name, narrower ones included.
  std::string left, right;
  PairOrder order = PairOrder::strength;
  std::size_t limit = 50;             ///< pairs, at most 10,000
  std::uint64_t least_sentences = 1;  ///< leaves out pairs with fewer
};

struct ConceptPair {
  ConceptReference left, right;
  Association with;
};

struct PairTable {
  std::string query, interpretation;
  std::string left, right;                 ///< a type, or the id of the one concept meant
  std::uint64_t papers = 0, passages = 0;  ///< that match the query
  std::uint64_t sentences = 0;             ///< in them, titles included
  std::uint64_t total_pairs = 0;           ///< before `limit`
  /// False where an index held more pairs than are kept at once (a million): the rarest are left
  /// out then, and counts are lower bounds.
  bool exact = true;
  double took_ms = 0;
  std::vector<ConceptPair> pairs;
  std::vector<Notice> notices;
};

/// RFC 4180 with a heading row: id, name and type of both, papers, sentences, lift, strength,
/// paper, passage, sentence. Cells that a spreadsheet would run begin with an apostrophe.
OSTEON_API std::string to_csv(const PairTable& table);

}  // namespace osteon
