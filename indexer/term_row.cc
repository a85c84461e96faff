#include "indexer/term_row.h"

#include <algorithm>
#include <cstring>

#include "indexer/varint.h"

namespace osteon {
namespace {

// Where the first `count` numbers end; behind the last byte if there are fewer. A number ends with
// a byte whose top bit is clear.
std::size_t end_of_numbers(std::string_view bytes, std::uint64_t count) {
  constexpr std::uint64_t top_bits = 0x8080808080808080, ones = 0x0101010101010101;
  std::size_t at = 0;
  while (count > 8 && bytes.size() - at >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, 8);
    count -= ((~word & top_bits) >> 7) * ones >> 56;
    at += 8;
  }
  for (; count > 0 && at < bytes.size(); ++at) count -= (bytes[at] & 0x80) == 0;
  return count == 0 ? at : bytes.size() + 1;
}

}  // namespace

TermRow::TermRow(const std::vector<std::vector<TermId>>& places)
    : end_(std::uint64_t{1} << (places.size() - 1)) {
  for (std::size_t place = 0; place < places.size(); ++place) {
    for (const TermId term : places[place]) {
      terms_.emplace_back(term, std::uint64_t{1} << place);
      low_bits_ |= std::uint64_t{1} << (term % 64);
    }
  }
  std::sort(terms_.begin(), terms_.end());
  std::size_t kept = 0;
  for (const auto& [term, at] : terms_) {
    if (kept > 0 && terms_[kept - 1].first == term) {
      terms_[kept - 1].second |= at;
    } else {
      terms_[kept++] = {term, at};
    }
  }
  terms_.resize(kept);
  if (std::any_of(places.begin(), places.end(), [](const auto& one) { return one.size() != 1; }))
    return;
  for (const auto& place : places) put_varint(bytes_, place.front());
}

std::uint64_t TermRow::places_of(TermId term) const {
  if ((low_bits_ >> (term % 64) & 1) == 0) return 0;
  const auto found = std::lower_bound(terms_.begin(), terms_.end(), std::pair{term, 0ul});
  return found != terms_.end() && found->first == term ? found->second : 0;
}

// Without alternatives a row is a row of bytes, looked for as such. With them, all places are
// followed at once in the bits of a word: Baeza-Yates, Gonnet 1992, "A new approach to text
// searching".
bool TermRow::stands_among(std::string_view numbers) const {
  if (!bytes_.empty()) {
    for (std::size_t at = numbers.find(bytes_); at != numbers.npos;
         at = numbers.find(bytes_, at + 1)) {
      const bool begins_number = at == 0 || (numbers[at - 1] & 0x80) == 0;
      if (begins_number) return true;
    }
    return false;
  }
  VarintReader in(numbers);
  std::uint64_t reached = 0;  // bit i: places 0 to i stand in a row that ends here
  while (!in.at_end()) {
    reached = (reached << 1 | 1) & places_of(in.next32());
    if ((reached & end_) != 0) return true;
  }
  return false;
}

std::optional<bool> TermRow::stands_in(std::string_view stream) const {
  VarintReader head(stream);
  const std::uint64_t positions = head.next(), variants = head.next();
  const std::string_view rest = stream.substr(stream.size() - head.left());
  const std::size_t end = end_of_numbers(rest, positions);
  if (!head.ok() || end > rest.size()) return std::nullopt;
  if (stands_among(rest.substr(0, end))) return true;
  VarintReader in(rest.substr(end));
  for (std::uint64_t i = 0; i < variants && in.ok(); ++i) {
    in.next();  // position
    if (places_of(in.next32()) != 0) return std::nullopt;
  }
  if (!in.ok()) return std::nullopt;
  return false;
}

}  // namespace osteon
