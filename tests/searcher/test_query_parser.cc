// The lenient parser: what is read from what is typed, as whole trees, and nothing ever fails.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "searcher/query/parser.h"
#include "tests/catch.h"

namespace {

using osteon::Notice;
using osteon::parse_query;
using osteon::ParsedQuery;

const osteon::QueryLanguage language{{"gene", "chemical", "disease", "species"}};

std::string tree(const std::string& text) {
  return describe_query(parse_query(text, language).query);
}

std::string notices(const std::string& text) {
  std::string out;
  for (const Notice& n : parse_query(text, language).notices) {
    if (!out.empty()) out += ' ';
    out += n.kind + "@" + std::to_string(n.begin) + "-" + std::to_string(n.end);
  }
  return out;
}

struct Row {
  std::string text, tree;
};

const std::vector<Row> rows = {
    {"", "(nothing)"},
    {"  \t\n", "(nothing)"},
    {"sarcopenia", "(words \"sarcopenia\")"},
    {"heart attack", "(words \"heart attack\")"},
    {"\"muscle wasting\"", "(phrase \"muscle wasting\")"},
    {"“muscle wasting”", "(phrase \"muscle wasting\")"},
    {"~\"muscle wasting\"", "(~phrase \"muscle wasting\")"},
    {"a AND b OR c", "(or (and (words \"a\") (words \"b\")) (words \"c\"))"},
    {"heart attack OR stroke", "(or (words \"heart attack\") (words \"stroke\"))"},
    {"a NOT b", "(and (words \"a\") (not (words \"b\")))"},
    {"a AND NOT b", "(and (words \"a\") (not (words \"b\")))"},
    {"(R)-ketamine", "(words \"(R)-ketamine\")"},
    {"(−)-catechin OR (2R,3S)-x", "(or (words \"catechin\") (words \"(2R,3S)-x\"))"},
    {"(bone)-mice", "(list (words \"bone\") (not (words \"mice\")))"},
    {"NOT mice", "(not (words \"mice\"))"},
    {"a -mice b", "(list (words \"a\") (not (words \"mice\")) (words \"b\"))"},
    {"a -\"old mice\"", "(list (words \"a\") (not (phrase \"old mice\")))"},
    {"(a OR b) c", "(list (or (words \"a\") (words \"b\")) (words \"c\"))"},
    {"(sarcopenia OR cachexia) AND \"resistance training\" NOT mice year:2018..2024 "
     "section:results "
     "type:review",
     "(list (and (or (words \"sarcopenia\") (words \"cachexia\")) (phrase \"resistance training\") "
     "(not (words \"mice\"))) (range year \"2018\" \"2024\") (filter section \"results\") "
     "(filter type \"review\"))"},
    {"a OR b year:2018", "(list (or (words \"a\") (words \"b\")) (filter year \"2018\"))"},
    {"(a year:2018) OR b", "(or (list (words \"a\") (filter year \"2018\")) (words \"b\"))"},
    {"type:review OR type:article", "(or (filter type \"review\") (filter type \"article\"))"},
    {"miR-495 NEAR/10 osteoporosis", "(near/10 (words \"miR-495\") (words \"osteoporosis\"))"},
    {"gait NEAR/3 -bone", "(and (words \"gait\") (not (words \"bone\")))"},
    {"-bone NEAR/3 gait", "(and (not (words \"bone\")) (words \"gait\"))"},
    {"a NEAR b c NEAR/10 d", "(near/10 (words \"a\") (words \"b c\") (words \"d\"))"},
    {"scope:sentence a b", "(scope \"sentence\" (words \"a b\"))"},
    {"a AND (scope:paper b AND c)",
     "(and (words \"a\") (scope \"paper\" (and (words \"b\") (words \"c\"))))"},
    {"title:falls", "(field title (words \"falls\"))"},
    {"title: falls", "(field title (words \"falls\"))"},
    {"title:(falls OR \"hip fracture\")",
     "(field title (or (words \"falls\") (phrase \"hip fracture\")))"},
    {"author:\"van der Berg\" journal:Bone", "(and)"},
    {"IL-1*", "(prefix \"IL-1\")"},
    {"HLA-B*27:05", "(words \"HLA-B*27:05\")"},
    {"HLA-B*27:05*", "(prefix \"HLA-B*27:05\")"},
    {"c.1799T>A", "(words \"c.1799T>A\")"},
    {"Na+/K+-ATPase", "(words \"Na+/K+-ATPase\")"},
    {"PD-1/PD-L1", "(words \"PD-1/PD-L1\")"},
    {"25(OH)D Ca(2+)", "(words \"25(OH)D Ca(2+)\")"},
    {"(25(OH)D)", "(words \"25(OH)D\")"},
    {"10.1093/nar/gkae235", "(paper doi \"10.1093/nar/gkae235\")"},
    {"https://doi.org/10.1093/NAR/gkae235", "(paper doi \"10.1093/nar/gkae235\")"},
    {"doi:10.1016/S0140-6736(20)30183-5", "(paper doi \"10.1016/s0140-6736(20)30183-5\")"},
    {"PMID:38572754", "(paper pmid \"38572754\")"},
    {"PMID: 38572754", "(paper pmid \"38572754\")"},
    {"pmid 38572754", "(paper pmid \"38572754\")"},
    {"PMC11223843", "(paper pmcid \"PMC11223843\")"},
    {"pmc11223843", "(paper pmcid \"PMC11223843\")"},
    {"https://pubmed.ncbi.nlm.nih.gov/38572754/", "(paper pmid \"38572754\")"},
    {"https://www.ncbi.nlm.nih.gov/pmc/articles/PMC11223843/", "(paper pmcid \"PMC11223843\")"},
    {"MESH:D055948", "(concept \"MESH:D055948\")"},
    {"mesh:d055948", "(concept \"mesh:d055948\")"},
    {"D055948", "(concept \"D055948\")"},
    {"gene:574453", "(concept gene \"574453\")"},
    {"taxon:1492", "(concept \"taxon:1492\")"},
    {"chemical:PubChem:5056", "(concept chemical \"PubChem:5056\")"},
    {"PubChem CID 5056 falls", "(list (concept \"PubChem:5056\") (words \"falls\"))"},
    {"noexp:\"cardiovascular disease\"", "(noexp (phrase \"cardiovascular disease\"))"},
    {"cardiovascular disease noexp", "(noexp (words \"cardiovascular disease\"))"},
    {"falls^2 fracture", "(list (words \"falls\")^2 (words \"fracture\"))"},
    {"(hip fracture)^0.5 falls", "(list (words \"hip fracture\")^0.5 (words \"falls\"))"},
    {"10^3 cells", "(words \"10^3 cells\")"},
    {"year:2018-2024", "(range year \"2018\" \"2024\")"},
    {"year:2018..", "(range year \"2018\" \"\")"},
    {"year:>2018", "(range year \"2019\" \"\")"},
    {"heart attack[mh]", "(concept concept \"heart attack\")"},
    {"\"heart attack\"[MeSH Terms]", "(concept concept \"heart attack\")"},
    {"heart attack[mh:noexp] AND statin[tiab]",
     "(and (noexp (concept concept \"heart attack\")) (field tiab (words \"statin\")))"},
    {"smith j[au] AND 2018:2020[dp] AND review[pt]",
     "(and (filter author \"smith j\") (range year \"2018\" \"2020\") (filter type \"review\"))"},
    {"\"2018/01/01\"[Date - Publication] : \"2020/12/31\"[Date - Publication]",
     "(range year \"2018\" \"2020\")"},
    // Signs of other databases
    {"TITLE-ABS-KEY(sarcopenia OR \"muscle wasting\") AND PUBYEAR > 2018",
     "(and (field tiab (or (words \"sarcopenia\") (phrase \"muscle wasting\"))) "
     "(range year \"2019\" \"\"))"},
    {"TS=(gait AND speed) AND PY=2019-2021",
     "(and (field tiab (and (words \"gait\") (words \"speed\"))) (range year \"2019\" \"2021\"))"},
    {"TITLE:\"gait speed\" AND (FIRST_PDATE:[2019-01-01 TO 2021-12-31])",
     "(and (field title (phrase \"gait speed\")) (range year \"2019\" \"2021\"))"},
    {"AUTH:\"Smith J\" AND PUB_TYPE:review",
     "(and (filter author \"Smith J\") (filter type \"review\"))"},
    {"'gait speed'/exp AND falls:ti,ab,kw",
     "(and (concept concept \"gait speed\") (field tiab (words \"falls\")))"},
    {"'gait speed'/de or falls:ti",
     "(or (noexp (concept concept \"gait speed\")) (field title (words \"falls\")))"},
    {"(gait OR speed):ab", "(field abstract (or (words \"gait\") (words \"speed\")))"},
    {"exp Muscle Strength/ and speed.mp.",
     "(and (concept concept \"Muscle Strength\") (words \"speed\"))"},
    {"Muscle Strength/ or (gait adj3 speed).ti,ab.",
     "(or (noexp (concept concept \"Muscle Strength\")) "
     "(field tiab (near/3 (words \"gait\") (words \"speed\"))))"},
    {"MeSH descriptor: [Muscle Strength] explode all trees",
     "(concept concept \"Muscle Strength\")"},
    {"'gait speed'/exp(falls)", "(list (concept concept \"gait speed\") (words \"falls\"))"},
    {"[mh \"bone\" mass]", "(list (words \"[mh\") (phrase \"bone\") (words \"mass]\"))"},
    {"[mh ^\"Muscle Strength\"] OR gait NEXT speed",
     "(or (noexp (concept concept \"Muscle Strength\")) (near/1 (words \"gait\") (words "
     "\"speed\")))"},
    {"exp Bone Diseases/dt, th [Drug Therapy, Therapy] or *Sarcopenia/ph",
     "(or (concept concept \"Bone Diseases\") (noexp (concept concept \"Sarcopenia\")))"},
    {"exp Bone and Bones/ or Diabetes Mellitus, Type 2/",
     "(or (concept concept \"Bone and Bones\") (noexp (concept concept \"Diabetes Mellitus, Type "
     "2\")))"},
    {"(grip adj strength).ti. and fall$2",
     "(and (field title (near/1 (words \"grip\") (words \"strength\"))) (prefix \"fall\"))"},
    {"TI ( falls OR gait ) AND AB \"grip\"",
     "(and (field title (or (words \"falls\") (words \"gait\"))) (field abstract (phrase "
     "\"grip\")))"},
    {"MH \"Accidental Falls+\" OR MM \"Sarcopenia\"",
     "(or (concept concept \"Accidental Falls\") (noexp (concept concept \"Sarcopenia\")))"},
    {"a pmid:12 b PMID 12 c", "(list (words \"a\") (paper pmid \"12\") (words \"b c\"))"},
    {"exp Mice \u201eand\u201c men/", "(concept concept \"Mice and men\")"},
    {"(gait) N3 (speed)", "(near/3 (words \"gait\") (words \"speed\"))"},
    {"fall* W5 risk", "(near/5 (prefix \"fall\") (words \"risk\"))"},
    {"gait NEXT speed", "(near/1 (words \"gait\") (words \"speed\"))"},
    {"TITLE-ABS-KEY ( falls W/3 risk ) AND ( LIMIT-TO ( DOCTYPE , \"re\" ) )",
     "(and (field tiab (near/3 (words \"falls\") (words \"risk\"))) (filter type \"review\"))"},
    {"falls AND ( LIMIT-TO ( PUBYEAR , 2020 ) OR LIMIT-TO ( PUBYEAR , 2019 ) )",
     "(and (words \"falls\") (or (filter year \"2020\") (filter year \"2019\")))"},
    {"falls AND EXCLUDE(DOCTYPE,\"ed\") AND DOCTYPE(ar)",
     "(and (words \"falls\") (not (filter type \"editorial\")) (filter type \"article\"))"},
    {"falls AND LIMIT-TO ( LANGUAGE , \"English\" )", "(words \"falls\")"},
    {"arXiv:2103.00020v2", "(paper doi \"10.48550/arxiv.2103.00020\")"},
    {"https://arxiv.org/abs/2103.00020", "(paper doi \"10.48550/arxiv.2103.00020\")"},
    {"@GENE_BRCA1 AND @DISEASE_Breast_Cancer",
     "(and (concept gene \"BRCA1\") (concept disease \"Breast Cancer\"))"},
    {"falls[tiab] AND english[la]", "(field tiab (words \"falls\"))"},
    {"2019-2021[dp]", "(range year \"2019\" \"2021\")"},
    // and what only looks like them
    {"Parkinson's disease", "(words \"Parkinson's disease\")"},
    {"5'-UTR and 3'-UTR", "(words \"5'-UTR and 3'-UTR\")"},
    {"adjacent bone", "(words \"adjacent bone\")"},
    {"the NEXT trial of bone", "(words \"the NEXT trial of bone\")"},
    {"stage N2 tumours", "(words \"stage N2 tumours\")"},
    {"mean adj. R2 of models", "(words \"mean adj R2 of models\")"},
    {"TI (tricuspid insufficiency) was mild",
     "(list (field title (words \"tricuspid insufficiency\")) (words \"was mild\"))"},
    {"mediated by ALL (acute leukaemia)", "(words \"mediated by ALL acute leukaemia\")"},
    {"Smad/ox and bone", "(words \"Smad/ox and bone\")"},
    {"5 mg/kg and bone/mineral ratio", "(words \"5 mg/kg and bone/mineral ratio\")"},
    {"cost in US$ 50", "(words \"cost in US$ 50\")"},
    {"NEXT generation sequencing", "(words \"NEXT generation sequencing\")"},
    {"and/or", "(words \"and/or\")"},
    {"Does vitamin D reduce falls in older adults?",
     "(words \"Does vitamin D reduce falls in older adults\")"},
    {"C. elegans", "(words \"C. elegans\")"},
    {"NOT NOT a", "(words \"a\")"},
    {"journal:(Bone OR \"J Cachexia\")",
     "(or (filter journal \"Bone\") (filter journal \"J Cachexia\"))"},
    {"IL-6 AND", "(words \"IL-6\")"},
    {"(\"il-6", "(phrase \"il-6\")"},
    {"NOT", "(nothing)"},
    {")a(", "(words \"a\")"},
    {"AND OR NOT", "(nothing)"},
    {"foo:bar", "(words \"foo:bar\")"},
};

}  // namespace

