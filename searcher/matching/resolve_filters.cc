// Filters of a query: years, sections, authors, and the values of a paper's attributes.
#include <algorithm>
#include <set>

#include "base/ascii.h"
#include "indexer/filter_terms.h"
#include "indexer/schema.h"
#include "searcher/matching/resolver.h"
#include "searcher/matching/resolver_parts.h"

namespace osteon {

using Part = Plan::Kind;

namespace {

/// "j bone miner res" for "journal of bone and mineral research": each word begins one of the
/// name's, in their order; what is left out are function words.
bool abbreviates(std::string_view shorter, std::string_view name) {
  std::size_t at = 0, taken = 0;
  while (at < shorter.size()) {
    const std::size_t end = std::min(shorter.find(' ', at), shorter.size());
    const std::string_view part = shorter.substr(at, end - at);
    at = end + 1;
    bool found = false;
    while (!found && taken < name.size()) {
      const std::size_t word_end = std::min(name.find(' ', taken), name.size());
      const std::string_view word = name.substr(taken, word_end - taken);
      taken = word_end + 1;
      found = word.substr(0, part.size()) == part;
      if (!found && word.size() > 3) return false;
    }
    if (!found) return false;
  }
  return taken >= name.size() && shorter.find(' ') != std::string_view::npos;
}

/// The column's values that are `folded`, else those that contain it as words, else journals that
/// it abbreviates; folded.
std::vector<std::string> column_values(const IndexView& view, const std::string& name,
                                       const std::string& folded) {
  std::set<std::string> whole, partial, abbreviated;
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    const Segment& segment = view.segment(s);
    const auto names = segment.column_names();
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) continue;
    const auto column = static_cast<std::size_t>(at - names.begin());
    for (const std::string& text : view.folded_names().column(s, column)) {
      if (text == folded) whole.insert(text);
      if (!folded.empty() && (' ' + text + ' ').find(' ' + folded + ' ') != std::string::npos) {
        partial.insert(text);
      }
      if (name == "journal" && abbreviates(folded, text)) abbreviated.insert(text);
    }
  }
  const std::set<std::string>& out = !whole.empty()     ? whole
                                     : !partial.empty() ? partial
                                                        : abbreviated;
  return {out.begin(), out.end()};
}

/// mueller -> muller: as ü is folded.
std::string without_spelt_umlauts(std::string_view word) {
  std::string out;
  for (const char c : word) {
    const bool after =
        !out.empty() && (out.back() == 'a' || out.back() == 'o' || out.back() == 'u');
    if (c != 'e' || !after) out += c;
  }
  return out;
}

/// Every word of the name; a single letter is an initial.
Plan author(const Query& q, const IndexView& view, const SearchSession& session) {
  std::vector<Plan> children;
  for (const std::string& word : folded_words(view.analyzer(), q.text)) {
    Plan plan;
    plan.kind = Part::terms;
    const std::string term = filter_term(prefix::author, word);
    plan.terms = {term};
    plan.text = "author " + word;
    if (view.term_frequency(session, term) == 0) {  // Mueller, where papers write Müller
      const std::string plain = without_spelt_umlauts(word);
      if (plain != word) plan.terms.push_back(filter_term(prefix::author, plain));
    }
    if (word.size() == 1) {
      for (const Xapian::Database& database : session.databases) {
        for (auto it = database.allterms_begin(term); it != database.allterms_end(term); ++it) {
          if (plan.terms.size() < max_prefix_terms) plan.terms.push_back(*it);
        }
      }
    }
    children.push_back(std::move(plan));
  }
  if (children.size() == 1) return std::move(children.front());
  Plan all;
  if (!children.empty()) all.kind = Part::all;
  all.children = std::move(children);
  return all;
}

Plan range(const Query& q) {
  Plan plan;
  plan.kind = Part::years;
  if (!q.text.empty()) plan.low = std::stoi(q.text);
  if (!q.high.empty()) plan.high = std::stoi(q.high);
  return plan;
}

}  // namespace

Plan resolve_filter(const Query& q, const IndexView& view, const SearchSession& session,
                    std::vector<Notice>& notices) {
  if (q.kind == Query::Kind::range) return range(q);
  const auto notice = [&](const std::string& message) {
    notices.push_back({"unknown_value", message, q.begin, q.end});
  };
  Plan plan;
  if (q.field == "year") {
    plan.kind = Part::years;
    plan.low = plan.high = std::stoi(q.text);
    return plan;
  }
  if (q.field == "section") {
    plan.kind = Part::section;
    std::string low = ascii::lower_case(q.text);
    std::replace(low.begin(), low.end(), ' ', '_');
    for (int i = 0; i < section_kind_count; ++i) {
      const auto kind = static_cast<SectionKind>(i);
      if (to_string(kind) == low) plan.part.section = kind;
    }
    if (!plan.part.section) {
      const SectionKind kind = section_kind_of_heading(q.text);
      if (kind != SectionKind::other) plan.part.section = kind;
    }
    if (plan.part.section) return plan;
    notice("no kind of section is called “" + q.text + "”");
    return {};
  }
  if (q.field == "author") return author(q, view, session);
  if (q.field == "flag") {
    plan.kind = Part::terms;
    plan.terms = {filter_term(prefix::flag, ascii::lower_case(q.text))};
    plan.text = "flag is " + q.text;
    return plan;
  }
  plan.kind = Part::column;
  plan.text = q.field == "source" ? "format" : q.field;
  const std::string folded = folded_name(view.analyzer(), q.text);
  plan.terms = column_values(view, plan.text, folded);
  if (plan.terms.empty()) {
    notice("no paper here has " + q.field + " “" + q.text + "”");
  }
  return plan;
}

}  // namespace osteon
