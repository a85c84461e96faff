// One request in, one response out; names as in the JSON of docs/json.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/api.h"

namespace osteon {

/// Something about a query that its author should know. Byte offsets into the query, half-open.
struct Notice {
  std::string kind;  ///< "relaxed", "ignored", "unbalanced", "unknown_field", "spelling", …
  std::string message;
  std::size_t begin = 0, end = 0;
  std::vector<std::string> offers = {};  ///< of "spelling": words to put in this place, best first

  bool operator==(const Notice&) const = default;
};

/// Keeps hits whose paper has one of `values` of one facet; several filters must all hold.
struct FacetFilter {
  std::string facet;                ///< "gene", "journal", "year", "section", …
  std::vector<std::string> values;  ///< ids or names as facets give them
};

/// What SearchRequest::without may name (docs/relevance.md).
inline constexpr std::array<std::string_view, 8> step_names = {
    "concepts", "wording", "roles", "paper", "marks", "sections", "feedback", "semantic"};

/// How the values of a facet are ordered.
enum class FacetOrder : std::uint8_t {
  papers,  ///< most papers first
  lift,    ///< how many times more often than in the whole index; values of under three papers last
};

struct SearchRequest {
  std::string query;
  std::size_t limit = 10;  ///< papers; at most 1,000
  std::size_t offset = 0;  ///< papers
  std::string cursor;      ///< from a response; wins over offset
  std::size_t passages_per_paper = 3;
  bool facets = false;
  std::size_t facet_limit = 10;  ///< values per facet; years are always all given
  FacetOrder facet_order = FacetOrder::papers;
  /// "FACET:TEXT": of that facet only values with a word that begins with TEXT.
  std::string facet_find;
  /// A concept's id: its children become the facet "narrower", each counted with all below it. A
  /// filter on "narrower" keeps papers with a concept or anything below it.
  std::string facet_under;
  std::size_t related = 0;  ///< concepts to name that the hits are about, at most 100
  std::vector<FacetFilter> filters;
  std::optional<int> year_from, year_to;  ///< inclusive
  bool expand = true;                     ///< concepts and synonyms of unquoted words
  bool any = false;                       ///< one word is enough
  /// The query is a strategy of lines, one query each, even where they have no numbers; one whose
  /// lines are numbered is recognised by itself. The last line's hits are the answer.
  bool strategy = false;
  /// The query is words only: nothing in it is an operator, a field or an identifier.
  bool plain_text = false;
  /// A paper's id, a passage's id or a text: what is like it is asked for, among the hits of
  /// `query` if there is one. The paper itself is left out.
  std::string like;
  /// Papers whose best passage nearly repeats that of a paper above on the page go under it.
  bool fold = false;
  /// The first fifty papers are put in an order that repeats less; pages go by offset only.
  bool diverse = false;
  bool explain = false;
  bool receipt = false;
  /// With a receipt: counts what each form finds by itself, which reads many postings.
  bool form_counts = false;
  bool fast = false;  ///< skips the dear ranking steps
  /// Of each hit its paper's id and score alone, for those who want many and show none.
  bool ids_only = false;
  /// Ranking steps to leave out, by name, to see what each is worth: see step_names.
  std::vector<std::string> without;
  /// Exact totals and facets. Without them a search may stop as soon as the best hits are certain,
  /// and total_papers and total_passages are lower bounds.
  bool totals = true;
};

struct PaperSummary {
  std::string id, pmcid, pmid, doi, title, journal, type;
  int year = 0;  ///< 0 if unknown
  std::vector<std::string> flags;
  std::vector<std::string> authors;
};

struct ScoreDetail {
  std::string name;     ///< "bm25f sarcopen", "concept MESH:D055948", …
  double value = 0;     ///< what it adds to the score
  std::string formula;  ///< with its numbers
  std::vector<ScoreDetail> parts;
};

struct PassageHit {
  std::string id;
  std::string section;  ///< heading path as shown, or the kind's name
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>>
      highlights;  ///< byte ranges in `text`, half-open, in order
  double score = 0;
  std::vector<ScoreDetail> explanation;  ///< adds up to score; empty unless asked for
};

struct PaperHit {
  PaperSummary paper;
  double score = 0;
  std::vector<PassageHit> passages;  ///< best first
  std::vector<std::string> copies;   ///< ids of papers folded under this one
};

struct FacetValue {
  std::string id;  ///< concept id, or the value itself
  std::string name;
  std::uint64_t papers = 0;
  bool selected = false;
  double lift = 0;  ///< with FacetOrder::lift; 1 is as often as in the whole index
};

/// A concept that hits hold more often than the index does.
struct RelatedConcept {
  std::string id, name, type;
  std::uint64_t papers = 0, all_papers = 0;  ///< among the hits; in the index
  double lift = 0;                           ///< share of the hits by share of all papers; above 1
};

/// What one form of a name finds by itself.
struct FormCount {
  std::string form;
  std::uint64_t papers = 0, passages = 0;
};

/// What was searched for one word or name of the query.
struct ReceiptItem {
  std::string text;                ///< as typed
  std::size_t begin = 0, end = 0;  ///< bytes of the query
  std::string sense;               ///< preferred name of the chosen concept; empty for plain words
  std::string type;
  std::vector<std::string> ids;
  std::vector<std::string> forms;          ///< what is matched besides
  std::vector<FormCount> form_counts;      ///< of `forms`, in their order; only if asked for
  std::uint64_t explosion = 0;             ///< concepts below it that are included
  std::uint64_t papers = 0, passages = 0;  ///< that match this item alone
  std::uint64_t literal_passages = 0;      ///< of these, by the typed words alone
  std::vector<std::pair<std::string, std::string>> alternatives;  ///< id, name of senses not taken
};

struct Receipt {
  std::string interpretation;  ///< the query as understood, in words
  std::vector<ReceiptItem> items;
  std::string vocabulary_fingerprint;
  std::string analyzer_fingerprint;
  std::uint64_t revision = 0;
};

/// One line of a strategy. The parts of a line meet in a paper, as in PubMed.
struct StrategyLine {
  std::uint64_t number = 0;        ///< by which other lines refer to it
  std::size_t begin = 0, end = 0;  ///< its text: bytes of the query, half-open
  std::string text;                ///< as written, without the number
  std::uint64_t papers = 0, passages = 0;
};

struct SearchResponse {
  std::string query;
  std::uint64_t total_papers = 0, total_passages = 0;  ///< exact
  /// Papers that hold all parts, but in different passages.
  std::uint64_t more_papers_across_passages = 0;
  double took_ms = 0;
  std::vector<PaperHit> hits;
  std::map<std::string, std::vector<FacetValue>> facets;  ///< counts of papers, most first
  std::vector<RelatedConcept> related;                    ///< most telling first
  std::vector<Notice> notices;
  std::vector<StrategyLine> strategy;  ///< of a query of several lines
  std::optional<Receipt> receipt;
  std::string interpretation;
  std::string next_cursor;  ///< empty after the last page
};

}  // namespace osteon
