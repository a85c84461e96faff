// HTML as a browser saves it from a journal's page, by libxml2's forgiving parser.
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/ids.h"
#include "corpus/math_text.h"
#include "corpus/readers.h"
#include "corpus/text.h"

namespace osteon::corpus {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view name, const std::string_view (&names)[N]) {
  for (const std::string_view each : names) {
    if (each == name) return true;
  }
  return false;
}

// Parts of a page that are not the paper.
constexpr std::string_view page_parts[] = {
    "script",          "style",         "nav",    "footer",   "form",   "button",
    "noscript",        "svg",           "select", "template", "iframe", "aside",
    "figure-controls", "head-controls", "object"};
constexpr std::string_view blocks[] = {
    "p",          "div",     "li",      "ul",   "ol",    "dl",    "dt",     "dd",      "blockquote",
    "pre",        "section", "article", "main", "table", "thead", "tbody",  "caption", "figure",
    "figcaption", "header",  "body",    "td",   "th",    "hr",    "address"};
// Elements without an end tag.
constexpr std::string_view empties[] = {"br",  "hr",   "img",  "meta",  "link",   "input", "col",
                                        "wbr", "area", "base", "embed", "source", "track"};

class HtmlHandler {
 public:
  HtmlHandler(Paper& paper, bool only_main) : paper_(paper), only_main_(only_main) {}

  void start(std::string_view name, const unsigned char** attributes) {
    const bool empty = is_one_of(name, empties);
    if (name == "meta") meta(attribute(attributes, "name"), attribute(attributes, "content"));
    if (skip_ > 0) {
      if (!empty) ++skip_;
      return;
    }
    if (is_one_of(name, page_parts) || attribute(attributes, "hidden") == "hidden") {
      if (!empty) skip_ = 1;
      return;
    }
    if (name == "main" || name == "article") ++main_;
    if (name == "title") {
      in_title_ = true;
    } else if (name == "br") {
      text_.space();
    } else if (is_heading(name)) {
      end_paragraph();
      heading_level_ = name[1] - '0';
    } else if (name == "td" || name == "th") {
      if (!text_.empty()) {
        text_.space();
        text_.append("|");
        text_.space();
      }
      ++cell_;
    } else if (name == "sup") {
      mark_ = text_.mark();
      link_in_sup_ = false;
      own_in_sup_ = false;
      ++sup_;
    } else if (name == "a" && sup_ > 0) {
      link_in_sup_ = true;
      ++link_;
    } else if (name == "tr") {
      cell_ = 0;
      end_paragraph();
    } else if (name == "figcaption" || name == "caption") {
      end_paragraph();
      caption_ = name == "caption" ? SectionKind::table : SectionKind::figure;
    } else if (is_one_of(name, blocks)) {
      end_paragraph();
    }
  }

  void end(std::string_view name) {
    if (skip_ > 0) {
      --skip_;
      return;
    }
    if (name == "title") {
      in_title_ = false;
    } else if (is_heading(name)) {
      heading();
    } else if (name == "sup" && sup_ > 0) {
      end_sup();
    } else if (name == "a" && link_ > 0) {
      --link_;
    } else if (name == "td" || name == "th") {
      if (cell_ > 0) --cell_;
      text_.space();
    } else if (name == "figcaption" || name == "caption") {
      caption();
    } else if (name == "tr") {
      cell_ = 0;
      end_paragraph();
    } else if (is_one_of(name, blocks)) {
      end_paragraph();
    }
    if ((name == "main" || name == "article") && main_ > 0) --main_;
  }

  void text(std::string_view text) {
    if (skip_ > 0) return;
    if (in_title_) {
      page_title_.append(text);
      return;
    }
    if ((only_main_ && main_ == 0) || in_references_) {
      // A heading ends the list of references, so headings are read there too.
      if (heading_level_ == 0) return;
    }
    if (sup_ > 0 && link_ == 0) {
      for (const char c : text) own_in_sup_ = own_in_sup_ || is_word_byte(c);
    }
    text_.append(text);
  }

  void finish() {
    end_paragraph();
    if (paper_.title.empty()) paper_.title = first_heading_;
    if (paper_.title.empty()) paper_.title = page_title_.take();
  }

 private:
  static bool is_heading(std::string_view name) {
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
  }

