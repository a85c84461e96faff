// What words, and values after a field's name, become in the tree.
#pragma once

#include "searcher/query/fields.h"
#include "searcher/query/notice_list.h"
#include "searcher/query/query.h"

namespace osteon {

/// A word by its form alone: an identifier, a prefix, words; `nothing` for signs without letters.
Query read_word(const QueryToken& token, NoticeList& notices);

/// A phrase as it stands; `nothing` for signs without letters.
Query read_quoted(const QueryToken& token, NoticeList& notices);

/// The values of a field (words, or a group of them), each made what the field makes of a value.
/// `name` is the field's own token, for notices.
Query read_values(const FieldName& field, Query values, const QueryToken& name,
                  NoticeList& notices);

/// PubMed: a tag belongs to the words, or the phrase, at the end of `items`, which it changes.
void apply_tag(const QueryToken& tag, std::vector<Query>& items, NoticeList& notices);

}  // namespace osteon
