// Section kinds, paper ids, entity ids, dates.
#include "corpus/ids.h"
#include "corpus/math_text.h"
#include "corpus/paper.h"
#include "corpus/summary_entities.h"
#include "corpus/text.h"
#include "tests/catch.h"
#include "tests/corpus/paper_text.h"

using namespace osteon;
using namespace osteon::corpus;

TEST_CASE("a heading says what kind of section it begins") {
  struct Row {
    const char* heading;
    const char* kind;
  };
  const Row row = GENERATE(values<Row>({
      {"Abstract", "abstract"},
      {"TL;DR", "key_points"},
      {"Contribution", "key_points"},
      {"Author contributions", "other"},
      {"Key findings", "key_points"},
      {"1. Introduction", "introduction"},
      {"I. INTRODUCTION", "introduction"},
      {"Background:", "introduction"},
      {"Materials and methods", "methods"},
      {"2.1 Methods & Materials", "methods"},
      {"Patients and Methods", "methods"},
      {"Methods of measuring muscle mass", "other"},
      {"Results and Discussion", "results"},
      {"Discussion", "discussion"},
      {"Limitations", "discussion"},
      {"Conclusions and future perspectives", "conclusion"},
      {"5. Conclusion", "conclusion"},
      {"Supplementary material", "supplement"},
      {"Appendix A", "supplement"},
      {"Vitamin D and bone", "other"},
      {"25-hydroxyvitamin D", "other"},
      {"C. elegans", "other"},
      {"", "other"},
  }));
  CAPTURE(row.heading);
  CHECK(to_string(section_kind_of_heading(row.heading)) == std::string(row.kind));
}

TEST_CASE("a paper is named by PMCID, else PMID, else DOI, else its source") {
  struct Row {
    PaperIds ids;
    const char* id;
  };
  const Row row = GENERATE(values<Row>({
      {{"PMC1", "2", "10.1/x"}, "PMC1"},
      {{"", "2", "10.1/x"}, "2"},
      {{"", "", "10.1/x"}, "10.1/x"},
      {{"", "", ""}, "notes/a.md"},
  }));
  Paper paper;
  paper.ids = row.ids;
  paper.source = "./notes/../notes/a.md";
  assign_paper_id(paper);
  CHECK(paper.id == row.id);
}

TEST_CASE("identifiers of papers in their usual writings") {
  CHECK(canonical_pmcid(" PMC12827509 ") == "PMC12827509");
  CHECK(canonical_pmcid("3071337") == "PMC3071337");
  CHECK(canonical_pmcid("PMC77.2") == "PMC77");
  CHECK(canonical_pmcid("unknown").empty());
  CHECK(canonical_pmid("PMID: 0123") == "123");
  CHECK(canonical_pmid("12a").empty());
  CHECK(canonical_doi("https://doi.org/10.3389/FPHYS.2025.1723522") ==
        "10.3389/fphys.2025.1723522");
  CHECK(canonical_doi("doi:10.1/abc def").empty());
  CHECK(find_doi("see (doi: 10.1016/S0933-3657(96)00367-3).") == "10.1016/s0933-3657(96)00367-3");
  CHECK(find_doi("version 10.2/3").empty());
  CHECK(find_pmcid("Source: https://example.org/paper/PMC12827509") == "PMC12827509");
}

TEST_CASE("identifiers of entities in their usual writings") {
  struct Row {
    const char* written;
    const char* type;
    const char* id;
  };
  const Row row = GENERATE(values<Row>({
      {"NCBI Gene 574453", "gene", "NCBIGene:574453"},
      {"GeneID:7124", "gene", "NCBIGene:7124"},
      {"7124", "gene", "NCBIGene:7124"},
      {"PubChem CID 5056", "chemical", "PubChem:5056"},
      {"MESH:D010024", "disease", "MESH:D010024"},
      {"mesh:D010024", "disease", "MESH:D010024"},
      {"D010024", "disease", "MESH:D010024"},
      {"C000596367", "chemical", "MESH:C000596367"},
      {"MONDO:0005298", "disease", "MONDO:0005298"},
      {"taxon 1492", "species", "taxon:1492"},
      {"9606", "species", "taxon:9606"},
      {"CHEBI:CHEBI:17234", "chemical", "CHEBI:17234"},
      {"-", "chemical", ""},
      {"-1", "disease", ""},
      {"microRNA 495", "gene", ""},
      {"Gene family", "gene", ""},
      {"rs1800562", "variant", "dbSNP:rs1800562"},
  }));
  CAPTURE(row.written);
  CHECK(canonical_entity_id(row.written, row.type) == row.id);
}

