// Verifies an index: checksums of files and sections, every bound, and that both halves of each
// segment say the same.
#include <xapian.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "base/error.h"
#include "base/hash.h"
#include "base/mapped_file.h"
#include "indexer/filter_terms.h"
#include "indexer/index_writer.h"
#include "indexer/manifest.h"
#include "indexer/schema.h"
#include "indexer/segment_impl.h"
#include "indexer/snapshot.h"
#include "indexer/source_table.h"
#include "indexer/xapian_error.h"

namespace osteon {
namespace {

class Checker {
 public:
  explicit Checker(std::string directory) : directory_(std::move(directory)) {}

  std::vector<Problem> run() {
    Manifest manifest;
    attempt(manifest_name, [&] { manifest = read_manifest(directory_); });
    if (!problems_.empty()) return std::move(problems_);
    for (const ManifestFile& file : manifest.files()) attempt(file.name, [&] { check_file(file); });
    attempt(manifest.sources.name, [&] {
      if (manifest.sources.name.empty()) return;
      const MappedFile file(directory_ + "/" + manifest.sources.name);
      decode_sources(file.bytes(), file.path());
    });
    attempt(manifest.vocabulary.name, [&] {
      if (manifest.vocabulary.name.empty()) return;
      const auto vocabulary = Vocabulary::open(directory_ + "/" + manifest.vocabulary.name);
      vocabulary.verify();
      if (vocabulary.fingerprint() != manifest.vocabulary_fingerprint)
        tell(manifest.vocabulary.name, {}, "not the vocabulary of this index");
    });
    for (const ManifestSegment& row : manifest.segments)
      attempt(row.passage_file.name, [&] { check_segment(row); });
    return std::move(problems_);
  }

 private:
  template <typename Work>
  void attempt(const std::string& name, Work&& work) {
    try {
      work();
    } catch (const std::exception& error) {
      tell(name, {}, error.what());
    }
  }

  void tell(const std::string& name, std::string location, std::string reason) {
    Problem problem{directory_ + "/" + name, std::move(location), std::move(reason)};
    // Errors name their file already.
    if (problem.reason.starts_with(problem.source + ": "))
      problem.reason.erase(0, problem.source.size() + 2);
    for (const Problem& known : problems_)
      if (known == problem) return;
    problems_.push_back(std::move(problem));
  }

  void check_file(const ManifestFile& entry) {
    const MappedFile file(directory_ + "/" + entry.name);
    if (file.size() != entry.bytes) {
      tell(entry.name, {},
           std::to_string(file.size()) + " bytes instead of " + std::to_string(entry.bytes));
    } else if (!entry.checksum.empty() && hex64(hash64(file)) != entry.checksum) {
      tell(entry.name, {}, "checksum differs from the manifest's");
    }
  }

  void check_segment(const ManifestSegment& row) {
    const auto segment = Segment::open(directory_, row.name);
    const Segment::Impl& impl = segment->impl();
    const std::string& name = row.passage_file.name;
    for (const passage_file::SectionRow& section : impl.rows)
      if (hash64(impl.file.slice(section.offset, section.length)) != section.checksum)
        tell(name, "section " + std::to_string(section.id), "checksum differs");
    if (segment->paper_count() != row.papers || segment->passage_count() != row.passages)
      tell(name, {}, "counts differ from the manifest's");
    if (!row.tombstones.name.empty()) {
      const auto dead = read_tombstones(directory_, row.tombstones, row.papers);
      if (std::count(dead.begin(), dead.end(), true) != row.dead_papers)
        tell(row.tombstones.name, {}, "number of dead papers differs from the manifest's");
    }
    check_tables(*segment, name);
    check_papers(*segment, name);
    check_database(*segment, row.database.name);
  }

  void check_tables(const Segment& segment, const std::string& name) {
    const auto sorted = segment.terms_with_prefix({});
    for (std::size_t i = 1; i < sorted.size(); ++i)
      if (segment.term(sorted[i - 1]) >= segment.term(sorted[i]))
        return tell(name, "term " + std::to_string(sorted[i]), "terms out of order");
    for (ConceptNumber number = 0; number < segment.concept_count(); ++number) {
      const SegmentConcept row = segment.concept_at(number);
      if (segment.find_concept(row.id) != number)
        return tell(name, "concept " + std::to_string(number), "not found by its own id");
      for (const std::string_view id : row.ids) {
        const auto all = segment.find_concepts_by_any_id(id);
        if (std::find(all.begin(), all.end(), number) == all.end())
          return tell(name, "concept " + std::to_string(number), "not found by one of its ids");
      }
    }
  }

