// JATS: front matter, sections, inline markup, floats, formulae, sub-articles, wrappers.
#include "tests/catch.h"
#include "tests/corpus/paper_text.h"

using namespace osteon;
using namespace osteon::test;

namespace {

// A body in the smallest article that can hold it.
std::string sections_of_body(const std::string& body) {
  const ReadResult result = read("a.xml",
                                 "<article xmlns:mml='http://www.w3.org/1998/Math/MathML' "
                                 "xmlns:xlink='http://www.w3.org/1999/xlink'><body>" +
                                     body + "</body></article>");
  REQUIRE(problems_of(result) == "");
  REQUIRE(result.papers.size() == 1);
  return sections_of(result.papers[0]);
}

}  // namespace

TEST_CASE("JATS: the front matter") {
  const ReadResult result = read("x/y.nxml", R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "JATS-archivearticle1.dtd">
<article article-type="review-article" xmlns:xlink="http://www.w3.org/1999/xlink">
<front><journal-meta><journal-id>JB</journal-id><journal-title-group>
<journal-title>Journal of Bone</journal-title></journal-title-group></journal-meta>
<article-meta>
<article-id pub-id-type="pmcid">PMC77</article-id><article-id pub-id-type="pmid">88</article-id>
<article-id pub-id-type="doi">10.1000/ABC</article-id><article-id pub-id-type="publisher-id">q</article-id>
<title-group><article-title>Bone &amp; <italic>muscle</italic><xref ref-type="fn">*</xref></article-title>
<subtitle>a tale</subtitle></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Ruiz</surname><given-names>Ana B</given-names></name>
<xref ref-type="aff"><sup>1</sup></xref></contrib>
<contrib contrib-type="author"><collab>Bone Group</collab></contrib>
<contrib contrib-type="editor"><name><surname>Ed</surname><given-names>I</given-names></name></contrib></contrib-group>
<aff id="a"><label>1</label>Somewhere</aff>
<pub-date pub-type="pmc-release"><year>2001</year></pub-date>
<pub-date pub-type="ppub"><month>3</month><year>2020</year></pub-date>
<pub-date pub-type="epub"><day>7</day><month>2</month><year>2020</year></pub-date>
<history><date date-type="received"><day>1</day><month>1</month><year>2019</year></date></history>
<permissions><license xlink:href="https://creativecommons.org/licenses/by-nc/4.0/"><license-p>Open</license-p></license></permissions>
<related-article related-article-type="correction-forward" xlink:href="10.1/c"/>
<abstract><sec><title>Background</title><p>Why.</p></sec><sec><title>Methods</title><p>How.</p></sec></abstract>
<abstract abstract-type="teaser"><p>In short.</p></abstract>
<kwd-group><kwd>bone</kwd><kwd>IL-6</kwd></kwd-group>
</article-meta></front>
<body><sec><title>Introduction</title><p>Text.</p></sec></body>
<back><ack><title>Thanks</title><p>All.</p></ack><ref-list><title>References</title><ref><mixed-citation>Lost</mixed-citation></ref></ref-list></back>
</article>)");
  REQUIRE(problems_of(result) == "");
  REQUIRE(result.papers.size() == 1);
  CHECK(front_of(result.papers[0]) ==
        "id: PMC77\npmcid: PMC77\npmid: 88\ndoi: 10.1000/abc\ntitle: Bone & muscle: a tale\n"
        "authors: Ana B Ruiz; Bone Group\njournal: Journal of Bone\ndate: 2020-2-7\ntype: review\n"
        "licence: CC BY-NC 4.0\nflags: corrected\nkeywords: bone; IL-6\n");
  CHECK(sections_of(result.papers[0]) ==
        "abstract 0 Abstract\nabstract 1 Background\n  Why.\nabstract 1 Methods\n  How.\n"
        "key_points 0 Abstract\n  In short.\nintroduction 0 Introduction\n  Text.\n"
        "other 0 Thanks\n  All.\n");
  CHECK(result.papers[0].format == "jats");
}

