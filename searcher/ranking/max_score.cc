#include "searcher/ranking/max_score.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace osteon {
namespace {

/// One term's postings in one segment: as a list in memory, or, where few passages are looked up in
/// a long list that has not been read, as Xapian's iterator.
class TermPostings {
 public:
  TermPostings(const Xapian::Database& database, SearchSession& session, std::size_t segment,
               const std::string& term, double factor)
      : database_(&database),
        session_(&session),
        segment_(segment),
        term_(&term),
        factor_(factor),
        frequency_(database.get_termfreq(term)),
        list_(session.postings.find(segment, term)) {}

  double factor() const { return factor_; }
  std::size_t frequency() const { return frequency_; }
  std::uint32_t most_wdf() const {
    return list_ != nullptr ? list_->most_wdf : database_->get_wdf_upper_bound(*term_);
  }

  const PostingList& list() {
    if (list_ == nullptr) list_ = &session_->postings.list(*database_, segment_, *term_);
    return *list_;
  }

  /// Before passages are looked up in ascending order once more.
  void rewind() {
    at_ = 0;
    iterator_.reset();
  }

  /// How often the term is in `passage`, length normalised; 0 if it is not.
  std::uint32_t wdf(PassageNumber passage) {
    // Reading all of it takes about as long as so many look-ups, and serves the next search, too.
    if (list_ == nullptr && ++looked_up_ * 16 < frequency_) return skip_to(passage);
    const std::vector<PassageNumber>& passages = list().passages;
    std::size_t step = 1, low = at_;
    while (low + step < passages.size() && passages[low + step] < passage) {
      low += step;
      step *= 2;
    }
    const auto from = passages.begin() + static_cast<std::ptrdiff_t>(low);
    const auto to =
        passages.begin() + static_cast<std::ptrdiff_t>(std::min(low + step + 1, passages.size()));
    at_ = static_cast<std::size_t>(std::lower_bound(from, to, passage) - passages.begin());
    return at_ < passages.size() && passages[at_] == passage ? list_->wdf[at_] : 0;
  }

 private:
  std::uint32_t skip_to(PassageNumber passage) {
    if (!iterator_) iterator_ = database_->postlist_begin(*term_);
    iterator_->skip_to(passage + 1);
    const bool found = *iterator_ != database_->postlist_end(*term_) && **iterator_ == passage + 1;
    return found ? iterator_->get_wdf() : 0;
  }

  const Xapian::Database* database_;
  SearchSession* session_;
  std::size_t segment_;
  const std::string* term_;
  double factor_;
  std::size_t frequency_;
  const PostingList* list_;
  std::size_t at_ = 0, looked_up_ = 0;
  std::optional<Xapian::PostingIterator> iterator_;
};

/// The best so far: a heap, the worst of them in front.
class Best {
 public:
  Best(std::size_t count, double least) : count_(count), least_(least) {}

  /// What scores less cannot be among the best.
  double least() const { return heap_.size() < count_ ? least_ : heap_.front().first; }

  void add(double score, PassageNumber passage) {
    if (score <= 0 || score < least_ || count_ == 0) return;
    if (heap_.size() == count_) {
      if (!before({score, passage}, heap_.front())) return;
      std::pop_heap(heap_.begin(), heap_.end(), before);
      heap_.pop_back();
    }
    heap_.emplace_back(score, passage);
    std::push_heap(heap_.begin(), heap_.end(), before);
  }

  RankedList take() {
    std::sort(heap_.begin(), heap_.end(),
              [](const Scored& a, const Scored& b) { return a.second < b.second; });
    RankedList out;
    for (const auto& [score, passage] : heap_) {
      out.passages.push_back(passage);
      out.scores.push_back(score);
    }
    return out;
  }

 private:
  using Scored = std::pair<double, PassageNumber>;
  static bool before(const Scored& a, const Scored& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  }

  std::size_t count_;
  double least_;
  std::vector<Scored> heap_;
};

}  // namespace

MaxScore::MaxScore(const IndexView& view, SearchSession& session, const Scorer& scorer)
    : view_(view), session_(session), scorer_(scorer) {
  for (std::uint32_t wdf = 0; wdf < saturation_.size(); ++wdf)
    saturation_[wdf] = scorer.saturation(wdf);
}

RankedList MaxScore::find(std::size_t segment, std::size_t count, double least) const {
  // Sums of bounds may come out a little less than the same terms' scores in another order.
  constexpr double rounding = 1 + 1e-9;
  const Xapian::Database& database = session_.databases[segment];
  const auto value = [&](double factor, std::uint32_t wdf) {
    return factor * saturation_[std::min(wdf, weight_schema.cap)];
  };
  struct Part {
    TermPostings postings;
    double most;         ///< that it adds
    std::size_t number;  ///< among the scorer's terms
  };
  std::vector<Part> parts;
  for (std::size_t i = 0; i < scorer_.terms().size(); ++i) {
    const ScoredTerm& term = scorer_.terms()[i];
    TermPostings postings(database, session_, segment, term.term, Scorer::factor(term));
    if (postings.frequency() == 0 || postings.factor() <= 0) continue;
    const double most = value(postings.factor(), postings.most_wdf());
    parts.push_back({std::move(postings), most, i});
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.most > b.most; });
  std::vector<double> rest(parts.size() + 1, 0);  // the most that this and the later ones add
  for (std::size_t i = parts.size(); i-- > 0;) rest[i] = rest[i + 1] + parts[i].most * rounding;

  const Bitmap& live = view_.live(segment);
  Bitmap weighed(live.size());
  Best best(count, least);
  std::vector<double> added(scorer_.terms().size(), 0);
  for (std::size_t i = 0; i < parts.size() && rest[i] >= best.least(); ++i) {
    for (std::size_t j = i + 1; j < parts.size(); ++j) parts[j].postings.rewind();
    const double factor = parts[i].postings.factor();
    const PostingList& list = parts[i].postings.list();
    std::uint32_t fewest = 0;  // a smaller wdf is not worth a look, whatever the other lists add
    for (std::size_t p = 0; p < list.passages.size(); ++p) {
      if (list.wdf[p] < fewest) continue;
      const double here = value(factor, list.wdf[p]);
      if (here + rest[i + 1] < best.least()) {
        fewest = list.wdf[p] + 1u;
        continue;
      }
      const PassageNumber passage = list.passages[p];
      if (weighed.test(passage) || !live.test(passage)) continue;
      weighed.set(passage);
      added[parts[i].number] = here;
      double sum = here;
      std::size_t j = i + 1;
      for (; j < parts.size() && sum * rounding + rest[j] >= best.least(); ++j) {
        const std::uint32_t wdf = parts[j].postings.wdf(passage);
        if (wdf == 0) continue;
        added[parts[j].number] = value(parts[j].postings.factor(), wdf);
        sum += added[parts[j].number];
      }
      // In the scorer's order, so that the last digits are its own.
      if (j == parts.size()) {
        double score = 0;
        for (const double one : added) score += one;
        best.add(score, passage);
      }
      std::fill(added.begin(), added.end(), 0);
    }
  }
  return best.take();
}

}  // namespace osteon
