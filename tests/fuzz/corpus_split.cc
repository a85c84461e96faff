// Any bytes cut at their records: no byte is lost, repeated or moved.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "corpus/record_splitter.h"
#include "tests/fuzz/corpus_checks.h"

namespace {

class MemoryStream final : public osteon::corpus::ByteStream {
 public:
  explicit MemoryStream(std::string_view bytes) : bytes_(bytes) {}

 protected:
  std::size_t read_some(char* data, std::size_t size) override {
    const std::size_t taken = std::min<std::size_t>(std::min<std::size_t>(size, 7), bytes_.size());
    std::memcpy(data, bytes_.data(), taken);
    bytes_.remove_prefix(taken);
    return taken;
  }

 private:
  std::string_view bytes_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace osteon;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto borders = corpus::record_borders(bytes, "fuzzed");
  if (!borders) return 0;
  ReadOptions options;
  options.split_bytes = 64;
  MemoryStream stream(bytes);
  std::size_t next = 0;
  corpus::split_records("fuzzed", stream, *borders, options, [&](Document&& document) {
    // An XML document repeats what stood before the first record; the others are plain pieces.
    if (borders->root.empty()) {
      fuzz::require(document.first_byte == next, "pieces follow one another");
      fuzz::require(bytes.substr(next, document.bytes.size()) == document.bytes,
                    "pieces are the file's bytes");
      next += document.bytes.size();
    }
    fuzz::require(document.first_line >= 1, "lines are counted from 1");
    return true;
  });
  if (borders->root.empty()) fuzz::require(next == bytes.size(), "no byte is lost");
  return 0;
}