TEST_CASE("JATS: text of the body") {
  struct Row {
    const char* body;
    const char* sections;
  };
  const Row row = GENERATE(values<Row>({
      // Raised and lowered text belongs to its word; a raised citation vanishes.
      {"<p>Ca<sup>2+</sup> and CO<sub>2</sub>, 10<sup>6</sup> cells, 10<sup>−5</sup> M</p>",
       "other 0\n  Ca2+ and CO2, 10^6 cells, 10^−5 M\n"},
      {"<p>falls<sup><xref ref-type='bibr'>12</xref>,<xref ref-type='bibr'>13</xref></sup>. "
       "Next</p>",
       "other 0\n  falls. Next\n"},
      {"<p>falls<xref ref-type='bibr'><sup>1</sup></xref><sup>–</sup><xref "
       "ref-type='bibr'><sup>3</sup></xref> far</p>",
       "other 0\n  falls far\n"},
      {"<p>seen<xref ref-type='bibr'>4</xref>in mice (<xref ref-type='bibr'>Li, 2010</xref>) "
       "[<xref ref-type='bibr'>5</xref>]</p>",
       "other 0\n  seen 4 in mice (Li, 2010) [5]\n"},
      {"<p>Cl<sup>−</sup> ions, 5 m<sup>2</sup></p>", "other 0\n  Cl− ions, 5 m2\n"},
      // White space and inline markup.
      {"<p>a\n  <italic>b</italic><bold>c</bold> d&#160;e <ext-link>f</ext-link></p>",
       "other 0\n  a bc d\u00A0e f\n"},
      // Sections, kinds and depths.
      {"<sec sec-type='methods'><label>2.</label><title>What we "
       "did</title><sec><title>Cells</title><p>x</p></sec></sec>"
       "<sec><title>Conclusion</title><p>y</p></sec>",
       "methods 0 2. What we did\nmethods 1 Cells\n  x\nconclusion 0 Conclusion\n  y\n"},
      // A paragraph after a nested section continues its own one.
      {"<sec><title>A</title><p>1</p><sec><title>B</title><p>2</p></sec><p>3</p></sec>",
       "other 0 A\n  1\nother 1 B\n  2\nother 0 A\n  3\n"},
      // Lists.
      {"<p>We saw: "
       "<list><list-item><label>1.</label><p>one</p></list-item><list-item><p>two</p></list-item></"
       "list> and more</p>",
       "other 0\n  We saw:\n  1. one\n  two\n  and more\n"},
      {"<def-list><def-item><term>BMD</term><def><p>bone mineral "
       "density</p></def></def-item></def-list>",
       "other 0\n  BMD: bone mineral density\n"},
      // A figure in the middle of a sentence does not break it.
      {"<p>As <fig id='f'><label>Figure 1</label><caption><title>Cap.</title><p>Long.</p></caption>"
       "<graphic/><permissions><copyright-statement>c</copyright-statement></permissions></"
       "fig>shown here</p>",
       "other 0\n  As shown here\nfigure 0 Figure 1\n  Cap.\n  Long.\n"},
      {"<table-wrap><label>Table "
       "1</label><caption><p>Ages</p></caption><table><thead><tr><th>Group</th><th>Age</th></tr></"
       "thead>"
       "<tbody><tr><td>A<sup>a</sup></td><td><p>61</p><p>years</p></td></tr><tr><td/><td>7</td></"
       "tr></tbody></table>"
       "<table-wrap-foot><fn><label>a</label><p>Note</p></fn></table-wrap-foot></table-wrap>",
       "table 0 Table 1\n  Ages\n  Group | Age\n  Aa | 61 years\n  7\n  a Note\n"},
      {"<boxed-text><caption><title>Box 1</title></caption><p>in</p></boxed-text><p>out</p>",
       "other 0\n  Box 1\n  in\nother 0\n  out\n"},
      // Formulae: MathML before TeX.
      {"<p>E "
       "<inline-formula><alternatives><tex-math>E=mc^2</tex-math><mml:math><mml:mi>E</"
       "mml:mi><mml:mo>=</mml:mo>"
       "<mml:msup><mml:mi>c</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math></alternatives></"
       "inline-formula> holds</p>",
       "other 0\n  E E = c2 holds\n"},
      {"<p><inline-formula><tex-math>$\\frac{1}{2}$</tex-math></inline-formula></p>",
       "other 0\n  1/2\n"},
      {"<disp-formula><mml:math><mml:mi>E</mml:mi><mml:mo>=</mml:mo><mml:mfrac><mml:mrow>"
       "<mml:mi>R</mml:mi><mml:mi>T</mml:mi></mml:mrow><mml:mi>F</mml:mi></mml:mfrac>"
       "<mml:mi>ln</mml:mi><mml:mfrac><mml:msub><mml:mi>c</mml:mi><mml:mn>1</mml:mn></mml:msub>"
       "<mml:msub><mml:mi>c</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:mfrac></mml:math>"
       "</disp-formula>",
       "other 0\n  E = RT/F ln c1/c2\n"},
      {"<disp-formula><label>(1)</label><mml:math><mml:mfrac><mml:mrow><mml:mi>a</"
       "mml:mi><mml:mo>+</mml:mo><mml:mi>b</mml:mi>"
       "</mml:mrow><mml:mn>2</mml:mn></mml:mfrac></mml:math></disp-formula>",
       "other 0\n  (1) (a + b)/2\n"},
      // Entities of the DTDs that are not loaded.
      {"<p>&alpha;-helix &lsqb;x&rsqb;</p>", "other 0\n  α-helix [x]\n"},
      {"<supplementary-material><label>File "
       "S1</label><caption><p>Data.</p></caption></supplementary-material>",
       "supplement 0 File S1\n  Data.\n"},
  }));
  CAPTURE(row.body);
  CHECK(sections_of_body(row.body) == row.sections);
}

