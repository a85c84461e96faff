// Making the names whose words do not stand together, and asking the vocabulary for them.
#include "analyzers/tagger/coordination.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "base/number.h"

namespace osteon::osv {
namespace {

// Of the shared part and of what goes before it, in words.
constexpr std::uint32_t max_shared = 2, max_own = 2;
constexpr std::size_t max_members = 4;
// Words of a name before, in and after a bracket that stands in it.
constexpr std::uint32_t max_before = 5, max_inside = 4, max_after = 2;

class Finder {
 public:
  Finder(const Compiled& file, const SenseWeigher& weigher, std::string_view text,
         std::span<const TermUnit> units)
      : file_(file), weigher_(weigher), text_(text), units_(units) {}

  // `breast, ovarian and colon cancer`: names to the left of `candidate` that end as it ends.
  std::optional<Coordination> leftwards(const Candidate& candidate, const Option& meaning) const {
    const std::uint32_t length = candidate.last - candidate.first + 1;
    Coordination found{candidate, {}};
    for (std::uint32_t shared = 1; shared < length && shared <= max_shared; ++shared) {
      std::uint32_t at = candidate.first;
      while (found.choice.options.size() < max_members) {
        const std::uint32_t end = before_conjunction(at);
        // Commas only further left: `nervous system, X disease` names one thing.
        if (end == 0 || (at == candidate.first && gap(at - 1) == ", ")) break;
        Option member;
        std::uint32_t own = 0;
        for (std::uint32_t words = std::min(max_own, end); words > 0 && own == 0; --words)
          if (const ConceptIndex index =
                  name_of({end - words, end}, {candidate.last + 1 - shared, candidate.last + 1});
              index != no_concept && index != meaning.index) {
            member = weigher_.option_of(index);
            own = words;
          }
        if (own == 0) break;
        found.choice.options.insert(found.choice.options.begin(), member);
        at = end - own;
      }
      if (found.choice.options.empty()) continue;
      found.candidate.first = at;
      found.choice.options.push_back(meaning);
      return found;
    }
    return {};
  }

  // `hepatitis B and C`, `caspase-3 and -9`, `ERK1/2`: what follows replaces the last word or
  // number.
  std::optional<Coordination> rightwards(const Candidate& candidate, const Option& meaning) const {
    const Token& last = *units_[candidate.last].token;
    const bool series = candidate.first == candidate.last;
    std::string_view base = last.text;
    while (!base.empty() && ascii::is_digit(base.back())) base.remove_suffix(1);
    if (series ? last.kind != TokenKind::mixed || base.empty() || base.size() == last.text.size()
               : last.end - last.begin > 2)
      return {};
    Coordination found{candidate, {}};
    found.choice.options.push_back(meaning);
    if (series && meaning.type == weigher_.gene && add_range(candidate.last, base, found))
      return found;
    std::uint32_t at = candidate.last;
    while (found.choice.options.size() <= max_members) {
      const std::uint32_t next = after_conjunction(at, series);
      if (next == 0) break;
      const Token& token = *units_[next].token;
      if (token.end - token.begin > 2 || (series && token.kind != TokenKind::number)) break;
      const Option member =
          weigher_.option_of(series ? name_of_word(std::string(base) + std::string(token.text))
                                    : name_of({candidate.first, candidate.last}, {next, next + 1}));
      if (member.index == no_concept) break;
      found.choice.options.push_back(member);
      at = next;
    }
    if (found.choice.options.size() < 2) return {};
    found.candidate.last = at;
    return found;
  }

