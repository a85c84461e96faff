// A concept's page and tables of pairs, over sentences whose pairs can be counted by hand.
#include <cmath>
#include <sstream>

#include "base/error.h"
#include "base/file_io.h"
#include "searcher/entities.h"
#include "searcher/sentence_pairs.h"
#include "tests/catch.h"
#include "tests/indexer/sample_papers.h"
#include "tests/searcher/small_index.h"

using namespace osteon;
using namespace osteon::testing;

namespace {

const std::vector<std::string> vocabulary = {
    "MESH:D1\tdisease\tMuscle wasting\tmuscular atrophy\t\t",
    "MESH:D2\tdisease\tSarcopenia\t\tMESH:D1\t",
    "MESH:D3\tdisease\tCachexia\t\tMESH:D1\t",
    "MESH:D4\tdisease\tFrailty\t\t\t",
    "MESH:C1\tchemical\tResveratrol\t\t\t",
    "MESH:C2\tchemical\tLeucine\t\t\t",
};

// Eight sentences with the titles; two commits make two segments.
SmallIndex& sample() {
  static SmallIndex index({{{"PMC1",
                             "Resveratrol and sarcopenia",
                             {"Sarcopenia was slowed by resveratrol in mice. Leucine did nothing.",
                              "Resveratrol failed in cachexia. Frailty is common."}}},
                           {{"PMC2",
                             "A trial",
                             {"In sarcopenia, leucine and resveratrol helped; resveratrol most. "
                              "Muscle wasting remains."}}}},
                          vocabulary);
  return index;
}

PairTable pairs(const std::string& left, const std::string& right, const std::string& query = "",
                PairOrder order = PairOrder::papers) {
  PairRequest request;
  request.left = left;
  request.right = right;
  request.search.query = query;
  request.order = order;
  return sample().searcher().pairs(request);
}

std::string shown(const PairTable& table) {
  std::ostringstream out;
  for (const ConceptPair& pair : table.pairs) {
    out << pair.left.name << " + " << pair.right.name << " " << pair.with.papers << "/"
        << pair.with.sentences << "\n";
  }
  return out.str();
}

std::string marked(const Quote& quote) {
  std::string out = quote.text;
  for (auto it = quote.highlights.rbegin(); it != quote.highlights.rend(); ++it) {
    out.insert(it->second, "]").insert(it->first, "[");
  }
  return out;
}

}  // namespace

TEST_CASE("pairs of two types are counted by sentence and paper, titles included") {
  const PairTable table = pairs("chemical", "disease");
  CHECK(shown(table) ==
        "Resveratrol + Sarcopenia 2/3\n"
        "Resveratrol + Cachexia 1/1\n"
        "Leucine + Sarcopenia 1/1\n");
  CHECK(table.total_pairs == 3);
  CHECK(table.sentences == 8);
  CHECK(table.papers == 2);
  CHECK(table.exact);
}

TEST_CASE("a pair's lift and strength follow from the four counts") {
  // Resveratrol stands in 4 of 8 sentences, sarcopenia in 3 of them, always together.
  const Association with = pairs("chemical", "disease").pairs.front().with;
  CHECK(with.lift == Approx(3.0 * 8 / (4 * 3)));
  const auto entropy = [](double k, double n) { return k * std::log(k / n); };
  const double expected = 2 * (entropy(3, 8) + entropy(1, 8) + entropy(4, 8) -
                               (entropy(4, 8) + entropy(4, 8) + entropy(3, 8) + entropy(5, 8)));
  CHECK(with.strength == Approx(expected));
}

TEST_CASE("a side may be one concept, with what is narrower") {
  CHECK(shown(pairs("chemical", "MESH:D1")) ==
        "Resveratrol + Muscle wasting 2/4\n"
        "Leucine + Muscle wasting 1/1\n");
  CHECK(shown(pairs("sarcopenia", "leucine")) == "Sarcopenia + Leucine 1/1\n");
  // Nothing is a pair with itself or with what it includes.
  CHECK(shown(pairs("disease", "MESH:D1")) == "");
}

TEST_CASE("two of one type are one pair, whichever is named first") {
  CHECK(shown(pairs("chemical", "chemical")) == "Resveratrol + Leucine 1/1\n");
}

