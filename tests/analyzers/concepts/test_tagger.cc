// What is a mention and what is not, each row with all mentions.
#include <algorithm>
#include <string>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "tests/analyzers/concepts/temporary.h"
#include "tests/catch.h"

using Lines = std::vector<std::string>;

namespace {

constexpr std::string_view table =
    "MESH:D009133\tdisease\tMuscular Atrophy\tmuscle wasting\t\t\n"
    "MESH:D055948\tdisease\tSarcopenia\t\tMESH:D009133\t\n"
    "MESH:D009369\tdisease\tNeoplasms\tcancer|tumor\t\t\n"
    "MESH:D001943\tdisease\tBreast Neoplasms\tbreast cancer\tMESH:D009369\t\n"
    "MESH:D010051\tdisease\tOvarian Neoplasms\tovarian cancer\tMESH:D009369\t\n"
    "MESH:D003924\tdisease\tdiabetes mellitus, type 2\t\t\t\n"
    "MESH:D000163\tdisease\tAcquired Immunodeficiency Syndrome\tAIDS\t\t\n"
    "MESH:D009103\tdisease\tMultiple Sclerosis\tMS\t\t\n"
    "MESH:D006505\tdisease\tHepatitis\t\t\t\n"
    "MESH:D009068\tdisease\tDisease\t\t\t\n"
    "NCBIGene:3569\tgene\tIL6\tinterleukin 6|IL-6\t\t\n"
    "NCBIGene:7124\tgene\tTNF\tTNF-alpha|tumor necrosis factor\t\t\n"
    "NCBIGene:7454\tgene\tWAS\tWiskott-Aldrich protein\t\t\n"
    "NCBIGene:847\tgene\tCAT\tcatalase\t\t\n"
    "NCBIGene:55364\tgene\tIMPACT\t\t\t\n"
    "MESH:D001120\tchemical\tArginine\t\t\t\n";

}  // namespace

TEST_CASE("mentions of a small vocabulary") {
  const osteon::Vocabulary vocabulary = built_from(table);
  struct Row {
    const char* text;
    Lines mentions;
  };
  const Row rows[] = {
      {"Sarcopenia is a muscle wasting.",
       {"[Sarcopenia] MESH:D055948", "[muscle wasting] MESH:D009133"}},
      {"Breast cancer is a cancer.", {"[Breast cancer] MESH:D001943", "[cancer] MESH:D009369"}},
      {"breast tumours grew", {"[breast tumours] MESH:D001943"}},
      {"type II diabetes mellitus", {"[type II diabetes mellitus] MESH:D003924"}},
      {"IL-6, IL6, IL 6 and interleukin-6",
       {"[IL-6] NCBIGene:3569", "[IL6] NCBIGene:3569", "[IL 6] NCBIGene:3569",
        "[interleukin-6] NCBIGene:3569"}},
      {"TNF-α, TNFα and TNF alpha",
       {"[TNF-α] NCBIGene:7124", "[TNFα] NCBIGene:7124", "[TNF alpha] NCBIGene:7124"}},
      // A name does not run over the end of a sentence or into brackets.
      {"loss of muscle. Wasting began", {}},
      {"muscle (wasting)", {}},
      // English words, other inflections, undefined short forms.
      {"it was the impact of a cat", {}},
      {"Impact of diet. Was it diet?", {}},
      {"WAS and CAT are genes", {"[WAS] NCBIGene:7454", "[CAT] NCBIGene:847"}},
      {"hearing aids are no AIDS", {"[AIDS] MESH:D000163"}},
      {"hepatic tissue of this disease", {}},
      {"MS was seen", {}},
      {"multiple sclerosis (MS); MS was seen",
       {"[multiple sclerosis] MESH:D009103", "[MS] MESH:D009103", "[MS] MESH:D009103"}},
      // A definition that the vocabulary does not know takes the symbol's meaning away.
      {"cisplatin add-on therapy (CAT) helps; CAT is safe", {}},
      {"arginine was given", {"[arginine] MESH:D001120"}},
      {"arginine residue at position 12", {}},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(accepted(vocabulary, row.text) == row.mentions);
  }
}

