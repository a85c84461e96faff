// Standing searches: kept beside an index under a name, run again when it has changed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/api.h"
#include "searcher/fronts/saved_search.h"

namespace osteon {

class Searcher;

struct Watch {
  std::string name;
  std::string added;  ///< date
  SavedSearch last;   ///< as it was last run
};

/// What a run of a standing search found.
struct WatchReport {
  std::string name, query;
  std::uint64_t revision_before = 0, revision = 0;
  SearchComparison comparison;
};

/// The standing searches of one index, in two files in its directory: `watches.json`, replaced as a
/// whole, and `watches.log`, one WatchReport as JSON a line, only added to. Indexing leaves both
/// alone and they are copied with the index. One program at a time holds the log; others wait.
class OSTEON_API WatchList {
 public:
  /// Throws Error (io, corrupt, incompatible_version) naming a file.
  explicit WatchList(std::string directory);
  ~WatchList();
  WatchList(const WatchList&) = delete;

  const std::vector<Watch>& watches() const { return watches_; }
  /// Throws Error (usage) if there is one of that name, or if it is empty, has control characters,
  /// or is over 100 bytes long.
  void add(const std::string& name, SavedSearch first);
  bool remove(const std::string& name);  ///< false if there is none
  /// Runs one, or all where `name` is empty, logs and remembers what it found. Throws Error
  /// (not_found) if there is none of that name.
  std::vector<WatchReport> run(const Searcher& searcher, const std::string& name,
                               const std::string& date);
  /// The log's lines, oldest first; of one watch where `name` is not empty.
  std::vector<std::string> log(const std::string& name) const;

 private:
  void save() const;
  std::string file(const char* name) const;

  std::string directory_;
  int log_ = -1;
  std::vector<Watch> watches_;
};

OSTEON_API std::string to_json(const std::vector<Watch>& watches);
OSTEON_API std::string to_json(const WatchReport& report);

}  // namespace osteon
