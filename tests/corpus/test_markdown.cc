// Markdown: summaries with entity lists, front matter, citations, plain papers; and plain text.
#include "tests/catch.h"
#include "tests/corpus/paper_text.h"

using namespace osteon;
using namespace osteon::test;

TEST_CASE("Markdown: a structured summary") {
  const ReadResult result = read("s.md", R"(# Bone talks to muscle: a review

**Authors:** Ana Ruiz, Bo Li

PMC · DOI: 10.1000/X.1 · 2026-01-09

## TL;DR

Short.

## Key findings

- First.
- Second, with *IL-6*.

## Abstract

Long “text”
over two lines.

## Linked entities

- **Genes:** MIR1 (microRNA 1) [NCBI Gene 12]

## Full-text entities

- **Species:** Mus musculus (species) [taxon 10090]

---
Source: https://example.org/paper/PMC123456
)");
  REQUIRE(problems_of(result) == "");
  REQUIRE(result.papers.size() == 1);
  const Paper& paper = result.papers[0];
  CHECK(front_of(paper) ==
        "id: PMC123456\npmcid: PMC123456\ndoi: 10.1000/x.1\ntitle: Bone talks to muscle: a review\n"
        "authors: Ana Ruiz; Bo Li\ndate: 2026-1-9\ntype: article\n");
  CHECK(sections_of(paper) ==
        "key_points 0 TL;DR\n  Short.\nkey_points 0 Key findings\n  First.\n  Second, with IL-6.\n"
        "abstract 0 Abstract\n  Long “text” over two lines.\n"
        "other 0 Linked entities\n  Genes: MIR1 (microRNA 1) [NCBI Gene 12]\n"
        "other 0 Full-text entities\n  Species: Mus musculus (species) [taxon 10090]\n");
  CHECK(entities_of(paper) ==
        "gene | MIR1 | microRNA 1 | NCBIGene:12 | linked\n"
        "species | Mus musculus |  | taxon:10090 | full text\n");
}

TEST_CASE("Markdown: other papers by their headings") {
  struct Row {
    const char* text;
    const char* front;
    const char* sections;
  };
  const Row row = GENERATE(values<Row>({
      {"---\ntitle: \"A: B\"\nauthors: [Ana Ruiz, Bo Li]\ndate: 2020-05-01\njournal: J Bone\ndoi: "
       "10.1000/Z\n"
       "keywords:\n  - bone\n  - muscle\nlicense: CC BY 4.0\n---\n# Methods\n\ntext\n",
       "id: 10.1000/z\ndoi: 10.1000/z\ntitle: A: B\nauthors: Ana Ruiz; Bo Li\njournal: J "
       "Bone\ndate: 2020-5-1\n"
       "type: article\nlicence: CC BY 4.0\nkeywords: bone; muscle\n",
       "methods 0 Methods\n  text\n"},
      {"### ACE2 in kidneys\n\nLin et al. *bioRxiv* [@doi:10.1101/2020.02.08]\n\n#### "
       "Keywords\n\n- ACE2\n\n"
       "#### Main Findings\n\n-   One [@doi:10.1/a; @doi:10.1/b], thus.\n\n#### "
       "Limitations\n\nFew.\n",
       "id: 10.1101/2020.02.08\ndoi: 10.1101/2020.02.08\ntitle: ACE2 in kidneys\nauthors: Lin et "
       "al.\njournal: bioRxiv\n"
       "type: article\nflags: preprint\nkeywords: ACE2\n",
       "other 0 Keywords\n  ACE2\nkey_points 0 Main Findings\n  One, thus.\ndiscussion 0 "
       "Limitations\n  Few.\n"},
      {"## Tip 9: Care {#care .x}\n\nBody $\\alpha$ <sub>2</sub> &beta; ![cap](x.png)\n\n### "
       "Sub\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
       "id: s.md\ntitle: Tip 9: Care\ntype: article\n",
       "other 0\n  Body α 2 β cap\nother 0 Sub\n  a | b\n  1 | 2\n"},
      {"Just text.\n\nMore.\n", "id: s.md\ntitle: Just text.\ntype: article\n",
       "other 0\n  Just text.\n  More.\n"},
      {"<!-- note -->\n# T\n\n```\ncode x\n```\n", "id: s.md\ntitle: T\ntype: article\n",
       "other 0\n  code x\n"},
  }));
  const ReadResult result = read("s.md", row.text);
  REQUIRE(problems_of(result) == "");
  REQUIRE(result.papers.size() == 1);
  CHECK(front_of(result.papers[0]) == row.front);
  CHECK(sections_of(result.papers[0]) == row.sections);
}

TEST_CASE("plain text is read by its blank lines") {
  const ReadResult result =
      read("n.txt", "A title\nin two lines\n\nFirst para\nwraps.\n\nMethods\n\nWe did it.\n");
  REQUIRE(result.papers.size() == 1);
  CHECK(front_of(result.papers[0]) == "id: n.txt\ntitle: A title in two lines\ntype: article\n");
  CHECK(sections_of(result.papers[0]) ==
        "other 0\n  First para wraps.\nmethods 0 Methods\n  We did it.\n");
}
