#include "searcher/matching/match_cache.h"

#include <cstdint>
#include <string_view>
#include <utility>

namespace osteon {
namespace {

/// Writes values so that different rows of them cannot be read alike.
class Key {
 public:
  Key& number(std::uint64_t value) {
    text_ += std::to_string(value);
    text_ += ' ';
    return *this;
  }
  Key& text(std::string_view value) {
    number(value.size());
    text_ += value;
    return *this;
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace

std::string match_key(const QueryUnit& unit) {
  Key key;
  key.number(unit.wordings.size());
  for (const Wording& wording : unit.wordings) {
    key.number(wording.places.size());
    for (const std::vector<std::string>& place : wording.places) {
      key.number(place.size());
      for (const std::string& term : place) key.text(term);
    }
  }
  key.number(unit.concepts.size());
  for (const std::string& id : unit.concepts) key.text(id);
  key.number(unit.exploded).number(unit.with_names);
  return key.take();
}

std::string match_key(const Plan& plan, const ResolvedQuery& query) {
  Key key;
  key.number(static_cast<std::uint64_t>(plan.kind));
  if (plan.kind == Plan::Kind::unit) key.text(match_key(query.units[plan.unit]));
  key.number(plan.part.title).number(plan.part.body);
  key.number(plan.part.section ? 1 + static_cast<std::uint64_t>(*plan.part.section) : 0);
  key.number(plan.required).number(plan.distance).number(plan.ordered).text(plan.text);
  key.number(static_cast<std::uint32_t>(plan.low)).number(static_cast<std::uint32_t>(plan.high));
  key.number(plan.terms.size());
  for (const std::string& term : plan.terms) key.text(term);
  key.number(plan.children.size());
  for (const Plan& child : plan.children) key.text(match_key(child, query));
  return key.take();
}

}  // namespace osteon
