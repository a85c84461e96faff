// The growing tables that importers fill.
#include "analyzers/vocabulary/raw.h"

#include <algorithm>
#include <cstring>

#include "analyzers/concept_id.h"
#include "analyzers/data.h"
#include "base/error.h"

namespace osteon::osv {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> fields;
  for (;;) {
    const std::size_t at = text.find(separator);
    fields.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return fields;
    text.remove_prefix(at + 1);
  }
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const std::size_t first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

RawVocabulary::RawVocabulary() {
  for (std::string_view line : split(data::types, '\n')) {
    if (line.empty() || line[0] == '#') continue;
    const auto fields = split(line, '\t');
    RawType type_record;
    type_record.name = fields.at(0);
    type_record.label = fields.at(1);
    for (std::string_view space : split(fields.at(2), '|')) type_record.spaces.emplace_back(space);
    if (fields.at(3) != "-") type_record.number_space = fields[3];
    if (fields.at(4) != "-") type_record.pubtator_name = fields[4];
    if (fields.at(5) != "-") type_record.pubtator_spaces = fields[5];
    type_record.hides = fields.at(6) == "yes";
    type_record.tagged = fields.at(7) == "yes";
    types.push_back(std::move(type_record));
  }
}

std::string_view RawVocabulary::keep(std::string_view text) {
  if (text.size() > left_) {
    const std::size_t size = std::max<std::size_t>(text.size(), 1 << 20);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    next_ = blocks_.back().get();
    left_ = size;
  }
  char* copy = next_;
  if (!text.empty()) std::memcpy(copy, text.data(), text.size());
  next_ += text.size();
  left_ -= text.size();
  return {copy, text.size()};
}

std::uint16_t RawVocabulary::listed_type(std::string_view name) const {
  for (std::size_t i = 0; i < types.size(); ++i)
    if (types[i].name == name) return static_cast<std::uint16_t>(i);
  return 0xffff;
}

std::uint16_t RawVocabulary::type(std::string_view name) {
  if (const std::uint16_t known = listed_type(name); known != 0xffff) return known;
  if (types.size() >= 0xffff) throw Error(ErrorCode::usage, "more than 65,535 concept types");
  RawType added;
  added.name = added.label = name;
  types.push_back(std::move(added));
  return static_cast<std::uint16_t>(types.size() - 1);
}

std::uint8_t RawVocabulary::source(std::string_view name) {
  for (std::size_t i = 0; i < sources.size(); ++i)
    if (sources[i] == name) return static_cast<std::uint8_t>(i);
  if (sources.size() >= 0xff) throw Error(ErrorCode::usage, "more than 255 vocabulary sources");
  sources.emplace_back(name);
  return static_cast<std::uint8_t>(sources.size() - 1);
}

void RawVocabulary::leave_out(std::string_view kind, std::string_view reason, std::string_view item,
                              std::string_view concerns) {
  auto known = std::ranges::find_if(report.left_out, [&](const VocabularyReport::Reason& entry) {
    return entry.kind == kind && entry.reason == reason;
  });
  if (known == report.left_out.end())
    known = report.left_out.insert(known, {std::string(kind), std::string(reason), 0, {}});
  ++known->count;
  if (kind == "record") ++report.dropped;
  const bool example = known->first.size() < VocabularyReport::examples;
  if (!example && !listener) return;
  const LeftOut what{std::string(kind), std::string(reason), std::string(item),
                     std::string(concerns)};
  if (example) known->first.push_back(what);
  if (listener) listener(what);
}

void RawVocabulary::count_join(std::string_view rule) {
  ++report.joined;
  const auto known = std::ranges::find(report.joins, rule, &VocabularyReport::Joined::rule);
  if (known != report.joins.end())
    ++known->count;
  else
    report.joins.push_back({std::string(rule), 1});
}

std::uint32_t RawVocabulary::add_concept(std::string_view id, std::uint16_t type_number,
                                         std::string_view preferred, std::uint8_t source_number) {
  std::string canonical = canonical_id(id, types[type_number].number_space);
  if (canonical.empty()) canonical = id;
  RawConcept added;
  added.id = keep(canonical);
  added.type = type_number;
  added.source = source_number;
  concepts.push_back(added);
  const auto number = static_cast<std::uint32_t>(concepts.size() - 1);
  if (!preferred.empty()) {
    add_name(number, preferred, NameKind::preferred);
    concepts.back().name = names.back().text;
  }
  return number;
}

void RawVocabulary::add_name(std::uint32_t owner, std::string_view text, NameKind kind) {
  text = trim(text);
  if (text.empty() || text == "-") return;
  if (text.size() > 2000) text = text.substr(0, 2000);
  names.push_back({owner, keep(text), kind});
}

void RawVocabulary::add_id(std::uint32_t owner, std::string_view id, IdRelation relation) {
  if (id.empty()) return;
  const std::string canonical = canonical_id(id, types[concepts[owner].type].number_space);
  if (canonical.empty())
    return leave_out("id", "of a register that is not known here", id, concepts[owner].id);
  if (canonical == concepts[owner].id) return;
  ids.push_back({owner, keep(canonical), relation});
}

void RawVocabulary::add_parent(std::uint32_t owner, std::string_view id, bool action) {
  const std::string canonical = canonical_id(id, types[concepts[owner].type].number_space);
  if (canonical.empty() || canonical == concepts[owner].id) return;
  parents.push_back({owner, keep(canonical), action});
}

void RawVocabulary::add_successor(std::string_view old, std::string_view successor) {
  const std::string from = canonical_id(old), to = canonical_id(successor);
  if (!from.empty() && !to.empty()) successors.push_back({keep(from), keep(to)});
}

}  // namespace osteon::osv