TEST_CASE("an entity list is read in every form that summaries use") {
  struct Row {
    const char* type;
    const char* list;
    const char* expected;
  };
  const Row row = GENERATE(values<Row>({
      {"Genes", "MIR1 (microRNA 1) [NCBI Gene 12], ABC",
       "gene | MIR1 | microRNA 1 | NCBIGene:12 | linked\ngene | ABC |  |  | linked\n"},
      {"Chemicals", "x (PubChem CID 1), F6-(DSS)6 (-), 25(OH)D (MESH:D1), 1,25-D3 (-)",
       "chemical | x |  | PubChem:1 | linked\nchemical | F6-(DSS)6 |  |  | linked\n"
       "chemical | 25(OH)D |  | MESH:D1 | linked\nchemical | 1,25-D3 |  |  | linked\n"},
      {"Chemicals", "insulin, human (MESH:D061385), b (MESH:D2)",
       "chemical | insulin, human |  | MESH:D061385 | linked\nchemical | b |  | MESH:D2 | "
       "linked\n"},
      {"Diseases", "a (MONDO:1, MESH:D010024)", "disease | a |  | MONDO:1 MESH:D010024 | linked\n"},
      {"Species", "Mus musculus (species) [taxon 10090]",
       "species | Mus musculus |  | taxon:10090 | linked\n"},
      {"Cell lines", "HeLa, MC3T3-E1",
       "cell line | HeLa |  |  | linked\ncell line | MC3T3-E1 |  |  | linked\n"},
  }));
  Paper paper;
  paper.entities = parse_entity_list(row.type, row.list, EntityProvenance::linked);
  CHECK(test::entities_of(paper) == row.expected);
}

TEST_CASE("dates as people write them") {
  CHECK(parse_date("2026-01-09") == Date{2026, 1, 9});
  CHECK(parse_date("9 January 2026") == Date{2026, 1, 9});
  CHECK(parse_date("2026 Jan 9") == Date{2026, 1, 9});
  CHECK(parse_date("2026 Jan-Feb") == Date{2026, 1, 0});
  CHECK(parse_date("2026") == Date{2026, 0, 0});
  CHECK(parse_date("Spring") == Date{});
}

TEST_CASE("TeX becomes one readable line") {
  CHECK(tex_to_text("\\frac{a}{b} \\leq \\alpha_1") == "a/b ≤ α1");
  CHECK(tex_to_text("10^{-5} \\times 2^x") == "10^-5 × 2x");
  CHECK(tex_to_text("\\documentclass[12pt]{minimal}\\begin{document}$$x = "
                    "\\mathrm{BMD}^2$$\\end{document}") == "x = BMD2");
  CHECK(tex_to_text("{{{{\\frac{") == "/");
}

TEST_CASE("broken UTF-8 is found and replaced, each maximal part once") {
  CHECK(find_invalid_utf8("plain ascii, 17+ bytes long") == std::string_view::npos);
  CHECK(find_invalid_utf8("β-catenin \xF0\x9F\x98\x80") == std::string_view::npos);
  CHECK(find_invalid_utf8("ab\xC3") == 2);
  CHECK(find_invalid_utf8("\xED\xA0\x80") == 0);  // a surrogate
  std::size_t replaced = 0;
  CHECK(repair_utf8("a\xFF\xE2\x82z", replaced) == "a\uFFFD\uFFFDz");
  CHECK(replaced == 2);
}

TEST_CASE("article types in one spelling") {
  CHECK(canonical_article_type("review-article") == "review");
  CHECK(canonical_article_type("Journal Article") == "article");
  CHECK(canonical_article_type("Case Reports") == "case-report");
  CHECK(canonical_article_type("Clinical Trial, Phase III") == "clinical-trial-phase-iii");
  CHECK(canonical_article_type("") == "article");
}