TEST_CASE("names that share a word") {
  const osteon::Vocabulary vocabulary = built_from(std::string(table) +
                                                   "MESH:D006509\tdisease\tHepatitis B\t\t\t\n"
                                                   "MESH:D006526\tdisease\tHepatitis C\t\t\t\n"
                                                   "NCBIGene:5595\tgene\tERK1\t\t\t\n"
                                                   "NCBIGene:5594\tgene\tERK2\t\t\t\n");
  struct Row {
    const char* text;
    Lines mentions;
  };
  const Row rows[] = {
      {"breast and ovarian cancer",
       {"[breast and ovarian cancer] MESH:D001943", "[breast and ovarian cancer] MESH:D010051"}},
      {"breast/ovarian cancers",
       {"[breast/ovarian cancers] MESH:D001943", "[breast/ovarian cancers] MESH:D010051"}},
      {"hepatitis B and C",
       {"[hepatitis B and C] MESH:D006509", "[hepatitis B and C] MESH:D006526"}},
      {"ERK1/2 is active", {"[ERK1/2] NCBIGene:5595", "[ERK1/2] NCBIGene:5594"}},
      // What the vocabulary does not have is not made up.
      {"green and ovarian cancer", {"[ovarian cancer] MESH:D010051"}},
      {"breast. And ovarian cancer", {"[ovarian cancer] MESH:D010051"}},
      {"ERK1/7 is active", {"[ERK1] NCBIGene:5595"}},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(accepted(vocabulary, row.text) == row.mentions);
  }
}

TEST_CASE("a bracket that stands in a name is no end of it") {
  const TemporaryFolder folder;
  const osteon::Vocabulary vocabulary =
      folder.build("own.tsv",
                   "MESH:D005955\tdisease\tGlucosephosphate Dehydrogenase Deficiency\tglucose "
                   "phosphate dehydrogenase deficiency\n"
                   "taxon:6941\tspecies\tRhipicephalus microplus\n"
                   "MESH:D015658\tdisease\tHIV Infections\thuman immunodeficiency virus "
                   "infection\n");
  CHECK(accepted(vocabulary,
                 "glucose phosphate dehydrogenase (GPD; EC 1.1) deficiency, Rhipicephalus "
                 "(Boophilus) microplus; human immunodeficiency virus (HIV)-infection") ==
        Lines{"[glucose phosphate dehydrogenase (GPD; EC 1.1) deficiency] MESH:D005955",
              "[Rhipicephalus (Boophilus) microplus] taxon:6941",
              "[human immunodeficiency virus (HIV)-infection] MESH:D015658"});
  // Another sentence, another bracket, too much in between.
  CHECK(
      accepted(vocabulary,
               "Rhipicephalus (see it). microplus, Rhipicephalus microplus (tick) of Rhipicephalus "
               "(a b c d e f) microplus") == Lines{"[Rhipicephalus microplus] taxon:6941"});
}

TEST_CASE("variants are found by how they are written") {
  const osteon::Vocabulary vocabulary = built_from(table);
  struct Row {
    const char* text;
    Lines mentions;
  };
  const Row rows[] = {
      {"V600E, p.V600E and p.Val600Glu",
       {"[V600E] name:variant:p.V600E", "[p.V600E] name:variant:p.V600E",
        "[p.Val600Glu] name:variant:p.V600E"}},
      {"V600K", {"[V600K] name:variant:p.V600K"}},
      {"c.1799T>A", {"[c.1799T>A] name:variant:c.1799T>A"}},
      {"rs113488022", {"[rs113488022] dbSNP:rs113488022"}},
      // Figures, proteins, cells and small letters are none.
      {"see Figure S12A", {}},
      {"S100B and a12c", {}},
      {"RS1 and F6F", {}},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(accepted(vocabulary, row.text) == row.mentions);
  }
}

