// The parts of resolving that see one word or value: its sense, a concept by id or name, a filter.
#pragma once

#include <string>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/matching/plan.h"
#include "searcher/matching/query_words.h"
#include "searcher/query/query.h"
#include "searcher/search.h"

namespace osteon {

/// Gives the unit all canonical ids by which the segments know the concept, all its ids, names and
/// the size of its subtree. `index` is no_concept for what only documents know.
void set_concept(const IndexView& view, QueryUnit& unit, const std::string& id, ConceptIndex index,
                 const std::vector<std::string>& ids);

/// Looks `text` up as an id in any usual writing, then as a name, in the vocabulary and then in the
/// documents' own concepts; of `type` only, unless that is empty. False if there is none.
bool find_concept(const IndexView& view, QueryUnit& unit, const std::string& text,
                  const std::string& type);

/// Gives the unit the concept that its words stand for in this index, if any, and lists the senses
/// that were not taken. With what the vocabulary says weighs what the papers here mean by short
/// forms.
void choose_sense(const IndexView& view, const SearchSession& session, const TextUnit& from,
                  QueryUnit& unit);

/// The plan of a filter or a range; a value that no paper has becomes a notice.
Plan resolve_filter(const Query& query, const IndexView& view, const SearchSession& session,
                    std::vector<Notice>& notices);

}  // namespace osteon
