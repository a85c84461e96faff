// Forms and conditions of names.
#include "analyzers/vocabulary/name_rules.h"

#include <algorithm>

#include "analyzers/data.h"
#include "analyzers/vocabulary/format.h"
#include "base/ascii.h"

namespace osteon::osv {
namespace {

using ascii::is_digit;
using ascii::is_lower;
using ascii::is_upper;

constexpr std::size_t max_forms = 24;

// Without case, brackets around it and plural ending: the form in which stop names are compared.
std::string stop_key(std::string_view type, std::string_view name) {
  if (name.size() > 2 && name.front() == '[' && name.back() == ']')
    name = name.substr(1, name.size() - 2);
  std::string folded = ascii::lower_case(name);
  while (folded.size() > 2 && (folded.back() == 's' || folded.back() == 'e' ||
                               folded.back() == 'i' || folded.back() == 'y'))
    folded.pop_back();
  return std::string(type) + '\t' + folded;
}

// "diabetes mellitus, type 2" -> "type 2 diabetes mellitus". Lists ("a, b, and c") and chemical
// locants ("1,2-x") are not inverted headings.
std::string uninverted(std::string_view name) {
  const std::size_t comma = name.find(", ");
  if (comma == std::string_view::npos || name.find(", ", comma + 2) != std::string_view::npos)
    return {};
  const std::string_view head = name.substr(0, comma), tail = name.substr(comma + 2);
  if (tail.starts_with("and ") || tail.starts_with("or ") || head.empty() || tail.empty())
    return {};
  std::string text(tail);
  if (text.back() != '-') text += ' ';
  text += head;
  return text;
}

// "IFN-gamma" -> "IFN-g", "beta-catenin" -> "b-catenin": what is left of Greek letters in plain
// text.
std::string latin_for_greek(std::string_view name) {
  constexpr std::size_t longest = 24;
  if (name.size() > longest) return {};
  for (std::string_view letter : {"alpha", "beta", "gamma", "delta", "kappa"}) {
    const std::size_t at = name.find(letter);
    if (at == std::string_view::npos) continue;
    const std::string_view before = name.substr(0, at), after = name.substr(at + letter.size());
    const bool ends = before.ends_with('-') && (after.empty() || is_digit(after[0]));
    const bool begins = before.empty() && after.starts_with('-');
    if (!ends && !begins) return {};
    return std::string(before) + letter[0] + std::string(after);
  }
  return {};
}

// Codons and runs of bases: an alias of these letters is no symbol in text.
bool is_codon(std::string_view name) {
  return name.size() == 3 && name.find_first_not_of("ACGTU") == std::string_view::npos;
}

// `beta2`: of which protein, is said elsewhere.
bool is_subunit(std::string_view folded) {
  constexpr std::string_view letters[] = {"alpha", "beta", "gamma", "delta", "epsilon", "kappa"};
  while (!folded.empty() && (is_digit(folded.back()) || folded.back() == '-'))
    folded.remove_suffix(1);
  return std::ranges::find(letters, folded) != std::end(letters);
}

// `A-T`: so short that every substitution and blood group has it.
bool is_spaced_letters(std::string_view name) {
  return name.size() == 3 && (name[1] == '-' || name[1] == ' ');
}

std::size_t letters(std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count_if(
      name, [](char c) { return is_upper(c) || is_lower(c) || (c & 0x80) != 0; }));
}

// I, II, … as they end the names of series.
bool roman_numeral(std::string_view name) {
  return name.size() <= 4 && std::ranges::all_of(name, [](char c) {
           return std::string_view("IVXivx").find(c) != std::string_view::npos;
         });
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (std::string_view word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

}  // namespace

bool is_capital_symbol(std::string_view name) {
  if (name.size() > 8) return false;
  const bool upper = std::ranges::any_of(name, is_upper);
  return upper && std::ranges::none_of(name, is_lower) && name.find(' ') == std::string_view::npos;
}

NameRules::NameRules() {
  const auto rows = [](std::string_view table) {
    std::vector<std::vector<std::string_view>> read;
    for (std::string_view line : split(table, '\n'))
      if (!line.empty() && line[0] != '#') read.push_back(split(line, '\t'));
    return read;
  };
  for (const auto& row : rows(data::stops)) stops_.insert(stop_key(row.at(0), row.at(1)));
  for (const auto& row : rows(data::heads)) {
    Group group{row.at(0) == "last", {}};
    for (std::string_view word : split(row.at(1), '|')) {
      group.words.emplace_back(word);
      groups_of_[std::string(word)].push_back(groups_.size());
    }
    groups_.push_back(std::move(group));
  }
  for (std::string_view line : split(data::common_words, '\n'))
    if (!line.starts_with('#'))
      for (std::string_view word : split(line, ' ')) common_.insert(word);
  for (const auto& row : rows(data::strong_symbols))
    for (std::string_view symbol : split(row.at(1), '|'))
      strong_.insert(std::string(row[0]) + '\t' + std::string(symbol));
  for (const auto& row : rows(data::residues))
    for (std::string_view name : split(row.at(1), '|')) {
      if (row.at(0) == "residue") residues_.insert(name);
      if (row.at(0) == "code") residue_codes_.insert(name);
    }
  for (const auto& row : rows(data::adjectives)) adjectives_.emplace_back(row.at(0), row.at(1));
}

// `Ile-Val` is a dipeptide to a chemist and `VAL` a drug's short name; in text they are what a
// genotype has in place of what.
bool NameRules::residue_codes(std::string_view name) const {
  const std::string folded = ascii::lower_case(name);
  return std::ranges::all_of(split(folded, '-'),
                             [&](std::string_view part) { return residue_codes_.contains(part); });
}

bool NameRules::stopped(std::string_view type, std::string_view name) const {
  if (letters(name) == 0 || name.size() < 2 || roman_numeral(name)) return true;
  if (stops_.contains(stop_key(type, name))) return true;
  if (stopped_singular(type, name) && !name.ends_with('s')) return true;
  const std::size_t space = name.rfind(' ');
  return space != std::string_view::npos &&
         stops_.contains(stop_key(type, "* " + std::string(name.substr(space + 1))));
}

// Whether the name is a word of another meaning in the singular.
bool NameRules::stopped_singular(std::string_view type, std::string_view name) const {
  return stops_.contains(stop_key(type, "= " + std::string(name)));
}

std::uint16_t NameRules::conditions(std::string_view type, NameKind kind, bool scientific,
                                    std::string_view name) const {
  std::uint16_t flags = 0;
  if (kind == NameKind::preferred) flags |= sense_preferred;
  if (kind == NameKind::symbol || kind == NameKind::alias) flags |= sense_symbol;
  if (kind == NameKind::related) flags |= sense_related | sense_stopped;
  if (type == phrase_type || (kind != NameKind::usual && stopped(type, name)))
    flags |= sense_stopped;
  const std::size_t length = letters(name);
  const std::string folded = ascii::lower_case(name);
  const bool digits = std::ranges::any_of(name, is_digit);
  const bool upper = std::ranges::any_of(name, is_upper);
  if (is_capital_symbol(name) && (type != "gene" || !digits)) flags |= sense_caps;
  if (type == "gene") {
    if (common_.contains(folded) || residue_codes_.contains(folded)) flags |= sense_common;
    if (kind == NameKind::usual) return flags;
    if (length <= 1 || is_subunit(folded) || (length <= 2 && !digits && kind == NameKind::alias) ||
        (is_codon(name) && kind == NameKind::alias))
      flags |= sense_weak;
    return flags;
  }
  if (type == "species") {
    // Scientific names of genera and higher taxa are single capitalised words.
    const bool word = is_upper(name[0]) && name.find(' ') == std::string_view::npos;
    if (scientific && word) flags |= sense_scientific;
    if (kind != NameKind::usual && common_.contains(folded)) flags |= sense_common;
    if (length <= 2 && name.size() <= 4 && kind != NameKind::usual) flags |= sense_weak;
    // "NoV" is a virus, "nov" is not.
    if (name.size() <= 5 && std::any_of(name.begin() + 1, name.end(), is_upper))
      flags |= sense_exact_case;
    return flags;
  }
  // Three capitals or fewer stand for too many things; As and 25Mg are not as and 25 mg.
  if (is_capital_symbol(name) && name.size() <= 3 && !digits && kind != NameKind::usual &&
      !strong_.contains(std::string(type) + '\t' + std::string(name)))
    flags |= sense_weak;
  if (type == "chemical" && (residues_.contains(folded) || residue_codes_.contains(folded)))
    flags |= sense_residue;
  if ((type == "chemical" && residue_codes(name)) || is_spaced_letters(name)) flags |= sense_weak;
  if (upper && (length <= 3 || (digits && length + 2 >= name.size() && name.size() <= 6)))
    flags |= sense_exact_case;
  if (kind != NameKind::preferred && common_.contains(folded)) flags |= sense_common;
  return flags;
}

void NameRules::forms(std::string_view type, NameKind kind, bool scientific, bool well_known,
                      std::string_view name, std::vector<NameForm>& forms) const {
  forms.clear();
  const std::uint16_t flags = conditions(type, kind, scientific, name);
  const auto variant = static_cast<std::uint16_t>((flags & ~sense_preferred) | sense_variant);
  // Only an index turns "protein binding" round: "binding protein" in a text is another thing.
  if (kind == NameKind::permuted)
    if (std::string text = uninverted(name); !text.empty()) {
      forms.push_back({std::move(text), variant});
      return;
    }
  forms.push_back({std::string(name), flags, stopped_singular(type, name)});
  if (flags & sense_stopped) return;
  if (type == "gene") {
    if (std::string text = latin_for_greek(name); !text.empty())
      forms.push_back({std::move(text), variant});
    return;
  }
  if (type == "species") {
    if (scientific) species_forms(name, well_known, variant, forms);
    return;
  }
  if (std::string text = uninverted(name); !text.empty())
    forms.push_back({std::move(text), variant});
  if (type != "disease" || kind == NameKind::permuted) return;
  const std::size_t listed = forms.size();
  for (std::size_t i = 0; i < listed; ++i)
    disease_forms(std::string(forms[i].text), variant, forms);
}

// `M. leprae`, and the word "strain" that texts put into `Synechocystis sp. PCC 6803`.
void NameRules::species_forms(std::string_view name, bool well_known, std::uint16_t flags,
                              std::vector<NameForm>& forms) const {
  const std::size_t space = name.find(' ');
  if (space == std::string_view::npos || space + 2 >= name.size()) return;
  const std::string_view rest = name.substr(space + 1);
  if (rest.starts_with("sp. ")) {
    forms.push_back({std::string(name.substr(0, space)) + " sp. strain " +
                         std::string(rest.substr(std::string_view("sp. ").size())),
                     flags});
  } else if (well_known && is_upper(name[0]) && space > 3 && std::ranges::all_of(rest, is_lower)) {
    forms.push_back({std::string(1, name[0]) + ". " + std::string(rest),
                     static_cast<std::uint16_t>(flags | sense_initial)});
  }
}

void NameRules::disease_forms(std::string_view name, std::uint16_t flags,
                              std::vector<NameForm>& forms) const {
  if (name.size() > 60 || name.find(',') != std::string_view::npos) return;
  const std::string folded = ascii::lower_case(name);
  std::vector<std::string_view> words = split(folded, ' ');
  if (words.size() == 1) {
    if (folded.size() < 7 || flags & sense_caps) return;
    for (const auto& [noun, adjective] : adjectives_)
      if (folded.ends_with(noun)) {
        forms.push_back({folded.substr(0, folded.size() - noun.size()) + adjective, flags});
        break;
      }
    return;
  }
  if (words.size() > 5) return;
  if (words.back() == "deficiency") {
    const std::size_t head = name.size() - words.back().size();
    forms.push_back({"deficiency of " + std::string(name.substr(0, head - 1)), flags});
  }
  // Each word that has others of its meaning, one replacement at a time; the last word's also
  // together with one other.
  std::vector<std::string> made;
  const auto replace = [&](std::vector<std::string_view> in, bool any) {
    for (std::size_t i = 0; i < in.size(); ++i) {
      const auto it = groups_of_.find(std::string(in[i]));
      if (it == groups_of_.end()) continue;
      for (std::size_t number : it->second) {
        const Group& group = groups_[number];
        if (group.last == any || (group.last && i + 1 != in.size())) continue;
        const std::string_view old = in[i];
        for (const std::string& word : group.words) {
          if (word == old) continue;
          in[i] = word;
          made.push_back(joined(in));
        }
        in[i] = old;
      }
    }
  };
  replace(words, false);
  const std::vector<std::string> heads = made;
  replace(words, true);
  for (const std::string& text : heads) replace(split(text, ' '), true);
  for (std::string& text : made) {
    if (forms.size() >= max_forms) break;
    forms.push_back({std::move(text), flags});
  }
}

}  // namespace osteon::osv
