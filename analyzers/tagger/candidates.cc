// Walking the tries over a text, through joined terms as well as plain ones.
#include "analyzers/tagger/candidates.h"

#include <array>

namespace osteon::osv {
namespace {

// The longest name has max_terms terms; a joined one spans a few positions more.
constexpr std::size_t max_depth = 24;

// How the words walked over are spelled; asked only where a name ends.
class Path {
 public:
  void push(const Token* token) { tokens_[size_++] = token; }
  void pop() { --size_; }
  std::size_t size() const { return size_; }
  Candidate candidate(std::size_t first, std::size_t last) const {
    Candidate made;
    made.first = static_cast<std::uint32_t>(first);
    made.last = static_cast<std::uint32_t>(last);
    made.exact = made.plural = exact_seed;
    for (std::size_t i = 0; i < size_; ++i)
      spelling_hashes(tokens_[i]->exact, made.exact, made.plural);
    return made;
  }

 private:
  std::array<const Token*, max_depth> tokens_;
  std::size_t size_ = 0;
};

// Follows a trie from `state` over the words from `at` on, each as itself and as what it is joined
// to: step(state, at, joined) says where it leads, accept(last, step) is told of each.
template <typename Step, typename Accept>
void walk(std::span<const TermUnit> units, std::size_t at, std::uint32_t state, Path& path,
          const Step& step, const Accept& accept) {
  if (at >= units.size() || path.size() >= max_depth) return;
  const TermUnit& unit = units[at];
  if (unit.token == nullptr) return;
  if (const TrieStep next = step(state, at, false)) {
    path.push(unit.token);
    accept(at, next);
    walk(units, at + 1, next.state, path, step, accept);
    path.pop();
  }
  if (unit.joined == 0) return;
  if (const TrieStep next = step(state, at, true)) {
    path.push(unit.joined_token);
    accept(unit.joined_last, next);
    walk(units, unit.joined_last + std::size_t{1}, next.state, path, step, accept);
    path.pop();
  }
}

}  // namespace

bool is_plain_function_word(std::string_view text, const Token& token) {
  return token.kind == TokenKind::stop && token.exact == token.text &&
         text.substr(token.begin, token.end - token.begin) == token.text;
}

void find_vocabulary_names(const TrieMemory& memory, std::size_t first, std::string_view text,
                           std::span<const TermUnit> units, std::pmr::vector<Candidate>& found) {
  const auto step = [&](std::uint32_t state, std::size_t at, bool join) {
    return memory.step(state, first + at, join);
  };
  Path path;
  const auto add = [&](std::size_t begin, std::size_t last, std::uint32_t state) {
    found.push_back(path.candidate(begin, last));
    found.back().state = state;
  };
  const auto is_name = [&](std::size_t i) {
    const TrieMemory::Word& word = memory.word(first + i);
    return word.root.ends_name &&
           (word.function_name || !is_plain_function_word(text, *units[i].token));
  };
  for (std::size_t i = 0; i < units.size(); ++i) {
    const std::uint32_t root = memory.word(first + i).root.state;
    if (!memory.goes_on(first + i)) {
      if (!is_name(i)) continue;
      path.push(units[i].token);
      add(i, i, root);
      path.pop();
      continue;
    }
    walk(units, i, 0, path, step, [&](std::size_t last, TrieStep at) {
      const bool word_alone = path.size() == 1 && at.state == root;
      if (word_alone ? is_name(i) : at.ends_name) add(i, last, at.state);
    });
  }
}

void find_local_names(const LocalNames& names, std::span<const TermUnit> units,
                      std::pmr::vector<Candidate>& found) {
  if (names.empty()) return;
  const auto step = [&](std::uint32_t state, std::size_t at, bool join) {
    return names.step(state, join ? units[at].joined : units[at].word);
  };
  Path path;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!names.may_begin(units[i].word) &&
        (units[i].joined == 0 || !names.may_begin(units[i].joined)))
      continue;
    walk(units, i, 0, path, step, [&](std::size_t last, TrieStep at) {
      if (!at.ends_name) return;
      found.push_back(path.candidate(i, last));
      found.back().local = at.state;
    });
  }
}

}  // namespace osteon::osv
