// Any bytes as an archive: what comes out is bounded, and faults are one kind of exception.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "corpus/byte_stream.h"
#include "corpus/container.h"
#include "tests/fuzz/corpus_checks.h"

namespace {

class MemoryStream final : public osteon::corpus::ByteStream {
 public:
  explicit MemoryStream(std::string_view bytes) : bytes_(bytes) {}

 protected:
  std::size_t read_some(char* data, std::size_t size) override {
    const std::size_t taken = std::min(size, bytes_.size());
    std::memcpy(data, bytes_.data(), taken);
    bytes_.remove_prefix(taken);
    return taken;
  }

 private:
  std::string_view bytes_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace osteon::corpus;
  MemoryStream stream({reinterpret_cast<const char*>(data), size});
  Expansion expansion{20, 1u << 20, &stream, 0};
  std::size_t out = 0;
  try {
    visit_members(stream, expansion, [&](const std::string&, ByteStream& member) {
      std::string bytes;
      while (member.take(bytes, 4096)) {
      }
      out += bytes.size();
      return true;
    });
  } catch (const StreamError&) {
  }
  osteon::fuzz::require(out <= (1u << 20) + 20 * (size + 1) + 4096, "expansion is bounded");
  return 0;
}