TEST_CASE("every line has its best reading") {
  for (const Row& row : rows) {
    if (row.tree == "(and)") continue;
    CAPTURE(row.text);
    CHECK(tree(row.text) == row.tree);
  }
  CHECK(tree("author:\"van der Berg\" journal:Bone") ==
        "(list (filter author \"van der Berg\") (filter journal \"Bone\"))");
}

TEST_CASE("a printed query parses to the same tree") {
  for (const Row& row : rows) {
    const osteon::Query query = parse_query(row.text, language).query;
    const std::string printed = print_query(query);
    CAPTURE(row.text, printed);
    CHECK(describe_query(parse_query(printed, language).query) == describe_query(query));
  }
}

TEST_CASE("words in words:\"…\" are no signs, and what is printed uses them where it must") {
  CHECK(tree("words:\"bone OR\" AND falls") == "(and (words \"bone OR\") (words \"falls\"))");
  CHECK(tree("-words:\"noexp\"^2 title:words:“[mh”") ==
        "(list (not (words \"noexp\")^2) (field title (words \"[mh\")))");
  CHECK(tree("words:\"osteo* MESH:D000001\"") ==
        "(list (prefix \"osteo\") (concept \"MESH:D000001\"))");
  CHECK(tree("words:\"\" words:bone") == "(words \"words:bone\")");
  const auto printed = [](const std::string& text) {
    return print_query(parse_query(text, language).query);
  };
  CHECK(printed("words:\"bone mass\"") == "bone mass");
  CHECK(printed("words:\"TITLE(bone) or falls.ti.\"") == "words:\"TITLE(bone) or falls.ti.\"");
  // Once only one space is between them, the words would be a heading of Cochrane or Ovid.
  CHECK(printed("[mh\nbone\n]x") == "words:\"[mh bone ]x\"");
  CHECK(printed("Bone\n10,1000/ Gene") == "words:\"Bone 10,1000/ Gene\"");
  CHECK(printed("@VARIANT_AND_OR") == "words:\"AND OR\"");
  // What stood twice is printed once, and two operators fewer would make a pasted text of it.
  std::string many = "a AND a AND a AND a AND a";
  for (int i = 0; i < 50; ++i) many += " w" + std::to_string(i);
  CHECK(parse_query(printed(many), language).query == parse_query(many, language).query);
  // Neither part is a sign alone.
  CHECK(printed("Bone^2\nab/") == "words:\"Bone\"^2 words:\"ab/\"");
  CHECK(printed("falls^1.23456789") == "falls^1.23456789");
  CHECK(printed("year:..0211") == "year:..0211");
  CHECK(printed("bone ne*A?ruth") == "bone ne*");
  CHECK(printed("bone year:\"2020\"^2") == "bone (year:2020)^2");
  CHECK(printed("year:>9999 year:<=5000") == "year:9999.. year:..5000");
  CHECK(printed("(((falls^80)^80) OR a)") == "falls^100 OR a");
}

