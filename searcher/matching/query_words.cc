// Cuts the words of a query into units, by the rules that indexing used.
#include "searcher/matching/query_words.h"

#include <algorithm>
#include <unordered_set>

#include "base/ascii.h"
#include "searcher/matching/careful_spelling.h"
#include "searcher/matching/query_names.h"
#include "searcher/matching/query_tokens.h"

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

class WordReader {
 public:
  WordReader(std::string_view text, const IndexView& view, const TermFrequency& frequency)
      : tokens_(carefully_spelt(text, view.analyzer(), frequency), view.analyzer()),
        names_(view, tokens_, frequency),
        original_(text),
        taken_(tokens_.count(), false) {}

  TextReading run(Rows rows) {
    drop_questions();
    if (rows == Rows::read) take_rows();
    take_closed_names();
    take_concepts();
    take_written_words();
    bind_small_tokens();
    std::sort(out_.units.begin(), out_.units.end(), [](const TextUnit& a, const TextUnit& b) {
      return a.first_position < b.first_position;
    });
    return std::move(out_);
  }

 private:
  std::size_t count() const { return tokens_.count(); }
  bool stop(std::size_t i) const { return tokens_.at(i).kind == TokenKind::stop; }

  /// True if tokens i and i + 1 are one written word: no white space between them.
  bool glued(std::size_t i) const {
    return i + 1 < count() &&
           tokens_.text().find(' ', tokens_.at(i).end) >= tokens_.at(i + 1).begin;
  }
  bool slash_after(std::size_t i) const {
    return tokens_.text()
               .substr(tokens_.at(i).end, tokens_.at(i + 1).begin - tokens_.at(i).end)
               .find('/') != std::string::npos;
  }

  std::string_view written(std::size_t i) const {
    return std::string_view(original_).substr(tokens_.at(i).begin,
                                              tokens_.at(i).end - tokens_.at(i).begin);
  }
  void drop(std::size_t i) {
    taken_[i] = true;
    out_.question_words.emplace_back(tokens_.at(i).begin, tokens_.at(i).end);
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
    unit.begin = tokens_.at(first).begin;
    unit.end = end_with_bracket(tokens_.text(), unit.begin, tokens_.at(last).end);
    unit.written = original_.substr(unit.begin, unit.end - unit.begin);
    unit.wordings = tokens_.wordings(first, last);
    // What joins here is joined in the papers too; the words one by one would also find the pieces
    // of other names side by side, "IL-6, IP-10" for IL 10.
    const bool one_name = tokens_.is_one_name(first, last);
    if (one_name) unit.wordings.resize(1);
    unit.symbol = one_name || (first == last && tokens_.at(first).kind == TokenKind::mixed);
    return unit;
  }

  void take(TextUnit unit) {
    names_.add_spellings(unit);
    for (std::size_t i = unit.first_position; i <= unit.last_position; ++i) taken_[i] = true;
    out_.units.push_back(std::move(unit));
  }

