// Markdown to a flat list of blocks of plain text, by md4c.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace osteon::corpus {

struct MarkdownBlock {
  enum class Kind { heading, paragraph, item, row, code } kind = Kind::paragraph;
  int level = 0;         ///< a heading's, 1 to 6
  std::string text;      ///< without markup; white space collapsed
  std::string lead;      ///< bold text that the block begins with ("Genes:"), part of `text` too
  std::string emphasis;  ///< the block's first emphasised text
  std::vector<std::string> citations;  ///< "doi:10.1/x", "PMID:1": Pandoc citations, not in `text`
};

/// Blocks in reading order. Images give their captions as paragraphs; HTML tags vanish.
std::vector<MarkdownBlock> markdown_blocks(std::string_view markdown);

}  // namespace osteon::corpus
