// Counts papers over the exact set of matches, by their concepts and their attributes.
#include "searcher/facets.h"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "base/ascii.h"
#include "searcher/facet_columns.h"
#include "searcher/facet_tree.h"

namespace osteon {
namespace {

using Counts = std::unordered_map<std::string, FacetValue>;

/// True if `text` is empty or begins a word of `name`, in any case.
bool has_word(std::string_view name, std::string_view text) {
  const std::string low = ascii::lower_case(name), wanted = ascii::lower_case(text);
  for (std::size_t at = low.find(wanted); at != std::string::npos; at = low.find(wanted, at + 1)) {
    if (at == 0 || !(ascii::is_letter(low[at - 1]) || ascii::is_digit(low[at - 1]))) return true;
  }
  return false;
}

/// What a request wants to see of facets.
class Shown {
 public:
  explicit Shown(const SearchRequest& request)
      : by_lift_(request.facet_order == FacetOrder::lift),
        limit_(std::max<std::size_t>(1, request.facet_limit)) {
    const std::size_t colon = std::min(request.facet_find.find(':'), request.facet_find.size());
    searched_ = request.facet_find.substr(0, colon);
    if (colon < request.facet_find.size()) text_ = request.facet_find.substr(colon + 1);
  }

  bool by_lift() const { return by_lift_; }
  std::size_t limit() const { return limit_; }
  bool wants(const std::string& facet, std::string_view name) const {
    return facet != searched_ || has_word(name, text_);
  }
  bool before(const FacetValue& a, const FacetValue& b) const {
    if (by_lift_) {
      constexpr std::uint64_t few = 3;
      if ((a.papers < few) != (b.papers < few)) return b.papers < few;
      if (a.lift != b.lift) return a.lift > b.lift;
    }
    if (a.papers != b.papers) return a.papers > b.papers;
    return a.name != b.name ? a.name < b.name : a.id < b.id;
  }

  /// The first `most` of `values`, in order. What the reader chose stays in sight.
  std::vector<FacetValue> top(std::vector<FacetValue> values, std::size_t most) const {
    const auto better = [this](const FacetValue& a, const FacetValue& b) { return before(a, b); };
    if (values.size() > most) {
      const auto cut = values.begin() + static_cast<std::ptrdiff_t>(most);
      std::nth_element(values.begin(), cut, values.end(), better);
      values.erase(
          std::stable_partition(cut, values.end(), [](const FacetValue& v) { return v.selected; }),
          values.end());
    }
    std::sort(values.begin(), values.end(), better);
    return values;
  }

