// XML as start, text and end events over libxml2's SAX2 parser: no DTD, no network, no expansion.
#include "corpus/xml_events.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <array>
#include <cstring>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <utility>

#include "corpus/text.h"

namespace osteon::corpus {
namespace {

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

// Names of the ISO sets that the JATS DTDs define and HTML 4 does not have.
constexpr std::array<std::pair<std::string_view, char32_t>, 44> iso_entities{{
    {"ast", '*'},       {"bsol", '\\'},     {"colon", ':'},    {"comma", ','},
    {"commat", '@'},    {"dash", 0x2010},   {"dollar", '$'},   {"equals", '='},
    {"excl", '!'},      {"hairsp", 0x200A}, {"half", 0xBD},    {"horbar", 0x2015},
    {"hyphen", 0x2010}, {"lcub", '{'},      {"lowbar", '_'},   {"lpar", '('},
    {"lsqb", '['},      {"num", '#'},       {"numsp", 0x2007}, {"percnt", '%'},
    {"period", '.'},    {"plus", '+'},      {"quest", '?'},    {"rcub", '}'},
    {"rpar", ')'},      {"rsqb", ']'},      {"semi", ';'},     {"sol", '/'},
    {"verbar", '|'},    {"agr", 0x3B1},     {"bgr", 0x3B2},    {"ggr", 0x3B3},
    {"dgr", 0x3B4},     {"kgr", 0x3BA},     {"mgr", 0x3BC},    {"inodot", 0x131},
    {"Ccaron", 0x10C},  {"ccaron", 0x10D},  {"les", 0x2A7D},   {"ges", 0x2A7E},
    {"fflig", 0xFB00},  {"filig", 0xFB01},  {"fllig", 0xFB02}, {"phiv", 0x3D5},
}};

// Everything that the C callbacks need, reached through the parser context's `_private`.
struct Parse {
  XmlHandler* handler = nullptr;
  XmlOutcome outcome;
  std::exception_ptr thrown;
  int depth = 0;
  // libxml2 wants an entity object whose content it copies at once.
  std::deque<std::pair<std::string, xmlEntity>> entities;
};

Parse& parse_of(void* context) {
  return *static_cast<Parse*>(static_cast<xmlParserCtxtPtr>(context)->_private);
}

void note_error(Parse& parse, int line, std::string_view message) {
  if (parse.outcome.errors++ > 0) return;
  parse.outcome.line = line > 0 ? static_cast<std::size_t>(line) : 0;
  message = trim(message);
  // libxml2's words for a construct that it gives up on; the fault is the file's.
  if (constexpr std::string_view own = "internal error: "; message.starts_with(own))
    message.remove_prefix(own.size());
  while (!message.empty() &&
         (message.back() == '.' || message.back() == '!' || is_space(message.back()))) {
    message.remove_suffix(1);
  }
  const std::size_t advice = message.find(" use XML_PARSE_HUGE");
  parse.outcome.reason = std::string(message.substr(0, advice));
}

// No exception may cross libxml2's frames: it is kept, the parser stopped, and thrown afterwards.
template <typename F>
void guarded(void* context, F&& body) {
  Parse& parse = parse_of(context);
  if (parse.thrown) return;
  try {
    body(parse);
  } catch (...) {
    parse.thrown = std::current_exception();
    xmlStopParser(static_cast<xmlParserCtxtPtr>(context));
  }
}

void on_start(void* context, const xmlChar* name, const xmlChar* /*prefix*/, const xmlChar* /*uri*/,
              int /*namespace_count*/, const xmlChar** /*namespaces*/, int attribute_count,
              int /*defaulted*/, const xmlChar** attributes) {
  guarded(context, [&](Parse& parse) {
    ++parse.depth;
    parse.handler->start(view(name), XmlAttributes(attributes, attribute_count));
  });
}

void on_end(void* context, const xmlChar* name, const xmlChar* /*prefix*/, const xmlChar* /*uri*/) {
  guarded(context, [&](Parse& parse) {
    if (--parse.depth == 0) parse.outcome.complete = true;
    parse.handler->end(view(name));
  });
}

void on_text(void* context, const xmlChar* text, int length) {
  guarded(context, [&](Parse& parse) {
    parse.handler->text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
  });
}

xmlEntityPtr on_entity(void* context, const xmlChar* name) {
  if (xmlEntityPtr known = xmlGetPredefinedEntity(name)) return known;
  auto* parser = static_cast<xmlParserCtxtPtr>(context);
  if (parser->inSubset != 0) return nullptr;
  Parse& parse = parse_of(context);
  std::string content;
  if (const htmlEntityDesc* html = htmlEntityLookup(name)) {
    append_utf8(content, html->value);
  } else {
    for (const auto& [iso, value] : iso_entities) {
      if (view(name) == iso) append_utf8(content, value);
    }
  }
  if (content.empty()) {
    if (parse.outcome.errors == 0) {
      note_error(parse, parser->input == nullptr ? 0 : parser->input->line,
                 "entity '" + std::string(prefix_utf8(view(name), 60)) +
                     "' is not known and was left out");
    } else {
      ++parse.outcome.errors;
    }
    content = " ";
  }
  // libxml2 2.9 takes only the first byte of a predefined entity in an attribute.
  if (parser->instate == XML_PARSER_ATTRIBUTE_VALUE && content.size() > 1) content = " ";
  // One that was made is kept until the end: libxml2 may hold it across the callback.
  for (auto& [known, entity] : parse.entities) {
    if (known == content) return &entity;
  }
  auto& [stored, entity] = parse.entities.emplace_back(content, xmlEntity{});
  entity.type = XML_ENTITY_DECL;
  entity.etype = XML_INTERNAL_PREDEFINED_ENTITY;
  entity.name = BAD_CAST "entity";
  entity.content = BAD_CAST stored.data();
  entity.orig = BAD_CAST stored.data();
  entity.length = static_cast<int>(stored.size());
  return &entity;
}

#if LIBXML_VERSION >= 21200
using XmlErrorArgument = const xmlError*;
#else
using XmlErrorArgument = xmlErrorPtr;
#endif

void on_error(void* context, XmlErrorArgument error) {
  if (error == nullptr || error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE)
    return;
  auto* parser = static_cast<xmlParserCtxtPtr>(error->ctxt != nullptr ? error->ctxt : context);
  if (parser == nullptr || parser->_private == nullptr) return;
  note_error(*static_cast<Parse*>(parser->_private), error->line,
             error->message == nullptr ? "not well-formed XML" : error->message);
}

struct ParserDeleter {
  void operator()(xmlParserCtxtPtr parser) const { xmlFreeParserCtxt(parser); }
};

const xmlSAXHandler& sax_handler() {
  // No callback declares entities or loads a subset, so a DTD can define nothing.
  static const xmlSAXHandler handler = [] {
    xmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = on_start;
    sax.endElementNs = on_end;
    sax.characters = on_text;
    sax.ignorableWhitespace = on_text;
    sax.cdataBlock = on_text;
    sax.getEntity = on_entity;
    sax.serror = on_error;
    return sax;
  }();
  return handler;
}

}  // namespace

std::string_view XmlAttributes::get(std::string_view name) const {
  for (int i = 0; i < count_; ++i) {
    const unsigned char** attribute = values_ + 5 * i;
    if (view(attribute[0]) == name) {
      const auto* begin = reinterpret_cast<const char*>(attribute[3]);
      return {begin, static_cast<std::size_t>(reinterpret_cast<const char*>(attribute[4]) - begin)};
    }
  }
  return {};
}

XmlOutcome parse_xml(std::string_view bytes, XmlHandler& handler) {
  static std::once_flag initialised;
  std::call_once(initialised, [] { xmlInitParser(); });
  Parse parse;
  parse.handler = &handler;
  if (bytes.empty() || bytes.size() > 0x7fffffffu) {
    note_error(parse, 0, bytes.empty() ? "empty document" : "larger than 2 GB");
    return std::move(parse.outcome);
  }
  std::unique_ptr<xmlParserCtxt, ParserDeleter> parser(
      xmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size())));
  if (!parser) throw std::bad_alloc();
  xmlCtxtUseOptions(parser.get(), XML_PARSE_NONET | XML_PARSE_RECOVER);
  std::memcpy(parser->sax, &sax_handler(), sizeof(xmlSAXHandler));
  parser->userData = parser.get();
  parser->_private = &parse;
  xmlParseDocument(parser.get());
  if (parse.thrown) std::rethrow_exception(parse.thrown);
  if (parse.outcome.errors == 0 && !parse.outcome.complete) {
    note_error(parse, parser->input == nullptr ? 0 : parser->input->line,
               "the document is cut off");
  }
  return std::move(parse.outcome);
}

}  // namespace osteon::corpus
