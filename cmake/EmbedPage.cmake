# Writes OUT, a C++ file that holds the files FILES (paths under DIRECTORY, separated by '|').
# Run with cmake -P, so that building needs no other tool.
set(types_html "text/html; charset=utf-8")
set(types_css "text/css; charset=utf-8")
set(types_js "text/javascript; charset=utf-8")
set(types_svg "image/svg+xml")

string(REPLACE "|" ";" names "${FILES}")
set(arrays "")
set(rows "")
set(number 0)
foreach(name IN LISTS names)
  file(READ ${DIRECTORY}/${name} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(REGEX REPLACE "((0x..,){24})" "\\1\n" bytes "${bytes}")
  string(REGEX MATCH "[a-z]+$" extension ${name})
  set(path "/${name}")
  if(name STREQUAL "index.html")
    set(path "/")
  endif()
  string(APPEND arrays "constexpr unsigned char file_${number}[] = {\n${bytes}};\n")
  string(APPEND rows "    {\"${path}\", \"${types_${extension}}\", view(file_${number})},\n")
  math(EXPR number "${number} + 1")
endforeach()

file(CONFIGURE OUTPUT ${OUT} @ONLY CONTENT [[
// Written by cmake/EmbedPage.cmake from searcher/fronts/page/.
#include "searcher/fronts/page_files.h"

namespace osteon {
namespace {
@arrays@
template <std::size_t size>
std::string_view view(const unsigned char (&bytes)[size]) {
  return {reinterpret_cast<const char*>(bytes), size};
}
}  // namespace

std::span<const PageFile> page_files() {
  static const PageFile files[] = {
@rows@  };
  return files;
}
}  // namespace osteon
]])
