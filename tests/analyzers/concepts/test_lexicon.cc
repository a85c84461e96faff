// What a lexicon learns from annotated documents, and what a tagger makes of it.
#include <algorithm>
#include <memory>

#include "analyzers/linking/pubtator.h"
#include "analyzers/linking/validate_lexicon.h"
#include "tests/analyzers/concepts/temporary.h"
#include "tests/catch.h"

using namespace osteon;

namespace {

constexpr std::string_view table =
    "MESH:D020371\tdisease\tPelizaeus-Merzbacher Disease\tsudanophilic leukodystrophy\t\t"
    "OMIM:312080\n"
    "MESH:D018908\tdisease\tMuscle Weakness\n"
    "MESH:D007239\tdisease\tInfections\tinfection\n"
    "MESH:D013963\tchemical\tThyroid Hormones\n"
    "MESH:D013974\tchemical\tThyroxine\t\tMESH:D013963\n"
    "MESH:D014284\tchemical\tTriiodothyronine\t\tMESH:D013963\n"
    "MESH:D006854\tchemical\tHydrocortisone\n"
    "MESH:D003907\tchemical\tDexamethasone\n"
    "NCBIGene:7454\tgene\tWAS\n";

// One document of a title and of annotations "surface=type=ids".
std::string document(int number, const std::string& title,
                     const std::vector<std::array<std::string, 3>>& annotations) {
  const std::string id = std::to_string(number);
  std::string text = id + "|t|" + title + "\n" + id + "|a|\n";
  for (const auto& [surface, type, ids] : annotations) {
    const std::size_t begin = title.find(surface);
    text += id + '\t' + std::to_string(begin) + '\t' + std::to_string(begin + surface.size()) +
            '\t' + surface + '\t' + type + '\t' + ids + '\n';
  }
  return text + '\n';
}

std::string annotated(const std::string& title, const Vocabulary& vocabulary,
                      const Lexicon& lexicon) {
  std::vector<Problem> problems;
  auto documents = read_pubtator(document(9, title, {}), "text", problems);
  const Tagger tagger(vocabulary, {.annotated_species = false,
                                   .lexicon = std::make_shared<const Lexicon>(lexicon)});
  annotate(documents.at(0), vocabulary, tagger, Analyzer());
  std::string found;
  for (const PubtatorAnnotation& annotation : documents[0].annotations)
    found += annotation.text + '=' + joined_ids(annotation.ids) + ' ';
  return found;
}

Lexicon learn(const std::string& corpus, const Vocabulary& vocabulary) {
  std::vector<Problem> problems;
  const std::vector<PubtatorDocument> documents[] = {read_pubtator(corpus, "corpus", problems)};
  CHECK(problems.empty());
  return learn_lexicon(documents, vocabulary, Analyzer());
}

}  // namespace

TEST_CASE("a lexicon learns names, stops and the ids that annotators write") {
  const Vocabulary vocabulary = built_from(table);
  std::string corpus;
  corpus += document(1, "Weakness in Pelizaeus-Merzbacher disease after infection",
                     {{{"Weakness", "Disease", "D018908"},
                       {"Pelizaeus-Merzbacher disease", "Disease", "OMIM:312080"}}});
  corpus += document(2, "Pelizaeus-Merzbacher disease without infections",
                     {{{"Pelizaeus-Merzbacher disease", "Disease", "OMIM:312080"}}});
  const Lexicon lexicon = learn(corpus, vocabulary);
  CHECK(lexicon.text() ==
        "# name\ttype\tids\tannotated\toccurrences\n"
        "MESH:D020371\tdisease\tOMIM:312080\t2\t2\n"
        "Pelizaeus-Merzbacher disease\tdisease\tOMIM:312080\t2\t2\n"
        "Weakness\tdisease\tMESH:D018908\t1\t1\n"
        "infection\tdisease\t-\t0\t2\n");
  CHECK(Lexicon::parse(lexicon.text(), "again").entries == lexicon.entries);
  // By the words that mean the same, after what is listed.
  CHECK(annotated("Muscular ache", vocabulary,
                  {{{"muscle ache", "disease", {"MESH:D018908"}, 1, 1}}}) ==
        "Muscular ache=MESH:D018908 ");
  // Under another name of the concept, too; an adverb with the stem of a learnt noun is not it.
  CHECK(annotated("Sudanophilic leukodystrophy, weakness, an infection", vocabulary, lexicon) ==
        "Sudanophilic leukodystrophy=OMIM:312080 weakness=MESH:D018908 ");
  CHECK(annotated("A weakly positive infection", vocabulary, lexicon).empty());
}

