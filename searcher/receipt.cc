#include "searcher/receipt.h"

#include <set>
#include <string>
#include <utility>

#include "searcher/matching/query_words.h"

namespace osteon {
namespace {

constexpr std::size_t most_counted_forms = 500;  // of all words of a query

/// Forms that are searched otherwise than what was typed and than each other.
std::vector<std::string> distinct_forms(const IndexView& view, const QueryUnit& unit) {
  const auto key_of = [](const std::vector<Wording>& wordings) {
    std::string key;
    if (wordings.empty()) return key;
    for (const auto& terms : wordings.front().places) key += terms.front() + ' ';
    return key;
  };
  std::set<std::string> seen{key_of(unit.wordings)};
  std::vector<std::string> out;
  for (const std::string& form : unit.forms) {
    bool posted = false;
    if (seen.insert(key_of(read_phrase(form, view, &posted))).second) out.push_back(form);
  }
  return out;
}

/// What each form finds, read as if it stood in quotes. A passage may hold several.
std::vector<FormCount> count_forms(const IndexView& view, SearchSession& session,
                                   const std::vector<std::string>& forms) {
  ResolvedQuery alone;
  for (const std::string& form : forms) {
    QueryUnit unit;
    unit.text = form;
    bool posted = false;
    unit.wordings = read_phrase(form, view, &posted);
    alone.units.push_back(std::move(unit));
  }
  std::vector<FormCount> out;
  for (const std::string& form : forms) out.push_back({form, 0, 0});
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    SegmentMatcher matcher(view, session, alone, s);
    for (std::size_t f = 0; f < forms.size(); ++f) {
      const Bitmap found = matcher.unit_wordings(f);
      out[f].passages += found.count();
      out[f].papers += count_papers(view.segment(s), found);
    }
  }
  return out;
}

}  // namespace

Receipt make_receipt(const IndexView& view, SearchSession& session, const SearchRequest& request,
                     const ResolvedQuery& query, const SegmentMatchers& matchers,
                     std::vector<Notice>& notices) {
  Receipt out;
  out.vocabulary_fingerprint = view.snapshot().vocabulary_fingerprint;
  out.analyzer_fingerprint = view.snapshot().analyzer_fingerprint;
  out.revision = view.snapshot().revision;
  std::size_t counted = 0, uncounted = 0;
  for (std::size_t u = 0; u < query.units.size(); ++u) {
    const QueryUnit& unit = query.units[u];
    ReceiptItem item;
    item.text = unit.text;
    item.begin = unit.begin;
    item.end = unit.end;
    item.sense = unit.concepts.empty() ? std::string() : unit.sense;
    if (!unit.concepts.empty()) {
      item.type = unit.type;
      item.ids = unit.ids;
      item.explosion = unit.exploded ? unit.explosion : 0;
    }
    if (!unit.concepts.empty() || !unit.sense.empty() || unit.type.empty())
      item.forms = distinct_forms(view, unit);
    if (request.form_counts) {
      counted += item.forms.size();
      if (counted <= most_counted_forms) {
        item.form_counts = count_forms(view, session, item.forms);
      } else {
        uncounted += !item.forms.empty();
      }
    }
    item.alternatives = unit.alternatives;
    for (std::size_t s = 0; s < matchers.size(); ++s) {
      const Bitmap& all = matchers[s]->unit(u, {});
      item.passages += all.count();
      item.papers += count_papers(view.segment(s), all);
      item.literal_passages += matchers[s]->unit_wordings(u).count();
    }
    out.items.push_back(std::move(item));
  }
  if (uncounted > 0) {
    notices.push_back(
        {"receipt",
         "what each name finds by itself is counted for " + std::to_string(most_counted_forms) +
             " names at most, and left out for " + std::to_string(uncounted) + " words",
         0, request.query.size()});
  }
  return out;
}

}  // namespace osteon
