// PubTator text in and out, and the measures on a document whose answer is known.
#include "analyzers/linking/linking_eval.h"
#include "tests/analyzers/concepts/temporary.h"
#include "tests/catch.h"

using namespace osteon;

namespace {

constexpr std::string_view corpus =
    "1|t|Sarcopenia – a review\n"
    "1|a|Sarcopenia and weakness in breast cancer.\n"
    "1\t0\t10\tSarcopenia\tDisease\tD055948\n"
    "1\t22\t32\tSarcopenia\tDisease\tMESH:D055948\n"
    "1\t37\t45\tweakness\tDisease\t-1\n"
    "1\t49\t62\tbreast cancer\tDisease\tD009369\n"
    "1\tCID\tD000001\tD055948\n"
    "\n";

constexpr std::string_view table =
    "MESH:D055948\tdisease\tSarcopenia\n"
    "MESH:D009369\tdisease\tNeoplasms\tcancer\n"
    "MESH:D001943\tdisease\tBreast Neoplasms\tbreast cancer\tMESH:D009369\n";

}  // namespace

TEST_CASE("PubTator text is read, with what is wrong in it") {
  std::vector<Problem> problems;
  const auto documents = read_pubtator(corpus, "corpus", problems);
  REQUIRE(documents.size() == 1);
  CHECK(problems.empty());
  CHECK(documents[0].title == "Sarcopenia – a review");
  REQUIRE(documents[0].annotations.size() == 4);
  CHECK(documents[0].annotations[2].ids.empty());
  read_pubtator("stray\n1|t|A\n1|a|B\n1\t0\t5\twrong\tDisease\tD1\n", "bad", problems);
  REQUIRE(problems.size() == 2);
  CHECK(problems[0] ==
        Problem{"bad", "line 1", "neither a text nor an annotation of the document above"});
  CHECK(problems[1] ==
        Problem{"bad", "line 4", "the annotation's text is not where its offsets say"});
}

TEST_CASE("annotating writes code points and the format's own ids") {
  const Vocabulary vocabulary = built_from(table);
  const Analyzer analyzer;
  std::vector<Problem> problems;
  auto documents = read_pubtator(corpus, "corpus", problems);
  annotate(documents[0], vocabulary, Tagger(vocabulary), analyzer);
  CHECK(write_pubtator(documents[0]) ==
        "1|t|Sarcopenia – a review\n"
        "1|a|Sarcopenia and weakness in breast cancer.\n"
        "1\t0\t10\tSarcopenia\tDisease\tMESH:D055948\n"
        "1\t22\t32\tSarcopenia\tDisease\tMESH:D055948\n"
        "1\t49\t62\tbreast cancer\tDisease\tMESH:D001943\n"
        "\n");
}

TEST_CASE("measures of a document with one right, one too fine and one missed") {
  const Vocabulary vocabulary = built_from(table);
  const Analyzer analyzer;
  std::vector<Problem> problems;
  const auto documents = read_pubtator(corpus, "corpus", problems);
  LinkingOptions options;
  options.examples = 5;
  const auto measures =
      evaluate_linking(documents, vocabulary, Tagger(vocabulary), analyzer, options);
  REQUIRE(measures.size() == 1);
  const LinkingMeasures& disease = measures.at("disease");
  CHECK(disease.documents.annotated == 2);
  CHECK(disease.documents.predicted == 2);
  CHECK(disease.documents.correct == 1);
  CHECK(disease.documents.f1() == Approx(0.5));
  CHECK(disease.hierarchical.f1() == Approx(1.0));
  CHECK(disease.errors == std::map<std::string, std::uint64_t>{{"extra: finer or broader", 1},
                                                               {"missed: other sense", 1}});
  CHECK(disease.examples.size() == 2);
}
