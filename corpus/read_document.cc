// One document to papers: encodings, limits, and the reports that all readers share.
#include <algorithm>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <utility>

#include "corpus/ids.h"
#include "corpus/readers.h"
#include "corpus/text.h"

namespace osteon {
namespace corpus {
namespace {

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

// XML that says in which encoding it is need not be UTF-8; libxml2 converts it.
bool declares_other_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  if (!bytes.starts_with("<?xml")) return false;
  const std::string_view declaration = bytes.substr(0, std::min<std::size_t>(bytes.find('>'), 200));
  const std::size_t at = declaration.find("encoding");
  return at != std::string_view::npos &&
         ascii::lower_case(declaration.substr(at)).find("utf-8") == std::string::npos;
}

}  // namespace

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
  // MEDLINE writes "Molecules : a journal of …", the journal itself "Molecules": one name for both.
  paper.journal.resize(std::min(paper.journal.find(" : "), paper.journal.size()));
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

bool repair(std::string& text) {
  if (find_invalid_utf8(text) == std::string_view::npos) return false;
  std::size_t replaced = 0;
  text = repair_utf8(text, replaced);
  return true;
}

bool repair(std::vector<std::string>& texts) {
  bool any = false;
  for (std::string& text : texts) any = repair(text) || any;
  return any;
}

// True if any text had to be repaired.
bool repair_papers(std::vector<Paper>& papers) {
  bool any = false;
  for (Paper& paper : papers) {
    for (std::string* text :
         {&paper.id, &paper.title, &paper.journal, &paper.type, &paper.licence, &paper.ids.doi}) {
      any = repair(*text) || any;
    }
    any = repair(paper.authors) || any;
    any = repair(paper.keywords) || any;
    for (PaperLink& link : paper.links) {
      for (std::string* text : {&link.relation, &link.id, &link.note}) any = repair(*text) || any;
    }
    for (Section& section : paper.sections) {
      any = repair(section.heading) || any;
      any = repair(section.paragraphs) || any;
    }
    for (PaperEntity& entity : paper.entities) {
      for (std::string* text : {&entity.type, &entity.name, &entity.description})
        any = repair(*text) || any;
      any = repair(entity.ids) || any;
    }
  }
  return any;
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
  try {
    reader->read(*read, options, result);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    report(document, {}, std::string("internal error of the reader: ") + error.what(), result);
  }
  // Bytes that do not fit the encoding which XML declares come through libxml2 as they are.
  if (reader->xml && repair_papers(result.papers) && result.problems.empty()) {
    report(document, {}, "text that does not fit its declared encoding was replaced", result);
  }
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
