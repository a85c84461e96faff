// Text that holds a little HTML, as abstracts in JSON and exports do.
#include "corpus/markup_text.h"

#include <array>
#include <string>
#include <utility>

#include "corpus/text.h"

namespace osteon::corpus {
namespace {

void append_unescaped(std::string_view text, TextBuilder& out) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> entities{
      {{"&amp;", "&"},
       {"&lt;", "<"},
       {"&gt;", ">"},
       {"&quot;", "\""},
       {"&apos;", "'"},
       {"&nbsp;", " "}}};
  while (!text.empty()) {
    const std::size_t at = text.find('&');
    out.append(text.substr(0, at));
    if (at == std::string_view::npos) return;
    text.remove_prefix(at);
    std::size_t taken = 1;
    std::string_view value = "&";
    for (const auto& [written, meant] : entities) {
      if (text.starts_with(written)) {
        taken = written.size();
        value = meant;
      }
    }
    out.append(value);
    text.remove_prefix(taken);
  }
}

// The name of the tag that `text` begins with, "/h4" for an end tag; empty if '<' is only a sign.
std::string tag_name(std::string_view text) {
  std::size_t end = 1;
  if (end < text.size() && text[end] == '/') ++end;
  if (end >= text.size() || !ascii::is_letter(text[end])) return {};
  while (end < text.size() && (is_alnum(text[end]) || text[end] == ':' || text[end] == '-')) ++end;
  if (text.find('>', end) == std::string_view::npos) return {};
  return ascii::lower_case(text.substr(1, end - 1));
}

bool is_within_word(std::string_view tag) {
  if (tag.starts_with("/")) tag.remove_prefix(1);
  for (const std::string_view name :
       {"i", "b", "em", "strong", "u", "sup", "sub", "span", "italic", "bold", "a", "sc"}) {
    if (tag == name) return true;
  }
  return false;
}

}  // namespace

void add_marked_up_abstract(std::string_view html, Paper& paper) {
  Section section;
  section.kind = SectionKind::abstract;
  section.heading = "Abstract";
  TextBuilder text;
  const auto end_paragraph = [&] {
    if (!text.empty()) section.paragraphs.push_back(text.take());
  };
  const auto end_section = [&] {
    end_paragraph();
    if (!section.paragraphs.empty()) paper.sections.push_back(section);
    section.paragraphs.clear();
  };
  while (!html.empty()) {
    const std::size_t at = html.find('<');
    append_unescaped(html.substr(0, at), text);
    if (at == std::string_view::npos) break;
    html.remove_prefix(at);
    const std::string tag = tag_name(html);
    if (tag.empty()) {
      text.append("<");
      html.remove_prefix(1);
      continue;
    }
    if (tag == "h4" || tag == "h3" || tag == "title") {
      end_section();
    } else if (tag == "/h4" || tag == "/h3" || tag == "/title") {
      std::string heading = text.take();
      while (!heading.empty() && (heading.back() == ':' || heading.back() == '.'))
        heading.pop_back();
      if (!heading.empty()) section.heading = std::move(heading);
    } else if (tag == "/p" || tag == "br") {
      end_paragraph();
    } else if (!is_within_word(tag)) {
      text.space();
    }
    html.remove_prefix(html.find('>') + 1);
  }
  end_section();
}

std::string without_tags(std::string_view html) {
  Paper paper;
  add_marked_up_abstract(html, paper);
  std::string out;
  for (const Section& section : paper.sections) {
    for (const std::string& paragraph : section.paragraphs) {
      if (!out.empty()) out += ' ';
      out += paragraph;
    }
  }
  return out;
}

}  // namespace osteon::corpus
