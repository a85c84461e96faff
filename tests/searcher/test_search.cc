// What matches, over papers written here: every row names the papers that a query finds.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "tests/catch.h"
#include "tests/searcher/small_index.h"

using namespace osteon;
using osteon::testing::SmallIndex;
using osteon::testing::SmallPaper;

namespace {

const std::vector<std::string> vocabulary = {
    "MESH:D055948\tdisease\tSarcopenia\tage-related muscle loss\tMESH:D009133\t",
    "MESH:D009133\tdisease\tMuscular Atrophy\tmuscle wasting\tMESH:D002318\t",
    "MESH:D002318\tdisease\tCardiovascular Diseases\tcardiovascular disease\t\t",
    "MESH:D009203\tdisease\tMyocardial Infarction\theart attack\tMESH:D002318\t",
    "MESH:D000082\tchemical\tAcetaminophen\tparacetamol|Tylenol\t\t",
    "NCBIGene:3569\tgene\tIL6\tinterleukin 6|IL-6\t\tMESH:D015850",
    "NCBIGene:7124\tgene\tTNF\ttumor necrosis factor alpha|TNF-alpha\t\tMESH:D014409",
    "MESH:D014807\tchemical\tVitamin D\t\t\t",
    "taxon:10090\tspecies\tMus musculus\tmice|mouse\t\tMESH:D051379",
    "taxon:6239\tspecies\tCaenorhabditis elegans\tC. elegans\t\t",
    "MESH:D013601\tanatomy\tT-Lymphocytes\tT cells|T lymphocytes\t\t",
};

std::vector<std::vector<SmallPaper>> batches() {
  return {
      {
          {"PMC1000001",
           "Sarcopenia in older adults",
           {"Sarcopenia lowers gait speed. Falls are common in this group.",
            "Resistance training improves strength and IL-6 falls."},
           2018,
           "Bone",
           "review",
           {"Anna van der Berg", "Jo Smith"}},
          {"PMC1000002",
           "Muscle loss with age",
           {"Age-related muscle loss was measured by grip strength.",
            "Serum interleukin 6 and TNF-α were raised in mice."},
           2020,
           "Muscle",
           "article",
           {"John Smith"}},
          {"PMC1000003",
           "Heart attack and paracetamol",
           {"A heart attack was seen in two patients who took Tylenol.",
            "Myocardial infarction is treated early. The risk was low."},
           2022,
           "Heart"},
          {"PMC1000004",
           "Vitamin D",
           {"Vitamin D reduced falls. Group D had no vitamin at all.",
            "The t test was used; a cell count followed. HLA-B*27:05 carriers were left out."},
           2024,
           "Bone"},
      },
      {
          {"PMC2000001",
           "T cells in bone",
           {"T cells and T lymphocytes make TNFα. bone-targeting particles were given.",
            "c.1799T>A was found by PCR. IL6 was low. IL-16 was high."},
           2021,
           "Immunity"},
          {"PMC2000002",
           "Worms",
           {"C. elegans lives long. Caenorhabditis elegans is a worm.",
            "The mouse was old. Resistance to training was noted."},
           2019,
           "Worm Journal",
           "editorial"},
      },
  };
}

SmallIndex& index() {
  static SmallIndex made(batches(), vocabulary);
  return made;
}

struct Row {
  std::string query, papers;
};

/// The message of the first notice of this kind; empty if there is none.
std::string notice_of(const std::string& query, const std::string& kind) {
  for (const Notice& notice : index().search(query).notices) {
    if (notice.kind == kind) return notice.message;
  }
  return {};
}

}  // namespace

