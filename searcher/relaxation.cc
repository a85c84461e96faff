// Weighs parts of a query by being a concept, by how common they are, and by a list of words.
#include "searcher/relaxation.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

namespace osteon {
namespace {

/// Words with which people ask how two things go together. As verbs of a question they are the
/// first to be written in other words in an answer: "reduce" as "fewer", "safe" as "no harm".
constexpr std::string_view relation_words =
    "reduce decrease lower lessen increase raise improve enhance affect influence change alter "
    "impact prevent avoid protect cause lead induce produce trigger contribute help work treat "
    "cure relieve alleviate extend prolong shorten worsen impair delay slow stop start promote "
    "associate link relate correlate connect compare difference differ comparison effect role "
    "efficacy effectiveness effective ineffective safe safety useful good bad better best worse "
    "worst harmful beneficial benefit risk against during between after before among because due "
    "use give take need should possible evidence reason mechanism way kind type example treatment "
    "management new recent current";

bool is_relation(const QueryUnit& unit, const std::unordered_set<std::string>& relations) {
  return std::ranges::any_of(unit.wordings, [&](const Wording& wording) {
    return wording.places.size() == 1 && relations.contains(wording.places.front().front());
  });
}

std::unordered_set<std::string> relation_terms(const Analyzer& analyzer) {
  TokenList tokens;
  analyzer.analyze(relation_words, tokens);
  std::unordered_set<std::string> out;
  for (const Token& token : tokens.tokens()) {
    if (token.is_primary()) out.emplace(token.text);
  }
  return out;
}

}  // namespace

std::vector<std::uint16_t> part_weights(const IndexView& view, const ResolvedQuery& query,
                                        const SegmentMatchers& matchers) {
  const std::vector<Plan>& parts = query.plan.children;
  // Every analyzer of a process reads words alike.
  static const std::unordered_set<std::string> relations = relation_terms(view.analyzer());
  const std::uint64_t common = std::max(common_passages, view.passage_count() / common_share);
  std::vector<std::uint16_t> out(parts.size());
  bool tells = false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].required) continue;
    std::uint64_t passages = 0;
    for (const auto& matcher : matchers) passages += matcher->evaluate(parts[i]).count();
    const bool unit = parts[i].kind == Plan::Kind::unit;
    const bool named = !unit || !query.units[parts[i].unit].concepts.empty();
    const bool relation = unit && is_relation(query.units[parts[i].unit], relations);
    // A concept is asked for however many passages speak of it, unless nearly all do.
    const bool little = relation || passages > (named ? 8 * common : common);
    if (!little) out[i] = named ? 2 : 1;
    tells = tells || (!little && passages != 0);
  }
  if (tells) return out;
  for (std::size_t i = 0; i < parts.size(); ++i) out[i] = parts[i].required ? 0 : 1;
  return out;
}

}  // namespace osteon
