// An index as text.
#include "tests/indexer/index_content.h"

#include <xapian.h>

#include <algorithm>
#include <sstream>

#include "indexer/snapshot.h"

namespace osteon::testing {

std::string index_content(const std::string& directory) {
  const auto snapshot = open_snapshot(directory);
  std::ostringstream out;
  out << snapshot->live_papers << ' ' << snapshot->live_passages << '\n';
  TokenStream stream;
  for (const auto& [segment, dead] : snapshot->segments) {
    out << "segment\n";
    const auto put_stream = [&] {
      for (const StoredToken& token : stream.tokens)
        out << token.position << ':' << token.term << ' ';
      for (const std::uint32_t end : stream.sentence_ends) out << '.' << end;
      for (const StoredMention& m : stream.mentions)
        out << '(' << m.first_position << '-' << m.last_position << ' ' << m.concept_number << ' '
            << int{m.rule} << m.accepted << ')';
      out << '\n';
    };
    for (TermId id = 0; id < segment->term_count(); ++id) out << segment->term(id) << '\n';
    for (ConceptNumber n = 0; n < segment->concept_count(); ++n) {
      const SegmentConcept row = segment->concept_at(n);
      out << row.id << '|' << row.type << '|' << row.name;
      for (const std::string_view id : row.ids) out << '|' << id;
      out << '\n';
    }
    for (PaperOrdinal paper = 0; paper < segment->paper_count(); ++paper) {
      const PaperRecord record = segment->paper(paper);
      out << record.paper.id << '|' << record.paper.title << '|' << record.content_hash << '|'
          << segment->year(paper) << (dead.empty() || !dead[paper] ? "" : " dead");
      for (std::size_t c = 0; c < segment->column_names().size(); ++c)
        out << '|' << segment->column_text(c, segment->column_value(c, paper));
      for (const PaperConcept& entry : segment->paper_concepts(paper))
        out << ' ' << entry.concept_number << 'x' << entry.mentions;
      out << '\n';
      segment->title_stream(paper, stream);
      put_stream();
      for (PassageNumber i = 0; i < record.passage_count; ++i) {
        segment->passage_stream(record.first_passage + i, stream);
        put_stream();
        out << segment->passage_text(record.first_passage + i) << '\n';
      }
    }
    const Xapian::Database database(segment->open_database());
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
      out << *term;
      for (auto at = database.postlist_begin(*term); at != database.postlist_end(*term); ++at)
        out << ' ' << *at << 'x' << at.get_wdf();
      out << '\n';
    }
  }
  return out.str();
}

std::vector<std::string> live_papers(const std::string& directory) {
  std::vector<std::string> out;
  const auto snapshot = open_snapshot(directory);
  for (const auto& [segment, dead] : snapshot->segments)
    for (PaperOrdinal paper = 0; paper < segment->paper_count(); ++paper)
      if (dead.empty() || !dead[paper])
        out.push_back(std::string(segment->paper_id(paper)) + ": " +
                      segment->paper(paper).paper.title);
  std::sort(out.begin(), out.end());
  return out;
}

IndexReport index_papers(const std::string& directory, const std::vector<Paper>& papers,
                         const std::string& vocabulary, unsigned jobs) {
  IndexOptions options;
  options.directory = directory;
  options.vocabulary = vocabulary;
  options.jobs = jobs;
  IndexWriter writer(options);
  for (const Paper& paper : papers) writer.add(paper);
  return writer.commit();
}

}  // namespace osteon::testing