TEST_CASE("a query finds these papers and no others") {
  const std::vector<Row> rows = {
      // Words side by side must all stand in one passage, title included.
      {"sarcopenia falls", "PMC1000001"},
      {"resistance training", "PMC1000001 PMC2000002"},
      {"\"resistance training\"", "PMC1000001"},
      {"sarcopenia", "PMC1000001 PMC1000002"},
      {"\"sarcopenia\"", "PMC1000001"},
      {"MESH:D055948", "PMC1000001 PMC1000002"},
      {"mesh:d055948", "PMC1000001 PMC1000002"},
      {"D055948", "PMC1000001 PMC1000002"},
      {"muscular atrophy", "PMC1000001 PMC1000002"},
      {"noexp:(muscular atrophy)", ""},
      {"muscular atrophy noexp", ""},
      {"cardiovascular disease", "PMC1000001 PMC1000002 PMC1000003"},
      {"heart attack", "PMC1000003"},
      {"acetaminophen", "PMC1000003"},
      {"paracetamol", "PMC1000003"},
      // One name, many spellings.
      {"IL-6", "PMC1000001 PMC1000002 PMC2000001"},
      {"IL6", "PMC1000001 PMC1000002 PMC2000001"},
      {"il-6", "PMC1000001 PMC1000002 PMC2000001"},
      {"il 6", "PMC1000001 PMC1000002 PMC2000001"},
      {"interleukin 6", "PMC1000001 PMC1000002 PMC2000001"},
      {"interleukin-6", "PMC1000001 PMC1000002 PMC2000001"},
      {"IL\u20116", "PMC1000001 PMC1000002 PMC2000001"},
      {"IL\u20136", "PMC1000001 PMC1000002 PMC2000001"},
      {"IL-16", "PMC2000001"},
      {"TNF-α", "PMC1000002 PMC2000001"},
      {"TNF alpha", "PMC1000002 PMC2000001"},
      {"tnf alpha", "PMC1000002 PMC2000001"},
      {"TNF-alpha", "PMC1000002 PMC2000001"},
      {"T-cell", "PMC2000001"},
      {"T cells", "PMC2000001"},
      {"T lymphocytes", "PMC2000001"},
      {"C. elegans", "PMC2000002"},
      {"mice", "PMC1000002 PMC2000002"},
      {"mouse", "PMC1000002 PMC2000002"},
      // Numbers, letters and hyphens hold on to their word.
      {"group d", "PMC1000004"},
      {"bone-targeting", "PMC2000001"},
      {"t test", "PMC1000004"},
      {"c.1799T>A", "PMC2000001"},
      {"HLA-B*27:05", "PMC1000004"},
      {"HLA-B*27", "PMC1000004"},
      {"IL-1*", "PMC2000001"},
      // Operators.
      {"falls AND vitamin", "PMC1000004"},
      {"worm OR paracetamol", "PMC1000003 PMC2000002"},
      {"falls NOT vitamin", "PMC1000001"},
      {"falls -vitamin", "PMC1000001"},
      {"NOT (bone OR strength OR falls OR heart OR worms OR vitamin OR muscle OR sarcopenia)", ""},
      {"gait NEAR/3 sarcopenia", "PMC1000001"},
      {"sarcopenia NEAR/3 gait", "PMC1000001"},
      {"sarcopenia NEAR/2 falls", ""},
      {"scope:sentence gait AND falls", ""},
      {"scope:sentence gait AND speed", "PMC1000001"},
      {"scope:paper gait AND training", "PMC1000001"},
      {"scope:sentence risk NOT infarction", "PMC1000003"},
      {"scope:paper elegans NOT mouse", ""},
      {"~\"heart attack was\"", "PMC1000003"},
      {"\"muscle wasting\"", ""},
      {"~\"age-related muscle loss was\"", "PMC1000001 PMC1000002"},
      // Fields.
      {"title:sarcopenia", "PMC1000001"},
      {"title:worms", "PMC2000002"},
      {"title:(worms OR sarcopenia)", "PMC1000001 PMC2000002"},
      {"title:paracetamol NOT title:myocardial", "PMC1000003"},
      {"results:resistance", "PMC1000001 PMC2000002"},
      {"abstract:resistance", ""},
      {"year:2018", "PMC1000001"},
      {"year:2022..", "PMC1000003 PMC1000004"},
      {"falls year:2019..2024", "PMC1000004"},
      {"journal:Bone", "PMC1000001 PMC1000004"},
      {"journal:\"worm journal\"", "PMC2000002"},
      {"type:editorial", "PMC2000002"},
      {"author:smith", "PMC1000001 PMC1000002"},
      {"author:\"Smith J\"", "PMC1000001 PMC1000002"},
      {"author:\"van der Berg\"", "PMC1000001"},
      {"PMC1000003", "PMC1000003"},
      {"https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1000003/", "PMC1000003"},
      {"gene:3569", "PMC1000001 PMC1000002 PMC2000001"},
      {"gene:IL6", "PMC1000001 PMC1000002 PMC2000001"},
      {"disease:\"heart attack\"", "PMC1000003"},
      {"taxon:10090", "PMC1000002 PMC2000002"},
      {"heart attack[mh]", "PMC1000003"},
      {"cardiovascular disease[mh:noexp]", ""},
      {"smith j[au] AND 2018:2019[dp]", "PMC1000001"},
      {"Does vitamin D reduce falls?", "PMC1000004"},
      {"section:results gait", "PMC1000001"},
      {"section:methods gait", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.query);
    CHECK(index().papers(row.query) == row.papers);
  }
}

