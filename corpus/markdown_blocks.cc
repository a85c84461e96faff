// Markdown to a flat list of blocks of plain text, by md4c.
#include "corpus/markdown_blocks.h"

#include <md4c.h>

#include <utility>

#include "corpus/math_text.h"
#include "corpus/text.h"

// md4c has the entity table in its HTML renderer only, which is another library.
#include <libxml/HTMLparser.h>

namespace osteon::corpus {
namespace {

struct State {
  std::vector<MarkdownBlock> blocks;
  MarkdownBlock current;
  TextBuilder text;
  std::vector<MarkdownBlock::Kind> kinds;  ///< of the enclosing blocks that hold text
  std::string math;
  bool in_math = false;
  int strong = 0;
  int emphasis = 0;
  bool leading = true;
  int cells = 0;
  bool comment = false;

  void flush() {
    if (!text.empty()) {
      current.text = text.take();
      blocks.push_back(std::move(current));
    }
    text.clear();
    current = {};
    current.kind = kinds.empty() ? MarkdownBlock::Kind::paragraph : kinds.back();
    leading = true;
  }
};

State& state_of(void* user) {
  return *static_cast<State*>(user);
}

int enter_block(MD_BLOCKTYPE type, void* detail, void* user) {
  State& state = state_of(user);
  switch (type) {
    case MD_BLOCK_H:
      state.flush();
      state.current.kind = MarkdownBlock::Kind::heading;
      state.current.level = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
      break;
    case MD_BLOCK_LI:
      state.flush();
      state.kinds.push_back(MarkdownBlock::Kind::item);
      state.current.kind = MarkdownBlock::Kind::item;
      break;
    case MD_BLOCK_TR:
      state.flush();
      state.current.kind = MarkdownBlock::Kind::row;
      state.cells = 0;
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      if (state.cells++ > 0) {
        state.text.space();
        state.text.append("|");
        state.text.space();
      }
      break;
    case MD_BLOCK_CODE:
      state.flush();
      state.current.kind = MarkdownBlock::Kind::code;
      break;
    case MD_BLOCK_P:
    case MD_BLOCK_HR:
    case MD_BLOCK_HTML:
      state.flush();
      break;
    default:
      break;
  }
  return 0;
}

int leave_block(MD_BLOCKTYPE type, void* /*detail*/, void* user) {
  State& state = state_of(user);
  switch (type) {
    case MD_BLOCK_LI:
      state.flush();
      if (!state.kinds.empty()) state.kinds.pop_back();
      state.current.kind =
          state.kinds.empty() ? MarkdownBlock::Kind::paragraph : state.kinds.back();
      break;
    case MD_BLOCK_H:
    case MD_BLOCK_P:
    case MD_BLOCK_TR:
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML:
      state.flush();
      state.comment = false;
      break;
    default:
      break;
  }
  return 0;
}

int enter_span(MD_SPANTYPE type, void* /*detail*/, void* user) {
  State& state = state_of(user);
  if (type == MD_SPAN_STRONG) ++state.strong;
  if (type == MD_SPAN_EM) ++state.emphasis;
  if (type == MD_SPAN_LATEXMATH || type == MD_SPAN_LATEXMATH_DISPLAY) {
    state.in_math = true;
    state.math.clear();
  }
  return 0;
}

int leave_span(MD_SPANTYPE type, void* /*detail*/, void* user) {
  State& state = state_of(user);
  if (type == MD_SPAN_STRONG) {
    --state.strong;
    state.leading = false;
  }
  if (type == MD_SPAN_EM) --state.emphasis;
  if (type == MD_SPAN_LATEXMATH || type == MD_SPAN_LATEXMATH_DISPLAY) {
    state.in_math = false;
    state.text.append(tex_to_text(state.math));
  }
  return 0;
}

// Tags and comments vanish, also where they run over several pieces of raw HTML.
void append_html(State& state, std::string_view html) {
  while (!html.empty()) {
    if (state.comment) {
      const std::size_t end = html.find("-->");
      if (end == std::string_view::npos) return;
      state.comment = false;
      html.remove_prefix(end + 3);
      continue;
    }
    const std::size_t open = html.find('<');
    state.text.append(html.substr(0, open));
    if (open == std::string_view::npos) return;
    html.remove_prefix(open);
    if (html.starts_with("<!--")) {
      state.comment = true;
      continue;
    }
    const std::size_t close = html.find('>');
    const std::string_view tag = html.substr(0, close);
    // Raised and lowered text is part of its word; other tags end one.
    if (!tag.starts_with("<su") && !tag.starts_with("</su") && !tag.starts_with("<i>") &&
        !tag.starts_with("</i>") && !tag.starts_with("<b>") && !tag.starts_with("</b>")) {
      state.text.space();
    }
    html.remove_prefix(close == std::string_view::npos ? html.size() : close + 1);
  }
}

std::string entity_text(std::string_view entity) {
  std::string out;
  std::string_view name = entity.substr(1);
  if (!name.empty() && name.back() == ';') name.remove_suffix(1);
  if (name.starts_with("#")) {
    const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    char32_t value = 0;
    for (const char c : name.substr(hex ? 2 : 1)) {
      const char32_t digit = is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
      value = value * (hex ? 16 : 10) + digit;
      if (value > 0x10FFFF) break;
    }
    append_utf8(out, value == 0 ? 0xFFFD : value);
  } else if (const htmlEntityDesc* known =
                 htmlEntityLookup(reinterpret_cast<const xmlChar*>(std::string(name).c_str()))) {
    append_utf8(out, known->value);
  } else {
    out = entity;
  }
  return out;
}

int on_text(MD_TEXTTYPE type, const MD_CHAR* data, MD_SIZE size, void* user) {
  State& state = state_of(user);
  const std::string_view text(data, size);
  if (state.in_math) {
    state.math += text;
    return 0;
  }
  const bool was_empty = state.text.empty();
  switch (type) {
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
      state.text.space();
      break;
    case MD_TEXT_NULLCHAR:
      state.text.append("\xEF\xBF\xBD");
      break;
    case MD_TEXT_ENTITY:
      state.text.append(entity_text(text));
      break;
    case MD_TEXT_HTML:
      append_html(state, text);
      break;
    default:
      state.text.append(text);
      if (state.strong > 0 && state.leading && (was_empty || !state.current.lead.empty())) {
        state.current.lead += text;
      } else if (state.strong == 0 && !trim(text).empty()) {
        state.leading = false;
      }
      if (state.emphasis > 0 && state.current.emphasis.empty()) state.current.emphasis = text;
  }
  return 0;
}

// Pandoc's "[@doi:10.1/x; @pmid:1]" is a citation marker, "{#id .class}" an attribute: both are
// taken out of the text before CommonMark could read them as something else.
void take_citations(MarkdownBlock& block) {
  std::string& text = block.text;
  std::size_t at = 0;
  while ((at = text.find("[@", at)) != std::string::npos) {
    const std::size_t end = text.find(']', at);
    if (end == std::string::npos) break;
    for (std::string& part :
         split_trimmed(std::string_view(text).substr(at + 1, end - at - 1), ';')) {
      if (part.starts_with("@")) block.citations.push_back(part.substr(1));
    }
    std::size_t begin = at;
    if (begin > 0 && text[begin - 1] == ' ') --begin;
    text.erase(begin, end + 1 - begin);
    at = begin;
  }
  for (const std::string_view open : {"{#", "{.", "{##"}) {
    while ((at = text.find(open)) != std::string::npos) {
      const std::size_t end = text.find('}', at);
      if (end == std::string::npos) break;
      text.erase(at, end + 1 - at);
    }
  }
  text = collapse_space(text);
}

}  // namespace

std::vector<MarkdownBlock> markdown_blocks(std::string_view markdown) {
  State state;
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_LATEXMATHSPANS;
  parser.enter_block = enter_block;
  parser.leave_block = leave_block;
  parser.enter_span = enter_span;
  parser.leave_span = leave_span;
  parser.text = on_text;
  md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &state);
  state.flush();
  std::vector<MarkdownBlock> blocks;
  for (MarkdownBlock& block : state.blocks) {
    take_citations(block);
    if (!block.text.empty() || !block.citations.empty()) blocks.push_back(std::move(block));
  }
  return blocks;
}

}  // namespace osteon::corpus