TEST_CASE("notices say what was not read, and where") {
  CHECK(notices("IL-6 AND") == "operator@5-8");
  CHECK(notices("(\"il-6") == "unbalanced@0-1 unbalanced@1-6");
  CHECK(notices("NOT") == "operator@0-3");
  CHECK(notices("a) b") == "unbalanced@1-2");
  CHECK(notices("title:") == "ignored@0-6");
  CHECK(notices("a*") == "prefix@0-2");
  CHECK(notices("wom*n") == "prefix@0-5");
  CHECK(notices("a AND b OR c") == "precedence@0-12");
  CHECK(notices("falls or fractures") == "hint@6-8");
  CHECK(notices("sarcopenia \"resistance training\" NOT mice year:2018..2024") == "");
}

TEST_CASE("a group reaches from its first part to its last, wherever its filters stand") {
  const std::string text = "bone (year:2018.. muscle loss) OR falls";
  const osteon::Query query = parse_query(text, language).query;
  REQUIRE(query.children.size() == 2);
  CHECK(query.begin == 0);
  CHECK(query.end == text.size());
  for (const std::string filtered : {"year:2018 muscle", "section:results title:(gait -speed)"}) {
    const osteon::Query list = parse_query(filtered, language).query;
    CAPTURE(filtered, describe_query(list));
    CHECK(list.begin == 0);
    CHECK(list.end + 1 >= filtered.size());
  }
}

