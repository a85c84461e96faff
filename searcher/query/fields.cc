// Finds fields by the names that people write.
#include "searcher/query/fields.h"

#include "corpus/paper.h"

namespace osteon {

FieldName find_field(std::string_view name, const QueryLanguage& language) {
  struct Row {
    std::string_view written, name;
    FieldUse use;
  };
  static constexpr Row rows[] = {
      {"title", "title", FieldUse::text},
      {"ti", "title", FieldUse::text},
      {"tiab", "tiab", FieldUse::text},
      {"ab", "abstract", FieldUse::text},
      {"author", "author", FieldUse::filter},
      {"au", "author", FieldUse::filter},
      {"journal", "journal", FieldUse::filter},
      {"ta", "journal", FieldUse::filter},
      {"type", "type", FieldUse::filter},
      {"pt", "type", FieldUse::filter},
      {"section", "section", FieldUse::filter},
      {"flag", "flag", FieldUse::filter},
      {"licence", "licence", FieldUse::filter},
      {"license", "licence", FieldUse::filter},
      {"source", "source", FieldUse::filter},
      {"year", "year", FieldUse::years},
      {"date", "year", FieldUse::years},
      {"dp", "year", FieldUse::years},
      {"pmid", "pmid", FieldUse::paper},
      {"pmcid", "pmcid", FieldUse::paper},
      {"pmc", "pmcid", FieldUse::paper},
      {"doi", "doi", FieldUse::paper},
      {"id", "id", FieldUse::paper},
      {"title_abs", "tiab", FieldUse::text},  // Europe PMC's names, as far as ours differ
      {"auth", "author", FieldUse::filter},
      {"pub_type", "type", FieldUse::filter},
      {"pub_year", "year", FieldUse::years},
      {"first_pdate", "year", FieldUse::years},
      {"ext_id", "pmid", FieldUse::paper},
      {"scope", "scope", FieldUse::scope},
      {"noexp", "noexp", FieldUse::unexploded},
      {"like", "like", FieldUse::like},
      {"concept", "concept", FieldUse::kind_of_concept},
      {"mh", "concept", FieldUse::kind_of_concept},
  };
  for (const Row& row : rows) {
    if (row.written == name) return {std::string(row.name), row.use};
  }
  for (int i = 0; i < section_kind_count; ++i) {
    const std::string_view kind = to_string(static_cast<SectionKind>(i));
    if (kind == name) return {std::string(kind), FieldUse::text};
  }
  for (const std::string& type : language.concept_types) {
    if (type == name) return {type, FieldUse::kind_of_concept};
  }
  return {};
}

std::optional<FieldName> find_tag(std::string_view tag) {
  struct Row {
    std::string_view tag, name;
    FieldUse use;
  };
  static constexpr Row rows[] = {
      {"ti", "title", FieldUse::text},
      {"title", "title", FieldUse::text},
      {"tiab", "tiab", FieldUse::text},
      {"title/abstract", "tiab", FieldUse::text},
      {"ab", "abstract", FieldUse::text},
      {"abstract", "abstract", FieldUse::text},
      {"au", "author", FieldUse::filter},
      {"author", "author", FieldUse::filter},
      {"ta", "journal", FieldUse::filter},
      {"journal", "journal", FieldUse::filter},
      {"pt", "type", FieldUse::filter},
      {"publication type", "type", FieldUse::filter},
      {"dp", "year", FieldUse::years},
      {"pdat", "year", FieldUse::years},
      {"date - publication", "year", FieldUse::years},
      {"pmid", "pmid", FieldUse::paper},
      {"uid", "pmid", FieldUse::paper},
      {"aid", "doi", FieldUse::paper},
      {"1au", "author", FieldUse::filter},
      {"lastau", "author", FieldUse::filter},
      {"fau", "author", FieldUse::filter},
      {"full author name", "author", FieldUse::filter},
      {"edat", "year", FieldUse::years},
      {"crdt", "year", FieldUse::years},
      {"tw", "", FieldUse::none},
      {"text word", "", FieldUse::none},
      {"text words", "", FieldUse::none},
      {"text", "", FieldUse::none},
      {"all", "", FieldUse::none},
      {"all fields", "", FieldUse::none},
      {"ot", "", FieldUse::none},
      {"other term", "", FieldUse::none},
      {"sh", "concept", FieldUse::kind_of_concept},
      {"mh", "concept", FieldUse::kind_of_concept},
      {"mesh", "concept", FieldUse::kind_of_concept},
      {"mesh terms", "concept", FieldUse::kind_of_concept},
      {"mh:noexp", "concept", FieldUse::kind_of_concept},
      {"mesh:noexp", "concept", FieldUse::kind_of_concept},
      {"mesh terms:noexp", "concept", FieldUse::kind_of_concept},
      {"majr", "concept", FieldUse::kind_of_concept},
      {"majr:noexp", "concept", FieldUse::kind_of_concept},
      {"mesh major topic", "concept", FieldUse::kind_of_concept},
      {"nm", "concept", FieldUse::kind_of_concept},
      {"supplementary concept", "concept", FieldUse::kind_of_concept},
      {"la", "", FieldUse::unread},
      {"lang", "", FieldUse::unread},
      {"language", "", FieldUse::unread},
      {"sb", "", FieldUse::unread},
      {"subset", "", FieldUse::unread},
      {"filter", "", FieldUse::unread},
      {"ad", "", FieldUse::unread},
      {"affiliation", "", FieldUse::unread},
      {"gr", "", FieldUse::unread},
      {"grant number", "", FieldUse::unread},
  };
  for (const Row& row : rows) {
    if (row.tag == tag) return FieldName{std::string(row.name), row.use};
  }
  return std::nullopt;
}

}  // namespace osteon
