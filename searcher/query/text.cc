// Cuts the words of a query into units, by the rules that indexing used.
#include "searcher/query/text.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/ascii.h"

namespace osteon {
namespace {

using ascii::is_digit;
using ascii::is_letter;
using ascii::is_lower;

constexpr std::array<std::string_view, 24> greek_names = {
    "alpha", "beta",  "gamma",  "delta",   "epsilon", "zeta", "eta",     "theta",
    "iota",  "kappa", "lambda", "mu",      "nu",      "xi",   "omicron", "pi",
    "rho",   "sigma", "tau",    "upsilon", "phi",     "chi",  "psi",     "omega"};

const std::unordered_set<std::string_view>& question_words() {
  static const std::unordered_set<std::string_view> words = {
      "does",  "do",   "did",   "is",     "are", "was",  "were",  "can",
      "could", "will", "would", "should", "has", "have", "what",  "which",
      "who",   "whom", "whose", "how",    "why", "when", "where", "whether"};
  return words;
}

struct Chunk {
  std::size_t begin, end;
};

std::vector<Chunk> chunks_of(std::string_view text) {
  std::vector<Chunk> out;
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && text[at] == ' ') ++at;
    const std::size_t begin = at;
    while (at < text.size() && text[at] != ' ') ++at;
    if (at > begin) out.push_back({begin, at});
  }
  return out;
}

/// Two to five letters, then digits, a hyphen or a Greek letter: the start of a symbol.
std::size_t symbol_letters(std::string_view word) {
  std::size_t n = 0;
  while (n < word.size() && is_letter(word[n])) ++n;
  return n >= 2 && n <= 5 && n < word.size() ? n : 0;
}

/// The text as someone careful would type it, byte for byte of the same length: `il 6` and `il-6`
/// become `IL-6`, where the index knows such a name.
std::string reshape(std::string_view text, const Analyzer& analyzer,
                    const TermFrequency& frequency) {
  std::string out(text);
  const std::vector<Chunk> chunks = chunks_of(text);
  TokenList tokens;
  const auto single = [&](std::string_view word) -> std::string {
    analyzer.analyze(word, tokens);
    if (tokens.tokens().empty() || tokens.position_count() != 1) return {};
    const Token& token = tokens.tokens().front();
    return token.kind == TokenKind::mixed ? std::string(token.text) : std::string();
  };
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    const std::string_view word = text.substr(chunks[i].begin, chunks[i].end - chunks[i].begin);
    if (std::any_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
      continue;
    if (const std::size_t letters = symbol_letters(word); letters != 0) {
      if (!single(word).empty()) {
        for (std::size_t k = 0; k < letters; ++k)
          out[chunks[i].begin + k] = ascii::to_upper(word[k]);
      }
      continue;
    }
    if (i + 1 >= chunks.size() || word.size() < 2 || word.size() > 5 ||
        !std::all_of(word.begin(), word.end(), is_letter)) {
      continue;
    }
    const std::string_view next =
        text.substr(chunks[i + 1].begin, chunks[i + 1].end - chunks[i + 1].begin);
    const bool number = is_digit(next.front()) && next.size() <= 4;
    const bool greek = std::find(greek_names.begin(), greek_names.end(), next) != greek_names.end();
    if (!number && !greek) continue;
    const std::string term = single(ascii::upper_case(word) + '-' + std::string(next));
    if (term.empty()) continue;
    const std::uint64_t together = frequency(term);
    analyzer.analyze(word, tokens);
    const std::string alone =
        tokens.tokens().empty() ? std::string() : std::string(tokens.tokens().front().text);
    if (together == 0 || together * 4 < (alone.empty() ? 0 : frequency(alone))) continue;
    for (std::size_t k = 0; k < word.size(); ++k)
      out[chunks[i].begin + k] = ascii::to_upper(word[k]);
    if (chunks[i + 1].begin == chunks[i].end + 1) out[chunks[i].end] = '-';
  }
  return out;
}

/// Digits and signs above or below the line, on it.
std::string with_plain_digits(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 26> raised_or_lowered = {
      {{"⁰", '0'}, {"¹", '1'}, {"²", '2'}, {"³", '3'}, {"⁴", '4'}, {"⁵", '5'}, {"⁶", '6'},
       {"⁷", '7'}, {"⁸", '8'}, {"⁹", '9'}, {"₀", '0'}, {"₁", '1'}, {"₂", '2'}, {"₃", '3'},
       {"₄", '4'}, {"₅", '5'}, {"₆", '6'}, {"₇", '7'}, {"₈", '8'}, {"₉", '9'}, {"⁺", '+'},
       {"⁻", '-'}, {"₊", '+'}, {"₋", '-'}, {"⁽", '('}, {"⁾", ')'}}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto found = std::find_if(
        raised_or_lowered.begin(), raised_or_lowered.end(),
        [&](const auto& row) { return text.substr(i, row.first.size()) == row.first; });
    if (found == raised_or_lowered.end()) {
      out += text[i++];
    } else {
      out += found->second;
      i += found->first.size();
    }
  }
  return out;
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

class WordReader {
 public:
  WordReader(std::string_view text, const IndexView& view, const TermFrequency& frequency)
      : view_(view), text_(reshape(text, view.analyzer(), frequency)), original_(text) {
    view.analyzer().analyze(text_, list_);
    tokens_ = list_.tokens();
    primary_ = primary_tokens(tokens_);
    if (view.tagger() != nullptr) {
      const TaggerText one{text_, &list_};
      tags_ = view.tagger()->tag({&one, 1}, {});
    }
    taken_.assign(primary_.size(), false);
  }

  TextReading run() {
    drop_questions();
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

  void drop_questions() {
    // "Does vitamin D …", "What is the …": words of asking at the beginning say nothing.
    for (std::size_t i = 0; i < count(); ++i) {
      const std::string_view word = std::string_view(original_).substr(
          primary_[i]->begin, primary_[i]->end - primary_[i]->begin);
      std::string low(word);
      for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      const bool capitals = word.size() > 1 && word == std::string(word) && low != word &&
                            std::none_of(word.begin() + 1, word.end(), is_lower);
      if (capitals) return;
      if (question_words().count(low) != 0) {
        if (i == 0 && count() == 1) return;
        taken_[i] = true;
        out_.question_words.emplace_back(primary_[i]->begin, primary_[i]->end);
      } else if (!stop(i)) {
        return;
      }
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
    if (is_one_name(tokens_, primary_, first, last)) unit.wordings.resize(1);
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
      unit.has_concept = true;
      unit.meaning = tags_.concepts[mention.concept_number];
      for (const std::uint32_t other : mention.alternatives) {
        unit.alternatives.push_back(sense(other));
      }
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
    const bool symbol =
        unit.first_position == unit.last_position
            ? primary_[unit.first_position]->kind == TokenKind::mixed
            : is_one_name(tokens_, primary_, unit.first_position, unit.last_position);
    if (senses.size() == 1 && symbol) {
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

TextReading read_words(std::string_view text, const IndexView& view,
                       const TermFrequency& frequency) {
  return WordReader(text, view, frequency).run();
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