  /// Akt/mTOR, Wnt-β-catenin, GC-MS: names in one word stand side by side, each with its synonyms.
  void take_rows() {
    for (std::size_t first = 0; first < count(); ++first) {
      std::size_t last = first;
      const auto goes_on = [&] {
        return last + 1 < count() &&
               parts_a_word(tokens_.text().substr(
                   tokens_.at(last).end, tokens_.at(last + 1).begin - tokens_.at(last).end));
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
      const Token* const whole = tokens_.joined_at(at, last);
      TextUnit unit = make(at, whole != nullptr ? tokens_.last_covered(*whole) : at);
      if (const Mention* const name = names_.name_from(at, last);
          name != nullptr && name->last_position >= unit.last_position) {
        unit = make(at, name->last_position);
        names_.set_meaning(unit, *name);
      } else {
        names_.add_alternatives(unit);
      }
      const bool name =
          is_symbol(unit.written) || (unit.has_concept && unit.meaning.type == "gene");
      if (!name && unit.written.size() > 4) return;
      symbol = symbol || name;
      at = unit.last_position + 1;
      unit.in_row = !units.empty();
      units.push_back(std::move(unit));
    }
    if (units.size() < 2 || !symbol || names_.crosses(first, last)) return;
    for (TextUnit& unit : units) take(std::move(unit));
  }

  /// N-acetyl cysteine, where the vocabulary knows N-acetylcysteine.
  void take_closed_names() {
    for (const QueryNames::Closed& name : names_.closed_names()) {
      if (std::any_of(taken_.begin() + static_cast<std::ptrdiff_t>(name.first),
                      taken_.begin() + static_cast<std::ptrdiff_t>(name.last) + 1,
                      [](bool taken) { return taken; }))
        continue;
      TextUnit unit = make(name.first, name.last);
      unit.wordings.insert(unit.wordings.end(), name.wordings.begin(), name.wordings.end());
      unit.has_concept = true;
      unit.meaning = name.meaning;
      take(std::move(unit));
    }
  }

  void take_concepts() {
    for (const Mention& mention : names_.mentions()) {
      if (!mention.accepted || mention.last_position >= count()) continue;
      // "breast and ovarian cancer" asks for both: its words say that, one of its concepts does
      // not.
      if (mention.rule == MentionRule::conjunction) continue;
      const std::size_t first = mention.first_position, last = mention.last_position;
      bool free = true;
      for (std::size_t i = first; i <= last; ++i) free = free && !taken_[i];
      // Half of a hyphenated word is not what was asked for; half of a pair with a slash is.
      // But all-trans-retinoic acid is the acid, whose function word no name is found by.
      const bool hyphened =
          first > 0 && glued(first - 1) && !slash_after(first - 1) &&
          !(stop(first - 1) && names_.has_name_after(mention, written(first - 1)));
      const bool cut_left = hyphened || (first > 0 && greek_before(first));
      const bool cut_right = glued(last) && !slash_after(last);
      if (!free || cut_left || cut_right || is_head_of_longer_name(first, last)) continue;
      TextUnit unit = make(first, last);
      names_.set_meaning(unit, mention);
      take(std::move(unit));
    }
  }

  /// True for the cells of beta cells, as for those of β-cells: a letter's own word.
  bool greek_before(std::size_t i) const {
    return !taken_[i - 1] && is_greek_letter(tokens_.at(i - 1).exact) &&
           (i < 2 || tokens_.joined_at(i - 2, i - 1) == nullptr);
  }

  /// True for the VO2 of VO2 max, the amyloid beta of amyloid beta 1-42.
  bool is_head_of_longer_name(std::size_t first, std::size_t last) const {
    const Token* whole = tokens_.joined_at(first, count() - 1);
    return whole != nullptr && tokens_.last_covered(*whole) > last;
  }

  /// bone-targeting, c.1799 T>A: tokens without white space between them stand in a row.
  void take_written_words() {
    for (std::size_t i = 0; i < count(); ++i) {  // TNF alpha, follow up; but not "in patients"
      if (stop(i)) continue;
      const Token* whole = tokens_.joined_at(i, count() - 1);
      if (whole == nullptr) continue;
      const std::size_t last = tokens_.last_covered(*whole);
      if (std::any_of(taken_.begin() + static_cast<std::ptrdiff_t>(i),
                      taken_.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                      [](bool taken) { return taken; })) {
        continue;
      }
      TextUnit unit = make(i, last);
      names_.add_alternatives(unit);
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
        names_.add_alternatives(unit);
        take(std::move(unit));
      }
      for (std::size_t k = i; k <= last; ++k) taken_[k] = true;
      i = last;
    }
  }

  /// A number of up to two digits or a single letter: means nothing by itself.
  bool small(std::size_t i) const {
    const std::string_view text = tokens_.at(i).exact;
    if (tokens_.at(i).kind == TokenKind::number) return text.size() <= 2;
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
      // Greek letters are letters too: beta blockers are β-blockers.
      const bool greek = last == i && is_greek_letter(tokens_.at(i).exact);
      if (greek && last + 1 < count() && !taken_[last + 1] && !stop(last + 1)) ++last;
      TextUnit unit = make(i, last);
      names_.add_alternatives(unit);
      take(std::move(unit));
      i = last;
    }
  }

  const QueryTokens tokens_;
  const QueryNames names_;
  const std::string original_;
  std::vector<bool> taken_;
  TextReading out_;
};

}  // namespace

TextReading read_words(std::string_view text, const IndexView& view, const TermFrequency& frequency,
                       Rows rows) {
  return WordReader(text, view, frequency).run(rows);
}

std::vector<Wording> read_phrase(std::string_view text, const IndexView& view, bool* posted) {
  const QueryTokens tokens(std::string(text), view.analyzer());
  *posted = std::ranges::any_of(tokens.list().tokens(),
                                [](const Token& t) { return t.kind != TokenKind::stop; });
  if (tokens.count() == 0) return {};
  return tokens.wordings(0, tokens.count() - 1);
}

}  // namespace osteon