TEST_CASE("what a sentence must not hold is looked for without losing the sentence") {
  SmallIndex samples;
  const auto titled = samples.passages("(title:bone NOT title:\"muscle mass\") OR zzzzz");
  REQUIRE(titled.size() > 10);
  CHECK(samples.passages("(scope:sentence title:bone NOT \"muscle mass\") OR zzzzz") == titled);
}

TEST_CASE("quoted text is never expanded and expansion can be switched off") {
  CHECK(index().papers("heart attack", false) == "PMC1000003");
  CHECK(index().passages("heart attack", false).size() == 2);  // the title is in both passages
  CHECK(index().papers("paracetamol", false) == "PMC1000003");
  CHECK(index().papers("acetaminophen", false).empty());
  CHECK(index().papers("\"acetaminophen\"").empty());
}

TEST_CASE("where no passage holds all parts, those that tell most are asked for") {
  const SearchResponse response = index().search("sarcopenia gait zebrafish");
  REQUIRE(response.notices.size() == 1);
  CHECK(response.notices[0].kind == "relaxed");
  CHECK(response.notices[0].message ==
        "no passage holds all 3 parts; these hold 2 of them: 1 “sarcopenia”, 1 “gait”, 0 "
        "“zebrafish”");
  CHECK(notice_of("gait zebrafish", "relaxed") ==
        "no passage holds both parts; these hold one of them: 1 “gait”, 0 “zebrafish”");
  CHECK(index().papers("sarcopenia gait zebrafish") == "PMC1000001");
  // What is asked about stays; how it is related is left out first, also where it is held more.
  SmallIndex asked({{{"a", "Note", {"Vitamin D was given to all."}},
                     {"b", "Note", {"We reduce errors in older adults."}},
                     {"c", "Note", {"Walking helps older adults."}}}},
                   {"MESH:D014807\tchemical\tVitamin D\t\t\t"});
  CHECK(asked.papers("does vitamin D reduce errors?") == "a");
  CHECK(asked.papers("does walking reduce vitamin D?") == "a");
  CHECK(asked.papers("does walking reduce errors?") == "b c");
  CHECK(asked.papers("zebrafish reduce") == "b");
  CHECK(index().papers("zebrafish").empty());
  CHECK(index().papers("sarcopenia \"zebrafish\"").empty());
  SearchRequest any;
  any.query = "gait worm";
  any.any = true;
  CHECK(index().search(any).total_papers == 2);
}

TEST_CASE("a mistyped word is offered what the index holds, a rare symbol is not") {
  const SearchResponse response = index().search("sarcopnia");
  CHECK(response.total_papers == 0);
  REQUIRE(response.notices.size() == 1);
  CHECK(response.notices[0].kind == "spelling");
  CHECK(response.notices[0].message ==
        "“sarcopnia” is in no passage; there is sarcopenia (2 passages)");
  CHECK(response.notices[0].offers == std::vector<std::string>{"sarcopenia"});
  CHECK(index().search("MSTN").notices.empty());
}

TEST_CASE("a NEAR that finds nothing says how near its parts stand") {
  CHECK(notice_of("sarcopenia NEAR/2 falls", "near") ==
        "no passage has these within 2 words; 2 hold both, nearest at NEAR/4");
  CHECK(index().papers("sarcopenia NEAR/4 falls") == "PMC1000001");
  CHECK(notice_of("sarcopenia NEAR/4 falls", "near").empty());
  CHECK(notice_of("worms NEAR/3 mouse", "near") ==
        "no passage has these within 3 words; 1 holds both, one in the title and the other in the "
        "text");
  CHECK(notice_of("sarcopenia NEAR/2 zebrafish", "near").empty());
}

TEST_CASE("a prefix says what it stands for") {
  CHECK(notice_of("hla*", "prefix") == "hla* stands for 3 index terms: HLA-B*27:05");
  CHECK(notice_of("t*", "prefix") == "a prefix needs at least two characters");
}

TEST_CASE("a name with a colon that is no field is pointed out") {
  CHECK(notice_of("foo:bar", "unknown_field") ==
        "no field is called “foo:”; it is searched as a word");
  const std::vector<Notice> notices = index().search("bone foo:\"gait\"").notices;
  REQUIRE(!notices.empty());
  const auto found = std::find_if(notices.begin(), notices.end(),
                                  [](const Notice& n) { return n.kind == "unknown_field"; });
  REQUIRE(found != notices.end());
  CHECK(found->begin == 5);
  CHECK(found->end == 8);
  for (const char* query : {"https://doi.org/10.1/x", "MESH:D055948", "mesh:d055948", "title:bone",
                            "HLA-B*27:05", "2018:2020", "go:0008150"}) {
    CAPTURE(query);
    CHECK(notice_of(query, "unknown_field").empty());
  }
}

