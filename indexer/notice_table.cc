#include "indexer/notice_table.h"

#include <memory>
#include <utility>

#include "base/error.h"
#include "base/hash.h"
#include "indexer/segment_impl.h"
#include "indexer/varint.h"

namespace osteon {
namespace {
constexpr std::string_view magic = "OSTEONN\n";
}

NoticeTable notices_of(const std::vector<Paper>& listed) {
  NoticeTable out;
  for (const Paper& paper : listed) {
    PaperAccount notice;
    // By the paper that is meant, so that a newer list's words replace an older one's.
    notice.key = hash64("notice\n" + paper.ids.doi + "\n" + paper.ids.pmid);
    Paper content = paper;
    content.source.clear();
    const std::string bytes = encode_record(content);
    notice.hash = {hash64(bytes), hash64(bytes, 1)};
    notice.front = std::make_shared<const Paper>(paper);
    out.push_back(std::move(notice));
  }
  return out;
}

std::string encode_notices(const NoticeTable& table) {
  std::string out(magic);
  put_varint(out, table.size());
  for (const PaperAccount& notice : table) put_string(out, encode_record(*notice.front));
  return out;
}

NoticeTable decode_notices(std::string_view bytes, const std::string& path) {
  const auto corrupt = [&] { return Error(ErrorCode::corrupt, path + ": damaged"); };
  if (!bytes.starts_with(magic)) throw corrupt();
  VarintReader in(bytes.substr(magic.size()));
  std::vector<Paper> listed;
  std::vector<PaperAccount> none;
  for (std::uint64_t left = in.next(); left > 0 && in.ok(); --left) {
    if (!decode_record(in.next_string(), listed.emplace_back(), none)) throw corrupt();
  }
  if (!in.ok() || !in.at_end()) throw corrupt();
  return notices_of(listed);
}

}  // namespace osteon
