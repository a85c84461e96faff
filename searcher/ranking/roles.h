// What a question asks about: in "effect of X compared with Y on Z" and "does X improve Z", Z is
// what a passage must report.
//
// A trial's passages all name what was given; few name the outcome that is asked for. Questions of
// this form are those of evidence synthesis: Richardson et al. 1995, "The well-built clinical
// question"; Lehman et al. 2019, "Inferring which medical treatments work from reports of clinical
// trials".
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace osteon {

/// Half-open bytes of a query.
struct QueryRange {
  std::size_t begin = 0, end = 0;
  bool holds(std::size_t from, std::size_t to) const { return from >= begin && to <= end; }
};

/// Where `query` names the outcome that it asks for: what stands behind the last "on" of "effect
/// (impact, influence, efficacy, …) of X on Z", behind the verb of "does (can, …) X improve
/// (reduce, prevent, …) Z" or behind "is X effective for"; without what it is compared with.
/// Nothing for text of any other form.
std::optional<QueryRange> asked_outcome(std::string_view query);

}  // namespace osteon
