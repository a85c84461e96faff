// Notices and versions: what each format says of other papers becomes flags and links.
#include "corpus/ids.h"
#include "corpus/reader.h"
#include "corpus/relations.h"
#include "tests/catch.h"

using namespace osteon;
using namespace osteon::corpus;

namespace {

std::string told(const Paper& paper) {
  std::string out;
  for (const std::string& flag : paper.flags) out += '[' + flag + ']';
  for (const PaperLink& link : paper.links) {
    out += ' ' + link.relation + '=' + link.id;
    if (!link.note.empty()) out += " (" + link.note + ')';
  }
  return out;
}

std::string pubmed(const std::string& types, const std::string& relations) {
  return "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>"
         "<ArticleTitle>Bone</ArticleTitle><PublicationTypeList>" +
         types + "</PublicationTypeList></Article><CommentsCorrectionsList>" + relations +
         "</CommentsCorrectionsList></MedlineCitation></PubmedArticle></PubmedArticleSet>";
}

std::string jats(const std::string& type, const std::string& related) {
  return "<article article-type='" + type +
         "' xmlns:xlink='http://www.w3.org/1999/xlink'><front><article-meta><title-group>"
         "<article-title>Bone</article-title></title-group>" +
         related + "</article-meta></front></article>";
}

}  // namespace

TEST_CASE("notices and versions in each format") {
  struct Row {
    const char* name;
    std::string bytes, expected;
  };
  const Row row = GENERATE(values<Row>({
      {"retracted.xml",
       pubmed("<PublicationType>Retracted Publication</PublicationType>",
              "<CommentsCorrections RefType='RetractionIn'><RefSource>J Bone. 2020</RefSource>"
              "<PMID>22</PMID></CommentsCorrections><CommentsCorrections RefType='Cites'>"
              "<RefSource>Elsewhere</RefSource><PMID>33</PMID></CommentsCorrections>"),
       "[retracted] retraction=22"},
      {"notice.xml",
       pubmed("<PublicationType>Published Erratum</PublicationType>",
              "<CommentsCorrections RefType='ErratumFor'><RefSource>J Bone. 2020;1:2. doi: "
              "10.1000/x.1.</RefSource></CommentsCorrections>"),
       "[correction-notice] corrected_paper=10.1000/x.1"},
      {"preprint.xml",
       pubmed("<PublicationType>Preprint</PublicationType>",
              "<CommentsCorrections RefType='UpdateIn'><RefSource>J Bone</RefSource>"
              "<PMID>22</PMID></CommentsCorrections>"),
       "[preprint] published_version=22"},
      {"published.xml",
       pubmed("",
              "<CommentsCorrections RefType='UpdateOf'><RefSource>bioRxiv. 2020</RefSource>"
              "<PMID>22</PMID></CommentsCorrections>"),
       " preprint=22"},
      {"update.xml",
       pubmed("",
              "<CommentsCorrections RefType='UpdateOf'><RefSource>Cochrane</RefSource>"
              "<PMID>22</PMID></CommentsCorrections>"),
       " earlier_version=22"},
      {"concern.nbib",
       "PMID- 1\nTI  - Bone\nECI - J Bone. 2020. doi: 10.1000/Y. PMID: 22\nUIN - J Bone. PMID: "
       "23\n",
       "[concern] concern=22 later_version=23"},
      {"preprint.json",
       R"({"resultList":{"result":[{"id":"PPR1","source":"PPR","doi":"10.1101/1","title":"Bone",)"
       R"("commentCorrectionList":{"commentCorrection":[{"id":"22","source":"MED","type":)"
       R"("Preprint of","reference":"J Bone"}]}}]}})",
       "[preprint] published_version=22"},
      {"published.json",
       R"({"resultList":{"result":[{"id":"22","source":"MED","pmid":"22","title":"Bone",)"
       R"("commentCorrectionList":{"commentCorrection":[{"id":"PPR1","source":"PPR","type":)"
       R"("Preprint in","reference":"doi: 10.1101/1"},{"id":"5","source":"MED","type":)"
       R"("Expression of concern in"}]}}]}})",
       "[concern] preprint=10.1101/1 concern=5"},
      {"retracted.jats.xml",
       jats("research-article",
            "<related-article related-article-type='retraction-forward' ext-link-type='doi' "
            "xlink:href='10.1000/R'/><related-article related-article-type='preprint' "
            "xlink:href='https://doi.org/10.1101/2'/>"),
       "[retracted] retraction=10.1000/r preprint=10.1101/2"},
      {"notice.jats.xml",
       jats("retraction",
            "<related-article related-article-type='retracted-article' "
            "ext-link-type='pmid' xlink:href='22'/>"),
       "[retraction-notice] retracted_paper=22"},
      {"own.jsonl",
       R"({"title":"Bone","links":[{"relation":"preprint","id":"https://doi.org/10.1101/3"},)"
       R"({"relation":"retraction","id":"PMID: 9","note":"Error in data"},{"id":"x"}]})",
       " preprint=10.1101/3 retraction=9 (Error in data)"},
  }));
  CAPTURE(row.name);
  const ReadResult result = read_document({row.name, row.bytes});
  REQUIRE(result.papers.size() == 1);
  CHECK(told(result.papers[0]) == row.expected);
}

TEST_CASE("papers are named in many ways") {
  const std::pair<const char*, const char*> rows[] = {
      {"22", "22"},
      {"PMID: 22", "22"},
      {"PMC1234", "PMC1234"},
      {"doi:10.1000/X", "10.1000/x"},
      {"J Bone. 2020 Jan;1(2):3. doi: 10.1000/x. PMID: 22; PMCID: PMC1234.", "22"},
      {"J Bone. 2020 Jan;1(2):3. doi: 10.1000/x.", "10.1000/x"},
      {"J Bone. 2020", ""},
      {"", ""},
  };
  for (const auto& [text, id] : rows) CHECK(any_paper_id(text) == id);
}
