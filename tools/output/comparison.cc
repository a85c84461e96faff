#include "tools/output/comparison.h"

#include <cstdio>

namespace osteon::tools {
namespace {

void print_papers(const char* what, const std::vector<SavedPaper>& papers, const Screen& screen) {
  for (const SavedPaper& paper : papers) {
    const std::string line = std::string(what) + "  " + paper.id + "  " + paper.title;
    std::fputs(paragraph(line, {}, screen, 2).c_str(), stdout);
  }
}

}  // namespace

void print_comparison(const SearchComparison& comparison, const Screen& screen) {
  print_papers("new", comparison.new_papers, screen);
  print_papers("gone", comparison.vanished_papers, screen);
  for (const SavedChange& change : comparison.changes) {
    const std::string line = change.what + ": " + change.before + " \xe2\x86\x92 " + change.after;
    std::fputs(paragraph(line, {}, screen, 2).c_str(), stdout);
  }
  const std::string totals = counted(comparison.papers_after, "paper") + " now, " +
                             grouped(comparison.papers_before) + " on " + comparison.date_before +
                             "; " + grouped(comparison.new_papers.size()) + " new, " +
                             grouped(comparison.vanished_papers.size()) + " gone";
  std::fputs(paragraph(totals, {}, screen, 2).c_str(), stdout);
}

}  // namespace osteon::tools
