// What is put into an index comes out of it again: texts, records, streams, postings.
#include <xapian.h>

#include <algorithm>
#include <map>
#include <set>

#include "analyzers/analyzer.h"
#include "base/ascii.h"
#include "indexer/filter_terms.h"
#include "indexer/index_writer.h"
#include "indexer/passage_builder.h"
#include "indexer/schema.h"
#include "indexer/segment_impl.h"
#include "indexer/segment_writer.h"
#include "indexer/snapshot.h"
#include "tests/catch.h"
#include "tests/indexer/index_content.h"
#include "tests/indexer/sample_papers.h"

using namespace osteon;
using namespace osteon::testing;

namespace {

// Xapian's postings of one term as docid -> wdf.
std::map<Xapian::docid, Xapian::termcount> postings(const Xapian::Database& database,
                                                    const std::string& term) {
  std::map<Xapian::docid, Xapian::termcount> out;
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
    out[*at] = at.get_wdf();
  return out;
}

}  // namespace

TEST_CASE("papers come back with their record, passages and streams") {
  TemporaryDirectory directory;
  const std::string index = directory / "index";
  const std::vector<Paper> papers = sample_papers(40);
  const IndexReport report = index_papers(index, papers, sample_vocabulary(directory));
  CHECK(report.added == 40);
  CHECK(report.papers == 40);
  CHECK(report.revision == 1);

  const auto snapshot = open_snapshot(index);
  REQUIRE(snapshot->segments.size() == 1);
  const Segment& segment = *snapshot->segments[0].segment;
  REQUIRE(segment.paper_count() == 40);
  CHECK(snapshot->live_passages == segment.passage_count());
  const Analyzer analyzer;
  TokenList tokens;
  TokenStream stream;
  PassageNumber next = 0;
  for (PaperOrdinal ordinal = 0; ordinal < 40; ++ordinal) {
    const Paper& paper = papers[ordinal];
    const PaperRecord record = segment.paper(ordinal);
    Paper bare = paper;
    for (Section& section : bare.sections) section.paragraphs.clear();
    if (bare.sections.empty()) bare.sections.emplace_back();
    CHECK(encode_record(record.paper) == encode_record(bare));
    CHECK(record.paper.title == paper.title);
    CHECK(segment.paper_id(ordinal) == paper.id);
    CHECK(segment.find_paper(paper.id) == ordinal);
    CHECK(segment.find_paper("pmc" + paper.id.substr(3)) == ordinal);
    CHECK(segment.year(ordinal) == paper.date.year);
    const auto columns = column_values_of(paper);
    for (std::size_t c = 0; c < segment.column_names().size(); ++c)
      CHECK(segment.column_text(c, segment.column_value(c, ordinal)) == columns[c]);
    for (std::size_t c = 0; c < segment.column_names().size(); ++c)
      CHECK(segment.column_values(c)[ordinal] == segment.column_value(c, ordinal));
    if (ordinal > 0)
      CHECK(segment.same_title(ordinal - 1, ordinal) == (papers[ordinal - 1].title == paper.title));

    std::vector<NewPassage> passages = build_passages(paper);
    if (passages.empty()) passages.emplace_back();
    REQUIRE(record.passage_count == passages.size());
    CHECK(record.first_passage == next);
    std::map<ConceptNumber, std::uint32_t> mentions;
    for (std::uint32_t i = 0; i <= passages.size(); ++i) {
      const bool title = i == passages.size();
      const std::string text = title ? paper.title : passages[i].text;
      if (title) {
        segment.title_stream(ordinal, stream);
      } else {
        const PassageNumber number = next + i;
        CHECK(segment.passage_text(number) == text);
        const PassageInfo info = segment.passage(number);
        CHECK(info.paper == ordinal);
        CHECK(info.number_in_paper == i);
        CHECK(info.section_number == passages[i].section);
        CHECK(info.section == record.paper.sections[passages[i].section].kind);
        segment.passage_stream(number, stream);
      }
      analyzer.analyze(text, tokens);
      std::vector<std::string> expected, got;
      for (const Token& token : tokens.tokens())
        expected.push_back(std::to_string(token.position) + std::string(token.text));
      for (const StoredToken& token : stream.tokens)
        got.push_back(std::to_string(token.position) + std::string(segment.term(token.term)));
      CHECK(got == expected);
      CHECK(std::equal(stream.sentence_ends.begin(), stream.sentence_ends.end(),
                       tokens.sentence_ends().begin(), tokens.sentence_ends().end()));
      for (const StoredMention& mention : stream.mentions)
        if (mention.accepted) ++mentions[mention.concept_number];
    }
    std::map<ConceptNumber, std::uint32_t> listed;
    for (const PaperConcept& entry : segment.paper_concepts(ordinal))
      listed[entry.concept_number] = entry.mentions;
    CHECK(listed == mentions);
    next += record.passage_count;
  }
  CHECK(next == segment.passage_count());
  CHECK_FALSE(segment.find_paper("PMC9"));
}