  static std::string_view attribute(const unsigned char** attributes, std::string_view name) {
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
      if (reinterpret_cast<const char*>(attributes[0]) == name) {
        return attributes[1] == nullptr ? name : reinterpret_cast<const char*>(attributes[1]);
      }
    }
    return {};
  }

  // The names that journals give to search engines.
  void meta(std::string_view name, std::string_view content) {
    const std::string key = ascii::lower_case(name);
    const std::string value = collapse_space(content);
    if (value.empty()) return;
    if (key == "citation_title") {
      paper_.title = value;
    } else if (key == "dc.title" || key == "og:title") {
      if (paper_.title.empty()) paper_.title = value;
    } else if (key == "citation_author") {
      paper_.authors.push_back(value);
    } else if (key == "citation_doi" || key == "dc.identifier") {
      if (paper_.ids.doi.empty()) paper_.ids.doi = canonical_doi(value);
    } else if (key == "citation_pmid") {
      paper_.ids.pmid = canonical_pmid(value);
    } else if (key == "citation_journal_title") {
      paper_.journal = value;
    } else if (key == "citation_publication_date" || key == "citation_online_date" ||
               key == "citation_date" || key == "dc.date") {
      const Date date = parse_date(value);
      if (better_date(date, paper_.date)) paper_.date = date;
    } else if (key == "citation_keywords" || key == "citation_keyword") {
      for (std::string& word : split_trimmed(value, ';'))
        paper_.keywords.push_back(std::move(word));
    } else if (key == "citation_article_type") {
      paper_.type = canonical_article_type(value);
    }
  }

  void end_sup() {
    --sup_;
    if (sup_ > 0) return;
    if (link_in_sup_ && !own_in_sup_) {
      text_.cut(mark_);  // a citation
      return;
    }
    const std::string raised(text_.since(mark_));
    if (needs_caret(text_.before(mark_), raised)) text_.insert(mark_, "^");
  }

  void heading() {
    const int level = std::exchange(heading_level_, 0);
    std::string heading = text_.take();
    if (heading.empty() || (only_main_ && main_ == 0)) return;
    if (level == 1 && first_heading_.empty()) {
      first_heading_ = std::move(heading);
      return;
    }
    const std::string lowered = ascii::lower_case(heading);
    if (in_references_ && level > references_level_) return;
    in_references_ =
        lowered == "references" || lowered == "bibliography" || lowered == "literature cited";
    if (in_references_) {
      references_level_ = level;
      return;
    }
    if (top_ == 0 || level < top_) top_ = level;
    Section section;
    section.depth = level - top_;
    section.kind = section_kind_of_heading(heading);
    if (section.kind == SectionKind::other && section.depth > 0 && !paper_.sections.empty()) {
      section.kind = paper_.sections.back().kind;
    }
    section.heading = std::move(heading);
    current_ = paper_.sections.size();
    paper_.sections.push_back(std::move(section));
  }

  void caption() {
    if (text_.empty() || in_references_) return;
    Section section;
    section.kind = caption_;
    section.depth = paper_.sections.empty() ? 0 : paper_.sections[current_].depth + 1;
    section.paragraphs.push_back(text_.take());
    if (paper_.sections.empty()) current_ = 0;
    paper_.sections.push_back(std::move(section));
  }

  void end_paragraph() {
    if (cell_ > 0 || heading_level_ > 0) {
      text_.space();
      return;
    }
    if (text_.empty()) return;
    if (paper_.sections.empty()) {
      paper_.sections.emplace_back();
      current_ = 0;
    }
    paper_.sections[current_].paragraphs.push_back(text_.take());
  }

  Paper& paper_;
  bool only_main_;
  TextBuilder text_;
  TextBuilder page_title_;
  TextBuilder::Mark mark_{};
  std::string first_heading_;
  std::size_t current_ = 0;
  std::size_t skip_ = 0;
  std::size_t main_ = 0;
  int heading_level_ = 0;
  int references_level_ = 0;
  int top_ = 0;
  int cell_ = 0;
  int sup_ = 0;
  int link_ = 0;
  SectionKind caption_ = SectionKind::figure;
  bool in_title_ = false;
  bool in_references_ = false;
  bool link_in_sup_ = false;
  bool own_in_sup_ = false;
};

// What the C callbacks reach through the parser context's `_private`.
struct Parse {
  HtmlHandler* handler;
  std::exception_ptr thrown;
};

template <typename F>
void guarded(void* context, F&& body) {
  Parse& parse = *static_cast<Parse*>(static_cast<htmlParserCtxtPtr>(context)->_private);
  if (parse.thrown) return;
  try {
    body(*parse.handler);
  } catch (...) {
    parse.thrown = std::current_exception();
    xmlStopParser(static_cast<htmlParserCtxtPtr>(context));
  }
}

void on_start(void* context, const xmlChar* name, const xmlChar** attributes) {
  guarded(context, [&](HtmlHandler& handler) {
    handler.start(reinterpret_cast<const char*>(name), attributes);
  });
}

void on_end(void* context, const xmlChar* name) {
  guarded(context, [&](HtmlHandler& handler) { handler.end(reinterpret_cast<const char*>(name)); });
}

void on_text(void* context, const xmlChar* text, int length) {
  guarded(context, [&](HtmlHandler& handler) {
    handler.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
  });
}

struct ParserDeleter {
  void operator()(htmlParserCtxtPtr parser) const { htmlFreeParserCtxt(parser); }
};

}  // namespace

void read_html(const Document& document, const ReadOptions& /*options*/, ReadResult& result) {
  const std::string_view bytes = document.bytes;
  Paper paper;
  const bool has_main = bytes.find("<main") != std::string_view::npos ||
                        bytes.find("<article") != std::string_view::npos;
  HtmlHandler handler(paper, has_main);
  Parse parse{&handler, {}};
  const std::unique_ptr<htmlParserCtxt, ParserDeleter> parser(
      htmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size())));
  if (!parser) throw std::bad_alloc();
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                       HTML_PARSE_NONET);
  // What is UTF-8 is read as UTF-8, whatever a proxy wrote into it; else the page's own word
  // counts.
  if (find_invalid_utf8(bytes) == std::string_view::npos) {
    xmlSwitchEncoding(parser.get(), XML_CHAR_ENCODING_UTF8);
  }
  xmlSAXHandler sax{};
  sax.startElement = on_start;
  sax.endElement = on_end;
  sax.characters = on_text;
  sax.ignorableWhitespace = on_text;
  std::memcpy(parser->sax, &sax, sizeof(sax));
  parser->userData = parser.get();
  parser->_private = &parse;
  htmlParseDocument(parser.get());
  if (parse.thrown) std::rethrow_exception(parse.thrown);
  handler.finish();
  if (paper.title.empty() && paper.sections.empty()) {
    report(document, {}, "no text in the page", result);
    return;
  }
  flag_by_title(paper);
  finish_paper(paper, document, "html");
  result.papers.push_back(std::move(paper));
}

}  // namespace osteon::corpus
