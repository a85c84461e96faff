// Looks the facet filters of a request up in an index, and applies them to its matches.
#include <algorithm>
#include <set>

#include "analyzers/concept_id.h"
#include "base/ascii.h"
#include "indexer/filter_terms.h"
#include "searcher/facet_columns.h"
#include "searcher/facet_tree.h"
#include "searcher/facets.h"

namespace osteon {

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

}  // namespace osteon