  // `von Willebrand (vW) disease`, `Rhipicephalus (Boophilus) microplus`: a name goes on after the
  // bracket that opens before `open`. What is short there stands for words of the name.
  std::optional<Coordination> around_bracket(std::uint32_t open) const {
    if (open == 0 || !readable(open) || !readable(open - 1) || gap(open - 1) != " (") return {};
    std::uint32_t close = open;
    while (readable(close + 1) && close < open + max_inside &&
           gap(close).find(')') == std::string_view::npos)
      ++close;
    if (!readable(close + 1) || (gap(close) != ") " && gap(close) != ")-")) return {};
    for (std::uint32_t before = std::min(max_before, open); before > 0; --before)
      for (std::uint32_t after = max_after; after > 0; --after) {
        const Range left{open - before, open}, right{close + 1, close + 1 + after};
        if (!unbroken(left) || !unbroken(right)) continue;
        const ConceptIndex index = name_of(left, right, true);
        if (index == no_concept) continue;
        const Option option = weigher_.option_of(index);
        const bool fits = option.type == weigher_.species
                              ? before == 1 && after == 1 && close == open &&
                                    is_capital(left.begin) && is_capital(open) &&
                                    !is_capital(right.begin)
                              : option.type == weigher_.disease && may_stand_for(open, left);
        if (!fits) continue;
        Coordination found{{left.begin, right.end - 1, 0, 0, 0, 0}, {}};
        found.choice.options.push_back(option);
        return found;
      }
    return {};
  }

 private:
  // `MCM2-7`: all genes from the one to the other that there are, the last among them.
  bool add_range(std::uint32_t first, std::string_view base, Coordination& found) const {
    constexpr unsigned max_range = 12;
    if (!readable(first + 1) || units_[first + 1].token->kind != TokenKind::number) return false;
    const std::string_view dash = gap(first);
    if (dash != "-" && dash != "–" && dash != "‑" && dash != " to ") return false;
    unsigned from = 0, to = 0;
    if (!read_number(units_[first].token->text.substr(base.size()), from) ||
        !read_number(units_[first + 1].token->text, to) || to <= from || to - from > max_range)
      return false;
    std::vector<Option> members;
    for (unsigned value = from + 1; value <= to; ++value) {
      const Option member =
          weigher_.option_of(name_of_word(std::string(base) + std::to_string(value)));
      if (member.index != no_concept && member.type == weigher_.gene)
        members.push_back(member);
      else if (value == to)
        return false;
    }
    found.choice.options.insert(found.choice.options.end(), members.begin(), members.end());
    found.candidate.last = first + 1;
    return true;
  }

  struct Range {
    std::uint32_t begin, end;
  };

  std::string_view gap(std::uint32_t position) const {
    return text_.substr(units_[position].token->end,
                        units_[position + 1].token->begin - units_[position].token->end);
  }
  char letter(std::uint32_t position) const { return text_[units_[position].token->begin]; }
  bool is_capital(std::uint32_t position) const { return ascii::is_upper(letter(position)); }
  // A short form begins as one of the words does.
  bool may_stand_for(std::uint32_t position, Range words) const {
    if (const std::uint32_t begin = units_[words.begin].token->begin;
        begin > 0 && text_[begin - 1] == '-')
      return false;
    if (!ascii::is_letter(letter(position))) return false;
    if (!is_capital(position)) return true;
    for (std::uint32_t p = words.begin; p < words.end; ++p)
      if (ascii::to_lower(letter(p)) == ascii::to_lower(letter(position))) return true;
    return false;
  }
  bool unbroken(Range range) const {
    for (std::uint32_t p = range.begin; p < range.end; ++p)
      if (!readable(p) ||
          (p + 1 < range.end &&
           (!readable(p + 1) || gap(p).find_first_of(".,;:()[]") != std::string_view::npos)))
        return false;
    return true;
  }
  bool readable(std::uint32_t position) const {
    return position < units_.size() && units_[position].token != nullptr;
  }
  bool is_conjunction(std::uint32_t position) const {
    const std::string_view word = units_[position].token->exact;
    return word == "and" || word == "or";
  }

