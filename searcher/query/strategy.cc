// Cuts a strategy into lines, reads each, and puts what they refer to in the place of its number.
#include "searcher/query/strategy.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "searcher/query/nodes.h"

namespace osteon {
namespace {

using Kind = Query::Kind;

struct RawLine {
  std::size_t number = 0;          ///< 0: none
  std::size_t begin = 0, end = 0;  ///< of what stands after the number
  std::size_t whole = 0;           ///< where the number begins
};

/// "#12 …", "12. …", "12) …", "12: …", "12 …": the number, and where the rest begins.
RawLine read_number(std::string_view text, std::size_t begin, std::size_t end) {
  RawLine line{0, begin, end, begin};
  std::size_t at = begin;
  const bool hash = at < end && text[at] == '#';
  at += hash;
  std::size_t number = 0, digits = 0;
  while (at < end && ascii::is_digit(text[at]) && digits < 4) {
    number = number * 10 + static_cast<std::size_t>(text[at++] - '0');
    ++digits;
  }
  if (digits == 0 || number == 0 || at >= end) return line;
  const bool sign = text[at] == '.' || text[at] == ')' || text[at] == ':';
  at += sign;
  const bool gap = at < end && (text[at] == ' ' || text[at] == '\t');
  if (!gap && !sign) return line;
  while (at < end && (text[at] == ' ' || text[at] == '\t')) ++at;
  // "1 OR 2" has no number of its own; "1. OR" has.
  const std::string word = ascii::lower_case(text.substr(at, std::min<std::size_t>(4, end - at)));
  if (at >= end || (!sign && (word.compare(0, 3, "or ") == 0 || word == "and " || word == "not ")))
    return line;
  return {number, at, end, begin};
}

std::vector<RawLine> raw_lines(std::string_view text) {
  std::vector<RawLine> out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t next = std::min(text.find_first_of("\r\n", at), text.size());
    std::size_t begin = at, end = next;
    while (begin < end && static_cast<unsigned char>(text[begin]) <= ' ') ++begin;
    while (end > begin && static_cast<unsigned char>(text[end - 1]) <= ' ') --end;
    if (begin < end) out.push_back(read_number(text, begin, end));
    at = next + 1;
  }
  return out;
}

/// Numbers go up, or down, by one; lines without belong to the one before.
std::optional<std::vector<RawLine>> numbered(const std::vector<RawLine>& lines) {
  if (lines.empty() || lines.front().number == 0) return std::nullopt;
  std::vector<RawLine> out;
  int step = 0;
  for (const RawLine& line : lines) {
    const bool follows =
        out.empty() || (line.number != 0 && (step >= 0 && line.number == out.back().number + 1)) ||
        (line.number != 0 && step <= 0 && line.number + 1 == out.back().number);
    if (follows) {
      if (!out.empty()) step = line.number > out.back().number ? 1 : -1;
      out.push_back(line);
    } else {
      out.back().end = line.end;
    }
  }
  if (step < 0) std::reverse(out.begin(), out.end());
  return out;
}

class References {
 public:
  References(const std::map<std::size_t, const Query*>& known, ReadLine& line)
      : known_(known), line_(line) {}

  void put_in(Query& q) {
    for (Query& child : q.children) put_in(child);
    if (q.kind != Kind::words || q.text.find('#') == std::string::npos) return;
    std::vector<Query> parts;
    Query plain;
    std::size_t at = 0;
    while (at < q.text.size()) {
      const std::size_t end = std::min(q.text.find(' ', at), q.text.size());
      const std::string word = q.text.substr(at, end - at);
      const bool reference = word.size() > 1 && word.size() < 6 && word.front() == '#' &&
                             ascii::all_digits(std::string_view(word).substr(1));
      if (reference) {
        if (plain.kind != Kind::nothing) parts.push_back(std::exchange(plain, {}));
        parts.push_back(line(std::stoul(word.substr(1))));
      } else {
        Query one;
        one.kind = Kind::words;
        one.text = word;
        one.begin = q.begin;
        one.end = q.end;
        for (const Query::Piece& piece : q.pieces) {
          if (piece.offset != at) continue;
          one.pieces = {{0, piece.begin, piece.end}};
          one.begin = piece.begin;
          one.end = piece.end;
        }
        if (plain.kind == Kind::nothing) {
          plain = std::move(one);
        } else {
          append_words(plain, one);
        }
      }
      at = end + 1;
    }
    if (plain.kind != Kind::nothing) parts.push_back(std::move(plain));
    const double boost = q.boost;
    const std::size_t begin = q.begin, end = q.end;
    q = parts.size() == 1 ? std::move(parts.front()) : make_node(Kind::all_of, std::move(parts));
    q.boost *= boost;
    q.begin = begin;
    q.end = end;
  }