TEST_CASE("a query chooses the passages in which pairs are counted") {
  CHECK(shown(pairs("chemical", "disease", "cachexia")) ==
        "Resveratrol + Sarcopenia 1/1\n"  // in the paper's title
        "Resveratrol + Cachexia 1/1\n");
  CHECK(shown(pairs("chemical", "disease", "year:1999")) == "");
}

TEST_CASE("the quotation is the sentence itself, with both marked") {
  const PairTable table = pairs("leucine", "sarcopenia");
  REQUIRE(table.pairs.size() == 1);
  const Quote& quote = table.pairs.front().with.quote;
  CHECK(quote.paper == "PMC2");
  CHECK(quote.passage == "PMC2:1");
  CHECK(marked(quote) == "In [sarcopenia], [leucine] and resveratrol helped; resveratrol most.");
}

TEST_CASE("a side that nobody knows is an error that lists the types") {
  CHECK_THROWS_WITH(
      pairs("chemical", "zzyzx"),
      ContainsSubstring("\"zzyzx\" is neither a concept nor a type of them (anatomy, "));
}

TEST_CASE("names of any length and kind get an answer or a short message") {
  const std::string strange[] = {std::string(1u << 20, 'x'),
                                 std::string(1u << 20, '('),
                                 "\xff\xfe",
                                 std::string("a\0b", 3),
                                 "",
                                 "::::",
                                 "disease:",
                                 "\"",
                                 "NOT"};
  for (const std::string& name : strange) {
    ConceptRequest request;
    request.name = name;
    std::string message;
    try {
      sample().searcher().concept_page(request);
      pairs(name, "disease");
    } catch (const Error& error) {
      message = error.what();
    }
    INFO(name.substr(0, 20));
    CHECK(message != "");
    CHECK(message.size() < 400);
  }
}

TEST_CASE("memory for pairs is bounded: the rarest go, and the answer says so") {
  const IndexView view(open_snapshot(sample().directory()));
  const PairSide chemicals(view, "chemical"), diseases(view, "disease");
  std::vector<Bitmap> all;
  for (std::size_t s = 0; s < view.segment_count(); ++s) all.push_back(view.live(s));
  SentencePairs bounded(view, chemicals, diseases, 2);
  bounded.count(all);
  CHECK_FALSE(bounded.exact());
  CHECK(bounded.pairs().size() <= 2);
}

TEST_CASE("a concept's page says what the vocabulary and the index hold of it") {
  ConceptRequest request;
  request.name = "muscular atrophy";
  const ConceptPage page = sample().searcher().concept_page(request);
  CHECK(page.named == ConceptReference{"MESH:D1", "disease", "Muscle wasting"});
  CHECK(page.names == std::vector<std::string>{"Muscle wasting", "muscular atrophy"});
  CHECK(page.parents.empty());
  REQUIRE(page.children.size() == 2);
  CHECK(page.children[0].named.name == "Sarcopenia");
  CHECK(page.children[0].papers == 2);
  CHECK(page.children[1].named.name == "Cachexia");
  CHECK(page.children[1].papers == 1);
  CHECK(page.narrower == 2);
  CHECK(page.papers == 2);
  CHECK(page.own_papers == 1);
  CHECK(page.own_passages == 1);
  CHECK(page.hits.size() == 2);
  REQUIRE(page.same_sentence.contains("chemical"));
  REQUIRE(page.same_sentence.at("chemical").size() == 2);
  CHECK(page.same_sentence.at("chemical")[0].named.name == "Resveratrol");
  CHECK(page.same_sentence.at("chemical")[0].with.sentences == 4);
  CHECK_FALSE(page.same_sentence.contains("disease"));
}

TEST_CASE("a concept's page goes by any of its ids, and a narrower one names its parent") {
  for (const char* name : {"MESH:D2", "mesh:d2", "sarcopenia", "disease:sarcopenia"}) {
    ConceptRequest request;
    request.name = name;
    const ConceptPage page = sample().searcher().concept_page(request);
    INFO(name);
    CHECK(page.named.id == "MESH:D2");
    REQUIRE(page.parents.size() == 1);
    CHECK(page.parents[0].named.id == "MESH:D1");
    CHECK(page.parents[0].papers == 2);
  }
  ConceptRequest request;
  request.name = "zzyzx";
  CHECK_THROWS_AS(sample().searcher().concept_page(request), Error);
}