TEST_CASE("long prose is read as: more like this") {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "word" + std::to_string(i) + " ";
  CHECK(parse_query(text).query.kind == osteon::Query::Kind::like);
  std::string strategy;
  for (int i = 0; i < 60; ++i) strategy += "word" + std::to_string(i) + " OR ";
  CHECK(parse_query(strategy + "end").query.kind == osteon::Query::Kind::any_of);
}

/// Queries of some of `pieces`, with and without spaces between them, print as what they are.
void check_printing(const std::vector<std::string>& pieces) {
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    const std::size_t count = random() % 9;
    for (std::size_t i = 0; i < count; ++i) {
      text += pieces[random() % pieces.size()];
      if (random() % 3 != 0) text += ' ';
    }
    const osteon::Query query = parse_query(text, language).query;
    const std::string printed = print_query(query);
    const osteon::Query again = parse_query(printed, language).query;
    if (!(again == query)) {
      CAPTURE(text, printed);
      CHECK(describe_query(again) == describe_query(query));
      return;
    }
  }
  SUCCEED();
}

TEST_CASE("no input makes the parser fail, and printing is stable on random input") {
  check_printing({"a",         "falls",
                  "IL-6",      "(",
                  ")",         "\"",
                  "AND",       "OR",
                  "NOT",       "-",
                  "~",         "^2",
                  "title:",    "year:",
                  "2018",      "gene:",
                  "*",         "NEAR/3",
                  "[mh]",      "[tiab]",
                  "noexp",     "scope:sentence",
                  "PMC123456", "MESH:D000001",
                  "“",         "”",
                  "\xff",      "\xc3",
                  "taxon",     "12",
                  "noexp:",    "type:review",
                  ":",         "[dp]",
                  "pmid",      "like:",
                  "\t",        "/",
                  "é",         "journal:(a OR b)"});
}

