// Counts papers over the exact set of matches, by their concepts and their attributes.
#include "searcher/facets.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "analyzers/concept_id.h"
#include "base/ascii.h"
#include "indexer/filter_terms.h"
#include "searcher/facet_tree.h"

namespace osteon {
namespace {

/// Facet -> column of a segment.
std::string_view column_of(std::string_view facet) {
  if (facet == "source") return "format";
  if (facet == "flag") return "flags";
  return facet;
}
constexpr std::string_view column_facets[] = {"journal", "type", "licence", "source", "flag"};

bool is_column_facet(std::string_view facet) {
  return std::find(std::begin(column_facets), std::end(column_facets), facet) !=
         std::end(column_facets);
}

int find_column(const Segment& segment, std::string_view facet) {
  const auto names = segment.column_names();
  const auto at = std::find(names.begin(), names.end(), column_of(facet));
  return at == names.end() ? -1 : static_cast<int>(at - names.begin());
}

/// Several flags share one value of their column.
std::vector<std::string> split_flags(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (comma > 0) out.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

}  // namespace

struct FacetFilters::Row {
  std::string facet;
  std::set<std::string> values;  ///< ids as facets give them
  std::vector<Bitmap> papers;    ///< by segment; empty for sections
  std::vector<bool> sections;    ///< by SectionKind
};

FacetFilters::~FacetFilters() = default;

FacetFilters::FacetFilters(const IndexView& view, const SearchRequest& request,
                           std::vector<Notice>& notices)
    : view_(view) {
  std::map<std::string, std::vector<std::string>> merged;
  for (const FacetFilter& filter : request.filters) {
    auto& values = merged[filter.facet];
    values.insert(values.end(), filter.values.begin(), filter.values.end());
  }
  for (const auto& [facet, values] : merged) {
    if (values.empty()) continue;
    Row row;
    row.facet = facet;
    const bool is_type = std::find(view.concept_types().begin(), view.concept_types().end(),
                                   facet) != view.concept_types().end();
    if (facet == "section") {
      row.sections.assign(section_kind_count, false);
      for (const std::string& value : values) {
        for (int i = 0; i < section_kind_count; ++i) {
          if (to_string(static_cast<SectionKind>(i)) == value)
            row.sections[static_cast<std::size_t>(i)] = true;
        }
        row.values.insert(value);
      }
      rows_.push_back(std::move(row));
      continue;
    }
    const bool is_tree = facet == "narrower";
    if (facet != "year" && !is_column_facet(facet) && !is_type && !is_tree) {
      notices.push_back(
          {"unknown_facet", "no facet is called “" + facet + "”; the filter is not applied", 0, 0});
      continue;
    }
    for (std::size_t s = 0; s < view.segment_count(); ++s) {
      const Segment& segment = view.segment(s);
      Bitmap papers(segment.paper_count());
      if (facet == "year") {
        std::set<int> years;
        for (const std::string& value : values) {
          row.values.insert(value);
          if (value.size() == 4 && value.find_first_not_of("0123456789") == std::string::npos) {
            years.insert(std::stoi(value));
          }
        }
        for (PaperOrdinal p = 0; p < segment.paper_count(); ++p) {
          if (years.contains(segment.year(p))) papers.set(p);
        }
      } else if (is_tree) {
        for (const std::string& value : values) {
          papers |= papers_under(view, s, value);
          row.values.insert(value);
        }
      } else if (is_column_facet(facet)) {
        const int column = find_column(segment, facet);
        std::set<std::string> folded;
        for (const std::string& value : values) {
          folded.insert(folded_name(view.analyzer(), value));
          row.values.insert(value);
        }
        if (column >= 0) {
          const auto c = static_cast<std::size_t>(column);
          std::vector<bool> wanted(segment.column_size(c));
          for (std::uint32_t v = 0; v < wanted.size(); ++v) {
            const std::string_view text = segment.column_text(c, v);
            if (facet == "flag") {
              for (const std::string& flag : split_flags(text)) {
                if (folded.contains(folded_name(view.analyzer(), flag))) wanted[v] = true;
              }
            } else {
              wanted[v] = folded.contains(folded_name(view.analyzer(), text));
            }
            if (wanted[v] && facet != "flag") row.values.insert(std::string(text));
          }
          for (PaperOrdinal p = 0; p < segment.paper_count(); ++p) {
            if (wanted[segment.column_value(c, p)]) papers.set(p);
          }
        }
      } else {
        std::set<ConceptNumber> wanted;
        for (const std::string& value : values) {
          row.values.insert(value);
          std::vector<std::string> ids{value, canonical_id(value)};
          if (view.vocabulary() != nullptr) {
            const ConceptIndex index = view.vocabulary()->find_id(value, facet);
            if (index != no_concept) ids.emplace_back(view.vocabulary()->id(index));
          }
          for (const std::string& id : ids) {
            if (id.empty()) continue;
            for (const ConceptNumber n : segment.find_concepts_by_any_id(id)) wanted.insert(n);
            if (const auto n = segment.find_concept(id)) wanted.insert(*n);
          }
          if (wanted.empty()) {
            for (ConceptNumber c = 0; c < segment.concept_count(); ++c) {
              const SegmentConcept entry = segment.concept_at(c);
              if (entry.type != facet) continue;
              if (ascii::lower_case(entry.name) == ascii::lower_case(value) ||
                  std::any_of(entry.ids.begin(), entry.ids.end(),
                              [&](auto id) { return id_local(id) == value; })) {
                wanted.insert(c);
              }
            }
          }
        }
        for (const ConceptNumber c : wanted)
          row.values.insert(std::string(segment.concept_at(c).id));
        for (PaperOrdinal p = 0; p < segment.paper_count(); ++p) {
          for (const PaperConcept& pc : segment.paper_concepts(p)) {
            if (wanted.contains(pc.concept_number)) {
              papers.set(p);
              break;
            }
          }
        }
      }
      row.papers.push_back(std::move(papers));
    }
    rows_.push_back(std::move(row));
  }
}

void FacetFilters::apply(std::size_t segment_number, Bitmap& matches,
                         std::vector<Bitmap>& sideways) const {
  sideways.assign(rows_.size(), Bitmap());
  if (rows_.empty()) return;
  const Segment& segment = view_.segment(segment_number);
  for (Bitmap& bits : sideways) bits = Bitmap(segment.passage_count());
  Bitmap kept(segment.passage_count());
  matches.for_each([&](PassageNumber passage) {
    int failed = -1;
    for (std::size_t f = 0; f < rows_.size(); ++f) {
      const Row& row = rows_[f];
      const bool holds = row.sections.empty()
                             ? row.papers[segment_number].test(segment.paper_of(passage))
                             : row.sections[static_cast<std::size_t>(segment.section_of(passage))];
      if (holds) continue;
      if (failed >= 0) return;
      failed = static_cast<int>(f);
    }
    if (failed < 0) {
      kept.set(passage);
    } else {
      sideways[static_cast<std::size_t>(failed)].set(passage);
    }
  });
  matches = std::move(kept);
}

std::vector<std::string> FacetFilters::failed_by(std::size_t segment_number,
                                                 PaperOrdinal paper) const {
  std::vector<std::string> out;
  const Segment& segment = view_.segment(segment_number);
  for (const Row& row : rows_) {
    bool holds = row.sections.empty() && row.papers[segment_number].test(paper);
    const PassageNumber first = segment.first_passage(paper);
    for (PassageNumber p = first; !row.sections.empty() && p < first + segment.passage_count(paper);
         ++p) {
      holds = holds || row.sections[static_cast<std::size_t>(segment.section_of(p))];
    }
    if (!holds) out.push_back(row.facet);
  }
  return out;
}

int FacetFilters::find(const std::string& facet) const {
  for (std::size_t f = 0; f < rows_.size(); ++f) {
    if (rows_[f].facet == facet) return static_cast<int>(f);
  }
  return -1;
}

bool FacetFilters::selected(const std::string& facet, const std::string& id) const {
  const int f = find(facet);
  return f >= 0 && rows_[static_cast<std::size_t>(f)].values.contains(id);
}

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
        std::vector<std::uint64_t> by_value(segment.column_size(c));
        papers_in(s).for_each([&](PaperOrdinal p) { ++by_value[segment.column_value(c, p)]; });
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
