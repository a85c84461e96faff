// One hash for checksums and fingerprints: XXH3, 64 bits (not cryptographic).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace osteon {

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

/// 16 lower-case hex digits.
std::string hex64(std::uint64_t value);

/// Hashes what arrives in pieces; the digest equals hash64 of the pieces joined (seed 0).
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;

  void update(std::string_view bytes);
  std::uint64_t digest() const;

 private:
  void* state_;
};

}  // namespace osteon
