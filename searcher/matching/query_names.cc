// Asks the tagger about a query, in its own spelling and in others.
#include "searcher/matching/query_names.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "indexer/filter_terms.h"
#include "searcher/matching/careful_spelling.h"

namespace osteon {
namespace {

using ascii::is_digit;
using ascii::is_letter;

/// 677C>T and c.677C>T for C677T, and the other way round; the first shares its form. A change of
/// one base is written as one of an amino acid where it is older than the rules. Empty for others.
std::vector<std::string> variant_spellings(std::string_view written) {
  const auto is_base = [](char c) { return std::string_view("ACGT").find(c) != std::string::npos; };
  const bool coded = written.starts_with("c.");
  if (coded) written.remove_prefix(2);
  std::string digits;
  std::string_view rest = written;
  const bool old = !coded && !rest.empty() && is_base(rest.front());
  if (old) rest.remove_prefix(1);
  while (!rest.empty() && is_digit(rest.front())) {
    digits += rest.front();
    rest.remove_prefix(1);
  }
  if (digits.size() < 2 || digits.size() > 6) return {};  // A1C is no variant
  char from = 0, to = 0;
  if (old && rest.size() == 1 && is_base(rest[0])) {
    from = written.front();
    to = rest[0];
  } else if (!old && rest.size() == 3 && is_base(rest[0]) && rest[1] == '>' && is_base(rest[2])) {
    from = rest[0];
    to = rest[2];
  } else {
    return {};
  }
  const std::string modern = digits + from + '>' + to;
  if (old) return {"c." + modern, modern};
  return {coded ? modern : "c." + modern, from + digits + to};
}

bool all_letters(std::string_view word) {
  return std::ranges::all_of(word, is_letter);
}

bool same_terms(const Wording& a, const Wording& b) {
  return a.places == b.places;
}

void add_wordings(TextUnit& unit, std::vector<Wording> more) {
  for (Wording& wording : more) {
    if (std::ranges::none_of(unit.wordings,
                             [&](const Wording& known) { return same_terms(known, wording); }))
      unit.wordings.push_back(std::move(wording));
  }
}

DocumentConcept concept_of(const Vocabulary& vocabulary, ConceptIndex index) {
  const Concept known = vocabulary.at(index);
  DocumentConcept out;
  out.index = index;
  out.id = known.id;
  out.ids = known.ids;
  out.type = known.type;
  out.name = known.name;
  return out;
}

}  // namespace

/// Another text, as the tagger reads it.
struct QueryNames::Read {
  Read(std::string text, const IndexView& view) : tokens(std::move(text), view.analyzer()) {
    if (view.tagger() == nullptr) return;
    const TaggerText one{tokens.text(), &tokens.list()};
    tags = view.tagger()->tag({&one, 1}, {});
  }
  /// The meaning of all of it; null if it has none.
  const DocumentConcept* meaning() const {
    if (tags.mentions.empty()) return nullptr;
    for (const Mention& mention : tags.mentions.front()) {
      if (mention.accepted && mention.first_position == 0 &&
          mention.last_position + 1 == tokens.count())
        return &tags.concepts[mention.concept_number];
    }
    return nullptr;
  }

