// Every format but JATS and Markdown: one small input, the whole paper that it gives.
#include "tests/catch.h"
#include "tests/corpus/paper_text.h"

using namespace osteon;
using namespace osteon::test;

namespace {

struct Row {
  const char* name;
  const char* bytes;
  const char* format;
  const char* papers;  ///< front, sections and entities of each, one after another
};

std::string papers_of(const ReadResult& result) {
  std::string out;
  for (const Paper& paper : result.papers)
    out += front_of(paper) + sections_of(paper) + entities_of(paper);
  return out;
}

}  // namespace

TEST_CASE("each format gives the paper that it holds") {
  const Row row = GENERATE(values<Row>({
      {"a.xml", R"(<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation>
<PMID Version="1">12</PMID><Article><Journal><JournalIssue><PubDate><Year>2020</Year><Month>Mar</Month></PubDate></JournalIssue>
<Title>J Bone</Title></Journal><ArticleTitle>Bone and CO<sub>2</sub>.</ArticleTitle>
<ELocationID EIdType="doi">10.1000/X</ELocationID>
<Abstract><AbstractText Label="AIM">Why.</AbstractText><AbstractText Label="RESULTS">So.</AbstractText></Abstract>
<AuthorList><Author><LastName>Ruiz</LastName><ForeName>Ana</ForeName><AffiliationInfo><Affiliation>Q</Affiliation></AffiliationInfo></Author>
<Author><CollectiveName>Bone Group</CollectiveName></Author></AuthorList>
<PublicationTypeList><PublicationType>Journal Article</PublicationType><PublicationType>Review</PublicationType></PublicationTypeList>
<ArticleDate><Year>2020</Year><Month>02</Month><Day>07</Day></ArticleDate></Article>
<ChemicalList><Chemical><NameOfSubstance UI="D014807">Vitamin D</NameOfSubstance></Chemical></ChemicalList>
<CommentsCorrectionsList><CommentsCorrections RefType="ErratumIn"><PMID>99</PMID></CommentsCorrections></CommentsCorrectionsList>
<MeshHeadingList><MeshHeading><DescriptorName UI="D055948">Sarcopenia</DescriptorName></MeshHeading></MeshHeadingList>
<KeywordList><Keyword>muscle</Keyword></KeywordList></MedlineCitation>
<PubmedData><History><PubMedPubDate><Year>1999</Year></PubMedPubDate></History><ArticleIdList><ArticleId IdType="pmc">PMC5</ArticleId></ArticleIdList>
<ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.9999/no</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData>
</PubmedArticle></PubmedArticleSet>)",
       "pubmed",
       "id: PMC5\npmcid: PMC5\npmid: 12\ndoi: 10.1000/x\ntitle: Bone and CO2.\nauthors: Ana Ruiz; "
       "Bone Group\n"
       "journal: J Bone\ndate: 2020-2-7\ntype: review\nflags: corrected\nkeywords: muscle\n"
       "abstract 0 AIM\n  Why.\nabstract 0 RESULTS\n  So.\nother 0 Indexing terms\n  Vitamin D; "
       "Sarcopenia\n"
       "chemical | Vitamin D |  | MESH:D014807 | linked\nheading | Sarcopenia |  | MESH:D055948 | "
       "linked\n"},
      {"a.nbib",
       "PMID- 12\nTI  - Bone\n      talks.\nAB  - It does.\nFAU - Ruiz, Ana\nAU  - Ruiz A\nJT  - J "
       "Bone\n"
       "DP  - 2020 Mar 4\nPT  - Journal Article\nPT  - Review\nLID - 10.1000/X [doi]\nMH  - "
       "*Sarcopenia/therapy\n"
       "RIN - J Bone. 2021\n\nPMID- 13\nTI  - Two\n",
       "nbib",
       "id: 12\npmid: 12\ndoi: 10.1000/x\ntitle: Bone talks.\nauthors: Ana Ruiz\njournal: J "
       "Bone\ndate: 2020-3-4\n"
       "type: review\nflags: retracted\nkeywords: Sarcopenia\nabstract 0 Abstract\n  It does.\n"
       "id: 13\npmid: 13\ntitle: Two\ntype: article\n"},
      {"a.xml",
       R"(<collection><source/><document><id>123456</id><passage><infon key="type">title</infon><offset>0</offset>
<text>β ESR1 rules</text><annotation id="1"><infon key="type">Gene</infon><infon key="NCBI Gene">2099</infon>
<location offset="2" length="4"/><text>ESR1</text></annotation></passage>
<passage><infon key="type">abstract</infon><offset>13</offset><text>It does. ESR1.</text>
<annotation id="2"><infon key="type">Gene</infon><infon key="identifier">2099</infon><location offset="22" length="4"/><text>ESR1</text></annotation>
<relation id="R"><infon key="type">x</infon><node refid="1" role="a"/></relation></passage>
<passage><infon key="section_type">REF</infon><offset>40</offset><text>Lost reference</text></passage></document></collection>)",
       "bioc-xml",
       "id: 123456\npmid: 123456\ntitle: β ESR1 rules\ntype: article\nabstract 0 Abstract\n  It "
       "does. ESR1.\n"
       "gene | ESR1 |  | NCBIGene:2099 | annotation\n"},
      {"a.json", R"({"source":"x","documents":[{"id":"PMC77","infons":{},"passages":[
{"offset":0,"infons":{"section_type":"TITLE","type":"front","article-id_pmid":"9","name_0":"surname:Ruiz;given-names:Ana","year":"2020"},"text":"Bone"},
{"offset":5,"infons":{"section_type":"INTRO","type":"title_1"},"text":"Introduction"},
{"offset":18,"infons":{"section_type":"INTRO","type":"paragraph"},"text":"Hello.","annotations":[
{"infons":{"type":"Disease","identifier":"MESH:D055948"},"text":"Hello","locations":[{"offset":18,"length":5}]}]}]}]})",
       "bioc-json",
       "id: PMC77\npmcid: PMC77\npmid: 9\ntitle: Bone\nauthors: Ana Ruiz\ndate: 2020-0-0\ntype: "
       "article\n"
       "introduction 0 Introduction\n  Hello.\ndisease | Hello |  | MESH:D055948 | annotation\n"},
      {"a.json",
       R"({"PubTator3":[{"_id":"123456|PMC9","id":"123456","passages":[{"infons":{"type":"title","journal":"J Bone;2020"},
"offset":0,"text":"Bone in mice","annotations":[{"infons":{"identifier":"10090","type":"Species"},"text":"mice","locations":[{"offset":8,"length":4}]}]}]}]})",
       "bioc-json",
       "id: PMC9\npmcid: PMC9\npmid: 123456\ntitle: Bone in mice\njournal: J Bone\ntype: article\n"
       "species | mice |  | taxon:10090 | annotation\n"},
      {"a.txt",
       "123456|t|Bone in mice\n123456|a|It is. IL-6 too.\n123456\t8\t12\tmice\tSpecies\t10090\n"
       "123456\t20\t24\tIL-6\tGene\t3569;16193\n123456\tCID\tD1\tD2\n\n123457|t|Two\n123457|a|\n",
       "pubtator",
       "id: 123456\npmid: 123456\ntitle: Bone in mice\ntype: article\nabstract 0 Abstract\n  It "
       "is. IL-6 too.\n"
       "species | mice |  | taxon:10090 | annotation\ngene | IL-6 |  |  | annotation\n"
       "id: 123457\npmid: 123457\ntitle: Two\ntype: article\n"},
      {"a.json",
       R"({"version":"6","resultList":{"result":[{"id":"12","source":"MED","pmid":"12","pmcid":"PMC5","doi":"10.1000/X",
"title":"Bone &amp; <i>muscle</i>","authorList":{"author":[{"fullName":"Ruiz A","firstName":"Ana","lastName":"Ruiz"}]},
"journalInfo":{"journal":{"title":"J Bone"}},"firstPublicationDate":"2020-02-07","license":"cc by","pubTypeList":{"pubType":["Review","Journal Article"]},
"abstractText":"<h4>Aim</h4>Why p<0.05.<h4>Results</h4>CO<sub>2</sub> so."}]}})",
       "europepmc",
       "id: PMC5\npmcid: PMC5\npmid: 12\ndoi: 10.1000/x\ntitle: Bone & muscle\nauthors: Ana "
       "Ruiz\njournal: J Bone\n"
       "date: 2020-2-7\ntype: review\nlicence: CC BY\nabstract 0 Aim\n  Why p<0.05.\nabstract 0 "
       "Results\n  CO2 so.\n"},
      {"c.jsonl",
       "{\"_id\": \"MED-10\", \"title\": \"Statins\", \"text\": \"One.\\n\\nTwo.\"}\n\n{\"_id\": "
       "\"4983\", \"title\": \"\", \"text\": \"Only text.\"}\n",
       "jsonl",
       "id: MED-10\ntitle: Statins\ntype: article\nother 0\n  One.\n  Two.\nid: 4983\ntitle: Only "
       "text.\ntype: article\n"
       "other 0\n  Only text.\n"},
      {"passages.jsonl",
       "{\"_id\": \"1_0\", \"title\": \"Statins\", \"text\": \"One.\", \"section\": "
       "\"ABSTRACT.RESULTS\"}\n"
       "{\"_id\": \"1_1\", \"text\": \"Two.\", \"section\": \"BODY.4. RESULTS.2.1. Falls vs. "
       "fractures\"}\n"
       "{\"_id\": \"1_2\", \"title\": \"Statins\", \"text\": \"Three.\", \"section\": "
       "\"BODY\"}\n"
       "{\"_id\": \"1_3\", \"title\": \"Statins\", \"text\": \" \", \"section\": \"Aims\"}\n",
       "jsonl",
       "id: 1_0\ntitle: Statins\ntype: article\nabstract 0 ABSTRACT\nabstract 1 RESULTS\n  One.\n"
       "id: 1_1\ntitle: Two.\ntype: article\nresults 0 4. RESULTS\nresults 1 2.1. Falls vs. "
       "fractures\n  Two.\n"
       "id: 1_2\ntitle: Statins\ntype: article\nother 0\n  Three.\n"
       "id: 1_3\ntitle: Statins\ntype: article\n"},
      {"own.json",
       R"([{"pmid":"12","title":"Bone","authors":["Ana Ruiz"],"date":"2020-02-07","type":"review","flags":["retracted"],
"abstract":"Why.","sections":[{"heading":"Results","paragraphs":["So."]}],
"entities":[{"type":"disease","name":"sarcopenia","ids":["D055948"],"provenance":"linked"}]}])",
       "jsonl",
       "id: 12\npmid: 12\ntitle: Bone\nauthors: Ana Ruiz\ndate: 2020-2-7\ntype: review\nflags: "
       "retracted\n"
       "abstract 0 Abstract\n  Why.\nresults 0 Results\n  So.\ndisease | sarcopenia |  | "
       "MESH:D055948 | linked\n"},
      {"p.html",
       R"(<!DOCTYPE html><html><head><title>Bone | Journal</title><meta name="citation_title" content="Bone">
<meta name="citation_author" content="Ana Ruiz"><meta name="citation_doi" content="10.1000/X">
<meta name="citation_journal_title" content="J Bone"><meta name="citation_publication_date" content="2020/02/07"></head>
<body><nav>Menu</nav><article><h1>Bone</h1><h2>Abstract</h2><p>Why<sup><a href="#r1">1</a></sup>. Ca<sup>2+</sup> &amp; 10<sup>6</sup>
<h2>Results</h2><p>So.<figure><img src=x><figcaption>Figure 1. See.</figcaption></figure><table><tr><th>a<th>b<tr><td>1<td>2</table>
<script>var x = "<p>no</p>";</script><h2>References</h2><ol><li>Lost</ol></article><footer>Cookies</footer></body></html>)",
       "html",
       "id: 10.1000/x\ndoi: 10.1000/x\ntitle: Bone\nauthors: Ana Ruiz\njournal: J Bone\ndate: "
       "2020-2-7\ntype: article\n"
       "abstract 0 Abstract\n  Why. Ca2+ & 10^6\nresults 0 Results\n  So.\n  a | b\n  1 | "
       "2\nfigure 1\n  Figure 1. See.\n"},
      {"b.xml",
       R"(<art><ui>1</ui><fm><dochead>Review</dochead><bibl><title><p>Bone</p></title><aug><au id="A1"><snm>Ruiz</snm><fnm>Ana</fnm></au></aug>
<source>BMC Bone</source><issn>1</issn><pubdate>2004</pubdate><xrefbib><pubidlist><pubid idtype="pmpid">12</pubid><pubid idtype="doi">10.1000/X</pubid></pubidlist></xrefbib></bibl>
<abs><sec><st><p>Abstract</p></st><sec><st><p>Background</p></st><p>Why.</p></sec></sec></abs></fm>
<bdy><sec><st><p>Methods</p></st><p>We <it>did</it> it <abbrgrp><abbr bid="B1">1</abbr></abbrgrp>.</p>
<fig id="F1"><title><p>Figure 1</p></title><caption><p>Cap</p></caption></fig>
<tbl id="T1"><title><p>Table 1</p></title><tblbdy cols="2"><r><c><p>a</p></c><c><p>b</p></c></r></tblbdy></tbl></sec></bdy>
<bm><refgrp><bibl id="B1"><title><p>Lost</p></title></bibl></refgrp></bm></art>)",
       "bmc",
       "id: 12\npmid: 12\ndoi: 10.1000/x\ntitle: Bone\nauthors: Ana Ruiz\njournal: BMC Bone\ndate: "
       "2004-0-0\ntype: review\n"
       "abstract 1 Abstract\nabstract 2 Background\n  Why.\nmethods 0 "
       "Methods\n  We did it.\n"
       "figure 1 Figure 1\n  Cap\ntable 1 Table 1\n  a | b\n"},
  }));
  CAPTURE(row.format);
  const ReadResult result = read(row.name, row.bytes);
  CHECK(problems_of(result) == "");
  CHECK(papers_of(result) == row.papers);
  REQUIRE(!result.papers.empty());
  CHECK(result.papers[0].format == row.format);
}