TEST_CASE("species by genus, initial and everyday name") {
  const TemporaryFolder folder;
  const osteon::Vocabulary vocabulary =
      folder.build("names.dmp",
                   "9606\t|\tHomo sapiens\t|\t\t|\tscientific name\t|\n"
                   "9606\t|\thuman\t|\t\t|\tgenbank common name\t|\n"
                   "662\t|\tVibrio\t|\t\t|\tscientific name\t|\n"
                   "666\t|\tVibrio cholerae\t|\t\t|\tscientific name\t|\n"
                   "668\t|\tVibrio fischeri\t|\t\t|\tscientific name\t|\n"
                   "7159\t|\tAedes aegypti\t|\t\t|\tscientific name\t|\n"
                   "7158\t|\tAedes albopictus\t|\t\t|\tscientific name\t|\n"
                   "9973\t|\tManis\t|\t\t|\tscientific name\t|\n"
                   "12288\t|\tNodamura virus\t|\t\t|\tscientific name\t|\n"
                   "12288\t|\tNoV\t|\t\t|\tgenbank common name\t|\n"
                   "38568\t|\tSitophilus oryzae\t|\t\t|\tscientific name\t|\n"
                   "38568\t|\tweevil\t|\t\t|\tgenbank common name\t|\n"
                   "7048\t|\tSitophilus granarius\t|\t\t|\tscientific name\t|\n"
                   "7048\t|\tweevil\t|\t\t|\tgenbank common name\t|\n");
  const std::string text =
      "Vibrio cholerae and V. fischeri; Aedes aegypti bites, Ae. albopictus too; many weevils, sp. "
      "nov. and NoV in women and human cells.";
  CHECK(accepted(vocabulary, text) == Lines{"[Vibrio cholerae] taxon:666",
                                            "[V. fischeri] taxon:668", "[Aedes aegypti] taxon:7159",
                                            "[Ae. albopictus] taxon:7158", "[NoV] taxon:12288",
                                            "[human] taxon:9606"});
  // As annotated corpora have it, people count and genera do not.
  const osteon::TaggerOptions annotated{.annotated_species = true, .lexicon = {}};
  CHECK(accepted(vocabulary, "Vibrio in women", annotated) == Lines{"[women] taxon:9606"});
  CHECK(accepted(vocabulary, "Vibrio in women") == Lines{"[Vibrio] taxon:662"});
}

TEST_CASE("in annotated text a disease without an id for it hides no other") {
  const osteon::Vocabulary vocabulary = built_from(
      "MESH:D009369\tdisease\tNeoplasms\tcancer\n"
      "MONDO:0021079\tdisease\tchildhood neoplasm\tchildhood cancer\n"
      "MONDO:0005148\tdisease\tlung cancer\t\t\tMESH:D008175\n");
  const std::string text = "childhood cancer and lung cancer";
  CHECK(accepted(vocabulary, text, {.annotated_species = true, .lexicon = {}}) ==
        Lines{"[cancer] MESH:D009369", "[lung cancer] MONDO:0005148"});
  CHECK(accepted(vocabulary, text) ==
        Lines{"[childhood cancer] MONDO:0021079", "[lung cancer] MONDO:0005148"});
}

TEST_CASE("people before a disease are people in annotated text") {
  const osteon::Vocabulary vocabulary = built_from(
      "taxon:9606\tspecies\tHomo sapiens\thuman\n"
      "taxon:9615\tspecies\tCanis lupus familiaris\tcanine\n"
      "MESH:D001943\tdisease\tBreast Neoplasms\thuman breast cancer|breast cancer\n"
      "MESH:D004216\tdisease\tDistemper\tcanine distemper\n");
  const std::string text = "human breast cancer and canine distemper";
  CHECK(accepted(vocabulary, text, {.annotated_species = true, .lexicon = {}}) ==
        Lines{"[human breast cancer] MESH:D001943", "[human] taxon:9606",
              "[canine distemper] MESH:D004216"});
  CHECK(accepted(vocabulary, text) ==
        Lines{"[human breast cancer] MESH:D001943", "[canine distemper] MESH:D004216"});
}

TEST_CASE("annotators take a strain for its species unless strains are told apart") {
  const TemporaryFolder folder;
  const osteon::Vocabulary vocabulary =
      folder.build("names.dmp",
                   "666\t|\tVibrio cholerae\t|\t\t|\tscientific name\t|\n"
                   "314291\t|\tVibrio cholerae V51\t|\t\t|\tscientific name\t|\n"
                   "314292\t|\tVibrio cholerae V52\t|\t\t|\tscientific name\t|\n");
  const osteon::TaggerOptions annotated{.annotated_species = true, .lexicon = {}};
  CHECK(accepted(vocabulary, "Vibrio cholerae V51", annotated) ==
        Lines{"[Vibrio cholerae V51] taxon:666"});
  CHECK(accepted(vocabulary, "Vibrio cholerae V51 and Vibrio cholerae V52", annotated) ==
        Lines{"[Vibrio cholerae V51] taxon:314291", "[Vibrio cholerae V52] taxon:314292"});
  CHECK(accepted(vocabulary, "Vibrio cholerae V51") == Lines{"[Vibrio cholerae V51] taxon:314291"});
}

