#include "searcher/ranking/near_copies.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/hash.h"

namespace osteon {
namespace {

/// One of a family of permutations of 64-bit numbers (the finisher of splitmix64).
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

std::vector<std::uint64_t> word_hashes(const TokenStream& stream, const Segment& segment) {
  std::vector<std::uint64_t> words;
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
    const StoredToken& token = stream.tokens[i];
    const bool variant = i > 0 && stream.tokens[i - 1].position == token.position;
    if (!variant && segment.is_posted(token.term))
      words.push_back(hash64(segment.term(token.term)));
  }
  return words;
}

}  // namespace

PassageSignature signature_of(const TokenStream& stream, const Segment& segment) {
  const std::vector<std::uint64_t> words = word_hashes(stream, segment);
  PassageSignature out;
  out.fill(std::numeric_limits<std::uint64_t>::max());
  constexpr std::size_t run = 3;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::uint64_t hash = 0;
    for (std::size_t k = i; k < std::min(i + run, words.size()); ++k) hash = mix(hash ^ words[k]);
    for (std::size_t k = 0; k < out.size(); ++k)
      out[k] = std::min(out[k], mix(hash + (k + 1) * 0x9e3779b97f4a7c15));
  }
  return out;
}

double similarity(const PassageSignature& a, const PassageSignature& b) {
  // A passage without words is like no other.
  if (a.front() == std::numeric_limits<std::uint64_t>::max()) return 0;
  std::size_t same = 0;
  for (std::size_t k = 0; k < a.size(); ++k) same += a[k] == b[k];
  return static_cast<double>(same) / static_cast<double>(a.size());
}

WordVector words_of(const TokenStream& stream, const Segment& segment) {
  std::vector<std::uint64_t> words = word_hashes(stream, segment);
  std::sort(words.begin(), words.end());
  WordVector out;
  for (const std::uint64_t word : words) {
    if (out.empty() || out.back().first != word) out.emplace_back(word, 0.0);
    out.back().second += 1;
  }
  double squares = 0;
  for (auto& [word, weight] : out) {
    weight = 1 + std::log(weight);
    squares += weight * weight;
  }
  for (auto& [word, weight] : out) weight /= std::sqrt(squares);
  return out;
}

double cosine(const WordVector& a, const WordVector& b) {
  double sum = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->first == j->first) {
      sum += (i++)->second * (j++)->second;
    } else if (i->first < j->first) {
      ++i;
    } else {
      ++j;
    }
  }
  return sum;
}

}  // namespace osteon
