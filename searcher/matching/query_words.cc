// Cuts the words of a query into units, by the rules that indexing used.
#include "searcher/matching/query_words.h"

#include <algorithm>
#include <unordered_set>

#include "base/ascii.h"
#include "searcher/matching/careful_spelling.h"

namespace osteon {
namespace {

using ascii::is_lower;

const std::unordered_set<std::string_view>& question_words() {
  static const std::unordered_set<std::string_view> words = {
      "does",  "do",   "did",   "is",     "are", "was",  "were",  "can",
      "could", "will", "would", "should", "has", "have", "what",  "which",
      "who",   "whom", "whose", "how",    "why", "when", "where", "whether"};
  return words;
}

/// The last of `primary` (tokens by position) that a joined token covers.
std::size_t last_covered(const Token& joined, std::span<const Token* const> primary) {
  std::size_t last = joined.position;
  while (last + 1 < primary.size() && primary[last + 1]->end <= joined.end) ++last;
  return last;
}

/// The joined token that begins at a position and reaches furthest, but not beyond `last`; null if
/// there is none that covers more than one position.
const Token* joined_at(std::span<const Token> tokens, std::span<const Token* const> primary,
                       std::size_t position, std::size_t last) {
  const Token* best = nullptr;
  for (const Token& token : tokens) {
    if (token.position > position) break;
    if (token.position != position || token.kind != TokenKind::joined) continue;
    const std::size_t covered = last_covered(token, primary);
    if (covered == position || covered > last) continue;
    if (best == nullptr || token.end > best->end) best = &token;
  }
  return best;
}

std::vector<const Token*> primary_tokens(std::span<const Token> tokens) {
  std::vector<const Token*> out;
  for (const Token& token : tokens) {
    if (token.is_primary()) out.push_back(&token);
  }
  return out;
}

/// Both ways to read the tokens of some positions: short forms joined (TNF alpha is tnfalpha, TGF
/// beta 1 is tgfbeta1), or one by one. One wording if these are the same.
std::vector<Wording> wordings_of(std::span<const Token> tokens,
                                 std::span<const Token* const> primary, std::size_t first,
                                 std::size_t last) {
  Wording joined, single;
  bool differ = false;
  for (std::size_t i = first; i <= last && i < primary.size(); ++i)
    single.places.push_back({std::string(primary[i]->text)});
  for (std::size_t i = first; i <= last && i < primary.size(); ++i) {
    const Token* whole = joined_at(tokens, primary, i, last);
    joined.places.push_back({std::string(whole != nullptr ? whole->text : primary[i]->text)});
    if (whole == nullptr) continue;
    differ = true;
    i = last_covered(*whole, primary);
  }
  std::vector<Wording> out;
  if (!joined.places.empty()) out.push_back(std::move(joined));
  if (differ) out.push_back(std::move(single));
  return out;
}

/// True if one joined token stands for all of these positions.
bool is_one_name(std::span<const Token> tokens, std::span<const Token* const> primary,
                 std::size_t first, std::size_t last) {
  const Token* whole = first < last ? joined_at(tokens, primary, first, last) : nullptr;
  return whole != nullptr && last_covered(*whole, primary) == last;
}

/// A name's closing bracket belongs to it: Ca(2+).
std::size_t closed(std::string_view text, std::size_t begin, std::size_t end) {
  int open = 0;
  for (const char c : text.substr(begin, end - begin)) open += c == '(' ? 1 : c == ')' ? -1 : 0;
  return open == 1 && end < text.size() && text[end] == ')' ? end + 1 : end;
}

/// True for the signs between the parts of a word: hyphens, dashes, a slash, brackets.
bool parts_a_word(std::string_view signs) {
  bool any = false;
  for (std::size_t i = 0; i < signs.size(); ++i) {
    const bool dash = signs.substr(i, 2) == "\xe2\x80" || signs.substr(i, 2) == "\xe2\x88";
    if (dash) {
      i += 2;
    } else if (std::string_view("-/()").find(signs[i]) == std::string_view::npos) {
      return false;
    }
    any = true;
  }
  return any;
}

/// Akt, mTOR, β, IL-6, 2: what stands in a name rather than in a sentence.
bool is_symbol(std::string_view written) {
  const auto capitals = std::ranges::count_if(written, ascii::is_upper);
  return capitals >= 2 || (capitals == 1 && written.size() <= 4) ||
         std::ranges::any_of(written, [](char c) { return (c & 0x80) != 0; }) ||
         (std::ranges::any_of(written, ascii::is_digit) && !ascii::all_digits(written));
}

class WordReader {
 public:
  WordReader(std::string_view text, const IndexView& view, const TermFrequency& frequency)
      : view_(view), text_(carefully_spelt(text, view.analyzer(), frequency)), original_(text) {
    view.analyzer().analyze(text_, list_);
    tokens_ = list_.tokens();
    primary_ = primary_tokens(tokens_);
    if (view.tagger() != nullptr) {
      const TaggerText one{text_, &list_};
      tags_ = view.tagger()->tag({&one, 1}, {});
    }
    taken_.assign(primary_.size(), false);
  }