TEST_CASE("printing is stable where other databases' signs may arise") {
  check_printing({"Bone",
                  "ab/",
                  "10,1000/",
                  "exp",
                  "[mh",
                  "]",
                  "^",
                  "TI",
                  "MH",
                  "(",
                  ")",
                  "\"",
                  "TITLE",
                  "PUBYEAR",
                  ">",
                  "2018",
                  "adj3",
                  "N3",
                  "NEXT",
                  "W/3",
                  "and",
                  "or",
                  "AND",
                  "OR",
                  ",",
                  "\t",
                  "'",
                  ":ti,ab",
                  ".ti.",
                  "/exp",
                  "/de",
                  "@GENE_",
                  "a_b",
                  "falls$",
                  "LIMIT-TO",
                  "words:",
                  "words:\"",
                  "@VARIANT_",
                  "DOCTYPE(",
                  "1,000",
                  "^1.5",
                  "NEAR/3",
                  "MeSH descriptor: [",
                  "TS=",
                  "id:\"mesh:a b\"",
                  "-",
                  "*",
                  "noexp"});
}

TEST_CASE("PubMed's proximity, subheadings and tags after groups") {
  CHECK(tree("\"hip fracture\"[tiab:~3]") ==
        "(field tiab (near/4 (phrase \"hip\") (phrase \"fracture\")))");
  CHECK(tree("\"hip fracture\"[all:~0]") == "(near/1 (phrase \"hip\") (phrase \"fracture\"))");
  CHECK(tree("\"hip fracture\"~4") == "(near/5 (phrase \"hip\") (phrase \"fracture\"))");
  CHECK(tree("hip[tiab:~3]") == "(field tiab (words \"hip\"))");
  CHECK(notices("hip[tiab:~3]") == "pubmed@3-12");
  CHECK(tree("\"Osteoporosis/drug therapy\"[mh]") == "(concept concept \"Osteoporosis\")");
  CHECK(tree("hip fractures/prevention & control[majr:noexp]") ==
        "(noexp (concept concept \"hip fractures\"))");
  CHECK(notices("Osteoporosis/drug therapy[mh]") == "pubmed@0-29");
  CHECK(tree("(falls OR fracture*)[tiab]") ==
        "(field tiab (or (words \"falls\") (prefix \"fracture\")))");
  CHECK(tree("(osteoporosis OR sarcopenia)[mh]") ==
        "(or (concept concept \"osteoporosis\") (concept concept \"sarcopenia\"))");
}

