// The first pass over a text: plain words and numbers fast, all else as chunks; and the
// fingerprint.
#include "analyzers/analyzer.h"

#include <libstemmer.h>
#include <unicode/uversion.h>

#include <array>

#include "analyzers/tables/tables.h"
#include "analyzers/text/arena.h"
#include "analyzers/text/chunk.h"
#include "analyzers/text/contexts.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/neighbours.h"
#include "analyzers/text/words.h"
#include "base/ascii.h"
#include "base/hash.h"

namespace osteon {
namespace {

/// Rises whenever code, not a table, makes any text give other tokens.
constexpr int analyzer_version = 3;

constexpr std::size_t most_chunk_units = 2048;  ///< a longer run without spaces is read in pieces
constexpr std::size_t most_word_bytes = 64;

enum class Ascii : std::uint8_t { other, letter, digit, space, high, gap };

constexpr std::array<Ascii, 256> make_classes() {
  std::array<Ascii, 256> classes{};
  for (int c = 'a'; c <= 'z'; ++c) classes[static_cast<std::size_t>(c)] = Ascii::letter;
  for (int c = 'A'; c <= 'Z'; ++c) classes[static_cast<std::size_t>(c)] = Ascii::letter;
  for (int c = '0'; c <= '9'; ++c) classes[static_cast<std::size_t>(c)] = Ascii::digit;
  for (const char c : {' ', '\t', '\n', '\v', '\f', '\r'}) {
    classes[static_cast<std::size_t>(c)] = Ascii::space;
  }
  for (std::size_t c = 128; c < 256; ++c) classes[c] = Ascii::high;
  for (const char c : {',', ';', ':', '[', ']', '"', '!', '?', '=', '<', '%', '|', '~', '&'}) {
    classes[static_cast<std::size_t>(c)] = Ascii::gap;
  }
  return classes;
}
constexpr auto classes = make_classes();

Ascii class_of(char c) {
  return classes[static_cast<unsigned char>(c)];
}

std::uint16_t gap_bit(char c) {
  switch (c) {
    case ',':
      return gap::comma;
    case '!':
    case '?':
      return gap::strong;
    case '/':
      return gap::slash;
    default:
      return gap::other;
  }
}

/// No lower-case letter and at least two words of six letters: a heading in capitals.
bool is_shouting(std::string_view text) {
  std::size_t run = 0, long_words = 0;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') return false;
    run = c >= 'A' && c <= 'Z' ? run + 1 : 0;
    if (run == 6) ++long_words;
  }
  return long_words >= 2;
}

/// The first pass over one text.
class Scanner {
 public:
  Scanner(std::string_view text, const Words& words, const Contexts& contexts,
          TokenList::Arena& arena, bool terms)
      : text_(text),
        arena_(arena),
        builder_(words, contexts, arena, is_shouting(text), terms),
        chunks_(contexts, arena, builder_) {}