  TextReading run(Rows rows) {
    drop_questions();
    if (rows == Rows::read) take_rows();
    take_concepts();
    take_written_words();
    bind_small_tokens();
    std::sort(out_.units.begin(), out_.units.end(), [](const TextUnit& a, const TextUnit& b) {
      return a.first_position < b.first_position;
    });
    return std::move(out_);
  }

 private:
  std::size_t count() const { return primary_.size(); }
  bool stop(std::size_t i) const { return primary_[i]->kind == TokenKind::stop; }

  /// True if tokens i and i + 1 are one written word: no white space between them.
  bool glued(std::size_t i) const {
    return i + 1 < count() && text_.find(' ', primary_[i]->end) >= primary_[i + 1]->begin;
  }
  bool slash_after(std::size_t i) const {
    return text_.substr(primary_[i]->end, primary_[i + 1]->begin - primary_[i]->end).find('/') !=
           std::string::npos;
  }

  std::string_view written(std::size_t i) const {
    return std::string_view(original_).substr(primary_[i]->begin,
                                              primary_[i]->end - primary_[i]->begin);
  }
  void drop(std::size_t i) {
    taken_[i] = true;
    out_.question_words.emplace_back(primary_[i]->begin, primary_[i]->end);
  }

  void drop_questions() {
    // "Does vitamin D …", "What causes …": words of asking at the beginning say nothing.
    std::string before;
    for (std::size_t i = 0; i < count() && count() > 1; ++i) {
      const std::string_view word = written(i);
      const std::string low = ascii::lower_case(word);
      const bool capitals =
          word.size() > 1 && low != word && std::none_of(word.begin() + 1, word.end(), is_lower);
      if (capitals) break;
      if (question_words().count(low) != 0 || (before == "what" && low == "causes")) {
        drop(i);
      } else if (!stop(i)) {
        break;
      }
      before = low;
    }
    // "Denosumab vs zoledronate": what compares is no part of what is compared.
    for (std::size_t i = 1; i + 1 < count(); ++i) {
      const std::string low = ascii::lower_case(written(i));
      if (!taken_[i] && (low == "vs" || low == "versus")) drop(i);
    }
  }

  TextUnit make(std::size_t first, std::size_t last) const {
    TextUnit unit;
    unit.first_position = first;
    unit.last_position = last;
    unit.begin = primary_[first]->begin;
    unit.end = closed(text_, unit.begin, primary_[last]->end);
    unit.written = original_.substr(unit.begin, unit.end - unit.begin);
    unit.wordings = wordings_of(tokens_, primary_, first, last);
    // What joins here is joined in the papers too; the words one by one would also find the pieces
    // of other names side by side, "IL-6, IP-10" for IL 10.
    const bool one_name = is_one_name(tokens_, primary_, first, last);
    if (one_name) unit.wordings.resize(1);
    unit.symbol = one_name || (first == last && primary_[first]->kind == TokenKind::mixed);
    return unit;
  }

  void take(TextUnit unit) {
    for (std::size_t i = unit.first_position; i <= unit.last_position; ++i) taken_[i] = true;
    out_.units.push_back(std::move(unit));
  }

  TextSense sense(std::uint32_t number) const {
    const DocumentConcept& meaning = tags_.concepts[number];
    return {meaning.id, meaning.name};
  }

  /// Akt/mTOR, Wnt-β-catenin, GC-MS: names in one word stand side by side, each with its synonyms.
  void take_rows() {
    for (std::size_t first = 0; first < count(); ++first) {
      std::size_t last = first;
      const auto goes_on = [&] {
        return last + 1 < count() &&
               parts_a_word(std::string_view(text_).substr(
                   primary_[last]->end, primary_[last + 1]->begin - primary_[last]->end));
      };
      while (goes_on()) ++last;
      if (last > first) take_row(first, last);
      first = last;
    }
  }