TEST_CASE("what does harm in documents held back is not learnt") {
  const Vocabulary vocabulary = built_from(table);
  const auto learnt = [&](int documents, const std::string& often) {
    std::vector<PubtatorDocument> corpus;
    std::vector<Problem> problems;
    for (int i = 0; i < documents; ++i) {
      // Each name is annotated in one document and passed over in the next.
      const std::string once = std::string("ache ") + static_cast<char>('a' + i / 2) + "x";
      std::vector<std::array<std::string, 3>> annotations = {{often, "Disease", "D007239"}};
      if (i % 2 == 0) annotations.push_back({once, "Disease", "D018908"});
      corpus.push_back(
          read_pubtator(document(i + 1, once + " after " + often, annotations), "text", problems)
              .at(0));
    }
    CHECK(problems.empty());
    const std::vector<PubtatorDocument> corpora[] = {corpus};
    return learn_validated_lexicon(corpora, vocabulary, Analyzer());
  };
  const ValidatedLexicon few = learnt(38, "fever");
  CHECK(few.worth.empty());
  CHECK(few.lexicon.entries.size() == 20);
  const ValidatedLexicon harmful = learnt(48, "infection");
  REQUIRE(harmful.worth.size() == 1);
  const LexiconWorth& worth = harmful.worth[0];
  CHECK(worth.type == "disease");
  CHECK(worth.without.correct == 48);
  CHECK(worth.with_all.predicted == 72);
  REQUIRE(worth.trials.size() == 1);
  CHECK((worth.trials[0].better == 0 && worth.trials[0].worse == 24));
  CHECK(worth.trials[0].left_out == "in one document");
  // The name that holds is left.
  REQUIRE(harmful.lexicon.entries.size() == 1);
  CHECK(harmful.lexicon.entries[0].name == "infection");
  // Names that do good stay, the bad ones among them.
  const ValidatedLexicon mixed = learnt(48, "fever");
  CHECK(mixed.worth.at(0).trials.at(0).better == 48);
  CHECK(mixed.worth[0].trials[0].left_out.empty());
  CHECK(mixed.lexicon.entries.size() == 25);
}

TEST_CASE("names of one concept keep the ids that annotators write for each") {
  const Vocabulary vocabulary = built_from(table);
  const Lexicon lexicon = {{{"sudanophilic leukodystrophy", "disease", {"OMIM:312080"}, 2, 2},
                            {"Pelizaeus-Merzbacher disease", "disease", {"MESH:D020371"}, 2, 2}}};
  CHECK(annotated("Pelizaeus-Merzbacher disease, a sudanophilic leukodystrophy (SLD): SLD",
                  vocabulary, lexicon) ==
        "Pelizaeus-Merzbacher disease=MESH:D020371 sudanophilic leukodystrophy=OMIM:312080 "
        "SLD=OMIM:312080 SLD=OMIM:312080 ");
}

