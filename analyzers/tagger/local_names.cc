// Filling a document's own trie.
#include "analyzers/tagger/local_names.h"

#include <algorithm>

namespace osteon::osv {

void LocalNames::add(std::span<const std::uint64_t> words, std::uint32_t value) {
  if (words.empty()) return;
  if (values_.empty()) values_.resize(1);
  starts_.set(words[0] % starts_.size());
  std::uint32_t state = 0;
  for (std::uint64_t word : words) {
    const auto fresh = static_cast<std::uint32_t>(values_.size());
    state = edges_.insert(key(state, word), fresh);
    if (state == fresh) values_.emplace_back();
  }
  auto& values = values_[state];
  if (std::ranges::find(values, value) == values.end()) values.push_back(value);
}

void LocalNames::clear() {
  edges_.clear();
  starts_.reset();
  values_.clear();
}

}  // namespace osteon::osv
