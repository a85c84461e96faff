// A classic Xapian database of the live papers, for other Xapian programs.
#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "analyzers/analyzer.h"
#include "base/error.h"
#include "indexer/filter_terms.h"
#include "indexer/index_writer.h"
#include "indexer/schema.h"
#include "indexer/snapshot.h"
#include "indexer/xapian_error.h"

namespace osteon {
namespace {

// The body stands this far behind the title, so that no phrase runs from one into the other.
constexpr Xapian::termpos body_gap = 100;

// Posts a text's tokens and mentions from position `start` on; returns the first position after it.
Xapian::termpos post_stream(const Segment& segment, const TokenStream& stream,
                            const Vocabulary* vocabulary, Xapian::termpos start,
                            Xapian::Document& document) {
  Xapian::termpos end = start;
  for (const StoredToken& token : stream.tokens) {
    end = start + token.position + 1;
    document.add_posting(std::string(segment.term(token.term)), end - 1);
  }
  for (const StoredMention& mention : stream.mentions) {
    const std::string id(segment.concept_at(mention.concept_number).id);
    std::vector<std::string> terms{
        filter_term(mention.accepted ? prefix::concept_mention : prefix::concept_name, id)};
    if (mention.accepted) {
      terms.push_back(filter_term(prefix::concept_subtree, id));
      const ConceptIndex index = vocabulary ? vocabulary->find_id(id) : no_concept;
      if (index != no_concept)
        for (const ConceptIndex ancestor : vocabulary->ancestors(index))
          document.add_term(filter_term(prefix::concept_subtree, vocabulary->id(ancestor)), 0);
    }
    for (const std::string& term : terms) {
      document.add_posting(term, start + mention.first_position);
      if (mention.last_position != mention.first_position)
        document.add_posting(term, start + mention.last_position, 0);
    }
  }
  return end;
}

std::string passage_json(const Segment& segment, const Paper& paper, PassageNumber passage) {
  const PassageInfo info = segment.passage(passage);
  nlohmann::ordered_json out;
  out["id"] = paper.id + ":" + std::to_string(info.number_in_paper + 1);
  out["paper"] = {{"id", paper.id},           {"pmcid", paper.ids.pmcid}, {"pmid", paper.ids.pmid},
                  {"doi", paper.ids.doi},     {"title", paper.title},     {"year", paper.date.year},
                  {"journal", paper.journal}, {"type", paper.type},       {"flags", paper.flags}};
  out["section"] = to_string(info.section);
  if (info.section_number < paper.sections.size())
    out["heading"] = paper.sections[info.section_number].heading;
  out["text"] = segment.passage_text(passage);
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

void export_xapian(const std::string& directory, const std::string& out) {
  const auto snapshot = open_snapshot(directory);
  std::error_code ignored;
  if (std::filesystem::exists(out, ignored) && !std::filesystem::is_empty(out, ignored))
    throw Error(ErrorCode::usage, out + ": exists already and is not an empty directory");
  const Analyzer analyzer;
  with_xapian(out, [&] {
    Xapian::WritableDatabase database(out, Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS);
    database.set_metadata("osteon", "analyzer " + snapshot->analyzer_fingerprint + " vocabulary " +
                                        snapshot->vocabulary_fingerprint);
    TokenStream title, body;
    for (const SnapshotSegment& part : snapshot->segments) {
      const Segment* const segment = part.segment.get();
      for (PaperOrdinal ordinal = 0; ordinal < segment->paper_count(); ++ordinal) {
        if (part.is_dead(ordinal)) continue;
        const PaperRecord record = segment->paper(ordinal);
        const auto filters = paper_filter_terms(analyzer, record.paper);
        segment->title_stream(ordinal, title);
        for (std::uint32_t i = 0; i < record.passage_count; ++i) {
          const PassageNumber passage = record.first_passage + i;
          Xapian::Document document;
          const Vocabulary* vocabulary = snapshot->vocabulary.get();
          const Xapian::termpos end = post_stream(*segment, title, vocabulary, 1, document);
          segment->passage_stream(passage, body);
          post_stream(*segment, body, vocabulary, end + body_gap, document);
          for (const std::string& term : filters) document.add_boolean_term(term);
          document.add_boolean_term(
              filter_term(prefix::section, to_string(segment->section_of(passage))));
          document.add_value(slot::paper, paper_value(record.paper.id));
          if (record.paper.date.year != 0)
            document.add_value(slot::year, Xapian::sortable_serialise(record.paper.date.year));
          document.set_data(passage_json(*segment, record.paper, passage));
          database.add_document(document);
        }
      }
    }
    database.commit();
  });
}

}  // namespace osteon
