// The table of readers, and which of them a document is for.
#include <algorithm>
#include <array>
#include <filesystem>
#include <string>

#include "corpus/readers.h"
#include "corpus/text.h"

namespace osteon::corpus {
namespace {

bool detects_jats(const Sniff& sniff) {
  return sniff.root == "article" || sniff.root == "pmc-articleset" || sniff.root == "sub-article" ||
         sniff.root == "OAI-PMH" || sniff.root == "record" || sniff.root == "GetRecord" ||
         sniff.root == "ListRecords" || sniff.root == "articles";
}

bool detects_pubmed(const Sniff& sniff) {
  return sniff.root == "PubmedArticleSet" || sniff.root == "MedlineCitationSet" ||
         sniff.root == "PubmedArticle" || sniff.root == "MedlineCitation" ||
         sniff.root == "PubmedBookArticleSet" || sniff.root == "DeleteCitation";
}

bool detects_bioc_xml(const Sniff& sniff) {
  return sniff.root == "collection" || sniff.root == "document";
}

bool detects_bmc(const Sniff& sniff) {
  return sniff.root == "art";
}

bool detects_html(const Sniff& sniff) {
  const std::string start = ascii::lower_case(sniff.head.substr(0, 300));
  return start.starts_with("<!doctype html") || start.find("<html") != std::string::npos ||
         ((sniff.name == "html" || sniff.name == "htm" || sniff.name == "xhtml") &&
          sniff.head.starts_with("<"));
}

bool is_json(const Sniff& sniff) {
  return sniff.head.starts_with("{") || sniff.head.starts_with("[");
}

bool holds(const Sniff& sniff, std::string_view key) {
  return sniff.head.find(key) != std::string_view::npos;
}

bool detects_bioc_json(const Sniff& sniff) {
  return is_json(sniff) && (holds(sniff, "\"passages\"") || holds(sniff, "\"documents\"") ||
                            holds(sniff, "\"PubTator3\"") || holds(sniff, "\"bioctype\""));
}

bool detects_europepmc(const Sniff& sniff) {
  return is_json(sniff) && (holds(sniff, "\"resultList\"") || holds(sniff, "\"authorString\"") ||
                            holds(sniff, "\"abstractText\""));
}

// "{" then a key, "[" then an object: prose may begin with a bracket too.
bool detects_jsonl(const Sniff& sniff) {
  if (!is_json(sniff)) return false;
  const std::string_view rest = trim(sniff.head.substr(1));
  return rest.empty() || rest.front() == '"' || rest.front() == '{' || rest.front() == '}' ||
         rest.front() == ']';
}

bool detects_nbib(const Sniff& sniff) {
  // Exports begin with the PMID; some carry a line or two before it.
  const std::size_t at = sniff.head.find("PMID- ");
  return at == 0 || (at != std::string_view::npos && at < 400 && sniff.head[at - 1] == '\n');
}

// One file begins with stray lines, so the first lines are looked through.
bool detects_pubtator(const Sniff& sniff) {
  std::string_view rest = sniff.head;
  for (int line = 0; line < 20 && !rest.empty(); ++line) {
    if (begins_pubtator_record(rest)) return true;
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return false;
    rest.remove_prefix(end + 1);
  }
  return false;
}

bool detects_markdown(const Sniff& sniff) {
  if (sniff.name == "md" || sniff.name == "markdown") return true;
  if (sniff.name == "txt") return false;
  // A first heading is what makes a text Markdown.
  return sniff.head.starts_with("# ") || sniff.head.find("\n## ") != std::string_view::npos ||
         sniff.head.find("\n# ") != std::string_view::npos;
}

bool detects_any_text(const Sniff&) {
  return true;
}

constexpr std::array<Reader, 12> table{{
    {"jats", true, Records::none, nullptr, detects_jats, read_jats},
    {"pubmed", true, Records::none, nullptr, detects_pubmed, read_pubmed},
    {"bioc-xml", true, Records::none, nullptr, detects_bioc_xml, read_bioc_xml},
    {"bmc", true, Records::none, nullptr, detects_bmc, read_bmc},
    {"html", true, Records::none, nullptr, detects_html, read_html},
    {"bioc-json", false, Records::none, nullptr, detects_bioc_json, read_bioc_json},
    {"europepmc", false, Records::none, nullptr, detects_europepmc, read_europepmc},
    {"jsonl", false, Records::lines, nullptr, detects_jsonl, read_jsonl},
    {"nbib", false, Records::blank_line, begins_nbib_record, detects_nbib, read_nbib},
    {"pubtator", false, Records::blank_line, begins_pubtator_record, detects_pubtator,
     read_pubtator},
    {"markdown", false, Records::none, nullptr, detects_markdown, read_markdown},
    {"text", false, Records::none, nullptr, detects_any_text, read_plain_text},
}};

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// The local name of the first element after declarations, comments and the document type.
std::string_view root_of(std::string_view head) {
  while (!head.empty() && head.front() == '<') {
    std::string_view close = ">";
    if (head.starts_with("<?")) {
      close = "?>";
    } else if (head.starts_with("<!--")) {
      close = "-->";
    } else if (head.starts_with("<!")) {
      // An internal subset holds '>' too.
      const std::size_t bracket = head.find('[');
      const std::size_t end = head.find('>');
      if (bracket < end) close = "]>";
    } else {
      std::size_t end = 1;
      while (end < head.size() && (is_word_byte(head[end]) || head[end] == '-' ||
                                   head[end] == ':' || head[end] == '_' || head[end] == '.')) {
        ++end;
      }
      return local_name(head.substr(1, end - 1));
    }
    const std::size_t end = head.find(close);
    if (end == std::string_view::npos) return {};
    head = head.substr(end + close.size());
    while (!head.empty() && is_space(head.front())) head.remove_prefix(1);
  }
  return {};
}

constexpr std::size_t sniffed_bytes = 4096;

}  // namespace

std::span<const Reader> readers() {
  return table;
}

const Reader* detect_reader(const Sniff& sniff) {
  for (const Reader& reader : readers()) {
    if (reader.detects(sniff)) return &reader;
  }
  return nullptr;
}

Sniff sniff(std::string_view bytes, std::string_view source, std::string& name_buffer) {
  Sniff result;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  while (!bytes.empty() && is_space(bytes.front())) bytes.remove_prefix(1);
  result.head = bytes.substr(0, sniffed_bytes);
  result.root = root_of(bytes.substr(0, 16 * sniffed_bytes));
  std::filesystem::path path(source);
  // The name inside counts, not how it is packed.
  for (const std::string_view packing : {".gz", ".zst", ".bz2", ".xz"}) {
    if (path.extension() == packing) path.replace_extension();
  }
  name_buffer = path.extension().string();
  name_buffer =
      ascii::lower_case(name_buffer.empty() ? "" : std::string_view(name_buffer).substr(1));
  result.name = name_buffer;
  return result;
}

}  // namespace osteon::corpus