  void run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      switch (class_of(c)) {
        case Ascii::space:
          read_space();
          break;
        case Ascii::letter:
          if (!read_plain_word()) read_chunk();
          break;
        case Ascii::digit:
          if (!read_plain_number()) read_chunk();
          break;
        case Ascii::gap:
          builder_.gap |= gap_bit(c);
          ++at_;
          break;
        default:
          read_chunk();
          break;
      }
    }
  }

 private:
  void read_space() {
    unsigned newlines = 0;
    bool form_feed = false;
    for (; at_ < text_.size() && class_of(text_[at_]) == Ascii::space; ++at_) {
      newlines += text_[at_] == '\n' ? 1 : 0;
      form_feed |= text_[at_] == '\f';
    }
    std::uint16_t& gap = builder_.gap;
    gap |= gap::space;
    if (newlines == 1) gap |= gap::newline;
    if (newlines > 1 || form_feed) gap |= gap::blank;
    if ((gap & gap::period) != 0) gap |= gap::period_space;
  }

  /// True where what stands at `end` cannot change how the letters or digits before it are read.
  bool is_plain_end(std::size_t end) const {
    if (end == text_.size()) return true;
    const char c = text_[end];
    switch (class_of(c)) {
      case Ascii::space:
        return true;
      case Ascii::gap:
        return true;
      case Ascii::other:
        if (c == ')' || c == '/') return end + 1 == text_.size() || text_[end + 1] != '-';
        return c == '.' && (end + 1 == text_.size() || class_of(text_[end + 1]) == Ascii::space);
      default:
        return false;
    }
  }

  bool read_plain_word() {
    std::array<char, most_word_bytes> folded;
    std::size_t end = at_, uppers = 0;
    while (end < text_.size() && class_of(text_[end]) == Ascii::letter) {
      if (end - at_ == most_word_bytes) return false;
      uppers += text_[end] <= 'Z' ? 1 : 0;
      folded[end - at_] = ascii::to_lower(text_[end]);
      ++end;
    }
    if (!is_plain_end(end)) return false;
    const std::size_t length = end - at_;
    std::uint8_t shape = 0;
    if (uppers > 0) {
      shape = shape::has_upper;
      if (text_[at_] <= 'Z') shape |= shape::initial_upper;
      if (uppers == length && length >= 2) shape |= shape::all_upper;
      if (uppers >= 2 && uppers < length) return false;  // SNPs, NFkB, mRNA: names
      if (length == 1 && end < text_.size() && text_[end] == '.') return false;  // initials
    } else if (length == 1 && end < text_.size() && text_[end] == '.') {
      return false;
    }
    const std::string_view word(folded.data(), length);
    builder_.add_word(word, static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end),
                      shape);
    at_ = end;
    return true;
  }

  bool read_plain_number() {
    std::size_t end = at_;
    while (end < text_.size() && class_of(text_[end]) == Ascii::digit) {
      if (end - at_ == 16) return false;
      ++end;
    }
    if (end + 1 < text_.size() && text_[end] == '.' && class_of(text_[end + 1]) == Ascii::digit) {
      ++end;
      while (end < text_.size() && class_of(text_[end]) == Ascii::digit) {
        if (end - at_ == 32) return false;
        ++end;
      }
    }
    if (end < text_.size() && (text_[end] == ',' || text_[end] == ':')) {
      if (end + 1 < text_.size() && class_of(text_[end + 1]) != Ascii::space) return false;
    }
    if (!is_plain_end(end)) return false;
    builder_.add_name(text_.substr(at_, end - at_), static_cast<std::uint32_t>(at_),
                      static_cast<std::uint32_t>(end), TokenKind::number, 0, builder_.next_part());
    at_ = end;
    return true;
  }

  /// Folds up to the next space; a hyphen at the end of a line goes on to the next line.
  void read_chunk() {
    auto& units = arena_.units;
    units.clear();
    while (at_ < text_.size() && units.size() < most_chunk_units) {
      if (class_of(text_[at_]) == Ascii::space) {
        if (!over_line_break()) break;
        continue;
      }
      const std::size_t before = units.size();
      const std::size_t next = fold_next(text_, at_, units);
      const bool soft_hyphen = units.size() == before && next == at_ + 2;
      at_ = next;
      if (units.size() > before && units.back().kind == UnitClass::space) break;
      if (soft_hyphen && at_ < text_.size() && class_of(text_[at_]) == Ascii::space) {
        skip_line_break();
      }
    }
    chunks_.read();
    if ((builder_.gap & gap::period) != 0 && (builder_.gap & gap::space) != 0) {
      builder_.gap |= gap::period_space;
    }
  }

  /// At white space after a hyphen: where it holds one line feed and text goes on, skips it.
  bool over_line_break() {
    auto& units = arena_.units;
    if (units.size() < 2 || units.back().kind != UnitClass::hyphen ||
        !units[units.size() - 2].is_alnum()) {
      return false;
    }
    if (!skip_line_break()) return false;
    units.back().line_break = true;
    return true;
  }

  bool skip_line_break() {
    std::size_t to = at_, newlines = 0;
    while (to < text_.size() && class_of(text_[to]) == Ascii::space) {
      newlines += text_[to] == '\n' ? 1 : 0;
      ++to;
    }
    if (newlines != 1 || to == text_.size()) return false;
    const Ascii next = class_of(text_[to]);
    if (next != Ascii::letter && next != Ascii::digit && next != Ascii::high) return false;
    at_ = to;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  TokenList::Arena& arena_;
  TokenBuilder builder_;
  ChunkReader chunks_;
};

}  // namespace

struct Analyzer::Impl {
  void scan(std::string_view text, TokenList& tokens, bool terms) const;

  Words words;
  Contexts contexts;
};

Analyzer::Analyzer() : impl_(std::make_unique<const Impl>()) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

/// Fills the primaries of `tokens`.
void Analyzer::Impl::scan(std::string_view text, TokenList& tokens, bool terms) const {
  tokens.clear();
  TokenList::Arena& arena = tokens.arena();
  arena.primaries.clear();
  arena.parts.clear();
  Scanner(text, words, contexts, arena, terms).run();
}

void Analyzer::analyze(std::string_view text, TokenList& tokens) const {
  impl_->scan(text, tokens, true);
  NeighbourPass(impl_->words, impl_->contexts, tokens).run();
}

std::vector<TokenPlace> Analyzer::places(std::string_view text, TokenList& scratch) const {
  impl_->scan(text, scratch, false);
  std::vector<TokenPlace> out;
  out.reserve(scratch.arena().primaries.size());
  for (const Primary& primary : scratch.arena().primaries)
    out.push_back({primary.begin, primary.end});
  return out;
}

std::string Analyzer::fingerprint() const {
  std::string all = std::to_string(analyzer_version);
  const auto add = [&all](std::string_view text) {
    all += text;
    all += '\0';
  };
  for (const std::string_view table :
       {tables::stop_words, tables::spellings, tables::spelling_rules, tables::ise_words,
        tables::stems, tables::plurals, tables::kept_s, tables::kept_adjectives, tables::contexts,
        tables::closed_pairs, tables::closed_words, tables::names}) {
    add(table);
  }
  add(U_ICU_VERSION);
  // libstemmer does not tell its version: what it does with some words, exceptions and each step
  // of the algorithm among them, stands for it.
  TokenList list;
  sb_stemmer* stemmer = list.arena().memory->stemmer();
  for (const std::string_view word :
       {"organization", "lateral",     "sarcopenic", "evening",      "past",
        "paste",        "hopefulness", "generously", "communicated", "skis",
        "dying",        "inning",      "succeed",    "universities", "emergency",
        "egged",        "analogous",   "added",      "oed",          "rationalisation"}) {
    const sb_symbol* stem = sb_stemmer_stem(
        stemmer, reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
    if (stem == nullptr) continue;
    add({reinterpret_cast<const char*>(stem),
         static_cast<std::size_t>(sb_stemmer_length(stemmer))});
  }
  return hex64(hash64(all));
}

}  // namespace osteon