TEST_CASE("over the samples, pairs agree with a concept's page") {
  SmallIndex samples;
  ConceptRequest request;
  request.name = "sarcopenia";
  request.neighbours = 1000;
  const ConceptPage page = samples.searcher().concept_page(request);
  PairRequest wanted;
  wanted.left = "sarcopenia";
  wanted.right = "chemical";
  wanted.limit = 10000;
  const PairTable table = samples.searcher().pairs(wanted);
  REQUIRE(table.pairs.size() > 2);
  REQUIRE(page.same_sentence.at("chemical").size() == table.pairs.size());
  for (std::size_t i = 0; i < table.pairs.size(); ++i) {
    const Neighbour& neighbour = page.same_sentence.at("chemical")[i];
    const Association& with = table.pairs[i].with;
    CHECK(neighbour.with.papers == with.papers);
    CHECK(neighbour.with.sentences == with.sentences);
    CHECK(neighbour.with.strength == Approx(with.strength));
    CHECK(with.papers <= with.sentences);
    CHECK(with.quote.highlights.size() >= 1);
  }
  // The counts on the page are those of a search for it.
  CHECK(samples.search("MESH:D055948").total_papers == page.papers);
}

TEST_CASE("a receipt counts each form as a search for it in quotes does") {
  SmallIndex samples;
  SearchRequest request;
  request.query = "sarcopenia IL-6 vitamin D osteoporosis";
  request.any = request.receipt = request.form_counts = true;
  const SearchResponse response = samples.search(request);
  std::size_t forms = 0;
  for (const ReceiptItem& item : response.receipt->items) {
    REQUIRE(item.form_counts.size() == item.forms.size());
    for (const FormCount& form : item.form_counts) {
      const SearchResponse alone = samples.search('"' + form.form + '"');
      INFO(form.form);
      CHECK(form.passages == alone.total_passages);
      CHECK(form.papers == alone.total_papers);
      CHECK(form.passages <= item.passages);
      ++forms;
    }
  }
  CHECK(forms > 5);
}

TEST_CASE("a name in another sense is no hit of the concept; its word is") {
  SmallIndex index(
      {{{"PMC1", "Land", {"It covers 203,850 sq mi of sand."}},
        {"PMC2", "Hearts", {"Myocardial infarction was seen."}},
        {"PMC3", "Valves", {"Mitral insufficiency (MI) leaks; MI is common."}},
        {"PMC4", "Wasting", {"A BW was seen."}}}},
      {"LAB:1\tdisease\tMyocardial Infarction\tMI\t\t",
       "LAB:2\tdisease\tMitral Insufficiency\tMI\t\t", "LAB:3\tdisease\tBone Wasting\tBW\t\t"});
  CHECK(index.papers("myocardial infarction") == "PMC2");
  CHECK(index.papers("mitral insufficiency") == "PMC3");
  CHECK(index.papers("mi") == "PMC1 PMC3");
  CHECK(index.papers("bone wasting") == "PMC4");
}

TEST_CASE("a superseded id asks for what took its place") {
  const TemporaryDirectory directory;
  const std::string ontology = directory / "mondo.obo";
  write_file_atomically(ontology,
                        "format-version: 1.2\n\n[Term]\nid: MONDO:0000002\nname: sarcopenia\n"
                        "alt_id: MONDO:0000044\n\n[Term]\nid: MONDO:0000001\n"
                        "name: obsolete senile muscle\nis_obsolete: true\n"
                        "replaced_by: MONDO:0000002\n");
  SmallIndex index(
      {{{"PMC1", "Sarcopenia in mice", {"Nothing else."}}, {"PMC2", "Leucine", {"Of no use."}}}},
      VocabularySources{{ontology}});
  ConceptRequest request;
  for (const char* id : {"MONDO:0000002", "MONDO:0000001", "mondo:0000044"}) {
    INFO(id);
    CHECK(index.papers(id) == "PMC1");
    request.name = id;
    CHECK(index.searcher().concept_page(request).named.id == "MONDO:0000002");
  }
}