TEST_CASE("a class that annotators pass over is passed over whole, what they took is not") {
  const Vocabulary vocabulary = built_from(table);
  std::string corpus;
  for (int i = 1; i <= 3; ++i)
    corpus += document(i, "Thyroid hormones, thyroxine and hydrocortisone",
                       {{{"hydrocortisone", "Chemical", "D006854"}}});
  Lexicon lexicon = learn(corpus, vocabulary);
  // Two concepts are no class yet.
  CHECK(annotated("Triiodothyronine", vocabulary, lexicon) == "Triiodothyronine=MESH:D014284 ");
  corpus += document(4, "Triiodothyronine and dexamethasone", {});
  lexicon = learn(corpus, vocabulary);
  CHECK(std::ranges::count(lexicon.entries, "MESH:D013963", &LexiconEntry::name) == 1);
  CHECK(annotated("Triiodothyronine, hydrocortisone", vocabulary, lexicon) ==
        "hydrocortisone=MESH:D006854 ");
}

TEST_CASE("what annotators take now and then is decided by how many documents have it") {
  const Vocabulary vocabulary = built_from(table);
  std::string corpus = document(1, "Infection, infection, infection, infection",
                                {{{"Infection", "Disease", "D007239"}}});
  // Four mentions in one document are one document.
  for (int i = 2; i <= 4; ++i) corpus += document(i, "After infection", {});
  CHECK(annotated("Infections", vocabulary, learn(corpus, vocabulary)).empty());
  for (int i = 5; i <= 9; ++i)
    corpus += document(i, "An infection", {{{"infection", "Disease", "D007239"}}});
  CHECK(annotated("Infections", vocabulary, learn(corpus, vocabulary)) ==
        "Infections=MESH:D007239 ");
}

TEST_CASE("names inside longer names of other types count where annotators take them") {
  const Vocabulary vocabulary =
      built_from(std::string(table) + "NCBIGene:1813\tgene\tDRD2\tdexamethasone receptor\n");
  std::string corpus;
  for (int i = 1; i <= 10; ++i)
    corpus += document(i, "A dexamethasone receptor", {{{"dexamethasone", "Chemical", "D003907"}}});
  const Lexicon lexicon = learn(corpus, vocabulary);
  CHECK(std::ranges::count(lexicon.entries, every_name, &LexiconEntry::name) == 1);
  CHECK(annotated("The dexamethasone receptor", vocabulary, lexicon) ==
        "dexamethasone receptor=1813 dexamethasone=MESH:D003907 ");
  CHECK(annotated("The dexamethasone receptor", vocabulary, {}) == "dexamethasone receptor=1813 ");
}

TEST_CASE("what has got its id since the annotators' day is none of theirs") {
  const Vocabulary vocabulary = built_from(
      "MESH:D006973\tdisease\tHypertension\thypertensive\n"
      "MESH:D000092244\tdisease\tSystolic Hypertension\t\tMESH:D006973\n"
      "MESH:D000096003\tdisease\tHypertensive Crisis\t\tMESH:D006973\n"
      "NCBIGene:100133\tgene\tXYZ1\n");
  std::string corpus;
  for (int number = 1; number < 6; ++number)
    corpus += document(number, "Systolic hypertension and XYZ2 in disease A, disease B, disease C",
                       {{{"hypertension", "Disease", "D006973"},
                         {"disease A", "Disease", "D000001"},
                         {"disease B", "Disease", "D000002"},
                         {"disease C", "Disease", "D000003"},
                         {"XYZ2", "Gene", "999"}}});
  const Lexicon lexicon = learn(corpus, vocabulary);
  const auto newest = std::ranges::find(lexicon.entries, ">MESH:D006973", &LexiconEntry::name);
  REQUIRE(newest != lexicon.entries.end());
  CHECK(*newest == LexiconEntry{">MESH:D006973", "disease", {}, 0, 5});
  // What lies inside the passed over name counts; genes are not numbered by age.
  CHECK(annotated("A hypertensive crisis and XYZ1", vocabulary, {{*newest}}) ==
        "hypertensive=MESH:D006973 XYZ1=100133 ");
  CHECK(annotated("A hypertensive crisis", vocabulary, {}) ==
        "hypertensive crisis=MESH:D000096003 ");
  CHECK(annotated("A hypertensive crisis", vocabulary,
                  {{*newest, {"MESH:D000096003", "disease", {"OMIM:1"}, 2, 2}}}) ==
        "hypertensive crisis=OMIM:1 ");
}

