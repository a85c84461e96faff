// Any bytes as a retraction list: what it says of papers is sound, and a list without its columns
// is refused in one way.
#include <cstddef>
#include <cstdint>

#include "corpus/retraction_list.h"
#include "tests/fuzz/corpus_checks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<osteon::Problem> problems;
  try {
    const std::string_view csv(reinterpret_cast<const char*>(data), size);
    for (const osteon::Paper& paper : osteon::read_retraction_list(csv, "list.csv", problems)) {
      osteon::fuzz::require(!paper.ids.pmid.empty() || !paper.ids.doi.empty(),
                            "a listed paper is named");
      for (const std::string& flag : paper.flags)
        osteon::fuzz::require(!flag.empty(), "flags are not empty");
      for (const osteon::PaperLink& link : paper.links)
        osteon::fuzz::check_text(link.note, "reasons are UTF-8");
    }
  } catch (const osteon::Error& error) {
    osteon::fuzz::require(error.code() == osteon::ErrorCode::usage, "only columns are refused");
  }
  for (const osteon::Problem& problem : problems)
    osteon::fuzz::require(!problem.reason.empty(), "a problem has a reason");
  return 0;
}
