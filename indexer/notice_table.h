// What a retraction list says of papers, whether they are in the index or come later.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/paper_account.h"

namespace osteon {

/// Accounts without text; each has its front.
using NoticeTable = std::vector<PaperAccount>;

/// From what read_retraction_list gives.
NoticeTable notices_of(const std::vector<Paper>& listed);

std::string encode_notices(const NoticeTable& table);
/// Throws Error (corrupt) naming `path`.
NoticeTable decode_notices(std::string_view bytes, const std::string& path);

}  // namespace osteon
