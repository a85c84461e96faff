// More like this, own wording first, folded copies, spread orders, related concepts, completion.
#include <algorithm>
#include <string>
#include <vector>

#include "indexer/snapshot.h"
#include "searcher/ranking/marks.h"
#include "searcher/ranking/near_copies.h"
#include "tests/catch.h"
#include "tests/searcher/small_index.h"

using namespace osteon;
using osteon::testing::SmallIndex;
using osteon::testing::SmallPaper;

namespace {

const std::vector<std::string> vocabulary = {
    "MESH:D055948\tdisease\tSarcopenia\tage-related muscle loss\t\t",
    "MESH:D010024\tdisease\tOsteoporosis\tbrittle bone disease\t\t",
    "MESH:D014807\tchemical\tVitamin D\t\t\t",
    "MESH:D009203\tdisease\tMyocardial Infarction\theart attack\t\t",
};

const std::string muscle = "Resistance training and protein raise muscle mass in sarcopenia. Older adults trained twice a week "
    "for half a year, ate protein with each meal, and gained strength in legs, arms and grip.";

std::vector<std::vector<SmallPaper>> papers() {
  return {
      {
          {"A1",
           "Muscle loss with age",
           {"Sarcopenia is treated by resistance training.",
            "Whey protein helps muscle protein synthesis in sarcopenia."}},
          {"A2",
           "Loss of muscle mass, age-related or not",
           {"Age-related loss of muscle mass comes with loss of muscle strength, with muscle "
            "fat."}},
          {"A3", "A definition", {"What is age-related muscle loss? Sarcopenia, by consensus."}},
      },
      {
          {"B1", "Training of muscle", {muscle + " Vitamin D was given to all of them daily."}},
          {"B2", "Training again", {muscle + " Vitamin D was given to all of them weekly."}},
          {"B3", "Brittle bones", {"Osteoporosis and vitamin D: bone density rose."}},
          {"B4", "Bone again", {"Osteoporosis is treated; vitamin D is a part of it."}},
          {"B5", "The heart", {"Heart attack, and nothing else."}},
      }};
}

std::string ids(const SearchResponse& response) {
  std::string out;
  for (const PaperHit& hit : response.hits) out += (out.empty() ? "" : " ") + hit.paper.id;
  return out;
}

SearchRequest request_for(const std::string& query, const std::string& like = {}) {
  SearchRequest request;
  request.query = query;
  request.like = like;
  return request;
}

}  // namespace

TEST_CASE("more like a paper, a passage or a text, never the paper itself") {
  SmallIndex index(papers(), vocabulary);
  struct Row {
    std::string like, source, first;
  };
  const std::vector<Row> rows = {
      {"B1", "paper B1", "B2"},
      {"b3", "paper B3", "B4"},
      {"A1:1", "passage A1:1", "B1"},
      {"The bone density of women with osteoporosis who took vitamin D.", "the given text", "B3"},
  };
  for (const Row& row : rows) {
    INFO(row.like);
    const SearchResponse response = index.search(request_for("", row.like));
    REQUIRE(!response.hits.empty());
    CHECK(response.hits.front().paper.id == row.first);
    CHECK(response.interpretation.starts_with("like " + row.source + " ("));
    for (const PaperHit& hit : response.hits) CHECK(hit.paper.id != row.source.substr(6, 2));
    CHECK(response.total_papers == response.hits.size());
  }
  // What is typed besides must hold.
  CHECK(ids(index.search(request_for("weekly", "B1"))) == "B2");
  const SearchResponse nothing = index.search(request_for("", "zzz qqq"));
  CHECK(nothing.hits.empty());
  CHECK(nothing.notices.size() == 1);
}

TEST_CASE("a concept in the typed words comes before its other wordings") {
  SmallIndex index(papers(), vocabulary);
  SearchRequest request = request_for("age-related muscle loss");
  request.explain = true;
  const SearchResponse response = index.search(request);
  REQUIRE(!response.hits.empty());
  CHECK(response.hits.front().paper.id == "A3");
  const auto& parts = response.hits.front().passages.front().explanation;
  const auto found = std::find_if(parts.begin(), parts.end(), [](const ScoreDetail& part) {
    return part.name == "wording age-related muscle loss";
  });
  REQUIRE(found != parts.end());
  double sum = 0;
  for (const ScoreDetail& part : parts) sum += part.value;
  CHECK(sum == Approx(response.hits.front().passages.front().score));
  request.without = {"wording"};
  CHECK(index.search(request).hits.front().score < response.hits.front().score - found->value / 2);
}

TEST_CASE("papers that repeat one above are folded under it, and the page is filled from below") {
  SmallIndex index(papers(), vocabulary);
  SearchRequest request = request_for("\"vitamin D\"");
  request.limit = 2;
  const SearchResponse plain = index.search(request);
  request.fold = true;
  const SearchResponse folded = index.search(request);
  CHECK(folded.total_papers == plain.total_papers);
  CHECK(folded.hits.size() == 2);
  request.limit = 10;
  const SearchResponse all = index.search(request);
  CHECK(all.hits.size() == 3);
  std::size_t copies = 0;
  for (const PaperHit& hit : all.hits) {
    for (const std::string& copy : hit.copies) {
      ++copies;
      CHECK((hit.paper.id == "B1" || hit.paper.id == "B2"));
      CHECK((copy == "B1" || copy == "B2"));
      CHECK(copy != hit.paper.id);
    }
  }
  CHECK(copies == 1);
}

