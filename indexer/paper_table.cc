#include "indexer/paper_table.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "base/ascii.h"
#include "indexer/filter_terms.h"
#include "indexer/read_back.h"
#include "indexer/schema.h"
#include "indexer/segment_impl.h"
#include "indexer/xapian_error.h"

namespace osteon {
namespace {

std::shared_ptr<const Paper> front_of(const Paper& paper) {
  auto front = std::make_shared<Paper>(paper);
  front->sections.clear();
  return front;
}

bool is_medline(const Paper& paper) {
  return paper.format == "pubmed" && !paper.ids.pmid.empty();
}

// The paper's text stays; what its accounts say together becomes its front matter.
void put_joined_front(PreparedPaper& paper) {
  std::vector<Section> sections = std::move(paper.paper.sections);
  paper.paper = joined_front(paper.accounts);
  paper.paper.sections = std::move(sections);
  const PaperAccount& first = paper.accounts.front();
  std::copy(first.hash.begin(), first.hash.end(), paper.hash);
  if (paper.accounts.size() == 1) paper.accounts.front().front.reset();
}

bool is_later(const Date& a, const Date& b) {
  return std::tie(a.year, a.month, a.day) > std::tie(b.year, b.month, b.day);
}

}  // namespace

void PaperTable::reset(const std::vector<SnapshotSegment>* base) {
  base_ = base;
  databases_.assign(base->size(), std::nullopt);
  entries_.clear();
  by_name_.clear();
  touched_.clear();
  base_dead_.assign(base->size(), {});
  run_dead_.clear();
  run_ordinal_ = 0;
}

PaperTable::Account PaperTable::account_of(const PreparedPaper& paper, std::uint64_t file,
                                           std::uint64_t key) {
  Account out;
  out.stored.key = key;
  out.stored.file = file;
  out.stored.hash = {paper.hash[0], paper.hash[1]};
  for (const NewPassage& passage : paper.passages) {
    out.stored.text_bytes += passage.text.size();
    const SectionKind kind = paper.paper.sections[passage.section].kind;
    out.stored.full_text |=
        !passage.text.empty() && kind != SectionKind::abstract && kind != SectionKind::key_points;
  }
  // Records hold no full text; what stands there besides an abstract are an indexer's words.
  const std::string& format = paper.paper.format;
  if (format == "pubmed" || format == "nbib" || format == "europepmc") {
    out.stored.full_text = false;
  }
  if (is_medline(paper.paper)) {
    out.medline_id = paper.paper.ids.pmid;
    out.revised = paper.paper.revised;
  }
  return out;
}

bool PaperTable::is_dead(std::size_t segment, PaperOrdinal ordinal) const {
  return (*base_)[segment].is_dead(ordinal) || base_dead_[segment].count(ordinal) > 0;
}

void PaperTable::find_in_base(std::string_view term,
                              std::set<std::pair<std::size_t, PaperOrdinal>>& found) {
  for (std::size_t s = 0; s < base_->size(); ++s) {
    const Segment& segment = *(*base_)[s].segment;
    with_xapian(segment.database_path(), [&] {
      if (!databases_[s]) databases_[s].emplace(segment.open_database());
      const std::string name(term);
      auto at = databases_[s]->postlist_begin(name);
      while (at != databases_[s]->postlist_end(name)) {
        const PaperOrdinal ordinal = segment.paper_of(*at - 1);
        if (!is_dead(s, ordinal)) found.emplace(s, ordinal);
        at.skip_to(segment.first_passage(ordinal) + segment.passage_count(ordinal) + 1);
      }
    });
  }
}

void PaperTable::know(std::uint32_t number, const PaperNames& names) {
  const PaperNames& before = entries_[number].names;
  const auto known = before.all();
  for (const std::uint64_t name : names.all()) {
    if (name != 0 && std::find(known.begin(), known.end(), name) == known.end()) {
      by_name_.emplace(name, number);
    }
  }
  entries_[number].names = names;
}

std::uint32_t PaperTable::enter(Entry entry) {
  const auto number = static_cast<std::uint32_t>(entries_.size());
  const PaperNames names = std::exchange(entry.names, {});
  entries_.push_back(std::move(entry));
  know(number, names);
  return number;
}

std::uint32_t PaperTable::touch(std::size_t segment, PaperOrdinal ordinal) {
  const auto known = touched_.find({segment, ordinal});
  if (known != touched_.end()) return known->second;
  PaperRecord record = (*base_)[segment].segment->paper(ordinal);
  Entry entry;
  entry.segment = segment;
  entry.ordinal = ordinal;
  entry.names = names_of(record.paper);
  for (PaperAccount& stored : record.accounts) {
    Account account;
    if (!stored.front) stored.front = front_of(record.paper);
    if (is_medline(*stored.front)) {
      account.medline_id = stored.front->ids.pmid;
      account.revised = stored.front->revised;
    }
    account.stored = std::move(stored);
    entry.accounts.push_back(std::move(account));
  }
  const std::uint32_t number = enter(std::move(entry));
  touched_[{segment, ordinal}] = number;
  return number;
}

// Live papers that are one with a paper of these names, and with each other.
std::vector<std::uint32_t> PaperTable::group_of(const Paper& paper, const PaperNames& names) {
  std::set<std::pair<std::size_t, PaperOrdinal>> places;
  find_in_base(paper_term(paper.id), places);
  const auto find_id = [&](const char* space, const std::string& id) {
    if (!id.empty()) {
      find_in_base(filter_term(prefix::any_id, space + ascii::lower_case(id)), places);
    }
  };
  find_id("pmid:", paper.ids.pmid);
  find_id("pmcid:", paper.ids.pmcid);
  find_id("doi:", paper.ids.doi);
  for (const auto& [segment, ordinal] : places) touch(segment, ordinal);

  std::vector<std::uint32_t> candidates;
  for (const std::uint64_t name : names.all()) {
    if (name == 0) continue;
    const auto [begin, end] = by_name_.equal_range(name);
    for (auto at = begin; at != end; ++at) {
      const Entry& entry = entries_[at->second];
      if (entry.alive && are_one_paper(entry.names, names)) candidates.push_back(at->second);
    }
  }
  // Where the candidates contradict each other, the same ones are taken in any order of arrival.
  std::sort(candidates.begin(), candidates.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(entries_[a].names.id, a) < std::pair(entries_[b].names.id, b);
  });
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  std::vector<std::uint32_t> group;
  for (const std::uint32_t candidate : candidates) {
    const PaperNames& own = entries_[candidate].names;
    const bool fits = std::all_of(group.begin(), group.end(), [&](std::uint32_t other) {
      const PaperNames& theirs = entries_[other].names;
      const auto agree = [](std::uint64_t x, std::uint64_t y) {
        return x == 0 || y == 0 || x == y;
      };
      return agree(own.pmid, theirs.pmid) && agree(own.pmcid, theirs.pmcid);
    });
    if (fits) group.push_back(candidate);
  }
  return group;
}