 private:
  Query line(std::size_t number) {
    const auto found = known_.find(number);
    if (found != known_.end()) return *found->second;
    line_.notices.push_back(
        {"strategy",
         "there is no line #" + std::to_string(number) + " before this one; it finds nothing",
         line_.begin, line_.end});
    return {};
  }

  const std::map<std::size_t, const Query*>& known_;
  ReadLine& line_;
};

std::size_t count_nodes(const Query& q) {
  std::size_t n = 1;
  for (const Query& child : q.children) n += count_nodes(child);
  return n;
}

/// Places in a line become places in the whole text.
void move_places(Query& q, std::size_t by) {
  q.begin += by;
  q.end += by;
  for (Query::Piece& piece : q.pieces) {
    piece.begin += by;
    piece.end += by;
  }
  for (Query& child : q.children) move_places(child, by);
}

/// For a line that was translated: everything stands where the line does.
void put_everything_at(Query& q, std::size_t begin, std::size_t end) {
  q.begin = begin;
  q.end = end;
  q.pieces.clear();
  for (Query& child : q.children) put_everything_at(child, begin, end);
}

}  // namespace

bool is_strategy(std::string_view text) {
  if (text.find('\n') == std::string_view::npos && text.find('\r') == std::string_view::npos)
    return false;
  const std::vector<RawLine> raw = raw_lines(text.substr(0, 10'000));
  const auto lines = numbered(raw);
  return lines && lines->size() >= 2 && lines->front().number == 1;
}

std::vector<ReadLine> read_strategy(std::string_view text, const QueryLanguage& language) {
  const std::string_view whole = text;
  text = text.substr(0, max_strategy_bytes);
  std::vector<RawLine> raw = raw_lines(text);
  if (auto lines = numbered(raw); lines && lines->size() >= 2) {
    raw = std::move(*lines);
  } else {
    for (std::size_t i = 0; i < raw.size(); ++i) {
      raw[i].begin = raw[i].whole;
      raw[i].number = i + 1;
    }
  }
  std::vector<ReadLine> out;
  std::map<std::size_t, const Query*> known;
  std::size_t parts = 0;
  out.reserve(std::min(raw.size(), max_strategy_lines));
  for (const RawLine& one : raw) {
    if (out.size() == max_strategy_lines) {
      out.back().notices.push_back(
          {"truncated", "only " + std::to_string(max_strategy_lines) + " lines are read", one.begin,
           whole.size()});
      break;
    }
    ReadLine line;
    line.number = one.number;
    line.begin = one.begin;
    line.end = one.end;
    line.text = std::string(text.substr(one.begin, one.end - one.begin));
    std::replace(line.text.begin(), line.text.end(), '\n', ' ');
    std::replace(line.text.begin(), line.text.end(), '\r', ' ');
    const std::string translated = translate_line(line.text);
    ParsedQuery parsed = parse_query(translated, language);
    for (Notice& notice : parsed.notices) {
      if (translated == line.text) {
        notice.begin += one.begin;
        notice.end += one.begin;
      } else {  // places are of the translation
        notice.begin = one.begin;
        notice.end = one.end;
      }
      line.notices.push_back(std::move(notice));
    }
    line.query = std::move(parsed.query);
    if (translated == line.text) {
      move_places(line.query, one.begin);
    } else {
      put_everything_at(line.query, one.begin, one.end);
    }
    References(known, line).put_in(line.query);
    parts += count_nodes(line.query);
    if (parts > max_strategy_parts) {
      line.query = {};
      line.notices.push_back(
          {"truncated",
           "with the lines that they refer to, the lines so far have more than " +
               std::to_string(max_strategy_parts) + " parts; this one is not searched",
           one.begin, one.end});
    }
    out.push_back(std::move(line));
    known[out.back().number] = &out.back().query;
  }
  if (text.size() < whole.size() && !out.empty()) {
    out.back().notices.push_back(
        {"truncated",
         "only the first " + std::to_string(max_strategy_bytes) + " bytes of a strategy are read",
         text.size(), whole.size()});
  }
  return out;
}

}  // namespace osteon