TEST_CASE("a spread order brings up what is unlike the first, and loses nothing") {
  SmallIndex index(papers(), vocabulary);
  SearchRequest request = request_for("training muscle sarcopenia vitamin daily weekly bone");
  request.any = true;
  const std::string plain = ids(index.search(request));
  request.diverse = true;
  const SearchResponse response = index.search(request);
  const std::string spread = ids(response);
  CHECK(spread.substr(0, 2) == plain.substr(0, 2));
  CHECK(plain.substr(3, 2) == (plain.substr(0, 2) == "B1" ? "B2" : "B1"));
  CHECK(spread.substr(3, 2) != plain.substr(3, 2));
  CHECK(spread.size() == plain.size());
  CHECK(response.next_cursor.empty());
}

TEST_CASE("related concepts are those that hits hold more than the index does") {
  SmallIndex index(papers(), vocabulary);
  SearchRequest request = request_for("osteoporosis");
  request.related = 5;
  const SearchResponse response = index.search(request);
  REQUIRE(response.related.size() == 1);
  const RelatedConcept& vitamin = response.related.front();
  CHECK(vitamin.name == "Vitamin D");
  CHECK(vitamin.papers == 2);
  CHECK(vitamin.all_papers == 4);
  CHECK(vitamin.lift == Approx(2));  // 2 of 2 hits, 4 of 8 papers
}

TEST_CASE("beginnings are completed to concepts and titles that the index holds") {
  SmallIndex index(papers(), vocabulary);
  const auto complete = [&](const std::string& prefix, std::size_t limit = 10) {
    std::string out;
    for (const Completion& one : index.searcher().complete(prefix, limit))
      out += one.kind.substr(0, 1) + ':' + one.text + ':' + one.id + ':' +
             std::to_string(one.papers) + ' ';
    return out;
  };
  CHECK(complete("sarc") == "c:Sarcopenia:MESH:D055948:4 ");
  CHECK(complete("INFAR") == "c:Myocardial Infarction:MESH:D009203:1 ");
  CHECK(complete("training a") == "t:Training again:B2:1 ");
  CHECK(complete("tr", 1) == "t:Training again:B2:1 ");
  CHECK(complete("vitamin d") == "c:Vitamin D:MESH:D014807:4 ");
  CHECK(complete("").empty());
  CHECK(complete("zzz").empty());
}

TEST_CASE("copies with little changed are told from texts of the same words") {
  const SmallIndex index(papers());
  const auto snapshot_segments = open_snapshot(index.directory())->segments;
  const auto stream_of = [&](std::size_t segment, PassageNumber passage) {
    TokenStream stream;
    snapshot_segments[segment].segment->passage_stream(passage, stream);
    return std::pair(signature_of(stream, *snapshot_segments[segment].segment),
                     words_of(stream, *snapshot_segments[segment].segment));
  };
  const auto [b1, words1] = stream_of(1, 0);
  const auto [b2, words2] = stream_of(1, 1);
  const auto [b3, words3] = stream_of(1, 2);
  CHECK(similarity(b1, b1) == 1);
  CHECK(similarity(b1, b2) >= near_copy);
  CHECK(similarity(b1, b3) < 0.2);
  CHECK(cosine(words1, words1) == Approx(1));
  CHECK(cosine(words1, words2) > 0.8);
  CHECK(cosine(words1, words3) < 0.5);
}

TEST_CASE("marked papers gain in later searches, until the marks are forgotten") {
  SmallIndex index(papers(), vocabulary);
  const std::string query = "treatment of bone";
  SearchRequest request = request_for(query);
  request.any = request.plain_text = true;
  request.totals = false;
  request.explain = true;
  const std::string before = ids(index.search(request));
  CHECK(before.substr(0, 2) != "B5");
  CHECK(read_marks(index.directory()).empty());

  const std::vector<Mark> marks = {{"bone treatment", "B5"}, {"bone treatment", "b5x"}};
  CHECK(add_marks(index.directory(), marks) == 2);
  CHECK(add_marks(index.directory(), {marks.data(), 1}) == 0);
  CHECK(read_marks(index.directory()) == marks);
  const Searcher marked(index.directory());
  const SearchResponse after = marked.search(request);
  REQUIRE(ids(after).find("B5") != std::string::npos);
  for (const PaperHit& hit : after.hits) {
    double sum = 0;
    bool has_marks = false;
    for (const ScoreDetail& part : hit.passages.front().explanation) {
      sum += part.value;
      has_marks = has_marks || part.name == "marks";
    }
    CHECK(sum == Approx(hit.passages.front().score));
    CHECK(has_marks == (hit.paper.id == "B5"));
  }
  request.without = {"marks"};
  CHECK(ids(marked.search(request)) == before);

  CHECK(forget_marks(index.directory()));
  CHECK_FALSE(forget_marks(index.directory()));
  request.without.clear();
  CHECK(ids(Searcher(index.directory()).search(request)) == before);
}