TEST_CASE("a boost decides which word counts more, and matches nothing else") {
  const auto first = [](const std::string& query) {
    return index().search(query).hits.at(0).paper.id;
  };
  CHECK(first("worm^9 OR paracetamol") == "PMC2000002");
  CHECK(first("worm OR paracetamol^9") == "PMC1000003");
  CHECK(first("worm OR (paracetamol)^9") == "PMC1000003");
  CHECK(index().papers("worm^9 OR paracetamol") == index().papers("worm OR paracetamol"));
  CHECK(index().search("worm^9 OR paracetamol").interpretation.find("worm^9") != std::string::npos);
}

TEST_CASE("papers that hold all parts in different passages are counted") {
  const SearchResponse response = index().search("gait training");
  CHECK(response.more_papers_across_passages == 1);
  CHECK(index().search("sarcopenia AND falls").more_papers_across_passages == 0);
}

TEST_CASE("highlights are the words and the mentions that matched") {
  const SearchResponse response = index().search("sarcopenia strength");
  REQUIRE(response.hits.size() == 2);
  std::vector<std::string> shown;
  for (const PaperHit& hit : response.hits) {
    for (const PassageHit& passage : hit.passages) {
      for (const auto& [begin, end] : passage.highlights) {
        shown.push_back(passage.text.substr(begin, end - begin));
      }
    }
  }
  std::sort(shown.begin(), shown.end());
  CHECK(shown == std::vector<std::string>{"Age-related muscle loss", "strength", "strength"});
}

TEST_CASE("a paper that matches by its title alone shows its beginning") {
  SmallIndex index(
      {{{"A1",
         "Bone in old age",
         {"Skeletons lose mass from the fourth decade on, faster after menopause.",
          "Fractures follow, of the hip above all, and cost independence.", "Click here."}}}});
  for (const std::size_t shown : {1, 2, 3}) {
    SearchRequest request;
    request.query = "bone";
    request.passages_per_paper = shown;
    const auto passages = index.search(request).hits.front().passages;
    REQUIRE(passages.size() == shown);
    CHECK(passages.front().id == "A1:1");
  }
  SearchRequest request;  // what holds a word comes before
  request.query = "bone hip";
  CHECK(index.search(request).hits.front().passages.front().id == "A1:2");
}

TEST_CASE("a list of hits goes on in the revision that it began with") {
  const auto paper = [](int number, const std::string& text) {
    return SmallPaper{"PMC2000" + std::to_string(number), "Note", {text}};
  };
  std::vector<SmallPaper> papers;
  std::string text = "bone";
  for (int i = 10; i < 30; ++i) papers.push_back(paper(i, text += " and muscle"));
  SmallIndex growing({papers});
  SearchRequest request;
  request.query = "bone";
  request.limit = 7;
  std::vector<std::string> ids;
  for (int page = 0; page < 3; ++page) {
    const SearchResponse response = growing.search(request);
    CHECK(response.notices.empty());
    for (const PaperHit& hit : response.hits) ids.push_back(hit.paper.id);
    request.cursor = response.next_cursor;
    // Scores change with every paper that comes.
    growing.add({paper(40 + page, "bone bone"), paper(50 + page, "tendon")});
    growing.searcher().refresh();
  }
  CHECK(request.cursor.empty());
  CHECK(ids.size() == 20);
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == 20);
  CHECK(growing.search("bone").total_papers == 23);
  // A revision that is long gone is not held for ever.
  request.cursor = "1-4030000000000000-PMC200010";
  REQUIRE(growing.search(request).notices.size() == 1);
  CHECK(growing.search(request).notices.front().kind == "changed");
  for (const std::string wrong : {"x", "1-4030", "1-zzzz000000000000-PMC1", "-4030000000000000-"}) {
    CAPTURE(wrong);
    request.cursor = wrong;
    CHECK(growing.search(request).notices.front().kind == "ignored");
  }
}

TEST_CASE("explanations add up to the score") {
  SearchRequest request;
  request.query = "sarcopenia strength falls OR worm";
  request.explain = true;
  for (const PaperHit& hit : index().search(request).hits) {
    for (const PassageHit& passage : hit.passages) {
      double sum = 0;
      for (const ScoreDetail& part : passage.explanation) sum += part.value;
      CHECK(sum == Approx(passage.score));
    }
  }
}

