// Which papers are there while a writer runs: those of the committed segments and those placed
// since. Decides what becomes of each paper that arrives, and what of those that it belongs to.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/batch_builder.h"
#include "indexer/notice_table.h"
#include "indexer/paper_account.h"
#include "indexer/snapshot.h"

namespace osteon {

enum class PaperOutcome {
  added,
  updated,    ///< the same document says something else than before
  unchanged,  ///< it says what it said before
  joined      ///< another document of a paper that is there
};

class PaperTable {
 public:
  /// What a paper in the index is read back by: its segment and ordinal there.
  using Place = std::pair<const Segment*, PaperOrdinal>;
  /// Finds papers of this run, by ordinal, in segments that are finished.
  using FindPlaced = std::function<Place(std::uint32_t)>;

  /// Forgets the run: `base` is what is committed now; it must outlive the table's use.
  void reset(const std::vector<SnapshotSegment>* base);

  /// What a retraction list says from now on of every paper, also of those that come later; it
  /// stays over reset().
  void set_notices(NoticeTable notices);
  /// Tells the committed papers what the list says, in place of what `before` said; returns how
  /// many papers the list names.
  std::uint64_t tell_notices(const NoticeTable& before);

  /// Places the next paper. `file` and `key` are its account's. If the second value is true, it is
  /// to be indexed, with the ordinal that follows the one before.
  std::pair<PaperOutcome, bool> place(PreparedPaper& paper, std::uint64_t file, std::uint64_t key);

  /// The paper that is known by this id goes; false if there is none.
  bool remove(const std::string& paper_id);
  /// What MEDLINE said of this PMID is withdrawn; true if no other document tells of the paper.
  bool withdraw(const std::string& pmid);
  /// Drops the accounts of committed papers that `gone` holds of; returns how many papers went
  /// because nothing is left of them, or because their text went. Reads every record.
  std::uint64_t drop(const std::function<bool(const PaperAccount&)>& gone);

  /// A committed paper is written again as it is, by amend().
  void write_again(std::size_t segment, PaperOrdinal ordinal) {
    entries_[touch(segment, ordinal)].amended = true;
  }
  /// Papers whose text stays and whose record is to be written again; they get new ordinals in
  /// order of calling. Only when nothing of the run is still being written.
  void amend(const FindPlaced& placed, const std::function<void(PreparedPaper&&)>& write);

  const std::set<std::uint32_t>& dead_in_base(std::size_t segment) const {
    return base_dead_[segment];
  }
  const std::set<std::uint32_t>& dead_in_run() const { return run_dead_; }
  /// Files whose text is needed again, because a richer document of a paper lost its text.
  std::set<std::uint64_t>& files_to_reread() { return files_to_reread_; }

 private:
  struct Account {
    PaperAccount stored;
    std::uint32_t run_ordinal = 0;  ///< where its front can be read, if it is null
    std::string medline_id;         ///< PMID, if it is a MEDLINE record
    Date revised;
  };
  struct Entry {
    std::optional<std::size_t> segment;  ///< of the base; empty: placed in this run
    std::uint32_t ordinal = 0;
    PaperNames names;
    std::vector<Account> accounts;  ///< the first one's text is in the index
    bool alive = true, amended = false;
  };

  static Account account_of(const PreparedPaper& paper, std::uint64_t file, std::uint64_t key);
  std::vector<std::uint32_t> group_of(const Paper& paper, const PaperNames& names);
  void find_in_base(std::string_view term, std::set<std::pair<std::size_t, PaperOrdinal>>& found);
  std::uint32_t touch(std::size_t segment, PaperOrdinal ordinal);
  /// What the list says of a paper of these names.
  std::vector<Account> notices_about(const PaperNames& names) const;
  std::uint32_t enter(Entry entry);
  void know(std::uint32_t number, const PaperNames& names);
  void bury(Entry& entry);
  bool is_dead(std::size_t segment, PaperOrdinal ordinal) const;
  std::pair<PaperOutcome, bool> join(PreparedPaper& paper, Account own,
                                     const std::vector<std::uint32_t>& group);
  bool drop_from(Entry& entry, const std::function<bool(const Account&)>& gone);

  const std::vector<SnapshotSegment>* base_ = nullptr;
  std::vector<std::optional<Xapian::Database>> databases_;
  std::deque<Entry> entries_;
  std::unordered_multimap<std::uint64_t, std::uint32_t> by_name_;
  std::map<std::pair<std::size_t, PaperOrdinal>, std::uint32_t> touched_;
  std::vector<std::set<std::uint32_t>> base_dead_;
  std::set<std::uint32_t> run_dead_;
  std::set<std::uint64_t> files_to_reread_;
  std::uint32_t run_ordinal_ = 0;
  NoticeTable notices_;
  std::unordered_multimap<std::uint64_t, std::size_t> notice_by_name_;
};

}  // namespace osteon
