// The table of source files in bytes.
#include "indexer/source_table.h"

#include "indexer/varint.h"

namespace osteon {
namespace {
constexpr std::string_view magic = "OSTEONT\n";
// As before, but of skipped documents the number alone.
constexpr std::string_view old_magic = "OSTEONS\n";
}  // namespace

std::string encode_sources(const SourceTable& table) {
  std::string out(magic);
  put_varint(out, table.next_number);
  put_varint(out, table.files.size());
  for (const auto& [path, entry] : table.files) {
    put_string(out, path);
    put_varint(out, entry.number);
    put_varint(out, entry.bytes);
    // Times before 1970 exist; seven bits at a time from the low end they would take ten bytes.
    put_varint(out, static_cast<std::uint64_t>(entry.modified_ns) << 1 ^
                        static_cast<std::uint64_t>(entry.modified_ns >> 63));
    put_string(out, entry.reader);
    put_varint(out, entry.papers);
    put_varint(out, entry.skipped.size());
    for (const SkippedDocuments& skipped : entry.skipped) {
      put_string(out, skipped.source);
      put_string(out, skipped.reason);
      put_varint(out, skipped.documents);
    }
    put_varint(out, entry.failed);
    put_varint(out, entry.problems.size());
    for (const Problem& problem : entry.problems) {
      put_string(out, problem.source);
      put_string(out, problem.location);
      put_string(out, problem.reason);
    }
  }
  return out;
}

SourceTable decode_sources(std::string_view bytes, const std::string& path) {
  const auto corrupt = [&] { return Error(ErrorCode::corrupt, path + ": damaged"); };
  const bool old = bytes.starts_with(old_magic);
  if (!old && !bytes.starts_with(magic)) throw corrupt();
  VarintReader in(bytes.substr(magic.size()));
  SourceTable table;
  table.next_number = in.next();
  for (std::uint64_t left = in.next(); left > 0 && in.ok(); --left) {
    const std::string name(in.next_string());
    SourceEntry& entry = table.files[name];
    entry.number = in.next();
    entry.bytes = in.next();
    const std::uint64_t time = in.next();
    entry.modified_ns = static_cast<std::int64_t>(time >> 1 ^ (~(time & 1) + 1));
    entry.reader = in.next_string();
    entry.papers = in.next32();
    std::uint64_t skipped = in.next();
    if (old && skipped > 0) {
      entry.skipped.push_back({name, "no paper", skipped});
      skipped = 0;
    }
    for (; skipped > 0 && in.ok(); --skipped) {
      SkippedDocuments& some = entry.skipped.emplace_back();
      some.source = in.next_string();
      some.reason = in.next_string();
      some.documents = in.next();
    }
    entry.failed = in.next32();
    for (std::uint64_t problems = in.next(); problems > 0 && in.ok(); --problems) {
      Problem& problem = entry.problems.emplace_back();
      problem.source = in.next_string();
      problem.location = in.next_string();
      problem.reason = in.next_string();
    }
  }
  if (!in.ok() || !in.at_end()) throw corrupt();
  return table;
}

}  // namespace osteon