  QueryTokens tokens;
  DocumentTags tags;
};

QueryNames::QueryNames(const IndexView& view, const QueryTokens& tokens,
                       const TermFrequency& frequency)
    : view_(view), tokens_(tokens), frequency_(frequency) {
  if (view.tagger() == nullptr) return;
  const TaggerText one{tokens.text(), &tokens.list()};
  tags_ = view.tagger()->tag({&one, 1}, {});
  if (!tags_.mentions.empty()) mentions_ = tags_.mentions.front();
}

TextSense QueryNames::sense(std::uint32_t number) const {
  const DocumentConcept& meaning = tags_.concepts[number];
  return {meaning.id, meaning.name};
}

const Mention* QueryNames::name_from(std::size_t first, std::size_t last) const {
  const Mention* best = nullptr;
  for (const Mention& mention : mentions_) {
    if (mention.accepted && mention.rule != MentionRule::conjunction &&
        mention.first_position == first && mention.last_position <= last &&
        (best == nullptr || mention.last_position > best->last_position))
      best = &mention;
  }
  return best;
}

bool QueryNames::crosses(std::size_t first, std::size_t last) const {
  return std::ranges::any_of(mentions_, [&](const Mention& mention) {
    return mention.accepted && mention.first_position <= last && mention.last_position >= first &&
           (mention.first_position < first || mention.last_position > last);
  });
}

std::uint32_t QueryNames::whole_of(const Mention& mention, std::string_view written) const {
  const Vocabulary* const vocabulary = view_.vocabulary();
  const DocumentConcept& part = tags_.concepts[mention.concept_number];
  if (vocabulary == nullptr || part.index == no_concept) return mention.concept_number;
  const std::vector<ConceptIndex> above = vocabulary->ancestors(part.index);
  std::vector<std::uint32_t> families;
  std::size_t genes = part.type == "gene";
  bool symbol_of_one = part.type == "gene" && same_name(part.name, written);
  for (const Mention& other : mentions_) {
    if (other.first_position != mention.first_position ||
        other.last_position != mention.last_position || other.rejected ||
        other.concept_number == mention.concept_number)
      continue;
    const DocumentConcept& meaning = tags_.concepts[other.concept_number];
    if (std::ranges::find(above, meaning.index) != above.end()) return other.concept_number;
    if (meaning.type == "protein") families.push_back(other.concept_number);
    genes += meaning.type == "gene";
    symbol_of_one = symbol_of_one || (meaning.type == "gene" && same_name(meaning.name, written));
  }
  const bool several = genes >= 2 && families.size() == 1 && !symbol_of_one;
  return several ? families.front() : mention.concept_number;
}

bool QueryNames::has_name_after(const Mention& mention, std::string_view word) const {
  const ConceptIndex index = tags_.concepts[mention.concept_number].index;
  if (view_.vocabulary() == nullptr || index == no_concept) return false;
  const std::string beginning = ascii::lower_case(word) + '-';
  return std::ranges::any_of(view_.vocabulary()->at(index).names, [&](const std::string& name) {
    return ascii::lower_case(name).starts_with(beginning);
  });
}

bool QueryNames::same_name(std::string_view a, std::string_view b) const {
  return folded_name(view_.analyzer(), a) == folded_name(view_.analyzer(), b);
}

void QueryNames::set_meaning(TextUnit& unit, const Mention& mention) const {
  const std::uint32_t taken = whole_of(mention, unit.written);
  std::vector<std::uint32_t> senses{mention.concept_number};
  senses.insert(senses.end(), mention.alternatives.begin(), mention.alternatives.end());
  unit.has_concept = true;
  unit.meaning = tags_.concepts[taken];
  unit.members = members_of(unit.meaning);
  // Its own name is the part's too, also where that is no mention: TGF-β in a text about rats.
  if (taken != mention.concept_number)
    unit.same.push_back(tags_.concepts[mention.concept_number].id);
  for (const std::uint32_t number : senses) {
    TextSense other = sense(number);
    if (number != taken && std::ranges::find(unit.members, other.id) == unit.members.end())
      unit.alternatives.push_back(std::move(other));
  }
}

/// The genes that share a name with a family of proteins: IL1A and IL1B are both called IL-1.
/// Joining MeSH's proteins with genes takes them out of MeSH's tree.
std::vector<std::string> QueryNames::members_of(const DocumentConcept& family) const {
  const Vocabulary* const vocabulary = view_.vocabulary();
  if (vocabulary == nullptr || family.type != "protein" || family.index == no_concept) return {};
  std::vector<std::string> out;
  for (const std::string& name : vocabulary->at(family.index).names) {
    for (const ConceptIndex index : vocabulary->find_name(name)) {
      if (vocabulary->type(index) == "gene") out.emplace_back(vocabulary->id(index));
    }
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out.size() >= 2 ? out : std::vector<std::string>{};
}

bool QueryNames::take_plain_symbol(TextUnit& unit) const {
  const std::string plain = with_plain_digits(unit.written);
  if (plain == unit.written) return false;
  const Read read(plain, view_);
  if (read.meaning() == nullptr) return false;
  unit.has_concept = true;
  unit.meaning = *read.meaning();
  return true;
}

/// Th17, T helper 17 and PC12 are cells of which the vocabulary has the whole name alone.
bool QueryNames::take_cells(TextUnit& unit) const {
  const Vocabulary* const vocabulary = view_.vocabulary();
  const bool numbered =
      std::ranges::any_of(unit.written, is_digit) && std::ranges::any_of(unit.written, is_letter);
  constexpr std::size_t shortest = 3;  // T4 is a hormone before it is a cell
  if (vocabulary == nullptr || !numbered || unit.written.size() < shortest) return false;
  const std::vector<ConceptIndex> found = vocabulary->find_name(unit.written + " cells");
  if (found.size() != 1) return false;
  unit.has_concept = true;
  unit.meaning = concept_of(*vocabulary, found.front());
  constexpr std::string_view head = " cells";
  for (const std::string& name : vocabulary->at(found.front()).names) {
    if (!ascii::lower_case(name).ends_with(head)) continue;
    const QueryTokens bare(name.substr(0, name.size() - head.size()), view_.analyzer());
    if (bare.count() != 0) add_wordings(unit, bare.wordings(0, bare.count() - 1));
  }
  return true;
}

/// T3 and Q10 are synonyms of genes that hardly anybody calls so.
bool QueryNames::is_short_alias(std::uint32_t number, std::string_view written) const {
  constexpr std::size_t longest = 3;
  const DocumentConcept& meaning = tags_.concepts[number];
  return written.size() <= longest && meaning.type == "gene" && !same_name(meaning.name, written);
}

void QueryNames::add_alternatives(TextUnit& unit) const {
  if (take_plain_symbol(unit)) return;
  std::vector<std::uint32_t> senses;
  for (const Mention& mention : mentions_) {
    if (mention.first_position == unit.first_position &&
        mention.last_position == unit.last_position)
      senses.push_back(mention.concept_number);
  }
  if (senses.size() == 1 && unit.symbol && !is_short_alias(senses.front(), unit.written)) {
    unit.has_concept = true;
    unit.meaning = tags_.concepts[senses.front()];
    return;
  }
  if (senses.empty() && take_cells(unit)) return;
  if (senses.size() == 1) unit.meaning = tags_.concepts[senses.front()];
  for (const std::uint32_t number : senses) unit.alternatives.push_back(sense(number));
}

/// Passages hold a virus's short name as a piece of another: HIV of HIV-1. Who types that short
/// name finds them, so do those who type another name, where nothing else is called so. Of no other
/// kind: IGF is a piece of IGF-1 and of IGF-2, and GBM is a membrane as often as glioblastoma.
void QueryNames::add_symbols(TextUnit& unit) const {
  const Vocabulary* const vocabulary = view_.vocabulary();
  const DocumentConcept& meaning = unit.meaning;
  if (vocabulary == nullptr || meaning.index == no_concept || meaning.type != "species") return;
  for (const std::string& name : vocabulary->at(meaning.index).names) {
    const bool symbol = name.size() >= 3 && name.size() <= 8 && all_letters(name) &&
                        std::ranges::count_if(name, ascii::is_upper) >= 2;
    if (!symbol || vocabulary->find_name(name).size() != 1) continue;
    const QueryTokens tokens(name, view_.analyzer());
    if (tokens.count() == 1) add_wordings(unit, tokens.wordings(0, 0));
  }
}

/// N-acetylcysteine is written with a gap too, as chemicals are. Both halves are words of the
/// papers, so that most words are not looked for in two.
void QueryNames::add_open_spellings(TextUnit& unit) const {
  constexpr std::size_t shortest = 4;
  const std::vector<Wording> written = unit.wordings;
  for (const Wording& wording : written) {
    for (std::size_t i = 0; i < wording.places.size(); ++i) {
      const std::string& word = wording.places[i].front();
      if (!all_letters(word)) continue;
      for (std::size_t cut = shortest; cut + shortest <= word.size(); ++cut) {
        const std::string left = word.substr(0, cut), right = word.substr(cut);
        if (frequency_(left) == 0 || frequency_(right) == 0) continue;
        Wording open = wording;
        open.places[i] = {left};
        open.places.insert(open.places.begin() + static_cast<std::ptrdiff_t>(i) + 1, {right});
        add_wordings(unit, {std::move(open)});
      }
    }
  }
}

void QueryNames::add_spellings(TextUnit& unit) const {
  if (unit.has_concept) {
    add_symbols(unit);
    if (unit.meaning.type == "chemical") add_open_spellings(unit);
  }
  if (unit.has_concept && unit.meaning.type != "variant") return;
  for (const std::string& other : variant_spellings(unit.written)) {
    const Read read(other, view_);
    if (read.tokens.count() == 0) continue;
    add_wordings(unit, read.tokens.wordings(0, read.tokens.count() - 1));
    const DocumentConcept* const meaning = read.meaning();
    if (meaning == nullptr) continue;
    if (!std::exchange(unit.has_concept, true)) {
      unit.meaning = *meaning;
    } else if (meaning->id != unit.meaning.id) {
      unit.same.push_back(meaning->id);
    }
  }
}

std::vector<QueryNames::Closed> QueryNames::closed_names() const {
  // Longer texts are sentences, in which words stand side by side by chance.
  constexpr std::size_t most_words = 16;
  std::vector<Closed> out;
  if (view_.tagger() == nullptr || tokens_.count() > most_words) return out;
  for (std::size_t i = 0; i + 1 < tokens_.count(); ++i) close_gap(i, out);
  return out;
}

/// Looks for a name over the gap after a position.
void QueryNames::close_gap(std::size_t position, std::vector<Closed>& out) const {
  const Token& left = tokens_.at(position);
  const Token& right = tokens_.at(position + 1);
  const std::string_view text = tokens_.text();
  const std::string_view before = text.substr(left.begin, left.end - left.begin);
  const std::string_view after = text.substr(right.begin, right.end - right.begin);
  const bool one_sign =
      right.begin == left.end + 1 && (text[left.end] == ' ' || text[left.end] == '-');
  if (!one_sign || left.kind != TokenKind::word || right.kind != TokenKind::word ||
      before.size() < 3 || after.size() < 3 || !all_letters(before) || !all_letters(after))
    return;
  std::string closed(text);
  closed.erase(left.end, 1);
  const Read read(std::move(closed), view_);
  if (read.tags.mentions.empty()) return;
  const auto place = [&](std::size_t at) { return at > left.end ? at + 1 : at; };
  for (const Mention& mention : read.tags.mentions.front()) {
    if (!mention.accepted || mention.begin >= left.end || mention.end <= left.end) continue;
    Closed name;
    while (name.first < tokens_.count() && tokens_.at(name.first).begin != mention.begin)
      ++name.first;
    name.last = position + 1;
    while (name.last < tokens_.count() && tokens_.at(name.last).end != place(mention.end))
      ++name.last;
    if (name.first > position || name.last >= tokens_.count()) continue;
    const bool known = std::ranges::any_of(mentions_, [&](const Mention& open) {
      return open.accepted && open.first_position <= position && open.last_position > position;
    });
    if (known) return;
    name.wordings = read.tokens.wordings(mention.first_position, mention.last_position);
    name.meaning = read.tags.concepts[mention.concept_number];
    out.push_back(std::move(name));
    return;
  }
}

}  // namespace osteon