TEST_CASE("a segment's terms are numbered by frequency and found by text and prefix") {
  TemporaryDirectory directory;
  index_papers(directory / "index", sample_papers(30));
  const auto snapshot = open_snapshot(directory / "index");
  const Segment& segment = *snapshot->segments[0].segment;
  std::map<TermId, std::uint64_t> times;
  TokenStream stream;
  for (PassageNumber i = 0; i < segment.passage_count(); ++i) {
    segment.passage_stream(i, stream);
    for (const StoredToken& token : stream.tokens) ++times[token.term];
  }
  for (PaperOrdinal i = 0; i < segment.paper_count(); ++i) {
    segment.title_stream(i, stream);
    for (const StoredToken& token : stream.tokens) ++times[token.term];
  }
  REQUIRE(times.size() == segment.term_count());
  std::set<std::string> with_prefix, found_prefix;
  for (TermId id = 0; id < segment.term_count(); ++id) {
    CHECK(segment.find_term(segment.term(id)) == id);
    if (id > 0) CHECK(times[id] <= times[id - 1]);
    if (segment.term(id).substr(0, 2) == "mu") with_prefix.emplace(segment.term(id));
  }
  for (const TermId id : segment.terms_with_prefix("mu")) found_prefix.emplace(segment.term(id));
  CHECK(found_prefix == with_prefix);
  CHECK(segment.terms_with_prefix("zzzz").empty());
  CHECK(segment.terms_with_prefix("").size() == segment.term_count());
  CHECK_FALSE(segment.find_term("nosuchword"));
}

TEST_CASE("the Xapian database posts words, concepts and filters of each passage") {
  TemporaryDirectory directory;
  const std::vector<Paper> papers = sample_papers(40);
  index_papers(directory / "index", papers, sample_vocabulary(directory));
  const auto snapshot = open_snapshot(directory / "index");
  const Segment& segment = *snapshot->segments[0].segment;
  const Xapian::Database database(segment.open_database());
  REQUIRE(database.get_doccount() == segment.passage_count());

  // Expected postings from a fresh analysis and the stored mentions.
  const Analyzer analyzer;
  TokenList title, body;
  TokenStream title_stream, stream;
  std::map<std::string, std::map<Xapian::docid, Xapian::termcount>> expected;
  for (PassageNumber i = 0; i < segment.passage_count(); ++i) {
    const PaperOrdinal ordinal = segment.paper_of(i);
    const Paper& paper = papers[ordinal];
    analyzer.analyze(paper.title, title);
    const std::string text = segment.passage_text(i);
    analyzer.analyze(text, body);
    std::map<std::string, double> f;
    double length = 0;
    for (const auto* list : {&title, &body}) {
      const double weight = list == &title ? weight_schema.title_weight : 1;
      for (const Token& token : list->tokens()) {
        if (token.kind == TokenKind::stop) continue;
        f[std::string(token.text)] += weight;
        if (token.is_primary()) length += weight;
      }
    }
    for (const auto& [term, times] : f)
      expected[term][i + 1] = folded_wdf(times, length, weight_schema.mean_length);
    segment.title_stream(ordinal, title_stream);
    segment.passage_stream(i, stream);
    std::map<ConceptNumber, double> accepted, other;
    double mentions = 0;
    for (const auto* list : {&title_stream, &stream}) {
      const double weight = list == &title_stream ? weight_schema.title_weight : 1;
      for (const StoredMention& mention : list->mentions) {
        (mention.accepted ? accepted : other)[mention.concept_number] += weight;
        if (mention.accepted) mentions += weight;
      }
    }
    for (const auto& [number, times] : accepted) {
      const std::string id(segment.concept_at(number).id);
      const auto wdf = folded_wdf(times, mentions, weight_schema.mean_concepts);
      expected["XC:" + id][i + 1] = wdf;
      auto& subtree = expected["XA:" + id][i + 1];
      subtree = std::max(subtree, wdf);
      const ConceptIndex concept_index = snapshot->vocabulary->find_id(id);
      if (concept_index == no_concept) continue;
      for (const ConceptIndex ancestor : snapshot->vocabulary->ancestors(concept_index)) {
        auto& above = expected["XA:" + std::string(snapshot->vocabulary->id(ancestor))][i + 1];
        above = std::max<Xapian::termcount>(above, 1);
      }
    }
    for (const auto& [number, times] : other)
      expected["XN:" + std::string(segment.concept_at(number).id)][i + 1] =
          folded_wdf(times, mentions, weight_schema.mean_concepts);
    expected["XS:" + std::string(to_string(segment.section_of(i)))][i + 1] = 0;
    const bool first = i == segment.first_passage(ordinal);
    const Xapian::Document document = database.get_document(i + 1);
    CHECK(document.get_data().empty());
    CHECK(document.get_value(slot::year) ==
          (first && paper.date.year != 0 ? Xapian::sortable_serialise(paper.date.year) : ""));
    if (!first) continue;
    expected["Q" + paper.id][i + 1] = 0;
    expected["XI:pmcid:" + ascii::lower_case(paper.ids.pmcid)][i + 1] = 0;
    if (!paper.ids.pmid.empty()) expected["XI:pmid:" + paper.ids.pmid][i + 1] = 0;
    if (!paper.ids.doi.empty()) expected["XI:doi:" + paper.ids.doi][i + 1] = 0;
    for (const std::string& author : paper.authors)
      for (const std::string& word : folded_words(analyzer, author))
        expected["A" + word][i + 1] = 0;
    if (!paper.journal.empty()) expected["XJ:" + folded_name(analyzer, paper.journal)][i + 1] = 0;
    expected["XT:" + paper.type][i + 1] = 0;
    expected["XL:" + folded_name(analyzer, paper.licence)][i + 1] = 0;
    for (const std::string& flag : paper.flags) expected["XF:" + flag][i + 1] = 0;
    expected["XG:jats"][i + 1] = 0;
    if (paper.date.year != 0) expected["Y" + std::to_string(paper.date.year)][i + 1] = 0;
  }
  std::map<std::string, std::map<Xapian::docid, Xapian::termcount>> posted;
  for (auto at = database.allterms_begin(); at != database.allterms_end(); ++at)
    posted[*at] = postings(database, *at);
  CHECK(posted == expected);
  CHECK(expected.count("XC:MESH:D010024") == 1);
  CHECK(expected.count("XA:MESH:D001847") == 1);
}