TEST_CASE("a species is not learnt from what one document calls it in one word") {
  const Vocabulary vocabulary = built_from("taxon:6239\tspecies\tCaenorhabditis elegans\n");
  const std::string one =
      document(1, "Soil worms grew, worms",
               {{{"Soil worms", "Species", "6239"}, {"worms", "Species", "6239"}}});
  const std::string two = document(2, "Old worms", {{{"worms", "Species", "6239"}}});
  const auto names = [&](const std::string& corpus) {
    std::string text;
    for (const LexiconEntry& entry : learn(corpus, vocabulary).entries) text += entry.name + ' ';
    return text;
  };
  CHECK(names(one) == "Soil worms ");
  CHECK(names(one + two) == "Soil worms worms ");
}

TEST_CASE("whether strains have ids of their own is learnt, and then known by an initial, too") {
  const TemporaryFolder folder;
  const auto taxon = [](const std::string& id, const std::string& name) {
    return id + "\t|\t" + name + "\t|\t\t|\tscientific name\t|\n";
  };
  const Vocabulary vocabulary = folder.build(
      "names.dmp", taxon("668", "Vibrio fischeri") + taxon("312309", "Vibrio fischeri ES114") +
                       taxon("672", "Vibrio vulnificus") +
                       taxon("196600", "Vibrio vulnificus YJ016"));
  std::string own, whole;
  for (int number = 1; number < 4; ++number) {
    own += document(number, "Vibrio vulnificus YJ016 grew",
                    {{{"Vibrio vulnificus YJ016", "Species", "196600"}}});
    whole += document(number, "Vibrio vulnificus YJ016 grew",
                      {{{"Vibrio vulnificus YJ016", "Species", "672"}}});
  }
  const auto told = [&](const Lexicon& lexicon) {
    return lexicon.text().find("* strain\tspecies\t* strain") != std::string::npos;
  };
  CHECK(told(learn(own, vocabulary)));
  CHECK(!told(learn(whole, vocabulary)));
  const Lexicon strains{{{"* strain", "species", {"* strain"}, 3, 3}}};
  const TaggerOptions options{.annotated_species = true,
                              .lexicon = std::make_shared<const Lexicon>(strains)};
  const std::string text = "Vibrio fischeri and V. fischeri ES114; Vibrio vulnificus YJ016";
  CHECK(accepted(vocabulary, text, options) ==
        std::vector<std::string>{"[Vibrio fischeri] taxon:668", "[V. fischeri ES114] taxon:312309",
                                 "[Vibrio vulnificus YJ016] taxon:196600"});
  CHECK(accepted(vocabulary, text, {.annotated_species = true, .lexicon = {}}) ==
        std::vector<std::string>{"[Vibrio fischeri] taxon:668", "[V. fischeri] taxon:668",
                                 "[Vibrio vulnificus YJ016] taxon:672"});
}

TEST_CASE("a learnt symbol that is not meant where its letters stand takes no other name away") {
  const Vocabulary vocabulary = built_from(table);
  Lexicon lexicon;
  lexicon.entries = {{.name = "WAS", .type = "gene", .ids = {"NCBIGene:7454"}}};
  CHECK(annotated("There was an infection", vocabulary, lexicon) == "infection=MESH:D007239 ");
}

TEST_CASE("a learnt amino acid is a place in a sequence, too") {
  const Vocabulary vocabulary = built_from("MESH:D001120\tchemical\tArginine\n");
  const Lexicon lexicon{{{"arginine", "chemical", {"MESH:D001120"}, 3, 3}}};
  CHECK(annotated("arginine at codon 12", vocabulary, lexicon) == "");
  CHECK(annotated("arginine in the diet", vocabulary, lexicon) == "arginine=MESH:D001120 ");
}
