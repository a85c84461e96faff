// One document to papers: detection, encodings, and the table of readers.
#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

#include "corpus/ids.h"
#include "corpus/readers.h"
#include "corpus/text.h"

namespace osteon {
namespace corpus {
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
  const std::string start = to_lower_ascii(sniff.head.substr(0, 300));
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

// Files that hold no paper and are no fault of anyone: by their first bytes.
std::string_view not_text(std::string_view bytes) {
  struct Magic {
    std::string_view bytes;
    std::string_view what;
  };
  static constexpr Magic magics[] = {
      {"%PDF-", "a PDF file"},
      {"\x89PNG", "a PNG image"},
      {"\xFF\xD8\xFF", "a JPEG image"},
      {"GIF8", "a GIF image"},
      {"II*", "a TIFF image"},
      {"MM\x00*", "a TIFF image"},
      {"RIFF", "a media file"},
      {"\xD0\xCF\x11\xE0", "an Office file"},
      {"\x7F"
       "ELF",
       "a program"},
      {"SQLite format 3", "a database"},
      {"OggS", "a media file"},
      {"ID3", "a media file"},
  };
  for (const Magic& magic : magics) {
    if (bytes.starts_with(magic.bytes)) return magic.what;
  }
  return {};
}

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

// XML that says in which encoding it is need not be UTF-8; libxml2 converts it.
bool declares_other_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  const std::string_view declaration = bytes.substr(0, std::min<std::size_t>(bytes.find('>'), 200));
  const std::size_t at = declaration.find("encoding");
  return at != std::string_view::npos &&
         to_lower_ascii(declaration.substr(at)).find("utf-8") == std::string::npos;
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
  name_buffer = to_lower_ascii(name_buffer.empty() ? "" : std::string_view(name_buffer).substr(1));
  result.name = name_buffer;
  return result;
}

void report(const Document& document, std::string location, std::string reason,
            ReadResult& result) {
  result.problems.push_back({document.source, std::move(location), std::move(reason)});
}

void report_line(const Document& document, std::size_t line, std::string reason,
                 ReadResult& result) {
  std::string place;
  if (line > 0) place = std::string("line ").append(std::to_string(document.first_line + line - 1));
  report(document, std::move(place), std::move(reason), result);
}

void finish_paper(Paper& paper, const Document& document, std::string_view format) {
  paper.source = document.source;
  paper.format = std::string(format);
  std::erase_if(paper.sections, [](const Section& section) {
    return section.heading.empty() && section.paragraphs.empty();
  });
  if (paper.id.empty()) assign_paper_id(paper);
}

namespace {

const Reader* reader_named(std::string_view name) {
  for (const Reader& reader : readers()) {
    if (reader.name == name) return &reader;
  }
  return nullptr;
}

const Reader* detect(const Document& document) {
  std::string name;
  return detect_reader(sniff(document.bytes, document.source, name));
}

// 1-based number of the first line longer than `limit`; 0 if there is none.
std::size_t overlong_line(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return 0;
  std::size_t line = 1;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end - begin > limit) return line;
    begin = end + 1;
  }
  return 0;
}

bool has_overlong_paragraph(const Paper& paper, std::size_t limit) {
  for (const Section& section : paper.sections) {
    for (const std::string& paragraph : section.paragraphs) {
      if (paragraph.size() > limit) return true;
    }
  }
  return false;
}

// A record without any id cannot be named by its file alone: its text tells it apart from the
// others, and keeps its name when records are added before it.
void name_apart(Paper& paper) {
  if (!(paper.ids == PaperIds{})) return;
  Paper plain;
  plain.source = paper.source;
  assign_paper_id(plain);
  if (paper.id != plain.id) return;
  std::uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a
  const auto add = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  };
  add(paper.title);
  for (const Section& section : paper.sections) {
    for (const std::string& paragraph : section.paragraphs) add(paragraph);
  }
  paper.id += '#';
  for (int shift = 60; shift >= 0; shift -= 4) paper.id += "0123456789abcdef"[(hash >> shift) & 15];
}