TEST_CASE("other programs' signs inside words are read and said") {
  CHECK(tree("wom?n") == "(prefix \"wom\")");
  CHECK(notices("wom?n") == "prefix@0-5");
  CHECK(tree("falls?") == "(words \"falls\")");
  CHECK(notices("falls?") == "");
  CHECK(tree("pmc 5303750") == "(paper pmcid \"PMC5303750\")");
}

TEST_CASE("what is asked for twice is asked for once") {
  CHECK(tree("falls OR age OR falls OR age") == "(or (words \"falls\") (words \"age\"))");
  CHECK(tree("falls AND falls") == "(words \"falls\")");
  CHECK(tree("falls OR falls^2") == "(or (words \"falls\") (words \"falls\")^2)");
  CHECK(tree("falls NEAR/3 falls") == "(near/3 (words \"falls\") (words \"falls\"))");
}

namespace {

std::string repeated(const std::string& what, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += what;
  return out;
}

std::string numbered(std::size_t count, const std::string& before, const std::string& after) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += before + std::to_string(i) + after;
  return out;
}

std::size_t nodes_of(const osteon::Query& q) {
  std::size_t n = 1;
  for (const osteon::Query& child : q.children) n += nodes_of(child);
  return n;
}

std::size_t depth_of(const osteon::Query& q) {
  std::size_t deepest = 0;
  for (const osteon::Query& child : q.children) deepest = std::max(deepest, depth_of(child));
  return deepest + 1;
}

}  // namespace