  // Where the words before `and`, `or`, a comma or a slash at `position` end; 0 if none stands
  // there.
  std::uint32_t before_conjunction(std::uint32_t position) const {
    if (position == 0 || !readable(position - 1)) return 0;
    const std::string_view between = gap(position - 1);
    if (between == "/" || between == ", ") return position;
    if (between != " " || !is_conjunction(position - 1) || position < 2 || !readable(position - 2))
      return 0;
    const std::string_view outer = gap(position - 2);
    return outer == " " || outer == ", " ? position - 1 : 0;
  }
  // Where the word after such a place begins; 0 likewise.
  std::uint32_t after_conjunction(std::uint32_t position, bool series) const {
    if (!readable(position + 1)) return 0;
    const std::string_view between = gap(position);
    if (between == "/" || between == "/-" || (series && between == "/ ")) return position + 1;
    if (series || between != " " || !is_conjunction(position + 1) || !readable(position + 2))
      return 0;
    const std::string_view outer = gap(position + 1);
    return outer == " " || outer == " -" ? position + 2 : 0;
  }

  ConceptIndex best_of(std::uint32_t state, std::uint32_t exact, std::uint32_t plural,
                       bool taxa = false) const {
    constexpr std::uint16_t unfit = sense_stopped | sense_weak | sense_related | sense_caps |
                                    sense_common | sense_exact_case | sense_scientific |
                                    sense_initial;
    if (state == 0) return no_concept;
    for (const Sense& sense : file_.senses_of(state)) {
      if (sense.flags & unfit || (sense.exact != exact && sense.plural != plural)) continue;
      if (sense.type == weigher_.disease || sense.type == weigher_.gene ||
          (taxa && sense.type == weigher_.species))
        return sense.concept_index;
    }
    return no_concept;
  }

  ConceptIndex name_of(Range first, Range second, bool taxa = false) const {
    std::uint32_t state = 0, exact = exact_seed, plural = exact_seed;
    bool begun = false;
    for (const Range& range : {first, second})
      for (std::uint32_t p = range.begin; p < range.end; ++p) {
        if (!readable(p) || units_[p].token->kind == TokenKind::stop) return no_concept;
        const WordSlot& word = file_.find_word(units_[p].word);
        state = word.word == 0 ? 0 : begun ? file_.step(state, word.word).state : word.root.state;
        if (state == 0) return no_concept;
        begun = true;
        exact = exact_hash(units_[p].token->exact, exact);
        plural = plural_hash(units_[p].token->exact, plural);
      }
    return best_of(state, exact, plural, taxa);
  }
  ConceptIndex name_of_word(const std::string& word) const {
    const WordSlot& found = file_.find_word(term_hash(word));
    return best_of(found.root.state, exact_hash(word), plural_hash(word));
  }

  const Compiled& file_;
  const SenseWeigher& weigher_;
  std::string_view text_;
  std::span<const TermUnit> units_;
};

}  // namespace

std::vector<Coordination> find_coordinations(const Compiled& file, const SenseWeigher& weigher,
                                             std::string_view text, std::span<const TermUnit> units,
                                             std::span<const Candidate> candidates,
                                             std::span<const Choice> choices) {
  const Finder finder(file, weigher, text, units);
  const auto mark_as_made = [](Option& option) {
    option.rule = MentionRule::conjunction;
    option.score = 0.8F;
  };
  std::vector<Coordination> found;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    if (!choices[c].accepted() || choices[c].options[0].index == no_concept) continue;
    const Option& meaning = choices[c].options[0];
    const std::uint16_t type = meaning.type;
    if (type != weigher.disease && type != weigher.gene) continue;
    std::optional<Coordination> coordination;
    if (type == weigher.disease) coordination = finder.leftwards(candidates[c], meaning);
    if (!coordination) coordination = finder.rightwards(candidates[c], meaning);
    if (!coordination) continue;
    for (std::size_t i = 0; i < coordination->choice.options.size(); ++i) {
      Option& option = coordination->choice.options[i];
      option.accepted = true;
      option.together = i > 0;
      mark_as_made(option);
      option.source = meaning.source;
    }
    found.push_back(std::move(*coordination));
  }
  for (std::uint32_t p = 1; p < units.size(); ++p) {
    if (units[p].token == nullptr || text[units[p].token->begin - 1] != '(') continue;
    std::optional<Coordination> interrupted = finder.around_bracket(p);
    if (!interrupted) continue;
    mark_as_made(interrupted->choice.options[0]);
    found.push_back(std::move(*interrupted));
  }
  return found;
}

}  // namespace osteon::osv
