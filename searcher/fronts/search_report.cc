// The account of a search that a systematic review prints.
#include <string>

#include "searcher/fronts/parameters.h"
#include "searcher/fronts/saved_search.h"

namespace osteon {
namespace {

/// Text in a cell of a table: on one line, with nothing that Markdown would take for markup.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20) {
      out += ' ';
      continue;
    }
    if (std::string_view("\\`*_[]<>|#~&").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string counted(std::uint64_t number, const std::string& noun) {
  return std::to_string(number) + ' ' + noun + (number == 1 ? "" : "s");
}

std::string both(std::uint64_t papers, std::uint64_t passages) {
  return counted(papers, "paper") + ", " + counted(passages, "passage");
}

void row(std::string& out, const std::string& name, const std::string& value) {
  out += "| " + name + " | " + value + " |\n";
}

std::string joined(const std::vector<std::string>& values, const char* separator) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : separator) + value;
  return out;
}

std::string limits(const SavedSearch& saved) {
  std::vector<std::string> out;
  for (const auto& [name, value] : parameters_of(saved.request)) {
    if (name == "year") out.push_back("years " + value);
    if (name == "filter") out.push_back(value);
  }
  return out.empty() ? "none" : cell(joined(out, "; "));
}

void add_forms(std::string& out, const ReceiptItem& item) {
  if (item.form_counts.empty()) return;
  out += "\n### Forms of " + cell(item.text) + "\n\n| form | papers | passages |\n|---|---|---|\n";
  row(out, "as typed", "| " + std::to_string(item.literal_passages));
  for (const FormCount& form : item.form_counts) {
    row(out, cell(form.form), std::to_string(form.papers) + " | " + std::to_string(form.passages));
  }
}

}  // namespace

std::string search_report(const SavedSearch& saved) {
  std::string out = "# Search report\n\nBy the items of PRISMA-S.\n\n| | |\n|---|---|\n";
  const Receipt& receipt = saved.receipt;
  row(out, "Database",
      "an index of Osteon's: " + both(saved.index_papers, saved.index_passages) + ", revision " +
          std::to_string(receipt.revision));
  row(out, "Interface", "Osteon " + cell(saved.version));
  row(out, "Date of search", cell(saved.date));
  row(out, "Vocabulary",
      receipt.vocabulary_fingerprint.empty() ? "none" : cell(receipt.vocabulary_fingerprint));
  row(out, "Analyzer", cell(receipt.analyzer_fingerprint));
  row(out, "Query as typed", cell(saved.request.query));
  row(out, "As understood", cell(receipt.interpretation));
  row(out, "Other names, narrower concepts", saved.request.expand ? "included" : "not included");
  if (saved.request.any) row(out, "Words side by side", "one is enough");
  row(out, "Limits and filters", limits(saved));
  row(out, "Found", both(saved.total_papers, saved.total_passages));
  if (saved.more_papers_across_passages > 0) {
    row(out, "Not among them",
        counted(saved.more_papers_across_passages, "paper") +
            " with all parts in different passages");
  }
  if (!saved.strategy.empty()) {
    out += "\n## Strategy, line by line\n\n| # | line | papers | passages |\n|---|---|---|---|\n";
    for (const StrategyLine& line : saved.strategy) {
      row(out, std::to_string(line.number),
          cell(line.text) + " | " + std::to_string(line.papers) + " | " +
              std::to_string(line.passages));
    }
  }
  out +=
      saved.strategy.empty() ? "\n## Strategy, line by line\n" : "\n## What its words stand for\n";
  out += "\n| # | searched | read as | papers | passages |\n|---|---|---|---|---|\n";
  std::size_t number = 0;
  for (const ReceiptItem& item : receipt.items) {
    std::string sense = "these words";
    if (!item.sense.empty()) {
      sense = cell(item.sense) + " (" + cell(item.type) + "; " + cell(joined(item.ids, ", ")) + ")";
      if (item.explosion > 0) sense += " with " + counted(item.explosion, "narrower concept");
    }
    row(out, std::to_string(++number),
        cell(item.text) + " | " + sense + " | " + std::to_string(item.papers) + " | " +
            std::to_string(item.passages));
  }
  for (const ReceiptItem& item : receipt.items) add_forms(out, item);
  if (!saved.notices.empty()) out += "\n## Notices\n\n";
  for (const Notice& notice : saved.notices) out += "- " + cell(notice.message) + "\n";
  return out;
}

}  // namespace osteon
