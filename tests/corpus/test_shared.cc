// The shared papers: all are read, with titles, ids and sections, and no word of a body is lost.
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <iostream>
#include <map>
#include <set>

#include "tests/catch.h"
#include "tests/corpus/paper_text.h"

using namespace osteon;
using namespace osteon::test;

namespace {

using Words = std::map<std::string, int>;

constexpr char formula_mark = '\x01';

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

void count_words(std::string_view text, Words& words, int sign) {
  std::string word;
  const auto flush = [&] {
    if (word.size() >= 3) words[word] += sign;
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    // Quotes, dashes, arrows (U+2000 to U+2FFF), Latin-1 signs and the multiplication sign end
    // words.
    if (c == formula_mark) {
      // A formula may touch a word on either side; such words are not compared.
      word.clear();
      while (i + 1 < text.size() && is_letter(text[i + 1])) ++i;
      continue;
    }
    if (c == '\xE2' || c == '\xC2' || text.substr(i, 2) == "\u00D7") {
      flush();
      i += c == '\xE2' ? 2 : 1;
      continue;
    }
    if (is_letter(c)) {
      word += c;
    } else {
      flush();
    }
  }
  flush();
}

std::string_view local(const xmlNode* node) {
  return reinterpret_cast<const char*>(node->name);
}

// The text of a body by a plain walk of the tree, independent of the reader: markup within words is
// passed over, all other elements end a word. Formulae are compared by eye, not here.
void walk(const xmlNode* node, std::string& out) {
  static const std::set<std::string_view> left_out{
      "ref-list",     "object-id", "alt-text", "long-desc",      "permissions", "inline-formula",
      "disp-formula", "math",      "tex-math", "related-object", "sub-article"};
  static const std::set<std::string_view> within_word{
      "italic",        "bold",           "sup",      "sub",       "sc",     "underline",
      "named-content", "styled-content", "ext-link", "monospace", "abbrev", "roman",
      "overline",      "strike",         "uri",      "hr",        "email"};
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
      out += reinterpret_cast<const char*>(child->content);
    } else if (child->type == XML_ELEMENT_NODE && left_out.count(local(child)) != 0) {
      out += local(child) == "inline-formula" ? formula_mark : ' ';
    } else if (child->type == XML_ELEMENT_NODE) {
      const bool inside = within_word.count(local(child)) != 0;
      if (!inside) out += ' ';
      walk(child, out);
      if (!inside) out += ' ';
    }
  }
}

const xmlNode* body_of(const xmlNode* node) {
  for (; node != nullptr; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    if (local(node) == "sub-article") continue;
    if (local(node) == "body") return node;
    if (const xmlNode* found = body_of(node->children)) return found;
  }
  return nullptr;
}

// Words of the body that the paper has not, with how often.
std::string missing_words(const Document& document, const Paper& paper) {
  xmlDocPtr tree = xmlReadMemory(
      document.bytes.data(), static_cast<int>(document.bytes.size()), nullptr, nullptr,
      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
  if (tree == nullptr) return "unparsed";
  std::string text;
  if (const xmlNode* body = body_of(tree->children)) walk(body, text);
  xmlFreeDoc(tree);
  Words words;
  count_words(text, words, 1);
  for (const Section& section : paper.sections) {
    count_words(section.heading, words, -1);
    for (const std::string& paragraph : section.paragraphs) count_words(paragraph, words, -1);
  }
  std::string out;
  for (const auto& [word, count] : words) {
    if (count > 0) out += word + " x" + std::to_string(count) + ", ";
  }
  return out;
}

void check_archive(const char* name, std::size_t expected_documents) {
  const std::filesystem::path data = shared_data();
  if (data.empty()) {
    std::cout << "skipped: no shared data (OSTEON_SHARED)\n";
    return;
  }
  std::size_t documents = 0;
  std::size_t sub_articles = 0;
  std::size_t scans = 0;  // old papers of which only page images exist
  std::set<std::string> ids;
  visit_documents(
      {(data / "fulltext" / name).string()}, {},
      [&](Document&& document) {
        if (!document.source.ends_with("xml")) return true;
        ++documents;
        const ReadResult result = read_document(document);
        CAPTURE(document.source);
        CHECK(problems_of(result) == "");
        REQUIRE(!result.papers.empty());
        const Paper& paper = result.papers[0];
        CHECK(paper.format == "jats");
        CHECK(!paper.title.empty());
        CHECK(!(paper.ids.doi.empty() && paper.ids.pmcid.empty()));
        CHECK(paper.date.year > 1900);
        CHECK(!paper.journal.empty());
        scans += paper.sections.empty() ? 1u : 0u;
        CHECK(missing_words(document, paper) == "");
        for (const Paper& each : result.papers) CHECK(ids.insert(each.id).second);
        sub_articles += result.papers.size() - 1;
        return true;
      },
      [&](Problem&& problem) {
        FAIL_CHECK(problem.source << " " << problem.reason);
        return true;
      });
  CHECK(documents == expected_documents);
  CHECK(scans <= 1);
  std::cout << name << ": " << documents << " documents, " << sub_articles << " sub-articles\n";
}

}  // namespace

TEST_CASE("the 306 reviews are read whole") {
  check_archive("jats-reviews-ccby.tar.gz", 306);
}

TEST_CASE("the 1,500 research papers are read whole") {
  check_archive("jats-research-ccby.tar.gz", 1500);
}

TEST_CASE("the seed document is read as it stands") {
  const std::filesystem::path data = shared_data();
  if (data.empty()) {
    std::cout << "skipped: no shared data (OSTEON_SHARED)\n";
    return;
  }
  std::vector<Paper> papers;
  visit_documents(
      {(data / "seed-osteosarcopenia.md").string()}, {},
      [&](Document&& document) {
        papers = read_document(document).papers;
        return true;
      },
      [](Problem&&) { return true; });
  REQUIRE(papers.size() == 1);
  const Paper& paper = papers[0];
  CHECK(paper.id == "PMC12827509");
  CHECK(paper.ids.doi == "10.3389/fphys.2025.1723522");
  CHECK(paper.date == Date{2026, 1, 9});
  CHECK(paper.authors.size() == 7);
  CHECK(entities_of(paper) ==
        "gene | MIR495 | microRNA 495 | NCBIGene:574453 | linked\n"
        "chemical | resveratrol |  | PubChem:5056 | linked\n"
        "chemical | nuciferine |  | PubChem:10146 | linked\n"
        "disease | osteoporosis |  | MONDO:0005298 | linked\n"
        "disease | osteoporosis |  | MESH:D010024 | full text\n"
        "disease | sarcopenia |  | MESH:D055948 | full text\n"
        "chemical | resveratrol |  | MESH:D000077185 | full text\n"
        "chemical | F6-(DSS)6 |  |  | full text\n"
        "chemical | bimagrumab |  | MESH:C000596367 | full text\n"
        "chemical | nuciferine |  | MESH:C008692 | full text\n"
        "species | Clostridium butyricum |  | taxon:1492 | full text\n");
  std::string outline;
  for (const Section& section : paper.sections) {
    outline += section.heading + ":" + std::to_string(section.paragraphs.size()) + " ";
  }
  CHECK(outline ==
        "TL;DR:1 Contribution:1 Key findings:3 Abstract:1 Linked entities:3 Full-text entities:3 "
        "Figures:1 ");
}