TEST_CASE("symbols written as those of mice are no human genes where no species is named") {
  const TemporaryFolder folder;
  std::string genes =
      "#tax_id\tGeneID\tSymbol\tLocusTag\tSynonyms\tdbXrefs\tchromosome\tmap_"
      "location\tdescription\t"
      "type_of_gene\tSymbol_from\tFull_name\tNomenclature_status\tOther_designations\tdate\tft\n";
  for (const char* gene :
       {"894\tCCND2", "993\tCDC25A", "9021\tSOCS3", "5292\tPIM1", "57761\tTRIB3"})
    genes +=
        "9606\t" + std::string(gene) + "\t-\t-\t-\t-\t-\t-\tprotein-coding\t-\t-\tO\t-\t-\t-\n";
  const osteon::Vocabulary vocabulary = folder.build("genes", genes);
  const std::string five = "Ccnd2, Cdc25a, Socs3, Pim1 and Trib3";
  CHECK(accepted(vocabulary, five + " rose").empty());
  CHECK(accepted(vocabulary, five + " rose in patients").size() == 5);
  CHECK(accepted(vocabulary, five + " rose; CCND2, CDC25A and SOCS3").size() == 8);
  CHECK(accepted(vocabulary, "Ccnd2 and Socs3 rose").size() == 2);
}

TEST_CASE("a range of genes is all of them; units, months and residues are none") {
  const osteon::Vocabulary vocabulary = built_from(
      "NCBIGene:1\tgene\tMCM2\nNCBIGene:2\tgene\tMCM3\nNCBIGene:3\tgene\tMCM4\n"
      "NCBIGene:6\tgene\tMCM7\nNCBIGene:7\tgene\tML-1\nNCBIGene:8\tgene\tNOV\n"
      "NCBIGene:9\tgene\tVAL\n");
  const auto found = [&](std::string_view text) { return accepted(vocabulary, text); };
  CHECK(found("MCM2-4 and MCM7") == Lines{"[MCM2-4] NCBIGene:1", "[MCM2-4] NCBIGene:2",
                                          "[MCM2-4] NCBIGene:3", "[MCM7] NCBIGene:6"});
  // The last must be there; those between need not.
  CHECK(found("MCM4–7") == Lines{"[MCM4–7] NCBIGene:3", "[MCM4–7] NCBIGene:6"});
  CHECK(found("MCM2-5") == Lines{"[MCM2] NCBIGene:1"});
  CHECK(found("5 mL(-1) in Nov 2005, Val to Ala").empty());
  CHECK(found("NOV and VAL") == Lines{"[NOV] NCBIGene:8", "[VAL] NCBIGene:9"});
}

TEST_CASE("letters that happen to spell a symbol are no gene") {
  const TemporaryFolder folder;
  // The columns that are read: taxon, number, symbol, aliases, references, full name, kind.
  const auto gene = [](std::string_view number, std::string_view symbol, std::string_view aliases,
                       std::string_view name, std::string_view kind = "protein-coding") {
    std::string line = "9606\t";
    for (std::string_view field :
         {number, symbol, std::string_view("-"), aliases, std::string_view("-"),
          std::string_view("-"), std::string_view("-"), name, kind, symbol, name,
          std::string_view("O"), std::string_view("-"), std::string_view("20260101")})
      line += std::string(field) + '\t';
    line.back() = '\n';
    return line;
  };
  const osteon::Vocabulary vocabulary =
      folder.build("gene_info", gene("1", "AOC2", "RAO", "amine oxidase copper containing 2") +
                                    gene("2", "AKT1", "AKT", "AKT serine/threonine kinase 1") +
                                    gene("3", "BAX", "-", "BCL2 associated X") +
                                    gene("4", "TG", "-", "thyroglobulin") +
                                    gene("5", "TP53", "-", "tumor protein p53") +
                                    gene("6", "PLF", "-", "Pulmonary function", "unknown") +
                                    gene("7", "KRT31", "HA1", "keratin 31") +
                                    gene("8", "DECR1", "NADPH", "2,4-dienoyl-CoA reductase 1"));
  // A sentence by itself shows too little to doubt anything.
  CHECK(accepted(vocabulary, "High TG in the blood.") == Lines{"[TG] NCBIGene:4"});
  std::string filler;
  for (int i = 0; i < 50; ++i) filler += " more";
  const auto found = [&](std::string_view text) {
    return accepted(vocabulary, std::string(text) + filler);
  };
  // Cited authors, also where their letters stand for a gene elsewhere in the text.
  CHECK(found("as Rao et al. saw (Rao and Sen, 2011; Rao, 2015; Rao\u00A0et al.)").empty());
  CHECK(found("The RAO gene; Rao et al.") == Lines{"[RAO] NCBIGene:1"});
  // What could be a word, initials or a measure needs a word beside it, other genes in its list, or
  // another name of the gene.
  CHECK(found("High TG in the blood. Akt was there.").empty());
  CHECK(found("Akt signaling fell; later, Akt rose.") ==
        Lines{"[Akt] NCBIGene:2", "[Akt] NCBIGene:2"});
  CHECK(found("TP53, Bax and Akt") ==
        Lines{"[TP53] NCBIGene:5", "[Bax] NCBIGene:3", "[Akt] NCBIGene:2"});
  CHECK(found("Thyroglobulin is measured. TG was low.") ==
        Lines{"[Thyroglobulin] NCBIGene:4", "[TG] NCBIGene:4"});
  // What is said of a hectare or a second; what an enzyme spends.
  CHECK(found("60 kg ha\u22121, 75 kg ha-1, with NADPH").empty());
  CHECK(found("the HA1 gene; Ha-1") == Lines{"[HA1] NCBIGene:7", "[Ha-1] NCBIGene:7"});
  // A trait that was mapped is no gene's name.
  CHECK(found("Pulmonary function fell.").empty());
}