 private:
  bool by_lift_;
  std::size_t limit_;
  std::string searched_, text_;
};

double lift_of(double papers, double of_papers, double corpus, double of_corpus) {
  return of_papers == 0 || corpus == 0 ? 0 : papers / of_papers / (corpus / of_corpus);
}

std::vector<FacetValue> listed(Counts& counts, const std::string& facet,
                               const FacetFilters& filters, const Shown& shown, std::size_t most) {
  std::vector<FacetValue> out;
  for (auto& [id, value] : counts) {
    value.selected = filters.selected(facet, id);
    if (value.selected || shown.wants(facet, value.name)) out.push_back(std::move(value));
  }
  return shown.top(std::move(out), most);
}

}  // namespace

std::map<std::string, std::vector<FacetValue>> count_facets(
    const IndexView& view, const std::vector<Bitmap>& matches,
    const std::vector<std::vector<Bitmap>>& sideways, const FacetFilters& filters,
    const SearchRequest& request) {
  const Shown shown(request);
  std::map<std::string, std::vector<FacetValue>> out;
  const std::size_t segments = view.segment_count();
  // The papers that a facet counts: all that match, but for its own filter.
  const auto passages_for = [&](std::size_t s, const std::string& facet) {
    Bitmap bits = matches[s];
    const int own = filters.find(facet);
    if (own >= 0) bits |= sideways[s][static_cast<std::size_t>(own)];
    return bits;
  };

  std::vector<Bitmap> papers(segments);
  for (std::size_t s = 0; s < segments; ++s) papers[s] = papers_of(view.segment(s), matches[s]);
  const auto papers_for = [&](std::size_t s, const std::string& facet) {
    return filters.find(facet) < 0 ? papers[s] : papers_of(view.segment(s), passages_for(s, facet));
  };

  const auto count_of = [&](const std::string& facet) {
    std::uint64_t n = 0;
    for (std::size_t s = 0; s < segments; ++s) n += papers_for(s, facet).count();
    return n;
  };
  const auto corpus_papers = static_cast<double>(view.snapshot().live_papers);

  // Concepts: numbers in one pass for the types without a filter, one more for each with one.
  const IndexView::ConceptTable& table = view.concepts();
  const std::vector<std::uint32_t> plain = view.papers_by_concept(papers);
  const auto concept_name = [&](std::uint32_t c) {
    return view.segment(table.first[c].first).concept_name(table.first[c].second);
  };
  const auto concept_id = [&](std::uint32_t c) {
    return view.segment(table.first[c].first).concept_id(table.first[c].second);
  };
  std::vector<std::vector<std::uint32_t>> by_type(view.concept_types().size());
  for (std::uint32_t c = 0; c < plain.size(); ++c) {
    if (plain[c] != 0) by_type[table.type[c]].push_back(c);
  }
  for (std::size_t t = 0; t < by_type.size(); ++t) {
    const std::string& type = view.concept_types()[t];
    std::vector<std::uint32_t> filtered;
    if (filters.find(type) >= 0) {
      std::vector<Bitmap> sideways_papers;
      for (std::size_t s = 0; s < segments; ++s) sideways_papers.push_back(papers_for(s, type));
      filtered = view.papers_by_concept(sideways_papers);
      by_type[t].clear();
      for (std::uint32_t c = 0; c < filtered.size(); ++c) {
        if (filtered[c] != 0 && table.type[c] == t) by_type[t].push_back(c);
      }
    }
    const std::vector<std::uint32_t>& counts = filtered.empty() ? plain : filtered;
    std::vector<std::uint32_t>& members = by_type[t];
    std::erase_if(members, [&](std::uint32_t c) {
      return !shown.wants(type, concept_name(c)) &&
             !filters.selected(type, std::string(concept_id(c)));
    });
    if (members.empty()) continue;
    const auto of_papers = shown.by_lift() ? static_cast<double>(count_of(type)) : 0.0;
    const auto value_of = [&](std::uint32_t c) {
      FacetValue value{std::string(concept_id(c)), std::string(concept_name(c)), counts[c]};
      if (shown.by_lift())
        value.lift = lift_of(counts[c], of_papers, view.concept_papers()[c], corpus_papers);
      value.selected = filters.find(type) >= 0 && filters.selected(type, value.id);
      return value;
    };
    std::vector<FacetValue> values;
    if (shown.by_lift() || filters.find(type) >= 0) {
      for (const std::uint32_t c : members) values.push_back(value_of(c));
    } else {  // names are made for what is shown only
      const std::size_t most = std::min(shown.limit(), members.size());
      std::partial_sort(members.begin(), members.begin() + static_cast<std::ptrdiff_t>(most),
                        members.end(), [&](std::uint32_t a, std::uint32_t b) {
                          if (counts[a] != counts[b]) return counts[a] > counts[b];
                          const int order = concept_name(a).compare(concept_name(b));
                          return order != 0 ? order < 0 : concept_id(a) < concept_id(b);
                        });
      for (std::size_t i = 0; i < most; ++i) values.push_back(value_of(members[i]));
    }
    out[type] = shown.top(std::move(values), shown.limit());
  }

  if (!request.facet_under.empty()) {
    std::vector<Bitmap> under(segments);
    for (std::size_t s = 0; s < segments; ++s) under[s] = papers_for(s, "narrower");
    std::vector<FacetValue> values = count_children(view, request.facet_under, under);
    for (FacetValue& value : values) value.selected = filters.selected("narrower", value.id);
    std::erase_if(values, [&](const FacetValue& value) {
      return !value.selected && !shown.wants("narrower", value.name);
    });
    out["narrower"] = shown.top(std::move(values), shown.limit());
  }

  Counts years;
  for (std::size_t s = 0; s < segments; ++s) {
    const Segment& segment = view.segment(s);
    papers_for(s, "year").for_each([&](PaperOrdinal p) {
      const std::uint16_t year = segment.year(p);
      if (year == 0) return;
      const std::string text = std::to_string(year);
      FacetValue& value = years[text];
      value.id = value.name = text;
      ++value.papers;
    });
  }
  // Years are a row of bars: all of them, not the most frequent.
  if (!years.empty()) out["year"] = listed(years, "year", filters, shown, years.size());

  for (const std::string_view name : column_facets) {
    const std::string facet(name);
    const auto count_column = [&](const auto& papers_in) {
      Counts counts;
      for (std::size_t s = 0; s < segments; ++s) {
        const Segment& segment = view.segment(s);
        const int column = find_column(segment, facet);
        if (column < 0) continue;
        const auto c = static_cast<std::size_t>(column);
        const std::span<const std::uint32_t> values = segment.column_values(c);
        // One place more for values out of bounds, which column_text() below refuses.
        const std::uint32_t size = segment.column_size(c);
        std::vector<std::uint64_t> by_value(size + 1);
        papers_in(s).for_each([&](PaperOrdinal p) { ++by_value[std::min(values[p], size)]; });
        for (std::uint32_t v = 0; v < by_value.size(); ++v) {
          if (by_value[v] == 0) continue;
          const std::string text(segment.column_text(c, v));
          std::vector<std::string> names{text};
          if (facet == "flag") names = split_flags(text);
          for (const std::string& one : names) {
            if (one.empty()) continue;
            FacetValue& value = counts[one];
            value.id = value.name = one;
            value.papers += by_value[v];
          }
        }
      }
      return counts;
    };
    Counts counts = count_column([&](std::size_t s) { return papers_for(s, facet); });
    if (counts.empty()) continue;
    if (shown.by_lift()) {
      const Counts corpus =
          count_column([&](std::size_t s) { return papers_of(view.segment(s), view.live(s)); });
      const auto of_papers = static_cast<double>(count_of(facet));
      for (auto& [id, value] : counts) {
        value.lift = lift_of(static_cast<double>(value.papers), of_papers,
                             static_cast<double>(corpus.at(id).papers), corpus_papers);
      }
    }
    out[facet] = listed(counts, facet, filters, shown, shown.limit());
  }

  Counts sections;
  for (std::size_t s = 0; s < segments; ++s) {
    const Segment& segment = view.segment(s);
    std::vector<std::uint64_t> by_kind(section_kind_count);
    std::uint32_t seen_kinds = 0;
    PaperOrdinal paper = 0;
    bool first = true;
    passages_for(s, "section").for_each([&](PassageNumber p) {
      const PaperOrdinal its_paper = segment.paper_of(p);
      if (first || its_paper != paper) seen_kinds = 0;
      first = false;
      paper = its_paper;
      const auto kind = static_cast<std::size_t>(segment.section_of(p));
      if ((seen_kinds >> kind & 1) == 0) ++by_kind[kind];
      seen_kinds |= 1u << kind;
    });
    for (std::size_t k = 0; k < by_kind.size(); ++k) {
      if (by_kind[k] == 0) continue;
      const std::string text(to_string(static_cast<SectionKind>(k)));
      FacetValue& value = sections[text];
      value.id = value.name = text;
      value.papers += by_kind[k];
    }
  }
  if (!sections.empty())
    out["section"] = listed(sections, "section", filters, shown, section_kind_count);
  return out;
}

}  // namespace osteon