  void take_row(std::size_t first, std::size_t last) {
    std::vector<TextUnit> units;
    bool symbol = false;
    for (std::size_t at = first; at <= last;) {
      if (taken_[at] || stop(at)) return;
      const Token* const whole = joined_at(tokens_, primary_, at, last);
      TextUnit unit = make(at, whole != nullptr ? last_covered(*whole, primary_) : at);
      if (const Mention* const name = name_from(at, last);
          name != nullptr && name->last_position >= unit.last_position) {
        unit = make(at, name->last_position);
        set_meaning(unit, *name);
      } else {
        add_alternatives(unit);
      }
      const bool name =
          is_symbol(unit.written) || (unit.has_concept && unit.meaning.type == "gene");
      if (!name && unit.written.size() > 4) return;
      symbol = symbol || name;
      at = unit.last_position + 1;
      unit.in_row = !units.empty();
      units.push_back(std::move(unit));
    }
    if (units.size() < 2 || !symbol || crosses(first, last)) return;
    for (TextUnit& unit : units) take(std::move(unit));
  }

  /// The longest accepted name that begins at a token and ends by `last`; null if there is none.
  const Mention* name_from(std::size_t first, std::size_t last) const {
    if (tags_.mentions.empty()) return nullptr;
    const Mention* best = nullptr;
    for (const Mention& mention : tags_.mentions.front()) {
      if (mention.accepted && mention.rule != MentionRule::conjunction &&
          mention.first_position == first && mention.last_position <= last &&
          (best == nullptr || mention.last_position > best->last_position))
        best = &mention;
    }
    return best;
  }

  /// True if an accepted name has these tokens and others.
  bool crosses(std::size_t first, std::size_t last) const {
    return !tags_.mentions.empty() &&
           std::ranges::any_of(tags_.mentions.front(), [&](const Mention& mention) {
             return mention.accepted && mention.first_position <= last &&
                    mention.last_position >= first &&
                    (mention.first_position < first || mention.last_position > last);
           });
  }

  void set_meaning(TextUnit& unit, const Mention& mention) const {
    unit.has_concept = true;
    unit.meaning = tags_.concepts[mention.concept_number];
    for (const std::uint32_t other : mention.alternatives)
      unit.alternatives.push_back(sense(other));
  }

  void take_concepts() {
    if (tags_.mentions.empty()) return;
    for (const Mention& mention : tags_.mentions.front()) {
      if (!mention.accepted || mention.last_position >= count()) continue;
      // "breast and ovarian cancer" asks for both: its words say that, one of its concepts does
      // not.
      if (mention.rule == MentionRule::conjunction) continue;
      const std::size_t first = mention.first_position, last = mention.last_position;
      bool free = true;
      for (std::size_t i = first; i <= last; ++i) free = free && !taken_[i];
      // Half of a hyphenated word is not what was asked for; half of a pair with a slash is.
      const bool cut_left = first > 0 && glued(first - 1) && !slash_after(first - 1);
      const bool cut_right = glued(last) && !slash_after(last);
      if (!free || cut_left || cut_right || is_head_of_longer_name(first, last)) continue;
      TextUnit unit = make(first, last);
      set_meaning(unit, mention);
      take(std::move(unit));
    }
  }

  /// True for the VO2 of VO2 max, the amyloid beta of amyloid beta 1-42.
  bool is_head_of_longer_name(std::size_t first, std::size_t last) const {
    const Token* whole = joined_at(tokens_, primary_, first, count() - 1);
    return whole != nullptr && last_covered(*whole, primary_) > last;
  }

  /// The concept of a symbol once its digits stand on the line: O₂ is O2.
  bool take_plain_symbol(TextUnit& unit) const {
    const std::string plain = with_plain_digits(unit.written);
    if (plain == unit.written || view_.tagger() == nullptr) return false;
    TokenList tokens;
    view_.analyzer().analyze(plain, tokens);
    const TaggerText one{plain, &tokens};
    const DocumentTags tags = view_.tagger()->tag({&one, 1}, {});
    if (tags.mentions.empty()) return false;
    for (const Mention& mention : tags.mentions.front()) {
      if (!mention.accepted || mention.first_position != 0 ||
          mention.last_position + 1 != tokens.position_count()) {
        continue;
      }
      unit.has_concept = true;
      unit.meaning = tags.concepts[mention.concept_number];
      return true;
    }
    return false;
  }

