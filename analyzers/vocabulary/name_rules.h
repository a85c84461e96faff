// Under which forms a name is looked for in text, and on what conditions: rules from data.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analyzers/vocabulary/raw.h"

namespace osteon::osv {

/// A name, or a variation of one, as it goes into the tagger's trie.
struct NameForm {
  std::string text;
  std::uint16_t flags = 0;        ///< SenseFlag
  bool number_as_listed = false;  ///< `oranges` are fruits, `orange` is a colour
};

/// The rules of data/stops.tsv, heads.tsv and adjectives.tsv. Immutable; safe from many threads.
class NameRules {
 public:
  NameRules();

  /// Replaces `forms` by those of `name`, the name itself first. `scientific`: the name follows the
  /// rules of nomenclature (taxa); `well_known`: and its genus is often only an initial.
  void forms(std::string_view type, NameKind kind, bool scientific, bool well_known,
             std::string_view name, std::vector<NameForm>& forms) const;

 private:
  bool residue_codes(std::string_view name) const;
  bool stopped(std::string_view type, std::string_view name) const;
  bool stopped_singular(std::string_view type, std::string_view name) const;
  std::uint16_t conditions(std::string_view type, NameKind kind, bool scientific,
                           std::string_view name) const;
  void species_forms(std::string_view name, bool well_known, std::uint16_t flags,
                     std::vector<NameForm>& forms) const;
  void disease_forms(std::string_view name, std::uint16_t flags,
                     std::vector<NameForm>& forms) const;

  struct Group {
    bool last;
    std::vector<std::string> words;
  };
  std::unordered_set<std::string> stops_;  ///< "type\tname", folded
  std::unordered_set<std::string_view> common_;
  std::unordered_set<std::string> strong_;  ///< "type\tsymbol"
  std::unordered_set<std::string_view> residues_, residue_codes_;
  std::vector<Group> groups_;
  std::unordered_map<std::string, std::vector<std::size_t>> groups_of_;
  std::vector<std::pair<std::string, std::string>> adjectives_;
};

/// True for a short name made of capitals (digits, hyphens allowed), such as AIDS, MS, IL-6.
bool is_capital_symbol(std::string_view name);

}  // namespace osteon::osv
