#include "searcher/find_paper.h"

#include <charconv>
#include <vector>

#include "base/ascii.h"
#include "indexer/filter_terms.h"
#include "indexer/schema.h"
#include "searcher/query/words.h"

namespace osteon {
namespace {

std::optional<PaperPlace> find_term(const IndexView& view, const SearchSession& session,
                                    const std::string& term) {
  for (std::size_t s = view.segment_count(); s-- > 0;) {
    const Xapian::Database& database = session.databases[s];
    for (auto it = database.postlist_begin(term); it != database.postlist_end(term); ++it) {
      const PaperOrdinal paper = view.segment(s).paper_of(*it - 1);
      if (!view.is_dead(s, paper)) return PaperPlace{s, paper};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<PaperPlace> find_paper(const IndexView& view, const SearchSession& session,
                                     const std::string& id) {
  if (auto found = find_term(view, session, paper_term(id))) return found;
  std::vector<Query> readings;
  if (auto read = read_paper_id(id)) readings.push_back(*read);
  for (const char* field : {"id", "pmid", "pmcid", "doi"}) {
    readings.push_back(read_paper_field(field, id));
  }
  for (const Query& q : readings) {
    if (q.kind != Query::Kind::paper) continue;
    const std::string term =
        q.field == "id" ? paper_term(q.text)
                        : filter_term(prefix::any_id, q.field + ':' + ascii::lower_case(q.text));
    if (auto found = find_term(view, session, term)) return found;
  }
  return std::nullopt;
}

std::optional<PassagePlace> find_passage(const IndexView& view, const SearchSession& session,
                                         const std::string& id) {
  const std::size_t colon = id.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  std::uint32_t number = 0;
  const char* const last = id.data() + id.size();
  const auto [end, error] = std::from_chars(id.data() + colon + 1, last, number);
  if (error != std::errc() || end != last || number == 0) return std::nullopt;
  const auto place = find_paper(view, session, id.substr(0, colon));
  if (!place) return std::nullopt;
  const Segment& segment = view.segment(place->segment);
  if (number > segment.passage_count(place->paper)) return std::nullopt;
  return PassagePlace{*place, segment.first_passage(place->paper) + number - 1};
}

}  // namespace osteon
