// Files written whole, mapped, hashed; failures name the file.
#include <unistd.h>

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/file_io.h"
#include "base/hash.h"
#include "base/mapped_file.h"
#include "tests/catch.h"

using namespace osteon;
namespace fs = std::filesystem;

namespace {

struct Scratch {
  fs::path path = fs::temp_directory_path() / ("osteon-base-" + std::to_string(::getpid()));
  Scratch() { fs::create_directories(path); }
  ~Scratch() { fs::remove_all(path); }
};

}  // namespace

TEST_CASE("a file is replaced as a whole and leaves nothing beside it") {
  const Scratch scratch;
  const std::string file = scratch.path / "data";
  write_file_atomically(file, "first");
  write_file_atomically(file, "second");
  CHECK(read_file(file) == "second");
  CHECK(std::distance(fs::directory_iterator(scratch.path), fs::directory_iterator{}) == 1);
}

TEST_CASE("a mapping outlives its file and refuses what lies beyond it") {
  const Scratch scratch;
  const std::string file = scratch.path / "data";
  write_file_atomically(file, "0123456789abcdef");
  const MappedFile mapped(file);
  fs::remove(file);
  CHECK(mapped.slice(4, 3) == "456");
  CHECK(mapped.array<std::uint64_t>(0, 2).size() == 2);
  const auto code_of = [](auto&& call) {
    try {
      call();
    } catch (const Error& error) {
      CHECK(std::string(error.what()).find("data") != std::string::npos);
      return error.code();
    }
    return ErrorCode::internal;
  };
  CHECK(code_of([&] { mapped.slice(10, 7); }) == ErrorCode::corrupt);
  CHECK(code_of([&] { mapped.slice(~std::uint64_t{0}, 2); }) == ErrorCode::corrupt);
  CHECK(code_of([&] { mapped.array<std::uint64_t>(4, 1); }) == ErrorCode::corrupt);
  CHECK(code_of([&] { mapped.array<std::uint64_t>(0, ~std::uint64_t{0}); }) == ErrorCode::corrupt);
  CHECK(code_of([&] { MappedFile again(file); }) == ErrorCode::not_found);
  CHECK(code_of([&] { read_file(file); }) == ErrorCode::not_found);
}

namespace {
// Of files, that count as this process's memory.
long mapped_kilobytes() {
  const std::string status = read_file("/proc/self/status");
  const std::size_t at = status.find("RssFile:");
  return at == std::string::npos ? 0 : std::stol(status.substr(at + 8));
}
}  // namespace

TEST_CASE("a file is mapped as a whole, or by and by where the system cannot") {
  const Scratch scratch;
  const std::string file = scratch.path / "data";
  const std::string bytes(48 << 20, 'x');
  write_file_atomically(file, bytes);
  const MappedFile mapped(file);
  const long before = mapped_kilobytes();
  mapped.map_all();
  const long grown = mapped_kilobytes() - before;
  CHECK((grown < 1 << 10 || grown > 40 << 10));
  CHECK(mapped.bytes() == bytes);
  MappedFile().map_all();
}

TEST_CASE("a large file is hashed without being kept in memory") {
  const Scratch scratch;
  const std::string file = scratch.path / "data";
  std::string bytes(48 << 20, 'x');
  for (std::size_t i = 0; i < bytes.size(); i += 4096) bytes[i] = static_cast<char>(i >> 12);
  write_file_atomically(file, bytes);
  const MappedFile mapped(file);
  const long before = mapped_kilobytes();
  CHECK(hash64(mapped) == hash64(bytes));
  CHECK(mapped_kilobytes() < before + (16 << 10));
  CHECK(mapped.bytes() == bytes);  // what was dropped comes back
}

TEST_CASE("hashing in pieces equals hashing at once") {
  Hasher hasher;
  hasher.update("bone");
  hasher.update("");
  hasher.update(" and muscle");
  CHECK(hasher.digest() == hash64("bone and muscle"));
  CHECK(hex64(0x0123456789abcdefu) == "0123456789abcdef");
}

TEST_CASE("a shared file has the other's bytes and outlives its replacement") {
  const Scratch scratch;
  const std::string from = scratch.path / "from", to = scratch.path / "to";
  write_file_atomically(from, "first");
  write_file_atomically(to, "what was there");
  share_file(from, to);
  share_file(from, to);  // again: nothing changes, nothing is left over
  CHECK(read_file(to) == "first");
  write_file_atomically(from, "second");
  CHECK(read_file(to) == "first");
  CHECK(std::distance(fs::directory_iterator(scratch.path), fs::directory_iterator()) == 2);
  CHECK_THROWS_AS(share_file(scratch.path / "absent", to), Error);
}