TEST_CASE("huge and hostile input is read up to its limits, and it is said what was not") {
  const std::size_t million = 1 << 20;
  const std::vector<std::string> texts = {
      std::string(million, 'a'),
      std::string(million, '('),
      std::string(million, '\x01'),
      std::string(million, '\xff'),
      std::string(million, '"') + '"',
      std::string(million, '['),
      repeated("a(a(", 200'000),
      repeated("word ", 200'000),
      repeated("(", 10'000) + "bone" + repeated(")", 10'000),
      repeated("-(", 50'000) + "bone",
      repeated("title:", 50'000) + "bone",
      repeated("title:-noexp:(", 20'000) + "bone",
      repeated("disease:(", 20'000) + "bone",
      repeated("NOT ", 100'000) + "bone",
      repeated("bone NEAR/5 ", 50'000) + "muscle",
      repeated("bone OR ", 50'000) + "muscle",
      numbered(20'000, "w", " OR "),
      numbered(20'000, "w", "[tiab] "),
      numbered(20'000, "\"a w", "\" AND "),
      numbered(20'000, "ab", "* OR "),
      numbered(20'000, "foo:b", " AND "),
      repeated("(a OR (b AND ", 5'000),
      repeated("like:\"a b\" OR ", 20'000),
      repeated("scope:paper (", 20'000) + "bone",
      repeated("~\"", 100'000),
      repeated("^2", 100'000),
      repeated("[tiab]", 100'000),
  };
  for (const std::string& text : texts) {
    CAPTURE(text.substr(0, 40));
    const ParsedQuery parsed = parse_query(text, language);
    CHECK(nodes_of(parsed.query) <= 4 * osteon::max_query_words);
    CHECK(depth_of(parsed.query) <= 4 * osteon::max_query_depth);
    CHECK(parsed.notices.size() <= osteon::max_query_notices);
    CHECK_FALSE(parsed.notices.empty());
    for (const Notice& n : parsed.notices) CHECK((n.begin <= n.end && n.end <= text.size()));
    const std::string printed = print_query(parsed.query);
    CHECK(parse_query(printed, language).query == parsed.query);
  }
  CHECK(tree(repeated("(", 10'000) + "bone" + repeated(")", 10'000)) == "(words \"bone\")");
  CHECK(tree(repeated("bone OR ", 5'000) + "bone") == "(words \"bone\")");
}

TEST_CASE("of many notices of one kind a few are kept, and the others are counted") {
  const ParsedQuery parsed = parse_query(numbered(30, "foo:b", " AND ") + "a OR b) c", language);
  CHECK(parsed.notices.size() <= osteon::max_query_notices);
  std::size_t unknown = 0;
  bool others = false;
  std::string last;
  for (const Notice& n : parsed.notices) {
    unknown += n.kind == "unknown_field";
    others = others || n.kind == "unbalanced";
    if (n.kind == "unknown_field") last = n.message;
  }
  CHECK(unknown == osteon::max_query_notices / 2);
  CHECK(last == "and 21 more of this kind");
  CHECK(others);
}
