// Primaries from finished texts: words through the cache, names with their parts.
#include <algorithm>

#include "analyzers/text/chunk.h"

namespace osteon {

void TokenBuilder::add_word(std::string_view folded, std::uint32_t begin, std::uint32_t end,
                            std::uint8_t shape) {
  const bool acronym =
      (shape & shape::all_upper) != 0 && folded.size() <= 5 && (!shouting_ || folded == "aids");
  const unsigned flag = acronym ? 1 : 0;
  const std::uint64_t hash = WordCache::hash(folded, flag);
  const WordForm* form = arena_.words.find(hash, folded, flag);
  if (form == nullptr) {
    std::string text, exact;
    const TokenKind kind = words_.analyze(folded, acronym, arena_.stemmer(), text, exact);
    form = &arena_.words.insert(hash, folded, flag, text, exact, kind);
  }
  push(*form, begin, end, shape);
}

void TokenBuilder::push(const WordForm& form, std::uint32_t begin, std::uint32_t end,
                        std::uint8_t shape) {
  Primary& primary = arena_.primaries.emplace_back();
  primary.text = form.text;
  primary.exact = form.exact;
  primary.begin = begin;
  primary.end = end;
  primary.gap = gap;
  primary.kind = form.kind;
  primary.shape = shape;
  gap = 0;
}

void TokenBuilder::add_name(std::string_view text, std::uint32_t begin, std::uint32_t end,
                            TokenKind kind, std::uint8_t shape, std::uint32_t first_part) {
  const std::string_view kept = arena_.store.add(text.substr(0, max_token_bytes));
  push({kept, kept, kind}, begin, end, shape);
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
  arena_.parts.push_back(arena_.store.add(part.substr(0, max_token_bytes)));
}

}  // namespace osteon
