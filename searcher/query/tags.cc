// PubMed's tags: what stands in brackets after words, a phrase or a group.
#include <algorithm>
#include <charconv>
#include <utility>

#include "searcher/query/nodes.h"
#include "searcher/query/parser.h"
#include "searcher/query/values.h"
#include "searcher/query/words.h"

namespace osteon {
namespace {

using Kind = Query::Kind;

bool is_plain_words(const Query& q) {
  return q.kind == Kind::words && q.boost == 1;
}

/// Takes what a tag belongs to off the end of `items`; `nothing` if that is no text.
Query take_tagged(std::vector<Query>& items) {
  if (items.empty()) return {};
  const Kind kind = items.back().kind;
  if (is_plain_words(items.back())) {
    auto first = items.end();
    while (first != items.begin() && is_plain_words(*std::prev(first))) --first;
    Query out = std::move(*first);
    for (auto it = std::next(first); it != items.end(); ++it) append_words(out, *it);
    items.erase(first, items.end());
    return out;
  }
  const bool group =
      kind == Kind::list || kind == Kind::all_of || kind == Kind::any_of || kind == Kind::near;
  if (kind != Kind::phrase && kind != Kind::prefix && !group) return {};
  Query out = std::move(items.back());
  items.pop_back();
  return out;
}

/// "hip fracture"[tiab:~3]: the words in any order, with at most three others between them.
Query near_words(Query phrase, std::size_t between) {
  std::vector<Query> words;
  for (std::size_t i = 0; i < phrase.pieces.size(); ++i) {
    const std::size_t end =
        i + 1 < phrase.pieces.size() ? phrase.pieces[i + 1].offset - 1 : phrase.text.size();
    const Query::Piece& piece = phrase.pieces[i];
    Query word;
    word.kind = Kind::phrase;
    word.text = phrase.text.substr(piece.offset, end - piece.offset);
    word.pieces = {{0, piece.begin, piece.end}};
    word.begin = piece.begin;
    word.end = piece.end;
    if (has_letters(word.text)) words.push_back(std::move(word));
  }
  if (words.size() < 2 || words.size() > max_near_parts) return phrase;
  Query out = make_node(Kind::near, std::move(words));
  out.distance = static_cast<std::uint32_t>(between + 1);
  return out;
}

/// MeSH writes what a paper says of a heading after a slash: "Osteoporosis/drug therapy".
void drop_subheading(Query& heading, const QueryToken& tag, NoticeList& notices) {
  for (Query& child : heading.children) drop_subheading(child, tag, notices);
  const std::size_t slash = heading.text.rfind('/');
  if (slash == std::string::npos || slash + 1 == heading.text.size()) return;
  const std::size_t last = heading.text.find_last_not_of(' ', slash - 1);
  if (slash == 0 || last == std::string::npos) return;
  notices.add("pubmed",
              "“" + heading.text + "” is read as “" + heading.text.substr(0, last + 1) +
                  "”: Osteon knows no subheadings",
              heading.begin, tag.end);
  heading.text.resize(last + 1);
}

}  // namespace

void apply_tag(const QueryToken& tag, std::vector<Query>& items, NoticeList& notices) {
  Query tagged = take_tagged(items);
  if (tagged.kind == Kind::nothing) {
    notices.add("ignored", "[" + tag.text + "] has no words right before it", tag);
    return;
  }
  const std::size_t colon = tag.text.find(":~");
  const FieldName field =
      find_tag(std::string_view(tag.text).substr(0, colon)).value_or(FieldName{});
  if (field.use == FieldUse::unread) {
    notices.add("ignored", "[" + tag.text + "] is not known of papers here; it is left out",
                tagged.begin, tag.end);
    return;
  }
  if (colon != std::string::npos) {
    std::size_t between = 0;
    std::from_chars(tag.text.data() + colon + 2, tag.text.data() + tag.text.size(), between);
    if (tagged.kind == Kind::phrase) tagged = near_words(std::move(tagged), between);
    if (tagged.kind != Kind::near) {
      notices.add("pubmed",
                  "[" + tag.text + "] takes a phrase of two to " + std::to_string(max_near_parts) +
                      " words",
                  tag);
    }
  }
  if (field.use == FieldUse::none) {  // any text: what words are without a tag
    items.push_back(std::move(tagged));
    return;
  }
  if (tag.text.starts_with("majr")) {
    notices.add("pubmed", "[majr] is read as [mh]: Osteon knows no major topics", tag);
  }
  Query made;
  if (field.use == FieldUse::text) {
    const std::size_t begin = tagged.begin;
    std::vector<Query> parts{std::move(tagged)};
    if (parts.front().kind == Kind::words) parts = split_spoken_ids(std::move(parts.front()));
    made = make_node(Kind::field, {collapse(Kind::list, std::move(parts))});
    made.field = field.name;
    made.begin = begin;
  } else {
    if (field.use == FieldUse::kind_of_concept) drop_subheading(tagged, tag, notices);
    // An untruncated name is what these fields hold; a prefix is read as far as it goes.
    made = read_values(field, std::move(tagged), tag, notices);
    const bool unexploded = tag.text.find(":noexp") != std::string::npos;
    if (unexploded && made.kind != Kind::nothing)
      made = make_node(Kind::unexploded, {std::move(made)});
  }
  if (made.kind == Kind::nothing) return;
  made.end = tag.end;
  // "2018"[dp] : "2020"[dp], as PubMed prints a range.
  if (made.kind == Kind::filter && made.field == "year" && !items.empty() &&
      items.back().kind == Kind::filter && items.back().field == "year") {
    items.back().kind = Kind::range;
    items.back().high = made.text;
    items.back().end = made.end;
    return;
  }
  items.push_back(std::move(made));
}

}  // namespace osteon
