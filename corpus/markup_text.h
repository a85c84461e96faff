// Text that holds a little HTML, as abstracts in JSON and exports do.
#pragma once

#include <string_view>

#include "corpus/paper.h"

namespace osteon::corpus {

/// Adds `html` as one section, or, where it has <h4> headings, one a heading. Tags vanish; raised
/// and lowered text stays with its word; the entities of XML are resolved.
void add_marked_up_abstract(std::string_view html, Paper& paper);

/// The text alone.
std::string without_tags(std::string_view html);

}  // namespace osteon::corpus
