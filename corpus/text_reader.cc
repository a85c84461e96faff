// Plain text: the fall-back for whatever is text and nothing else.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/ids.h"
#include "corpus/readers.h"
#include "corpus/text.h"

namespace osteon::corpus {
namespace {

struct Block {
  std::string text;
  std::size_t lines = 0;
};

// Stretches between blank lines.
std::vector<Block> blocks_of(std::string_view text) {
  std::vector<Block> blocks;
  TextBuilder builder;
  std::size_t lines = 0;
  const auto flush = [&] {
    if (!builder.empty()) blocks.push_back({builder.take(), lines});
    lines = 0;
  };
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    if (line.empty()) {
      flush();
    } else {
      builder.space();
      builder.append(line);
      ++lines;
    }
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  flush();
  return blocks;
}

bool ends_a_sentence(std::string_view text) {
  return !text.empty() && std::string_view(".?!;,").find(text.back()) != std::string_view::npos;
}

}  // namespace

void read_plain_text(const Document& document, const ReadOptions& /*options*/, ReadResult& result) {
  const std::vector<Block> blocks = blocks_of(document.bytes);
  if (blocks.empty()) {
    report(document, {}, "no text in the document", result);
    return;
  }
  Paper paper;
  Section* section = nullptr;
  const auto begin_section = [&](std::string heading) {
    Section added;
    added.kind = section_kind_of_heading(heading);
    added.heading = std::move(heading);
    paper.sections.push_back(std::move(added));
    section = &paper.sections.back();
  };
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    if (i == 0) {
      // The first block is the title if it reads like one; else its beginning stands for it.
      if (block.text.size() <= 300 && block.lines <= 3 && blocks.size() > 1) {
        paper.title = block.text;
        continue;
      }
      paper.title = std::string(prefix_utf8(block.text, 120));
    }
    const bool heading = block.lines == 1 && block.text.size() <= 80 &&
                         !ends_a_sentence(block.text) &&
                         section_kind_of_heading(block.text) != SectionKind::other;
    if (heading) {
      begin_section(block.text);
      continue;
    }
    if (section == nullptr) begin_section({});
    section->paragraphs.push_back(block.text);
  }
  finish_paper(paper, document, "text");
  result.papers.push_back(std::move(paper));
}

}  // namespace osteon::corpus