void PaperTable::bury(Entry& entry) {
  entry.alive = false;
  (entry.segment ? base_dead_[*entry.segment] : run_dead_).insert(entry.ordinal);
}

std::pair<PaperOutcome, bool> PaperTable::place(PreparedPaper& paper, std::uint64_t file,
                                                std::uint64_t key) {
  const PaperNames names = names_of(paper.paper);
  Account own = account_of(paper, file, key);
  const std::vector<std::uint32_t> group = group_of(paper.paper, names);
  if (!group.empty()) return join(paper, std::move(own), group);
  own.run_ordinal = run_ordinal_;
  Entry entry;
  entry.ordinal = run_ordinal_++;
  entry.names = names;
  entry.accounts.push_back(std::move(own));
  for (Account& notice : notices_about(names)) entry.accounts.push_back(std::move(notice));
  if (entry.accounts.size() > 1) entry.accounts.front().stored.front = front_of(paper.paper);
  paper.accounts.clear();
  for (const Account& account : entry.accounts) paper.accounts.push_back(account.stored);
  if (entry.accounts.size() > 1) {
    put_joined_front(paper);
    entry.names = names_of(paper.paper);
  }
  enter(std::move(entry));
  return {PaperOutcome::added, true};
}

std::pair<PaperOutcome, bool> PaperTable::join(PreparedPaper& paper, Account own,
                                               const std::vector<std::uint32_t>& group) {
  // All accounts, those whose text is at hand marked by their paper.
  struct Candidate {
    Account account;
    std::optional<std::uint32_t> holder;
    bool has_text = false;
  };
  std::vector<Candidate> all;
  bool replaced = false;
  for (const std::uint32_t number : group) {
    const Entry& entry = entries_[number];
    for (std::size_t i = 0; i < entry.accounts.size(); ++i) {
      const Account& account = entry.accounts[i];
      const bool same_document = account.stored.key == own.stored.key;
      const bool lost_text = is_richer(account.stored, entry.accounts.front().stored);
      const bool same_record = !own.medline_id.empty() && account.medline_id == own.medline_id;
      if (group.size() == 1 &&
          ((same_document && !lost_text && account.stored.hash == own.stored.hash) ||
           (same_record && is_later(account.revised, own.revised)))) {
        return {PaperOutcome::unchanged, false};
      }
      if (same_document || (same_record && is_later(own.revised, account.revised))) {
        replaced = true;
        continue;
      }
      all.push_back({account, number, i == 0});
    }
  }
  own.run_ordinal = run_ordinal_;
  own.stored.front = front_of(paper.paper);
  all.push_back({std::move(own), std::nullopt, true});
  PaperNames names = names_of(paper.paper);
  const auto take = [](std::uint64_t& mine, std::uint64_t theirs) {
    if (mine == 0) mine = theirs;
  };
  for (const std::uint32_t number : group) {
    const PaperNames& theirs = entries_[number].names;
    take(names.pmid, theirs.pmid);
    take(names.pmcid, theirs.pmcid);
    take(names.doi, theirs.doi);
  }
  for (Account& notice : notices_about(names)) {
    const auto is_known = [&](const Candidate& c) {
      return c.account.stored.key == notice.stored.key;
    };
    if (std::none_of(all.begin(), all.end(), is_known)) {
      all.push_back({std::move(notice), std::nullopt, false});
    }
  }
  std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
    return is_richer(a.account.stored, b.account.stored);
  });
  // What would be richer but has lost its text has to be read again; until then the next one shows.
  const auto best =
      std::find_if(all.begin(), all.end(), [](const Candidate& c) { return c.has_text; });
  for (auto at = all.begin(); at != best; ++at) {
    if (at->account.stored.text_bytes > 0) files_to_reread_.insert(at->account.stored.file);
  }
  std::rotate(all.begin(), best, std::next(best));

  const std::optional<std::uint32_t> holder = all.front().holder;
  std::vector<Account> accounts;
  bool complete = true;
  for (Candidate& candidate : all) {
    complete = complete && candidate.account.stored.front != nullptr;
    accounts.push_back(std::move(candidate.account));
  }
  for (const std::uint32_t number : group) {
    if (number != holder) bury(entries_[number]);
  }
  const PaperOutcome outcome =
      replaced && group.size() == 1 ? PaperOutcome::updated : PaperOutcome::joined;
  if (holder) {
    Entry& entry = entries_[*holder];
    entry.accounts = std::move(accounts);
    entry.amended = true;
    know(*holder, names);
    return {outcome, false};
  }
  Entry entry;
  entry.ordinal = run_ordinal_++;
  if (complete) {
    paper.accounts.clear();
    for (const Account& account : accounts) paper.accounts.push_back(account.stored);
    put_joined_front(paper);
    names = names_of(paper.paper);
  } else {
    entry.amended = true;
  }
  entry.names = names;
  entry.accounts = std::move(accounts);
  enter(std::move(entry));
  return {outcome, true};
}

