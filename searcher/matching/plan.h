// A query with its words analysed and its senses chosen: what the matcher evaluates.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/paper.h"

namespace osteon {

/// One way to write a unit: a word, or several in a row. Each place holds one of some index terms
/// (several after a prefix), at least one.
struct Wording {
  std::vector<std::vector<std::string>> places;
};

/// What one word, name or phrase of a query stands for.
struct QueryUnit {
  std::string text;                ///< as typed
  std::size_t begin = 0, end = 0;  ///< bytes of the query, half-open
  std::vector<Wording> wordings;   ///< own ones; empty for ids
  /// Canonical ids of the concept, as the segments write them; empty for plain words.
  std::vector<std::string> concepts;
  /// Of what is below the concept, but not in the vocabulary's hierarchy.
  std::vector<std::string> members;
  bool exploded = true;    ///< descendants count, and members
  bool with_names = true;  ///< its names count where they are no accepted mention
  double boost = 1;        ///< multiplies what it adds to a score
  double weight = 1;       ///< the part of `boost` that was typed (falls^2)

  /// True if one of its wordings is several words in a row.
  bool has_phrase() const {
    return std::any_of(wordings.begin(), wordings.end(),
                       [](const Wording& wording) { return wording.places.size() > 1; });
  }

  // For the receipt:
  std::string sense, type;
  std::vector<std::string> ids, forms;
  std::uint64_t explosion = 0;
  std::vector<std::pair<std::string, std::string>> alternatives;
};

/// Which texts of a passage a unit may stand in.
struct TextPart {
  bool title = true, body = true;
  std::optional<SectionKind> section;  ///< only bodies of this kind
  bool everywhere() const { return title && body && !section; }
  auto operator<=>(const TextPart&) const = default;
};

struct Plan {
  enum class Kind : std::uint8_t {
    nothing,   ///< matches nothing
    all_live,  ///< matches everything
    unit,      ///< `unit`, in `part`
    all,
    some,  ///< as many of the children as possible, but all `required` ones
    any,
    negation,
    near,       ///< children within `distance`; `ordered`: each right of the one before
    scope,      ///< one child, in `text`: sentence, section, paper
    paper_ids,  ///< `terms`: any of these
    terms,      ///< any of the index terms `terms`
    column,     ///< papers whose `text` column is `terms` (folded)
    section,    ///< passages of kind `part.section`
    years,      ///< from `low` to `high`
  };
  Kind kind = Kind::nothing;
  std::size_t unit = 0;
  TextPart part;
  std::vector<Plan> children;
  bool required = false;  ///< as a child of `some`: may not be left out
  std::uint32_t distance = 0;
  bool ordered = false;
  bool written_row = false;  ///< a near that was one word: Akt/mTOR
  std::string text;
  std::vector<std::string> terms;
  int low = 0, high = 9999;
};

Plan make_plan(Plan::Kind kind, std::vector<Plan> children = {});

/// The only child itself; `nothing` without any.
Plan combine_plans(Plan::Kind kind, std::vector<Plan> children);

/// True for what holds of a whole paper or passage whatever its words.
bool is_filter(const Plan& plan);

/// Visits the units that make a passage better, not those under a negation.
template <typename Visit>
void for_each_positive_unit(const Plan& plan, Visit&& visit) {
  if (plan.kind == Plan::Kind::negation) return;
  if (plan.kind == Plan::Kind::unit) visit(plan);
  for (const Plan& child : plan.children) for_each_positive_unit(child, visit);
}

/// Makes rows that were one word into words that stand anywhere; false if there are none.
bool open_rows(Plan& plan);

struct ResolvedQuery {
  Plan plan;
  std::vector<QueryUnit> units;
};

}  // namespace osteon
