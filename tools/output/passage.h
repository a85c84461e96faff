// One passage of an index, by the id that a search shows.
#pragma once

#include <optional>
#include <string>

#include "searcher/searcher.h"

namespace osteon::tools {

struct FoundPassage {
  std::string id, paper, title;
  std::string heading, section;
  std::string text;
};

/// By "PAPER:NUMBER", the paper in any of its ids' writings.
std::optional<FoundPassage> find_passage(const Searcher& searcher, const std::string& id);

std::string to_json(const FoundPassage& passage);

}  // namespace osteon::tools
