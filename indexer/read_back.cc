#include "indexer/read_back.h"

#include <utility>

#include "indexer/segment_impl.h"

namespace osteon {

PreparedPaper read_back(const Segment& segment, PaperOrdinal ordinal) {
  PaperRecord record = segment.paper(ordinal);
  PreparedPaper out;
  out.paper = std::move(record.paper);
  out.accounts = std::move(record.accounts);
  out.hash[0] = segment.impl().hashes[2 * std::size_t{ordinal}];
  out.hash[1] = segment.impl().hashes[2 * std::size_t{ordinal} + 1];
  for (std::uint32_t i = 0; i < record.passage_count; ++i) {
    const PassageNumber number = record.first_passage + i;
    out.passages.push_back({segment.passage(number).section_number, segment.passage_text(number)});
  }
  out.text_bytes = text_bytes_of(out);
  return out;
}

}  // namespace osteon
