// Walking the tries over a text, through joined terms as well as plain ones.
#include "analyzers/tagger/candidates.h"

namespace osteon::osv {
namespace {

// The longest name has max_terms terms; a joined one spans a few positions more.
constexpr std::size_t max_depth = 24;

// What a vocabulary word is, asked once a position.
struct Known {
  std::uint32_t word = 0, root = 0;
};

struct Spelling {
  std::uint32_t exact = exact_seed, plural = exact_seed;
  Spelling with(const Token& token) const {
    return {exact_hash(token.exact, exact), plural_hash(token.exact, plural)};
  }
};

template <typename Step, typename Accept>
void walk(std::span<const TermUnit> units, std::size_t at, std::uint32_t state, Spelling spelling,
          std::size_t depth, const Step& step, const Accept& accept) {
  if (at >= units.size() || depth >= max_depth) return;
  const TermUnit& unit = units[at];
  if (unit.token == nullptr) return;
  if (const std::uint32_t next = step(state, at, false); next != 0) {
    const Spelling spelled = spelling.with(*unit.token);
    accept(at, next, spelled);
    walk(units, at + 1, next, spelled, depth + 1, step, accept);
  }
  if (unit.joined == 0) return;
  if (const std::uint32_t next = step(state, at, true); next != 0) {
    const Spelling spelled = spelling.with(*unit.joined_token);
    accept(unit.joined_last, next, spelled);
    walk(units, unit.joined_last + std::size_t{1}, next, spelled, depth + 1, step, accept);
  }
}

}  // namespace

void find_vocabulary_names(const Compiled& file, std::span<const TermUnit> units,
                           std::vector<Candidate>& found) {
  static thread_local std::vector<Known> words, joined;
  words.assign(units.size(), {});
  joined.assign(units.size(), {});
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].token == nullptr) continue;
    words[i].word = file.find_word(units[i].word, words[i].root);
    if (units[i].joined != 0) joined[i].word = file.find_word(units[i].joined, joined[i].root);
  }
  const auto step = [&](std::uint32_t state, std::size_t at, bool join) -> std::uint32_t {
    const Known& known = join ? joined[at] : words[at];
    if (known.word == 0) return 0;
    return state == 0 ? known.root : file.step(state, known.word);
  };
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (words[i].root == 0 && joined[i].root == 0) continue;
    walk(units, i, 0, {}, 0, step,
         [&](std::size_t last, std::uint32_t state, const Spelling& spelling) {
           if (file.senses_of(state).empty()) return;
           found.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(last),
                            spelling.exact, spelling.plural, state, 0});
         });
  }
}

void find_local_names(const LocalNames& names, std::span<const TermUnit> units,
                      std::vector<Candidate>& found) {
  if (names.empty()) return;
  const auto step = [&](std::uint32_t state, std::size_t at, bool join) -> std::uint32_t {
    return names.step(state, join ? units[at].joined : units[at].word);
  };
  for (std::size_t i = 0; i < units.size(); ++i)
    walk(units, i, 0, {}, 0, step,
         [&](std::size_t last, std::uint32_t state, const Spelling& spelling) {
           if (names.values(state).empty()) return;
           found.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(last),
                            spelling.exact, spelling.plural, 0, state});
         });
}

}  // namespace osteon::osv
