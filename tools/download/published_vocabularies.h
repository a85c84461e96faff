// Vocabularies as their publishers offer them: where they are, on what terms, and how they come
// into a folder that `osteon vocab build` compiles.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/download/http_client.h"

namespace osteon::tools {

/// One file of a publisher. `{year}` in its address and name is the release's year.
struct PublishedFile {
  std::string_view url;
  std::string_view name;  ///< in the folder; of an archive that is unpacked, the name it comes by
  /// Members to keep of an archive; empty: the file is kept as it is.
  std::span<const std::string_view> members = {};
};

struct PublishedVocabulary {
  std::string_view name;     ///< by which a user asks for it
  std::string_view content;  ///< what it is, for people
  std::string_view size;     ///< roughly, to be downloaded
  std::string_view terms;    ///< under which the publisher offers it
  std::span<const PublishedFile> files;
};

/// All that can be asked for by name; the first three are what is fetched unasked.
std::span<const PublishedVocabulary> published_vocabularies();

struct VocabularyFetchOptions {
  std::vector<std::string> names;  ///< empty: the first three
  std::string directory;           ///< made if it is not there
  /// A mirror: files are asked for by their names below it; empty: from their publishers.
  std::string base_url;
  int year = 0;        ///< of MeSH's release; 0: this year's, or the last year's until it is out
  bool again = false;  ///< also what is there already
  HttpClientOptions http;
  std::function<void(const std::string& file, std::uint64_t bytes, std::uint64_t of)> progress;
};

struct FetchedFile {
  std::string path, url;
  std::uint64_t bytes = 0;
  bool present = false;  ///< was there before and not asked for
};

/// Every file is there whole or not at all, and a compressed one has been read to its end. Throws
/// Error: usage (an unknown name), not_found, cancelled, io; what came before stays.
std::vector<FetchedFile> fetch_vocabularies(const VocabularyFetchOptions& options);

}  // namespace osteon::tools