bool PaperTable::remove(const std::string& paper_id) {
  Paper named;
  named.id = paper_id;
  const std::vector<std::uint32_t> group = group_of(named, names_of(named));
  for (const std::uint32_t number : group) bury(entries_[number]);
  return !group.empty();
}

// True if the paper goes. What is left of it without its text is read again from its files.
bool PaperTable::drop_from(Entry& entry, const std::function<bool(const Account&)>& gone) {
  const bool has_text = !entry.accounts.empty() && !gone(entry.accounts.front());
  const std::size_t before = entry.accounts.size();
  std::erase_if(entry.accounts, gone);
  if (entry.accounts.size() == before) return false;
  if (has_text) {
    entry.amended = true;
    return false;
  }
  for (const Account& account : entry.accounts) files_to_reread_.insert(account.stored.file);
  bury(entry);
  return true;
}

bool PaperTable::withdraw(const std::string& pmid) {
  Paper named;
  named.id = named.ids.pmid = pmid;
  bool went = false;
  for (const std::uint32_t number : group_of(named, names_of(named))) {
    went |= drop_from(entries_[number],
                      [&](const Account& account) { return account.medline_id == pmid; });
  }
  return went;
}

std::uint64_t PaperTable::drop(const std::function<bool(const PaperAccount&)>& gone) {
  std::uint64_t went = 0;
  for (std::size_t s = 0; s < base_->size(); ++s) {
    const Segment& segment = *(*base_)[s].segment;
    for (PaperOrdinal ordinal = 0; ordinal < segment.paper_count(); ++ordinal) {
      if (is_dead(s, ordinal)) continue;
      const std::vector<PaperAccount> accounts = segment.paper(ordinal).accounts;
      if (std::none_of(accounts.begin(), accounts.end(), gone)) continue;
      went += drop_from(entries_[touch(s, ordinal)],
                        [&](const Account& account) { return gone(account.stored); });
    }
  }
  return went;
}

void PaperTable::amend(const FindPlaced& placed,
                       const std::function<void(PreparedPaper&&)>& write) {
  for (Entry& entry : entries_) {
    if (!entry.alive || !entry.amended) continue;
    const auto [segment, ordinal] =
        entry.segment ? Place((*base_)[*entry.segment].segment.get(), entry.ordinal)
                      : placed(entry.ordinal);
    PreparedPaper paper = read_back(*segment, ordinal);
    paper.accounts.clear();
    for (const Account& account : entry.accounts) {
      PaperAccount stored = account.stored;
      if (!stored.front) {
        const auto [their_segment, their_ordinal] = placed(account.run_ordinal);
        stored.front = front_of(their_segment->paper(their_ordinal).paper);
      }
      paper.accounts.push_back(std::move(stored));
    }
    put_joined_front(paper);
    bury(entry);
    write(std::move(paper));
  }
}

}  // namespace osteon
