// The JATS elements that the reader treats specially; every other one is transparent.
#include "corpus/jats_tags.h"

#include <array>
#include <cstddef>
#include <cstring>

namespace osteon::corpus {
namespace {

struct Entry {
  std::string_view name;
  JatsTag tag;
};

constexpr Entry entries[] = {
    {"article", JatsTag::article},
    {"sub-article", JatsTag::sub_article},
    {"response", JatsTag::sub_article},
    {"front", JatsTag::front},
    {"front-stub", JatsTag::front_stub},
    {"article-meta", JatsTag::article_meta},
    {"body", JatsTag::body},
    {"back", JatsTag::back},
    {"floats-group", JatsTag::floats_group},
    {"floats-wrap", JatsTag::floats_group},
    {"article-id", JatsTag::article_id},
    {"title-group", JatsTag::title_group},
    {"article-title", JatsTag::article_title},
    {"subtitle", JatsTag::subtitle},
    {"contrib", JatsTag::contrib},
    {"name", JatsTag::name},
    {"string-name", JatsTag::name},
    {"surname", JatsTag::surname},
    {"given-names", JatsTag::given_names},
    {"collab", JatsTag::collab},
    {"journal-title", JatsTag::journal_title},
    {"pub-date", JatsTag::pub_date},
    {"year", JatsTag::year},
    {"month", JatsTag::month},
    {"day", JatsTag::day},
    {"kwd", JatsTag::kwd},
    {"compound-kwd", JatsTag::kwd},
    {"subject", JatsTag::subject},
    {"license", JatsTag::license},
    {"related-article", JatsTag::related_article},
    {"abstract", JatsTag::abstract},
    {"trans-abstract", JatsTag::trans_abstract},
    {"history", JatsTag::article_meta_aside},
    {"product", JatsTag::article_meta_aside},
    {"conference", JatsTag::article_meta_aside},
    {"trans-title-group", JatsTag::article_meta_aside},
    {"pub-history", JatsTag::article_meta_aside},
    {"sec", JatsTag::sec},
    {"boxed-text", JatsTag::boxed_text},
    {"app", JatsTag::app},
    {"ack", JatsTag::ack},
    {"notes", JatsTag::notes},
    {"glossary", JatsTag::glossary},
    {"fn-group", JatsTag::fn_group},
    {"bio", JatsTag::bio},
    {"fig", JatsTag::fig},
    {"table-wrap", JatsTag::table_wrap},
    {"supplementary-material", JatsTag::supplementary},
    {"title", JatsTag::title},
    {"label", JatsTag::label},
    {"p", JatsTag::p},
    {"list", JatsTag::list},
    {"def-list", JatsTag::list},
    {"list-item", JatsTag::list_item},
    {"term", JatsTag::term},
    {"def-item", JatsTag::def_item},
    {"fn", JatsTag::fn},
    {"disp-quote", JatsTag::block},
    {"verse-group", JatsTag::block},
    {"verse-line", JatsTag::block},
    {"preformat", JatsTag::block},
    {"speech", JatsTag::block},
    {"statement", JatsTag::block},
    {"attrib", JatsTag::block},
    {"caption", JatsTag::block},
    {"code", JatsTag::block},
    {"array", JatsTag::block},
    {"table", JatsTag::block},
    {"media", JatsTag::block},
    {"chem-struct-wrap", JatsTag::block},
    {"tr", JatsTag::tr},
    {"td", JatsTag::cell},
    {"th", JatsTag::cell},
    {"xref", JatsTag::xref},
    {"sup", JatsTag::sup},
    {"break", JatsTag::br},
    {"inline-formula", JatsTag::formula},
    {"disp-formula", JatsTag::disp_formula},
    {"math", JatsTag::math},
    {"tex-math", JatsTag::tex_math},
    {"ref-list", JatsTag::skipped},
    {"object-id", JatsTag::skipped},
    {"alt-text", JatsTag::skipped},
    {"long-desc", JatsTag::skipped},
    {"permissions", JatsTag::skipped},
    {"related-object", JatsTag::skipped},
    {"sec-meta", JatsTag::block},
    {"journal-id", JatsTag::skipped},
    {"element-citation", JatsTag::citation},
    {"mixed-citation", JatsTag::citation},
    {"nlm-citation", JatsTag::citation},
    {"citation", JatsTag::citation},
};

constexpr std::size_t table_size = 1024;

constexpr std::size_t slot_of(std::string_view name) {
  std::size_t hash = name.size() * 131;
  for (const char c : name) hash = hash * 31 + static_cast<unsigned char>(c);
  return (hash ^ (hash >> 10)) % table_size;
}

constexpr std::array<Entry, table_size> make_table() {
  std::array<Entry, table_size> table{};
  for (const Entry& entry : entries) {
    std::size_t slot = slot_of(entry.name);
    while (!table[slot].name.empty()) slot = (slot + 1) % table_size;
    table[slot] = entry;
  }
  return table;
}

constexpr std::array<Entry, table_size> table = make_table();

}  // namespace

JatsTag jats_tag(std::string_view name) {
  for (std::size_t slot = slot_of(name); !table[slot].name.empty();
       slot = (slot + 1) % table_size) {
    if (table[slot].name == name) return table[slot].tag;
  }
  return JatsTag::other;
}

}  // namespace osteon::corpus
