// The lenient parser: what is read from what is typed, as whole trees, and nothing ever fails.
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

TEST_CASE("long prose is read as: more like this") {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "word" + std::to_string(i) + " ";
  CHECK(parse_query(text).query.kind == osteon::Query::Kind::like);
  std::string strategy;
  for (int i = 0; i < 60; ++i) strategy += "word" + std::to_string(i) + " OR ";
  CHECK(parse_query(strategy + "end").query.kind == osteon::Query::Kind::any_of);
}

TEST_CASE("no input makes the parser fail, and printing is stable on random input") {
  std::vector<std::string> pieces = {"a",         "falls",
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
                                     "é",         "journal:(a OR b)"};
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

TEST_CASE("huge and hostile input is read up to its limits") {
  const std::vector<std::string> texts = {
      std::string(1 << 20, 'a'),    std::string(10000, '('),      std::string(1 << 20, '('),
      std::string(1 << 20, '\x01'), std::string(1 << 20, '\xff'), std::string(1 << 20, '"'),
      std::string(1 << 20, '[')};
  for (const std::string& text : texts) {
    const ParsedQuery parsed = parse_query(text, language);
    CHECK(parsed.notices.size() <= osteon::max_query_notices);
  }
  std::string repeated;
  for (int i = 0; i < 200000; ++i) repeated += "a(a(";
  parse_query(repeated, language);
  std::string stars;
  for (int i = 0; i < 5000; ++i) stars += "ab* ";
  CHECK(parse_query(stars, language).notices.back().kind == "truncated");
}