TEST_CASE("what does not count is reported all the same") {
  const osteon::Vocabulary vocabulary = built_from(table);
  CHECK(tagged(vocabulary, "breast cancer") == Lines{"+ exact [breast cancer] MESH:D001943 disease",
                                                     "- exact [cancer] MESH:D009369 disease"});
  CHECK(tagged(vocabulary, "the disease") == Lines{"! exact [disease] MESH:D009068 disease"});
}

TEST_CASE("a short form in capitals is not the word of its letters") {
  const osteon::Vocabulary vocabulary =
      built_from("LAB:1\tchemical\tadvanced glycation end product\n");
  CHECK(
      accepted(vocabulary,
               "Advanced glycation end products (AGEs) rise with age and at all ages; AGE, AGEs") ==
      Lines{"[Advanced glycation end products] LAB:1", "[AGEs] LAB:1", "[AGE] LAB:1",
            "[AGEs] LAB:1"});
}

TEST_CASE("a short form of a few capitals is not the word of its letters, nor one of its stem") {
  const osteon::Vocabulary vocabulary = built_from(
      "LAB:1\tprotein\tcalcineurin\n"
      "LAB:2\tchemical\tmetformin\n"
      "LAB:3\tprotein\tmajor allergenic protein\n");
  CHECK(accepted(vocabulary, "Calcineurin (CaN) can bind; CaN did.") ==
        Lines{"[Calcineurin] LAB:1", "[CaN] LAB:1", "[CaN] LAB:1"});
  CHECK(accepted(vocabulary, "Metformin (Met) met the aim; Met did.") ==
        Lines{"[Metformin] LAB:2", "[Met] LAB:2", "[Met] LAB:2"});
  CHECK(accepted(vocabulary, "Major allergenic protein (Map) was mapped; Map was.") ==
        Lines{"[Major allergenic protein] LAB:3", "[Map] LAB:3", "[Map] LAB:3"});
}

TEST_CASE("a short form with a capital is not the word in small letters") {
  const osteon::Vocabulary vocabulary =
      built_from("taxon:3702\tspecies\tArabidopsis thaliana\t\t\t\n");
  CHECK(accepted(vocabulary, "Arabidopsis thaliana (At) grows at night, At in the field") ==
        Lines{"[Arabidopsis thaliana] taxon:3702", "[At] taxon:3702", "[At] taxon:3702"});
}

