// What must hold of whatever a reader makes of any bytes.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "corpus/reader.h"
#include "corpus/text.h"

namespace osteon::fuzz {

inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

inline void check_text(const std::string& text, const char* what) {
  require(corpus::find_invalid_utf8(text) == std::string_view::npos, what);
}

inline void check(const ReadResult& result) {
  for (const Problem& problem : result.problems) {
    require(!problem.reason.empty(), "a problem has a reason");
    require(problem.reason.rfind("internal error", 0) != 0, "readers do not throw");
  }
  require(result.problems.size() <= 64, "a broken file is reported once, not line by line");
  for (const Paper& paper : result.papers) {
    require(!paper.id.empty(), "a paper has an id");
    require(!paper.format.empty(), "a paper knows its format");
    check_text(paper.title, "titles are UTF-8");
    for (const Section& section : paper.sections) {
      require(section.depth >= 0, "depths are not negative");
      check_text(section.heading, "headings are UTF-8");
      for (const std::string& paragraph : section.paragraphs) {
        require(!paragraph.empty(), "paragraphs are not empty");
        check_text(paragraph, "paragraphs are UTF-8");
      }
    }
    for (const PaperEntity& entity : paper.entities) {
      require(!entity.name.empty(), "entities have names");
      for (const std::string& id : entity.ids) require(!id.empty(), "ids are not empty");
    }
  }
}

}  // namespace osteon::fuzz