  // Decodes everything; counts in how many passages each term and each concept occurs.
  void check_papers(const Segment& segment, const std::string& name) {
    word_passages_.assign(segment.term_count(), 0);
    concept_passages_.assign(segment.concept_count(), 0);
    std::vector<std::uint32_t> word_seen(segment.term_count(), 0);
    std::vector<std::uint32_t> concept_seen(segment.concept_count(), 0);
    TokenStream title, body;
    for (PaperOrdinal ordinal = 0; ordinal < segment.paper_count(); ++ordinal) {
      const std::string location = "paper " + std::string(segment.paper_id(ordinal));
      const PaperRecord record = segment.paper(ordinal);
      if (record.paper.id != segment.paper_id(ordinal))
        tell(name, location, "its record belongs to " + record.paper.id);
      if (record.passage_count == 0) tell(name, location, "no passages");
      for (std::size_t column = 0; column < segment.column_names().size(); ++column)
        segment.column_text(column, segment.column_value(column, ordinal));
      for (const PaperConcept& entry : segment.paper_concepts(ordinal))
        if (entry.concept_number >= segment.concept_count())
          tell(name, location, "a concept that the segment does not have");
      segment.title_stream(ordinal, title);
      for (std::uint32_t i = 0; i < record.passage_count; ++i) {
        const PassageNumber passage = record.first_passage + i;
        const PassageInfo info = segment.passage(passage);
        if (info.paper != ordinal || info.section_number >= record.paper.sections.size())
          tell(name, "passage " + std::to_string(passage), "wrong paper or section");
        segment.passage_text(passage);
        segment.passage_stream(passage, body);
        for (const TokenStream* stream : {&title, &body}) {
          for (const StoredToken& token : stream->tokens)
            if (std::exchange(word_seen[token.term], passage + 1) != passage + 1)
              ++word_passages_[token.term];
          for (const StoredMention& mention : stream->mentions)
            if (mention.accepted &&
                std::exchange(concept_seen[mention.concept_number], passage + 1) != passage + 1)
              ++concept_passages_[mention.concept_number];
        }
      }
    }
  }

  void check_database(const Segment& segment, const std::string& name) {
    with_xapian(directory_ + "/" + name, [&] {
      const Xapian::Database database(segment.open_database());
      if (database.get_doccount() != segment.passage_count())
        tell(name, {}, "documents and passages differ in number");
      std::uint64_t words = 0;
      for (auto at = database.allterms_begin(); at != database.allterms_end(); ++at) {
        const std::string term = *at;
        if (term.empty() || (term[0] >= 'A' && term[0] <= 'Z')) continue;
        const auto id = segment.find_term(term);
        if (!id) {
          tell(name, "term " + term, "not in the passage file");
          continue;
        }
        ++words;
        // A word that is a stop word elsewhere is posted in fewer passages than it stands in.
        const bool also_stop = (segment.impl().term_flags[*id] & passage_file::term_stop) != 0;
        if (also_stop ? at.get_termfreq() > word_passages_[*id]
                      : at.get_termfreq() != word_passages_[*id])
          tell(name, "term " + term,
               "posted for " + std::to_string(at.get_termfreq()) + " passages, stands in " +
                   std::to_string(word_passages_[*id]));
      }
      std::uint64_t posted = 0;
      for (const std::uint8_t flags : segment.impl().term_flags)
        posted += (flags & passage_file::term_posted) != 0;
      if (words != posted) tell(name, {}, "words posted and words kept differ in number");
      for (ConceptNumber number = 0; number < segment.concept_count(); ++number) {
        const std::string id(segment.concept_at(number).id);
        if (database.get_termfreq(filter_term(prefix::concept_mention, id)) !=
            concept_passages_[number])
          tell(name, "concept " + id, "posted for other passages than mention it");
      }
    });
  }

  std::string directory_;
  std::vector<Problem> problems_;
  std::vector<std::uint32_t> word_passages_, concept_passages_;
};

}  // namespace

std::vector<Problem> check_index(const std::string& directory) {
  return Checker(directory).run();
}

}  // namespace osteon