TEST_CASE("a name in another sense is told from one that is merely no mention") {
  const osteon::Vocabulary vocabulary = built_from(
      "LAB:1\tdisease\tMyocardial Infarction\tMX\n"
      "LAB:2\tdisease\tMitral Xanthosis\tMX\n"
      "LAB:3\tdisease\tBone Wasting\tBW\n"
      "LAB:4\tchemical\tOxygen\tO2\nLAB:5\tchemical\tCalcifediol\t25(OH)D\n");
  const auto lines = [&](std::string_view text) { return tagged(vocabulary, text); };
  // A short symbol of several things without a definition; of one thing.
  CHECK(lines("an MX was seen") ==
        Lines{"! exact [MX] LAB:1 disease", "! exact [MX] LAB:2 disease"});
  CHECK(lines("a BW was seen") == Lines{"- exact [BW] LAB:3 disease"});
  // Capitals that are missing.
  CHECK(lines("203,850 sq mx of it") ==
        Lines{"! exact [mx] LAB:1 disease", "! exact [mx] LAB:2 disease"});
  // What the document defines.
  CHECK(lines("mitral xanthosis (MX)") == Lines{"+ exact [mitral xanthosis] LAB:2 disease",
                                                "+ abbreviation [MX] LAB:2 disease",
                                                "! exact [MX] LAB:1 disease"});
  // How it is spelled is no matter of sense.
  CHECK(lines("O₂ and 25-OH-D") ==
        Lines{"+ exact [O₂] LAB:4 chemical", "+ exact [25-OH-D] LAB:5 chemical"});
}

TEST_CASE("a document's own entities go before the vocabulary") {
  const osteon::Vocabulary vocabulary = built_from(table);
  const osteon::Analyzer analyzer;
  const std::string title = "Resveratrol and CAT",
                    body = "F6-(DSS)6 with resveratrol against sarcopenia.";
  osteon::TokenList title_tokens, body_tokens;
  analyzer.analyze(title, title_tokens);
  analyzer.analyze(body, body_tokens);
  const osteon::TaggerText texts[] = {{title, &title_tokens}, {body, &body_tokens}};
  const osteon::KnownEntity known[] = {
      {"chemical", "resveratrol", {"PubChem CID 5056"}},
      {"chemical", "resveratrol", {"MESH:D000077185"}},
      {"chemical", "F6-(DSS)6", {}},
      {"species", "CAT", {"taxon:9685"}},
      {"disease", "sarcopenia", {"LAB:9"}},
      {"disease", "sarcopenia", {"MESH:D055948"}},
  };
  const osteon::DocumentTags tags = osteon::Tagger(vocabulary).tag(texts, known);
  Lines lines;
  for (std::size_t i = 0; i < 2; ++i)
    for (const osteon::Mention& mention : tags.mentions[i]) {
      if (!mention.accepted) continue;
      const auto& entry = tags.concepts[mention.concept_number];
      std::string line = std::string(to_string(mention.rule)) + " " + entry.type;
      for (const std::string& id : entry.ids) line += " " + id;
      lines.push_back(line);
    }
  CHECK(lines == Lines{"document chemical PubChem:5056 MESH:D000077185",
                       "document species taxon:9685", "document chemical name:chemical:f6 dss 6",
                       "document chemical PubChem:5056 MESH:D000077185",
                       "document disease MESH:D055948 LAB:9"});
}

TEST_CASE("one name with two ids of one register is two things") {
  const osteon::Vocabulary vocabulary = built_from(table);
  const osteon::Analyzer analyzer;
  const std::string title = "p65 in mice";
  osteon::TokenList tokens;
  analyzer.analyze(title, tokens);
  const osteon::TaggerText texts[] = {{title, &tokens}};
  const osteon::KnownEntity known[] = {{"gene", "p65", {"NCBIGene:19697"}},
                                       {"gene", "p65", {"NCBIGene:5970"}},
                                       {"gene", "p65", {"NCBIGene:19697", "MGI:103290"}}};
  const osteon::DocumentTags tags = osteon::Tagger(vocabulary).tag(texts, known);
  std::vector<Lines> ids;
  for (const osteon::DocumentConcept& entry : tags.concepts)
    if (entry.type == "gene") ids.push_back(entry.ids);
  CHECK(ids == std::vector<Lines>{{"NCBIGene:19697", "MGI:103290"}, {"NCBIGene:5970"}});
}

TEST_CASE("of many concepts with one name the one that is written so comes first, and none twice") {
  for (const int count : {3, 100}) {  // looked through one by one, found by a table
    std::string many;
    for (int i = 0; i < count; ++i)
      many += "LAB:" + std::to_string(i) + "\tdisease\tglass joints\t" +
              (i == 2 ? "glass joint" : "") + "\t\t\n";
    const osteon::Vocabulary vocabulary = built_from(many);
    CHECK(accepted(vocabulary, "glass joint") == Lines{"[glass joint] LAB:2"});
    CHECK(accepted(vocabulary, "glass joints") == Lines{"[glass joints] LAB:0"});
    const std::size_t told = tagged(vocabulary, "glass joint").size();
    CHECK(told == std::min<std::size_t>(5, static_cast<std::size_t>(count)));
  }
}
