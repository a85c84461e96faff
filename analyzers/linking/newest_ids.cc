// Ids as dates.
#include "analyzers/linking/newest_ids.h"

#include "base/ascii.h"

namespace osteon::osv {
namespace {

// Of n annotated ids and one more the last is the highest once in n + 1 times. Three times as
// often, and no less than this, is no chance.
constexpr std::uint32_t enough = 5, times = 3;

std::string key(std::string_view type, std::string_view series) {
  return std::string(type) + '\t' + std::string(series);
}

}  // namespace

std::string_view id_series(std::string_view id) {
  std::size_t end = id.size();
  while (end > 0 && ascii::is_digit(id[end - 1])) --end;
  return end == id.size() ? std::string_view() : id.substr(0, end);
}

bool is_newer_id(std::string_view id, std::string_view other) {
  return id.size() != other.size() ? id.size() > other.size() : id > other;
}

void NewestIds::annotated(std::string_view type, std::string_view id) {
  const std::string_view series = id_series(id);
  // Genes are numbered as they are sequenced, species by species.
  if (series.empty() || type == "gene") return;
  Series& known = series_[key(type, series)];
  known.ids.emplace(id);
  if (known.newest.empty() || is_newer_id(id, known.newest)) known.newest = id;
}

void NewestIds::found(std::string_view type, std::string_view id) {
  const auto known = series_.find(key(type, id_series(id)));
  if (known == series_.end()) return;
  ++known->second.found;
  if (is_newer_id(id, known->second.newest)) ++known->second.newer;
}

void NewestIds::add_to(Lexicon& lexicon) const {
  for (const auto& [name, known] : series_)
    if (known.newer >= enough && known.newer * (known.ids.size() + 1) >= times * known.found)
      lexicon.entries.push_back({std::string(newer_than) + known.newest,
                                 name.substr(0, name.find('\t')),
                                 {},
                                 0,
                                 known.newer});
}

}  // namespace osteon::osv
