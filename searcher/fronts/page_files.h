// The page's files as they stand in the program; the definition is made at build time.
#pragma once

#include <span>
#include <string_view>

namespace osteon {

struct PageFile {
  std::string_view path;  ///< as requested: "/app.js"; "/" for the page itself
  std::string_view type;  ///< Content-Type
  std::string_view bytes;
};

std::span<const PageFile> page_files();

}  // namespace osteon
