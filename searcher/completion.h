// What a typed beginning may become: concepts and titles of the index, with how many papers have
// them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/api.h"

namespace osteon {

class IndexView;

struct Completion {
  std::string kind;  ///< "concept" or "title"
  std::string text;  ///< the concept's preferred name; the paper's title
  std::string id;    ///< of the concept or the paper
  std::string type;  ///< of the concept; empty for titles
  std::uint64_t papers = 0;
};

/// What is looked through; made once for an index, by what can be completed in it.
class CompletionTable {
 public:
  explicit CompletionTable(const IndexView& view);

  /// Concepts of which a word begins with `prefix` (their first words before later ones, then those
  /// of more papers), then titles that begin with it; `limit` of each at most. ASCII letters match
  /// without case. Nothing for an empty prefix.
  std::vector<Completion> complete(const IndexView& view, std::string_view prefix,
                                   std::size_t limit) const;

 private:
  struct Start {
    std::string text;      ///< lower case, from the beginning of a word on
    std::uint32_t number;  ///< of the concept in IndexView::concepts()
    bool first;            ///< the name's first word
  };
  struct Title {
    std::string text;  ///< lower case
    std::uint32_t segment, paper;
  };
  std::vector<Start> starts_;  ///< sorted
  std::vector<Title> titles_;  ///< sorted
};

}  // namespace osteon
