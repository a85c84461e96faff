#include "indexer/paper_account.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "base/hash.h"
#include "indexer/segment_impl.h"

namespace osteon {
namespace {

std::uint64_t name_hash(std::string_view space, std::string_view value) {
  if (value.empty()) return 0;
  const std::uint64_t hash = hash64(std::string(space) + folded_id(value));
  return hash == 0 ? 1 : hash;
}

// 1 if both are known and equal, -1 if both are known and differ, else 0.
int agreement(std::uint64_t a, std::uint64_t b) {
  if (a == 0 || b == 0) return 0;
  return a == b ? 1 : -1;
}

template <typename Value>
void fill(Value& value, const Value& other) {
  if (value.empty()) value = other;
}

template <typename Value>
void add_new(std::vector<Value>& values, const std::vector<Value>& others) {
  for (const Value& other : others) {
    if (std::find(values.begin(), values.end(), other) == values.end()) values.push_back(other);
  }
}

bool is_same_entity(const PaperEntity& a, const PaperEntity& b) {
  return std::tie(a.type, a.name, a.ids) == std::tie(b.type, b.name, b.ids);
}

void add_entities(std::vector<PaperEntity>& entities, const std::vector<PaperEntity>& others) {
  const std::size_t own = entities.size();
  for (const PaperEntity& other : others) {
    const auto end = entities.begin() + static_cast<std::ptrdiff_t>(own);
    const auto is_other = [&](const PaperEntity& entity) { return is_same_entity(entity, other); };
    if (std::none_of(entities.begin(), end, is_other)) entities.push_back(other);
  }
}

}  // namespace

bool is_richer(const PaperAccount& a, const PaperAccount& b) {
  return std::tie(a.full_text, a.text_bytes, a.hash, a.key) >
         std::tie(b.full_text, b.text_bytes, b.hash, b.key);
}

PaperNames names_of(const Paper& paper) {
  return {name_hash("id:", paper.id), name_hash("pmid:", paper.ids.pmid),
          name_hash("pmcid:", paper.ids.pmcid), name_hash("doi:", paper.ids.doi)};
}

bool are_one_paper(const PaperNames& a, const PaperNames& b) {
  if (agreement(a.id, b.id) > 0) return true;
  for (const int agreed :
       {agreement(a.pmid, b.pmid), agreement(a.pmcid, b.pmcid), agreement(a.doi, b.doi)}) {
    if (agreed != 0) return agreed > 0;
  }
  return false;
}

Paper joined_front(const std::vector<PaperAccount>& accounts) {
  Paper out = *accounts.front().front;
  Paper named = out;
  assign_paper_id(named);
  const bool has_own_name = named.id != out.id;
  for (std::size_t i = 1; i < accounts.size(); ++i) {
    const Paper& other = *accounts[i].front;
    fill(out.ids.pmcid, other.ids.pmcid);
    fill(out.ids.pmid, other.ids.pmid);
    fill(out.ids.doi, other.ids.doi);
    fill(out.title, other.title);
    fill(out.authors, other.authors);
    fill(out.journal, other.journal);
    if (out.date.year == 0 || (out.date.year == other.date.year && out.date.month == 0)) {
      out.date = other.date;
    }
    if (out.type == "article") out.type = other.type;
    fill(out.licence, other.licence);
    fill(out.keywords, other.keywords);
    add_new(out.flags, other.flags);
    add_new(out.links, other.links);
    add_entities(out.entities, other.entities);
  }
  if (!has_own_name) assign_paper_id(out);
  return out;
}

}  // namespace osteon
