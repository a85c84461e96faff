// Notices as they are collected: few of one kind, so that each kind can be seen.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "searcher/query/lexer.h"
#include "searcher/search.h"

namespace osteon {

/// Puts notices in order of position and leaves at most `most` of them (> 1), and of one kind at
/// most half. Where some of a kind are left out, the last one of that kind says how many more there
/// were, and spans their places.
void limit_notices(std::vector<Notice>& notices, std::size_t most);

/// What a parser has to say, bounded while it is collected.
class NoticeList {
 public:
  void add(std::string kind, std::string message, std::size_t begin, std::size_t end);
  void add(std::string kind, std::string message, const QueryToken& token) {
    add(std::move(kind), std::move(message), token.begin, token.end);
  }
  bool empty() const { return notices_.empty(); }
  /// At most `most`, in order of position.
  std::vector<Notice> take(std::size_t most);

 private:
  std::vector<Notice> notices_;
};

}  // namespace osteon