TEST_CASE("a journal's subtitle is not part of its name") {
  const ReadResult result = read("a.nbib", "PMID- 1\nTI  - T\nJT  - Bone : a journal of bones\n");
  REQUIRE(result.papers.size() == 1);
  CHECK(result.papers[0].journal == "Bone");
}

TEST_CASE("a PubMed update file tells what it withdraws") {
  const ReadResult result =
      read("u.xml",
           "<PubmedArticleSet><DeleteCitation><PMID Version=\"1\">7</PMID><PMID>8</PMID>"
           "</DeleteCitation></PubmedArticleSet>");
  CHECK(problems_of(result) == "");
  CHECK(result.papers.empty());
  CHECK(result.deleted_ids == std::vector<std::string>{"7", "8"});
}

TEST_CASE("annotations can be left out") {
  ReadOptions options;
  options.annotations = false;
  const ReadResult result =
      read_document({"a.txt", "1234|t|Bone in mice\n1234\t8\t12\tmice\tSpecies\t10090\n"}, options);
  REQUIRE(result.papers.size() == 1);
  CHECK(result.papers[0].entities.empty());
}

TEST_CASE("broken files of each format are reported once") {
  struct Broken {
    const char* name;
    const char* bytes;
    std::size_t papers;
    const char* problems;
  };
  const Broken row = GENERATE(values<Broken>({
      {"a.xml",
       "<PubmedArticleSet>\n<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>T",
       0,
       "a.xml | line 2 | Premature end of data in tag ArticleTitle line 2; the record is cut off "
       "and was left out\n"},
      {"a.xml", "<collection><document><id>1</id></document></collection>", 0,
       "a.xml |  | no document with text in the collection\n"},
      {"a.xml", "<collection><document><passage><text>half", 0,
       "a.xml | line 1 | Premature end of data in tag text line 1; the document is cut off and was "
       "left out\n"},
      {"a.xml", "<art><fm><bibl><title><p>T</p></title></bibl></fm><bdy>", 0,
       "a.xml | line 1 | Premature end of data in tag bdy line 1; the article is cut off and was "
       "left out\n"},
      {"a.xml", "<TEI><text>x</text></TEI>", 0,
       "a.xml |  | XML of no known format: its root is <TEI>\n"},
      {"a.json", "{\"documents\": [{\"passages\": [", 0,
       "a.json | byte 29 | the JSON is cut off\n"},
      {"a.json", "{\"resultList\": nonsense}", 0, "a.json | byte 16 | not valid JSON\n"},
      {"a.json", "{\"title\": \"cut", 0, "a.json | byte 14 | the JSON is cut off\n"},
      {"a.json", "{\"other\": 1}", 0, "a.json | line 1 | no title or text in the record\n"},
      {"a.jsonl", "{\"title\": \"A\"}\n{\"title\": \n{\"title\": \"B\"}\n{oops\n", 2,
       "a.jsonl | line 2 | the JSON is cut off; 2 lines were left out\n"},
      {"a.nbib", "PMID- 1\nTI  - T\nstray line\nAB  - A\n", 1,
       "a.nbib | line 3 | 1 line is not MEDLINE text\n"},
      {"a.txt",
       "stray\n1234|t|Bone\n1234|a|It "
       "is.\n1234\t0\t4\tBone\tDisease\t-\n1234\t9\t12\tnot\tGene\t7\n",
       1,
       "a.txt | line 1 | 1 line is not PubTator; the offsets of 1 of 2 annotations do not fit "
       "their text\n"},
      {"a.txt", "1234|t|Bone\n1234\t1\t3\tBone\tDisease\t-\n", 1,
       "a.txt | 1234 | the offsets of 1 of 1 annotations do not fit their text\n"},
      {"a.html", "<html><body><script>x</script></body></html>", 0,
       "a.html |  | no text in the page\n"},
  }));
  CAPTURE(row.bytes);
  const ReadResult result = read(row.name, row.bytes);
  CHECK(problems_of(result) == row.problems);
  CHECK(result.papers.size() == row.papers);
}
