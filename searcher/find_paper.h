// Papers and passages by their names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "searcher/index_view.h"

namespace osteon {

struct PaperPlace {
  std::size_t segment = 0;
  PaperOrdinal paper = 0;
};

/// By paper id, PMCID, PMID or DOI in any usual writing; live papers only.
std::optional<PaperPlace> find_paper(const IndexView& view, const SearchSession& session,
                                     const std::string& id);

struct PassagePlace {
  PaperPlace paper;
  PassageNumber passage = 0;  ///< in its segment
};

/// By passage id: a paper's id, ':' and a number from 1.
std::optional<PassagePlace> find_passage(const IndexView& view, const SearchSession& session,
                                         const std::string& id);

}  // namespace osteon
