// Primaries from finished texts: words through the cache, names with their parts.
#include <algorithm>

#include "analyzers/text/chunk.h"

namespace osteon {
namespace {

/// At most `size` bytes of `text`, no character cut in two.
std::string_view cut_to(std::string_view text, std::size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

}  // namespace

void TokenBuilder::add_word(std::string_view folded, std::uint32_t begin, std::uint32_t end,
                            std::uint8_t shape) {
  if (!terms_) return push({}, begin, end, shape);
  const bool acronym =
      (shape & shape::all_upper) != 0 && folded.size() <= 5 && (!shouting_ || folded == "aids");
  const unsigned flag = acronym ? 1 : 0;
  folded = cut_to(folded, max_token_bytes);
  const std::uint64_t hash = WordCache::hash(folded, flag);
  WordForm form;
  if (!arena_.memory->words.find(hash, folded, flag, form)) {
    std::string text, exact;
    form.kind = words_.analyze(folded, acronym, arena_.memory->stemmer(), text, exact);
    form.text = text;
    form.exact = exact;
    form.classes = contexts_.of(exact);
    arena_.memory->words.insert(hash, folded, flag, form);
  }
  push(form, begin, end, shape);
}

void TokenBuilder::push(const WordForm& form, std::uint32_t begin, std::uint32_t end,
                        std::uint8_t shape) {
  Primary& primary = arena_.primaries.emplace_back();
  primary.text = form.text;
  primary.exact = form.exact;
  primary.begin = begin;
  primary.end = end;
  primary.gap = gap;
  primary.classes = form.classes;
  primary.kind = form.kind;
  primary.shape = shape;
  gap = 0;
}

void TokenBuilder::add_name(std::string_view text, std::uint32_t begin, std::uint32_t end,
                            TokenKind kind, std::uint8_t shape, std::uint32_t first_part) {
  if (!terms_) return push({}, begin, end, shape);
  const std::string_view kept = arena_.store.add(cut_to(text, max_token_bytes));
  push({kept, kept, kept.size() <= 3 ? contexts_.of(kept) : 0, kind}, begin, end, shape);
  Primary& primary = arena_.primaries.back();
  auto& parts = arena_.parts;
  std::size_t count = 0;
  for (std::size_t i = first_part; i < parts.size(); ++i) {
    const auto from = parts.begin() + first_part;
    const auto to = from + static_cast<std::ptrdiff_t>(count);
    if (parts[i] == kept || std::find(from, to, parts[i]) != to) continue;
    parts[first_part + count++] = parts[i];
  }
  parts.resize(first_part + count);
  primary.first_part = first_part;
  primary.part_count = static_cast<std::uint16_t>(count);
}

void TokenBuilder::add_part(std::string_view part) {
  if (terms_) arena_.parts.push_back(arena_.store.add(cut_to(part, max_token_bytes)));
}

}  // namespace osteon
