#include "searcher/ranking/likeness.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "indexer/filter_terms.h"
#include "indexer/schema.h"
#include "searcher/ranking/idf.h"
#include "searcher/ranking/text_features.h"

namespace osteon {
namespace {

constexpr std::uint32_t most_passages = 200;  // of a paper that are read

using Counts = std::map<std::string, double>;  // by index term

void add_stored(TextFeatures& features, std::size_t segment, PassageNumber passage, Counts& to) {
  for (const auto& [feature, count] : features.read(segment, passage))
    to[features.term(feature)] += count;
}

Counts counts_of_text(const IndexView& view, const std::string& text) {
  Counts counts;
  TokenList tokens;
  view.analyzer().analyze(text, tokens);
  for (const Token& token : tokens.tokens())
    if (token.kind != TokenKind::stop && token.is_primary()) ++counts[std::string(token.text)];
  if (view.tagger() == nullptr) return counts;
  const TaggerText tagged{text, &tokens};
  const DocumentTags tags = view.tagger()->tag({&tagged, 1}, {});
  for (const Mention& mention : tags.mentions.front()) {
    if (!mention.accepted) continue;
    ++counts[filter_term(prefix::concept_mention, tags.concepts[mention.concept_number].id)];
  }
  return counts;
}

QueryUnit unit_of(const IndexView& view, const std::string& term, double boost) {
  QueryUnit unit;
  unit.boost = boost;
  const std::string_view mention = prefix::concept_mention;
  if (term.compare(0, mention.size(), mention) != 0) {
    unit.text = term;
    unit.wordings = {Wording{{{term}}}};
    return unit;
  }
  unit.concepts = unit.ids = {term.substr(mention.size())};
  unit.text = unit.sense = unit.concepts.front();
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    if (const auto number = view.segment(s).find_concept(unit.concepts.front())) {
      unit.text = unit.sense = view.segment(s).concept_name(*number);
      unit.type = view.segment(s).concept_type(*number);
      break;
    }
  }
  unit.exploded = unit.with_names = false;
  return unit;
}

}  // namespace

LikeQuery like_query(const IndexView& view, const SearchSession& session, const std::string& like) {
  LikeQuery out;
  Counts counts;
  TextFeatures features(view);
  if (const auto passage = find_passage(view, session, like)) {
    out.source = "passage " + like;
    out.paper = passage->paper;
    add_stored(features, passage->paper.segment, passage->passage, counts);
  } else if (const auto paper = find_paper(view, session, like)) {
    const Segment& segment = view.segment(paper->segment);
    out.source = "paper " + std::string(segment.paper_id(paper->paper));
    out.paper = paper;
    const PassageNumber first = segment.first_passage(paper->paper);
    const std::uint32_t read = std::min(segment.passage_count(paper->paper), most_passages);
    for (std::uint32_t i = 0; i < read; ++i)
      add_stored(features, paper->segment, first + i, counts);
  } else {
    out.source = "the given text";
    counts = counts_of_text(view, like);
  }

  struct Candidate {
    double rank, boost;
    std::string term;
  };
  std::vector<Candidate> candidates;
  const auto total = static_cast<double>(view.passage_count());
  for (const auto& [term, count] : counts) {
    const auto df = static_cast<double>(view.term_frequency(session, term));
    if (df == 0) continue;
    const double boost = 1 + std::log(count);
    candidates.push_back({boost * inverse_document_frequency(df, total), boost, term});
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.rank != b.rank ? a.rank > b.rank : a.term < b.term;
  });
  if (candidates.size() > telling_terms) candidates.resize(telling_terms);
  if (candidates.empty()) return out;
  out.query.plan.kind = Plan::Kind::any;
  for (const Candidate& candidate : candidates) {
    Plan leaf;
    leaf.kind = Plan::Kind::unit;
    leaf.unit = out.query.units.size();
    out.query.plan.children.push_back(std::move(leaf));
    out.query.units.push_back(unit_of(view, candidate.term, candidate.boost));
  }
  return out;
}

}  // namespace osteon