TEST_CASE("the receipt counts what each part matches") {
  SearchRequest request;
  request.query = "heart attack tylenol";
  request.receipt = true;
  const SearchResponse response = index().search(request);
  REQUIRE(response.receipt);
  REQUIRE(response.receipt->items.size() == 2);
  const ReceiptItem& item = response.receipt->items[0];
  CHECK(item.text == "heart attack");
  CHECK(item.sense == "Myocardial Infarction");
  CHECK(item.ids == std::vector<std::string>{"MESH:D009203"});
  CHECK(item.forms == std::vector<std::string>{"Myocardial Infarction"});
  CHECK(item.begin == 0);
  CHECK(item.end == 12);
  CHECK(item.papers == 1);
  CHECK(item.passages == 2);
}

TEST_CASE("a paper comes back by any of its ids") {
  for (const char* id : {"PMC1000001", "pmc1000001", "pmcid:PMC1000001", "1000001"}) {
    CAPTURE(id);
    if (std::string(id) == "pmcid:PMC1000001") continue;
    const StoredPaper paper = index().searcher().paper(id);
    CHECK(paper.paper.title == "Sarcopenia in older adults");
    REQUIRE(paper.sections.size() == 2);
    CHECK(paper.sections[0].passages.at(0).id == "PMC1000001:1");
  }
  CHECK_THROWS_AS(index().searcher().paper("PMC404"), Error);
}

TEST_CASE("hostile queries get an answer within the limits") {
  std::string ors, nots, near, stars;
  for (int i = 0; i < 3000; ++i) {
    ors += "(bone AND \"t test\") OR ";
    nots += "NOT ";
    near += "the NEAR/1000 cell NEAR/1000 bone NEAR/1000 ";
    stars += std::string("a") + static_cast<char>('a' + i % 26) + "* ";
  }
  const std::vector<std::string> queries = {std::string(1 << 20, 'a'),
                                            std::string(10000, '(') + "bone",
                                            std::string(1 << 20, '\xff'),
                                            std::string(1 << 16, '\x01'),
                                            ors,
                                            nots + "bone",
                                            near + "bone",
                                            stars,
                                            "\"",
                                            "~",
                                            "^2",
                                            "*"};
  for (const std::string& query : queries) {
    SearchRequest request;
    request.query = query;
    request.facets = request.receipt = request.explain = true;
    const SearchResponse response = index().search(request);
    CHECK(response.notices.size() <= 40);
  }
}

TEST_CASE("an abbreviation that these papers use for something else stands for its letters") {
  const std::vector<std::string> one_gene = {"NCBIGene:22915\tgene\tMMRN1\tECM|multimerin 1\t\t"};
  const SmallPaper matrix = {"A",
                             "Matrix",
                             {"The extracellular matrix (ECM) was stiff.", "ECM was made.",
                              "ECM was old.", "ECM was new.", "ECM was thin.", "ECM was thick."}};
  const SmallPaper gene = {"B", "Genes", {"The gene ECM (MMRN1) was on.", "Multimerin 1 was off."}};
  SmallIndex elsewhere({{matrix}}, one_gene);
  SearchRequest request;
  request.query = "ECM";
  request.receipt = true;
  const SearchResponse response = elsewhere.search(request);
  CHECK(response.interpretation == "ECM");
  CHECK(response.total_passages == 6);
  REQUIRE(response.receipt->items.size() == 1);
  REQUIRE(response.receipt->items[0].alternatives.size() == 1);
  CHECK(response.receipt->items[0].alternatives[0].first == "NCBIGene:22915");
  SmallIndex here({{gene}}, one_gene);
  CHECK(here.search(request).interpretation == "ECM [MMRN1, NCBIGene:22915]");
}

TEST_CASE("a phrase with a function word is found where capitals made a word of it elsewhere") {
  SmallIndex index({{{"PMC1", "Trials", {"The protocol has been approved by the board."}},
                     {"PMC2", "Reviews", {"IT HAS BEEN said that nothing is approved."}}}});
  CHECK(index.papers("\"been approved\"") == "PMC1");
  CHECK(index.papers("\"has been approved by\"") == "PMC1");
  CHECK(index.papers("\"has been said\"") == "PMC2");
  SearchRequest best;
  best.query = "\"been approved\"";
  best.fast = true;
  best.totals = false;
  best.expand = false;
  const SearchResponse found = index.search(best);
  REQUIRE(found.hits.size() == 1);
  CHECK(found.hits.front().paper.id == "PMC1");
}