TEST_CASE("JATS: sub-articles are papers of their own") {
  const ReadResult result =
      read("a.xml", R"(<article article-type="research-article"><front><article-meta>
<article-id pub-id-type="pmc">5</article-id><title-group><article-title>Main</article-title></title-group>
<pub-date pub-type="epub"><year>2019</year></pub-date></article-meta></front><body><p>Own text.</p></body>
<sub-article article-type="reply" id="SA2"><front-stub><title-group><article-title>Author response</article-title></title-group>
</front-stub><body><p>Reply.</p></body></sub-article>
<sub-article article-type="decision-letter"><front-stub><article-id pub-id-type="doi">10.1000/d</article-id></front-stub>
<body><p>Letter.</p></body></sub-article></article>)");
  REQUIRE(problems_of(result) == "");
  REQUIRE(result.papers.size() == 3);
  CHECK(front_of(result.papers[0]) ==
        "id: PMC5\npmcid: PMC5\ntitle: Main\ndate: 2019-0-0\ntype: research\n");
  CHECK(sections_of(result.papers[0]) == "other 0\n  Own text.\n");
  CHECK(front_of(result.papers[1]) ==
        "id: PMC5#SA2\ntitle: Author response\ndate: 2019-0-0\ntype: reply\n");
  CHECK(front_of(result.papers[2]) ==
        "id: 10.1000/d\ndoi: 10.1000/d\ntitle: decision-letter: Main\ndate: 2019-0-0\ntype: "
        "decision-letter\n");
}

TEST_CASE("JATS: envelopes and sets") {
  const ReadResult oai =
      read("a.xml",
           R"(<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord><record><metadata>
<j:article xmlns:j="http://jats.nlm.nih.gov"><j:front><j:article-meta><j:article-id pub-id-type="pmc">9</j:article-id>
</j:article-meta></j:front><j:body><j:p>In.</j:p></j:body></j:article></metadata></record></GetRecord></OAI-PMH>)");
  REQUIRE(oai.papers.size() == 1);
  CHECK(front_of(oai.papers[0]) == "id: PMC9\npmcid: PMC9\ntype: article\n");
  CHECK(sections_of(oai.papers[0]) == "other 0\n  In.\n");
  const ReadResult set = read("a.xml",
                              "<pmc-articleset><article><body><p>1</p></body></article>"
                              "<article><body><p>2</p></body></article></pmc-articleset>");
  CHECK(set.papers.size() == 2);
}

TEST_CASE("JATS: notices and flags") {
  struct Row {
    const char* xml;
    const char* flags;
  };
  const Row row = GENERATE(values<Row>({
      {"<article article-type='retraction'><front><article-meta/></front></article>",
       "retraction-notice"},
      {"<article article-type='correction'><front><article-meta><related-article "
       "related-article-type='corrected-article'/>"
       "</article-meta></front></article>",
       "correction-notice"},
      {"<article article-type='expression-of-concern'/>", "concern-notice"},
      {"<article><front><article-meta><related-article "
       "related-article-type='retraction-forward'/></article-meta></front></article>",
       "retracted"},
      {"<article><front><article-meta><title-group><article-title>RETRACTED: "
       "X</article-title></title-group></article-meta>"
       "</front></article>",
       "retracted"},
  }));
  const ReadResult result = read("a.xml", row.xml);
  REQUIRE(result.papers.size() == 1);
  CHECK(joined(result.papers[0].flags, "; ") == row.flags);
}
