// The entity lists of a paper's summary: "osteoporosis (MESH:D010024), F6-(DSS)6 (-)".
#include "corpus/summary_entities.h"

#include <string>
#include <utility>

#include "corpus/ids.h"
#include "corpus/text.h"

namespace osteon::corpus {
namespace {

bool closes_group(std::string_view text) {
  text = trim(text);
  return !text.empty() && (text.back() == ')' || text.back() == ']');
}

// Cuts at commas outside brackets. Names hold commas too ("insulin, human (MESH:…)"), so where the
// list has bracketed ids, only a comma after a bracket ends an entity.
std::vector<std::string_view> split_entities(std::string_view list) {
  std::vector<std::string_view> plain;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == '(' || list[i] == '[') ++depth;
    if ((list[i] == ')' || list[i] == ']') && depth > 0) --depth;
    if (depth == 0 && (list[i] == ',' || list[i] == ';') && i + 1 < list.size() &&
        is_space(list[i + 1])) {
      plain.push_back(list.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  plain.push_back(list.substr(begin));
  bool all_bare = true;
  for (const std::string_view part : plain) all_bare = all_bare && !closes_group(part);
  if (all_bare) return plain;
  std::vector<std::string_view> joined;
  begin = static_cast<std::size_t>(-1);
  for (const std::string_view part : plain) {
    const auto at = static_cast<std::size_t>(part.data() - list.data());
    if (begin == static_cast<std::size_t>(-1)) begin = at;
    if (closes_group(part)) {
      joined.push_back(list.substr(begin, at + part.size() - begin));
      begin = static_cast<std::size_t>(-1);
    }
  }
  if (begin != static_cast<std::size_t>(-1)) joined.push_back(list.substr(begin));
  return joined;
}

// Takes the last "(…)" or "[…]" off `text`, brackets inside included; false if there is none.
bool take_last_group(std::string_view& text, char open, char close, std::string_view& group) {
  text = trim(text);
  if (text.empty() || text.back() != close) return false;
  int depth = 0;
  for (std::size_t i = text.size(); i-- > 0;) {
    if (text[i] == close) ++depth;
    if (text[i] == open && --depth == 0) {
      // "F6-(DSS)6" and "25(OH)D" hold brackets of their own: a group stands after a space.
      if (i == 0 || !is_space(text[i - 1])) return false;
      group = trim(text.substr(i + 1, text.size() - i - 2));
      text = trim(text.substr(0, i));
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<PaperEntity> parse_entity_list(std::string_view type, std::string_view list,
                                           EntityProvenance provenance) {
  std::vector<PaperEntity> entities;
  const std::string canonical_type = canonical_entity_type(type);
  for (std::string_view part : split_entities(list)) {
    PaperEntity entity;
    entity.type = canonical_type;
    entity.provenance = provenance;
    std::string_view group;
    const bool has_ids = take_last_group(part, '[', ']', group);
    if (has_ids) entity.ids = canonical_entity_ids(group, canonical_type);
    std::string_view in_round;
    std::string_view before = part;
    if (take_last_group(before, '(', ')', in_round)) {
      std::vector<std::string> ids = canonical_entity_ids(in_round, canonical_type);
      if (in_round == "-" || !ids.empty()) {
        part = before;
        for (std::string& id : ids) entity.ids.push_back(std::move(id));
      } else if (has_ids) {
        part = before;
        // "(species)" repeats the list's heading.
        if (!equals_no_case(in_round, canonical_type)) entity.description = std::string(in_round);
      }
    }
    entity.name = collapse_space(part);
    if (!entity.name.empty()) entities.push_back(std::move(entity));
  }
  return entities;
}

}  // namespace osteon::corpus
