// osteon paper and osteon passage: what the index holds of a paper, in reading order.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "base/error.h"
#include "searcher/fronts/json.h"
#include "searcher/searcher.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/output/passage.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

struct Options {
  std::string directory;
  std::string id;
  bool json = false;
};

void print_line(const std::string& text, const Screen& screen) {
  std::fputs(paragraph(text, {}, screen, 0).c_str(), stdout);
}

std::string joined(const std::vector<std::string>& items, const char* separator) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : separator) + item;
  return text;
}

std::string written_date(const Date& date) {
  char text[16] = "";
  if (date.day > 0) {
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
  } else if (date.month > 0) {
    std::snprintf(text, sizeof text, "%04d-%02d", date.year, date.month);
  } else if (date.year > 0) {
    std::snprintf(text, sizeof text, "%d", date.year);
  }
  return text;
}

void print_paper(const StoredPaper& stored) {
  const Screen screen = standard_output_screen();
  const Paper& paper = stored.paper;
  std::fputs(styled(paragraph(paper.title, {}, screen, 0), Style::title, screen).c_str(), stdout);
  print_line(joined(paper.authors, ", "), screen);
  std::vector<std::string> about;
  for (const std::string& part : {paper.journal, written_date(paper.date), paper.type,
                                  paper.licence, joined(paper.flags, ", ")}) {
    if (!part.empty()) about.push_back(part);
  }
  print_line(joined(about, " \xc2\xb7 "), screen);
  std::string ids;
  if (!paper.ids.pmcid.empty()) ids += paper.ids.pmcid + "  ";
  if (!paper.ids.pmid.empty()) ids += "PMID:" + paper.ids.pmid + "  ";
  if (!paper.ids.doi.empty()) ids += "https://doi.org/" + paper.ids.doi;
  print_line(ids, screen);
  for (const PaperLink& link : paper.links) {
    std::string line = link.relation;
    std::replace(line.begin(), line.end(), '_', ' ');
    line += ": " + link.id;
    if (!link.note.empty()) line += " (" + link.note + ")";
    print_line(line, screen);
  }
  print_line("from " + paper.source + " (" + paper.format + ")", screen);
  for (std::size_t i = 1; i < stored.sources.size(); ++i) {
    print_line("also in " + stored.sources[i].source + " (" + stored.sources[i].format + ")",
               screen);
  }
  for (const StoredSection& section : stored.sections) {
    std::fputs("\n", stdout);
    const std::string heading = section.heading.empty() ? section.kind : section.heading;
    std::fputs(styled(paragraph(heading, {}, screen, 0), Style::title, screen).c_str(), stdout);
    for (const StoredPassage& passage : section.passages) {
      std::printf("  %s\n", styled(harmless(passage.id), Style::faint, screen).c_str());
      std::fputs(paragraph(passage.text, {}, screen, 2).c_str(), stdout);
    }
  }
  if (stored.concepts.empty()) return;
  std::printf("\n%s\n", styled("Concepts", Style::title, screen).c_str());
  for (const ConceptCount& entry : stored.concepts) {
    std::fputs(paragraph(grouped(entry.mentions) + "  " + entry.name + " (" + entry.type + ") " +
                             joined(entry.ids, " "),
                         {}, screen, 2)
                   .c_str(),
               stdout);
  }
}

ExitCode run_paper(const Options& options) {
  const Searcher searcher(options.directory);
  StoredPaper paper;
  try {
    paper = searcher.paper(options.id);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::not_found) throw;
    std::fprintf(stderr, "osteon: %s\n", harmless(error.what()).c_str());
    return ExitCode::no_hits;
  }
  if (options.json) {
    print_json(to_json(paper));
  } else {
    print_paper(paper);
  }
  return ExitCode::ok;
}

ExitCode run_passage(const Options& options) {
  const Searcher searcher(options.directory);
  const std::optional<FoundPassage> found = find_passage(searcher, options.id);
  if (!found) {
    std::fprintf(stderr, "osteon: no passage %s\n", harmless(options.id).c_str());
    return ExitCode::no_hits;
  }
  if (options.json) {
    print_json(to_json(*found));
  } else {
    const Screen screen = standard_output_screen();
    print_line(found->title, screen);
    print_line(found->heading.empty() ? found->section : found->heading, screen);
    std::fputs("\n", stdout);
    print_line(found->text, screen);
  }
  return ExitCode::ok;
}

}  // namespace

Action set_up_paper(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_database_option(app, options->directory);
  app.add_option("id", options->id, "PMCID, PMID, DOI or the paper's id in this index")
      ->required()
      ->type_name("ID");
  add_json_option(app, options->json);
  set_examples(app,
               "  osteon paper --db reviews PMC12827509\n"
               "  osteon paper --db reviews --json 10.3389/fphys.2025.1723522");
  return [options] { return run_paper(*options); };
}

Action set_up_passage(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_database_option(app, options->directory);
  app.add_option("id", options->id, "A passage's id, as search shows it")
      ->required()
      ->type_name("ID");
  add_json_option(app, options->json);
  set_examples(app, "  osteon passage --db reviews PMC12827509:3");
  return [options] { return run_passage(*options); };
}

}  // namespace osteon::tools
