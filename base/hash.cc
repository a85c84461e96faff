#include "base/hash.h"

// Words are short: a call into the library costs as much as hashing one.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <new>

namespace osteon {
namespace {

XXH3_state_t* as_state(void* state) {
  return static_cast<XXH3_state_t*>(state);
}

}  // namespace

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string hex64(std::uint64_t value) {
  std::string hex(16, '0');
  for (int i = 15; i >= 0; --i, value >>= 4)
    hex[static_cast<std::size_t>(i)] = "0123456789abcdef"[value & 15];
  return hex;
}

Hasher::Hasher() : state_(XXH3_createState()) {
  if (state_ == nullptr) throw std::bad_alloc();
  XXH3_64bits_reset(as_state(state_));
}

Hasher::~Hasher() {
  XXH3_freeState(as_state(state_));
}

void Hasher::update(std::string_view bytes) {
  XXH3_64bits_update(as_state(state_), bytes.data(), bytes.size());
}

std::uint64_t Hasher::digest() const {
  return XXH3_64bits_digest(as_state(state_));
}

}  // namespace osteon