  /// Senses of a name that the rules for running text reject. A symbol with digits or Greek in it
  /// that has only one sense means that, however it is written: nobody types Ca²⁺ by chance.
  void add_alternatives(TextUnit& unit) const {
    if (tags_.mentions.empty() || take_plain_symbol(unit)) return;
    std::vector<std::uint32_t> senses;
    for (const Mention& mention : tags_.mentions.front()) {
      if (mention.first_position == unit.first_position &&
          mention.last_position == unit.last_position) {
        senses.push_back(mention.concept_number);
      }
    }
    if (senses.size() == 1 && unit.symbol) {
      unit.has_concept = true;
      unit.meaning = tags_.concepts[senses.front()];
      return;
    }
    if (senses.size() == 1) unit.meaning = tags_.concepts[senses.front()];
    for (const std::uint32_t number : senses) unit.alternatives.push_back(sense(number));
  }

  /// bone-targeting, c.1799 T>A: tokens without white space between them stand in a row.
  void take_written_words() {
    for (std::size_t i = 0; i < count(); ++i) {  // TNF alpha, follow up; but not "in patients"
      if (stop(i)) continue;
      const Token* whole = joined_at(tokens_, primary_, i, count() - 1);
      if (whole == nullptr) continue;
      const std::size_t last = last_covered(*whole, primary_);
      if (std::any_of(taken_.begin() + static_cast<std::ptrdiff_t>(i),
                      taken_.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                      [](bool taken) { return taken; })) {
        continue;
      }
      TextUnit unit = make(i, last);
      add_alternatives(unit);
      take(std::move(unit));
    }
    for (std::size_t i = 0; i < count(); ++i) {
      if (taken_[i]) continue;
      std::size_t last = i;
      while (glued(last) && !taken_[last + 1] && !slash_after(last)) ++last;
      if (last == i) {
        if (stop(i)) {
          taken_[i] = true;
          ++out_.stop_words;
        }
        continue;
      }
      std::size_t first = i;
      while (first <= last && stop(first)) ++first;
      std::size_t end = last;
      while (end > first && stop(end)) --end;
      if (first <= last && !stop(first)) {
        // 25-hydroxyvitamin D
        while (end == last && last + 1 < count() && !taken_[last + 1] && small(last + 1))
          end = ++last;
        TextUnit unit = make(first, end);
        add_alternatives(unit);
        take(std::move(unit));
      }
      for (std::size_t k = i; k <= last; ++k) taken_[k] = true;
      i = last;
    }
  }

  /// A number of up to two digits or a single letter: means nothing by itself.
  bool small(std::size_t i) const {
    const std::string_view text = primary_[i]->exact;
    if (primary_[i]->kind == TokenKind::number) return text.size() <= 2;
    return text.size() == 1;
  }

  void bind_small_tokens() {
    for (std::size_t i = 0; i < count(); ++i) {
      if (taken_[i]) continue;
      std::size_t last = i;
      // A word takes the small tokens after it; small tokens without a word before them take one.
      if (small(i)) {
        while (last + 1 < count() && !taken_[last + 1] && small(last)) ++last;
      }
      while (last + 1 < count() && !taken_[last + 1] && small(last + 1)) ++last;
      TextUnit unit = make(i, last);
      add_alternatives(unit);
      take(std::move(unit));
      i = last;
    }
  }

  const IndexView& view_;
  std::string text_, original_;
  TokenList list_;
  std::span<const Token> tokens_;
  std::vector<const Token*> primary_;  // by position
  DocumentTags tags_;
  std::vector<bool> taken_;
  TextReading out_;
};

}  // namespace

TextReading read_words(std::string_view text, const IndexView& view, const TermFrequency& frequency,
                       Rows rows) {
  return WordReader(text, view, frequency).run(rows);
}

std::vector<Wording> read_phrase(std::string_view text, const IndexView& view, bool* posted) {
  TokenList tokens;
  view.analyzer().analyze(text, tokens);
  *posted = std::any_of(tokens.tokens().begin(), tokens.tokens().end(),
                        [](const Token& t) { return t.kind != TokenKind::stop; });
  if (tokens.position_count() == 0) return {};
  return wordings_of(tokens.tokens(), primary_tokens(tokens.tokens()), 0,
                     tokens.position_count() - 1);
}

}  // namespace osteon