std::string overlong(std::string_view what, const ReadOptions& options) {
  return std::string(what) + " longer than " + std::to_string(options.max_line_bytes >> 20) +
         " MB, taken for damage";
}

}  // namespace
}  // namespace corpus

ReadResult read_document(const Document& document, const ReadOptions& options) {
  using namespace corpus;
  ReadResult result;
  if (document.bytes.size() > options.max_document_bytes) {
    report(document, {}, "larger than " + std::to_string(options.max_document_bytes >> 20) + " MB",
           result);
    return result;
  }
  if (document.bytes.empty()) {
    report(document, {}, "empty file", result);
    return result;
  }
  if (const std::string_view what = not_text(document.bytes); !what.empty()) {
    result.skipped = what;
    return result;
  }
  const Reader* reader = options.format.empty() ? nullptr : reader_named(options.format);
  if (!options.format.empty() && reader == nullptr) {
    throw Error(ErrorCode::usage, "no reader is called '" + options.format + "'");
  }
  Document converted;  // stands in for the document where its encoding had to be changed
  const Document* read = &document;
  const bool utf16 =
      document.bytes.starts_with("\xFF\xFE") || document.bytes.starts_with("\xFE\xFF");
  if (utf16) {
    converted = {document.source,
                 utf16_to_utf8(document.bytes, document.bytes.starts_with("\xFE\xFF"))};
    read = &converted;
  }
  if (reader == nullptr) reader = detect(*read);
  if (reader == nullptr) return result;
  if (options.format.empty() && reader->name == "text") {
    std::string name;
    const Sniff first = sniff(read->bytes, document.source, name);
    if (!first.root.empty()) {
      report(document, {}, "XML of no known format: its root is <" + std::string(first.root) + ">",
             result);
      return result;
    }
  }
  if (reader->xml && utf16) read = &document;  // its declaration names the encoding
  if (!(reader->xml && (declares_other_encoding(document.bytes) || reader->name == "html"))) {
    const std::string_view bytes = read->bytes;
    if (!reader->xml && bytes.substr(0, 8192).find('\0') != std::string_view::npos) {
      result.skipped = "not a text file";
      return result;
    }
    if (const std::size_t bad = find_invalid_utf8(bytes); bad != std::string_view::npos) {
      std::size_t replaced = 0;
      std::string repaired = repair_utf8(bytes, replaced);
      report(document, "byte " + std::to_string(document.first_byte + bad),
             "not valid UTF-8; " + std::to_string(replaced) +
                 (replaced == 1 ? " place was replaced" : " places were replaced"),
             result);
      converted = {document.source, std::move(repaired), document.first_line, document.first_byte};
      read = &converted;
    }
  }
  if (!reader->xml && read->bytes.starts_with("\xEF\xBB\xBF")) {
    converted = {document.source, read->bytes.substr(3), document.first_line, document.first_byte};
    read = &converted;
  }
  if (!reader->xml && reader->records != Records::lines) {
    if (const std::size_t line = overlong_line(read->bytes, options.max_line_bytes); line > 0) {
      if (reader->name == "text" || reader->name == "markdown") {
        report_line(document, line, overlong("a line", options), result);
        return result;
      }
    }
  }
  const std::size_t problems_before = result.problems.size();
  reader->read(*read, options, result);
  if (result.papers.size() > 1 || document.first_byte > 0) {
    for (Paper& paper : result.papers) name_apart(paper);
  }
  std::erase_if(result.papers, [&](const Paper& paper) {
    if (!has_overlong_paragraph(paper, options.max_line_bytes)) return false;
    report(document, paper.id, overlong("a paragraph", options), result);
    return true;
  });
  // A file that is broken twice over is one broken file.
  if (problems_before > 0 && result.problems.size() > problems_before) {
    result.problems[0].reason += "; " + result.problems[problems_before].reason;
    result.problems.resize(problems_before);
  }
  return result;
}

std::vector<std::string_view> reader_names() {
  std::vector<std::string_view> names;
  for (const corpus::Reader& reader : corpus::readers()) names.push_back(reader.name);
  return names;
}

}  // namespace osteon
