// A paper's record in bytes: every field but the paragraphs, as LEB128 numbers and counted strings.
#include <algorithm>

#include "indexer/paper_account.h"
#include "indexer/segment_impl.h"
#include "indexer/varint.h"

namespace osteon {
namespace {

void put_strings(std::string& out, const std::vector<std::string>& values) {
  put_varint(out, values.size());
  for (const std::string& value : values) put_string(out, value);
}

bool get_strings(VarintReader& in, std::vector<std::string>& values) {
  const std::uint64_t count = in.next();
  if (count > in.left()) return false;
  values.resize(count);
  for (std::string& value : values) value = in.next_string();
  return in.ok();
}

void put_date(std::string& out, const Date& date) {
  put_varint(out, date.year);
  put_varint(out, date.month);
  put_varint(out, date.day);
}

Date get_date(VarintReader& in) {
  Date out;
  out.year = static_cast<std::uint16_t>(in.next());
  out.month = static_cast<std::uint8_t>(in.next());
  out.day = static_cast<std::uint8_t>(in.next());
  return out;
}

void put_paper(std::string& out, const Paper& paper) {
  put_string(out, paper.id);
  put_string(out, paper.ids.pmcid);
  put_string(out, paper.ids.pmid);
  put_string(out, paper.ids.doi);
  put_string(out, paper.title);
  put_strings(out, paper.authors);
  put_string(out, paper.journal);
  put_date(out, paper.date);
  put_string(out, paper.type);
  put_string(out, paper.licence);
  put_strings(out, paper.flags);
  put_strings(out, paper.keywords);
  put_varint(out, paper.links.size());
  for (const PaperLink& link : paper.links) {
    put_string(out, link.relation);
    put_string(out, link.id);
    put_string(out, link.note);
  }
  put_date(out, paper.revised);
  put_string(out, paper.source);
  put_string(out, paper.format);
  put_varint(out, paper.sections.size());
  for (const Section& section : paper.sections) {
    put_string(out, section.heading);
    put_varint(out, static_cast<std::uint64_t>(section.kind));
    put_varint(out, static_cast<std::uint64_t>(std::max(section.depth, 0)));
  }
  put_varint(out, paper.entities.size());
  for (const PaperEntity& entity : paper.entities) {
    put_string(out, entity.type);
    put_string(out, entity.name);
    put_string(out, entity.description);
    put_strings(out, entity.ids);
    put_varint(out, static_cast<std::uint64_t>(entity.provenance));
  }
}

bool get_paper(VarintReader& in, Paper& out) {
  out = Paper{};
  out.id = in.next_string();
  out.ids.pmcid = in.next_string();
  out.ids.pmid = in.next_string();
  out.ids.doi = in.next_string();
  out.title = in.next_string();
  if (!get_strings(in, out.authors)) return false;
  out.journal = in.next_string();
  out.date = get_date(in);
  out.type = in.next_string();
  out.licence = in.next_string();
  if (!get_strings(in, out.flags) || !get_strings(in, out.keywords)) return false;
  const std::uint64_t links = in.next();
  if (links > in.left()) return false;
  out.links.resize(links);
  for (PaperLink& link : out.links) {
    link.relation = in.next_string();
    link.id = in.next_string();
    link.note = in.next_string();
  }
  out.revised = get_date(in);
  out.source = in.next_string();
  out.format = in.next_string();
  const std::uint64_t sections = in.next();
  if (sections > in.left()) return false;
  out.sections.resize(sections);
  for (Section& section : out.sections) {
    section.heading = in.next_string();
    const std::uint64_t kind = in.next();
    if (kind >= section_kind_count) return false;
    section.kind = static_cast<SectionKind>(kind);
    section.depth = static_cast<int>(std::min<std::uint64_t>(in.next(), 1000));
  }
  const std::uint64_t entities = in.next();
  if (entities > in.left()) return false;
  out.entities.resize(entities);
  for (PaperEntity& entity : out.entities) {
    entity.type = in.next_string();
    entity.name = in.next_string();
    entity.description = in.next_string();
    if (!get_strings(in, entity.ids)) return false;
    const std::uint64_t provenance = in.next();
    if (provenance > static_cast<std::uint64_t>(EntityProvenance::annotation)) return false;
    entity.provenance = static_cast<EntityProvenance>(provenance);
  }
  return in.ok();
}

}  // namespace

std::string encode_record(const Paper& paper, const std::vector<PaperAccount>& accounts) {
  std::string out;
  put_paper(out, paper);
  put_varint(out, accounts.size());
  for (const PaperAccount& account : accounts) {
    put_varint(out, account.key);
    put_varint(out, account.file);
    put_varint(out, account.hash[0]);
    put_varint(out, account.hash[1]);
    put_varint(out, account.text_bytes << 1 | (account.full_text ? 1 : 0));
    // The only account of a paper is what the record says anyway.
    put_varint(out, account.front ? 1 : 0);
    if (account.front) put_paper(out, *account.front);
  }
  return out;
}

bool decode_record(std::string_view bytes, Paper& out, std::vector<PaperAccount>& accounts) {
  VarintReader in(bytes);
  if (!get_paper(in, out)) return false;
  const std::uint64_t count = in.next();
  if (count > in.left()) return false;
  accounts.assign(count, {});
  for (PaperAccount& account : accounts) {
    account.key = in.next();
    account.file = in.next();
    account.hash = {in.next(), in.next()};
    const std::uint64_t text = in.next();
    account.text_bytes = text >> 1;
    account.full_text = (text & 1) != 0;
    if (in.next() == 0) continue;
    Paper front;
    if (!get_paper(in, front)) return false;
    account.front = std::make_shared<const Paper>(std::move(front));
  }
  return in.ok() && in.at_end();
}

}  // namespace osteon
