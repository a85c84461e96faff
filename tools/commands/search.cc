// osteon search: ranked passages by paper, for people or as JSON.
#include <algorithm>
#include <cstdio>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "base/file_io.h"
#include "searcher/fronts/citations.h"
#include "searcher/fronts/json.h"
#include "searcher/fronts/parameters.h"
#include "searcher/fronts/saved_search.h"
#include "searcher/searcher.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/commands/search_options.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

struct Options {
  std::string directory;
  SearchOptions search;
  std::string facet_sort = "papers", facet_find;
  std::string like;  ///< id or text; "-" for standard input
  std::string colour = "auto";
  std::string format, out, receipt_out;
  CLI::Option* limit = nullptr;
  bool full = false;
  bool json = false;
};

/// A short statement of where a paper was published: "2025, Frontiers in Physiology".
std::string where_published(const PaperSummary& paper) {
  std::string text;
  if (paper.year > 0) text = std::to_string(paper.year);
  if (!paper.journal.empty()) text += (text.empty() ? "" : ", ") + harmless(paper.journal);
  return text;
}

void print_explanation(const std::vector<ScoreDetail>& details, std::size_t indent) {
  for (const ScoreDetail& detail : details) {
    std::printf("%*s%.4f  %s%s%s\n", static_cast<int>(indent), "", detail.value,
                harmless(detail.name).c_str(), detail.formula.empty() ? "" : " = ",
                harmless(detail.formula).c_str());
    print_explanation(detail.parts, indent + 4);
  }
}

void print_passage(const PassageHit& passage, const Screen& screen, bool full) {
  constexpr std::size_t indent = 5;
  std::fputs("\n", stdout);
  std::string place = harmless(passage.id);
  if (!passage.section.empty()) place += " \xc2\xb7 " + harmless(passage.section);
  std::printf("%*s%s\n", static_cast<int>(indent), "", styled(place, Style::faint, screen).c_str());
  const std::size_t budget = full ? passage.text.size() : 3 * (screen.width - indent);
  const Ranges ranges(passage.highlights.begin(), passage.highlights.end());
  const Snippet snippet = cut_snippet(passage.text, ranges, budget);
  std::fputs(paragraph(snippet.text, snippet.highlights, screen, indent).c_str(), stdout);
  print_explanation(passage.explanation, indent + 2);
}

void print_hit(const PaperHit& hit, std::size_t rank, const Screen& screen, bool full) {
  std::string title =
      paragraph(hit.paper.title.empty() ? hit.paper.id : hit.paper.title, {}, screen, 5);
  if (title.empty()) title = "     \n";
  char number[24];
  std::snprintf(number, sizeof number, "%3zu. ", rank);
  title.replace(0, 5, number);
  title.pop_back();
  std::printf("%s\n", styled(title, Style::title, screen).c_str());
  std::string about = where_published(hit.paper);
  for (const std::string& flag : hit.paper.flags) about += "  [" + harmless(flag) + "]";
  if (!about.empty()) std::fputs(paragraph(about, {}, screen, 5).c_str(), stdout);
  for (const PassageHit& passage : hit.passages) print_passage(passage, screen, full);
  if (!hit.copies.empty()) {
    std::string copies = "and " + grouped(hit.copies.size()) + " like it:";
    for (const std::string& id : hit.copies) copies += ' ' + harmless(id);
    std::printf("\n%s", paragraph(copies, {}, screen, 5).c_str());
  }
  std::fputs("\n", stdout);
}

/// The facets in an order that people expect: the great entity types, other concepts, the rest.
std::vector<std::string> facet_order(const SearchResponse& response) {
  std::vector<std::string> order, last;
  for (const char* name : {"gene", "chemical", "disease", "species"}) {
    if (response.facets.contains(name)) order.emplace_back(name);
  }
  for (const auto& [name, values] : response.facets) {
    if (std::find(order.begin(), order.end(), name) != order.end()) continue;
    const bool is_attribute = values.empty() || values.front().id == values.front().name;
    (is_attribute ? last : order).push_back(name);
  }
  order.insert(order.end(), last.begin(), last.end());
  return order;
}

void print_facets(const SearchResponse& response, const Screen& screen) {
  for (const std::string& name : facet_order(response)) {
    std::vector<FacetValue> values = response.facets.at(name);
    if (values.empty()) continue;
    if (name == "year") {
      std::sort(values.begin(), values.end(),
                [](const FacetValue& a, const FacetValue& b) { return a.id < b.id; });
    }
    std::string text;
    for (const FacetValue& value : values) {
      if (!text.empty()) text += "; ";
      text += value.selected ? "*" : "";
      text += value.name.empty() ? value.id : value.name;
      text += " " + grouped(value.papers);
      if (value.lift > 0) {
        char lift[32];
        std::snprintf(lift, sizeof lift, " (×%.1f)", value.lift);
        text += lift;
      }
    }
    std::printf("%s\n%s", styled(harmless(name), Style::title, screen).c_str(),
                paragraph(text, {}, screen, 2).c_str());
  }
  std::fputs("\n", stdout);
}

void print_related(const SearchResponse& response, const Screen& screen) {
  std::string text;
  for (const RelatedConcept& one : response.related) {
    char numbers[80];
    std::snprintf(numbers, sizeof numbers, " %.1fx (%s of %s)", one.lift,
                  grouped(one.papers).c_str(), grouped(one.all_papers).c_str());
    text += (text.empty() ? "" : "; ") + harmless(one.name) + numbers;
  }
  std::printf("%s\n%s\n", styled("related concepts", Style::title, screen).c_str(),
              paragraph(text, {}, screen, 2).c_str());
}

// Other forms that some passage has, with their counts; the others are a number.
std::string other_forms(const ReceiptItem& item) {
  std::string text;
  std::size_t absent = 0;
  for (std::size_t i = 0; i < item.forms.size(); ++i) {
    const bool is_counted = i < item.form_counts.size();
    if (is_counted && item.form_counts[i].passages == 0) {
      ++absent;
      continue;
    }
    text += (text.empty() ? "; also \"" : ", \"") + item.forms[i] + "\"";
    if (is_counted) text += " " + grouped(item.form_counts[i].passages);
  }
  if (absent > 0) text += "; " + counted(absent, "other name") + " in no passage";
  return text;
}

void print_receipt(const Receipt& receipt, const Screen& screen) {
  std::printf("%s\n", styled("what was searched", Style::title, screen).c_str());
  std::fputs(paragraph(receipt.interpretation, {}, screen, 2).c_str(), stdout);
  for (const ReceiptItem& item : receipt.items) {
    std::string text = item.text;
    if (!item.sense.empty()) text += " = " + item.sense + " (" + item.type + ")";
    for (const std::string& id : item.ids) text += " " + id;
    text += other_forms(item);
    if (item.explosion > 0) text += "; with " + grouped(item.explosion) + " narrower concepts";
    text += ": " + counted(item.papers, "paper") + ", " + counted(item.passages, "passage");
    if (item.literal_passages > 0 && item.literal_passages != item.passages) {
      text += " (" + grouped(item.literal_passages) + " by the words alone)";
    }
    for (const auto& [id, name] : item.alternatives) text += "; not " + name + " (" + id + ")";
    std::fputs(paragraph(text, {}, screen, 2).c_str(), stdout);
  }
  std::fputs(
      paragraph("vocabulary " + receipt.vocabulary_fingerprint + ", analyzer " +
                    receipt.analyzer_fingerprint + ", revision " + std::to_string(receipt.revision),
                {}, screen, 2)
          .c_str(),
      stdout);
}

/// The lines of a strategy with their counts.
void print_strategy(const SearchResponse& response, const Screen& screen) {
  if (response.strategy.empty()) return;
  for (const StrategyLine& line : response.strategy) {
    char number[24];
    std::snprintf(number, sizeof number, "%3zu. ", static_cast<std::size_t>(line.number));
    std::string text = paragraph(
        line.text + ": " + counted(line.papers, "paper") + ", " + counted(line.passages, "passage"),
        {}, screen, 5);
    if (text.size() >= 5) text.replace(0, 5, number);
    std::fputs(text.c_str(), stdout);
  }
  std::fputs("\n", stdout);
}

void print_response(const SearchResponse& response, const Options& options) {
  const Screen screen =
      standard_output_screen(options.colour == "always"  ? ColourChoice::always
                             : options.colour == "never" ? ColourChoice::never
                                                         : ColourChoice::automatic);
  print_strategy(response, screen);
  std::size_t rank = options.search.request.offset;
  for (const PaperHit& hit : response.hits) print_hit(hit, ++rank, screen, options.full);
  if (!response.facets.empty()) print_facets(response, screen);
  if (!response.related.empty()) print_related(response, screen);
  if (response.receipt) print_receipt(*response.receipt, screen);
  for (const Notice& notice : response.notices) {
    std::fputs(styled(paragraph(notice.kind + ": " + notice.message, {}, screen, 0), Style::warning,
                      screen)
                   .c_str(),
               stdout);
  }
  std::string totals =
      counted(response.total_papers, "paper") + ", " + counted(response.total_passages, "passage");
  if (response.more_papers_across_passages > 0) {
    totals += "; " + counted(response.more_papers_across_passages, "more paper") +
              " with all parts in different passages (scope:paper)";
  }
  std::fputs(paragraph(totals, {}, screen, 0).c_str(), stdout);
  if (!response.next_cursor.empty()) {
    std::printf("next page: --cursor %s\n", harmless(response.next_cursor).c_str());
  }
}

/// All hits, or as many as --limit says, as a file.
ExitCode run_export(const Options& options, const Searcher& searcher,
                    const SearchRequest& request) {
  const std::size_t most =
      options.limit->count() > 0 ? request.limit : std::numeric_limits<std::size_t>::max();
  const std::vector<PaperHit> hits =
      all_hits([&](const SearchRequest& page) { return searcher.search(page); }, request, most);
  const std::string text = to_citations(hits, *citation_format(options.format));
  if (options.out.empty()) {
    std::fwrite(text.data(), 1, text.size(), stdout);
  } else {
    write_file_atomically(options.out, text);
    std::printf("%s written to %s\n", counted(hits.size(), "paper").c_str(),
                harmless(options.out).c_str());
  }
  return hits.empty() ? ExitCode::no_hits : ExitCode::ok;
}

ExitCode run(const Options& options) {
  SearchRequest request = request_of(options.search);
  request.form_counts = request.receipt;
  set_parameter(request, "facet_sort", options.facet_sort);
  if (!options.facet_find.empty()) set_parameter(request, "facet_find", options.facet_find);
  // Who asks for a part of the facets wants to see them.
  request.facets = request.facets || !options.facet_find.empty() || !request.facet_under.empty();
  request.like = options.like == "-" ? read_standard_input() : options.like;
  const Searcher searcher(options.directory);
  if (!options.receipt_out.empty()) {
    write_file_atomically(options.receipt_out,
                          to_json(save_search(searcher, request, date_now())) + "\n");
  }
  if (!options.format.empty()) return run_export(options, searcher, request);
  const SearchResponse response = searcher.search(request);
  if (options.json) {
    print_json(to_json(response));
  } else {
    print_response(response, options);
  }
  return response.total_passages > 0 ? ExitCode::ok : ExitCode::no_hits;
}

}  // namespace

Action set_up_search(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  SearchRequest& request = options->search.request;
  add_database_option(app, options->directory);
  add_query_options(app, options->search, false);
  options->limit = app.add_option("--limit,-n", request.limit, "Papers to show")
                       ->check(whole_number(0, 1000))
                       ->type_name("N")
                       ->capture_default_str();
  CLI::Option* offset = app.add_option("--offset", request.offset, "Papers to skip")
                            ->check(whole_number(0, 1'000'000'000))
                            ->type_name("N")
                            ->capture_default_str();
  app.add_option("--cursor", request.cursor, "Go on from an earlier answer's next_cursor")
      ->excludes(offset)
      ->type_name("CURSOR");
  app.add_option("--passages", request.passages_per_paper, "Passages to show of each paper")
      ->check(whole_number(1, 100))
      ->type_name("N")
      ->capture_default_str();
  app.add_flag("--facets", request.facets, "Count papers by concept, year, journal and so on");
  app.add_option("--facet-limit", request.facet_limit, "Values to show of each facet")
      ->check(whole_number(1, 1000))
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--facet-sort", options->facet_sort, "Order of facet values: papers or lift")
      ->check(one_of({"papers", "lift"}))
      ->type_name("BY")
      ->capture_default_str();
  app.add_option("--facet-find", options->facet_find,
                 "Show values of this facet that have a word beginning so")
      ->type_name("FACET:TEXT");
  app.add_option("--facet-under", request.facet_under, "Count the concepts right below this one")
      ->type_name("ID");
  app.add_option(
         "--like", options->like,
         "What is like a paper, a passage (by id) or a text; - reads it from standard input")
      ->type_name("ID|TEXT");
  app.add_option("--related", request.related, "Concepts to name that the hits are about")
      ->check(whole_number(0, 100))
      ->type_name("N");
  app.add_flag("--fold", request.fold, "Put papers that repeat one above under it");
  app.add_flag("--diverse", request.diverse, "Put the best papers in an order that repeats less");
  app.add_flag("--fast", request.fast, "Skip the slower ranking steps");
  app.add_flag("--explain", request.explain, "Show how each score comes about");
  app.add_flag("--receipt", request.receipt, "Show what was searched for each word");
  app.add_flag("--full", options->full, "Show whole passages");
  app.add_option("--color,--colour", options->colour, "Colour: auto, always or never")
      ->check(one_of({"auto", "always", "never"}))
      ->type_name("WHEN")
      ->capture_default_str();
  std::vector<std::string> formats;
  for (const CitationFormatInfo& info : citation_formats()) formats.emplace_back(info.name);
  CLI::Option* format =
      app.add_option("--format", options->format,
                     "Write all hits as " + citation_format_names() + "; --limit for fewer")
          ->check(one_of(formats))
          ->type_name("FORMAT");
  app.add_option("--out", options->out, "Write them to a file")->needs(format)->type_name("FILE");
  app.add_option("--receipt-out", options->receipt_out,
                 "Save what was asked and found, for osteon receipt")
      ->type_name("FILE");
  add_json_option(app, options->json)->excludes(format);
  set_examples(
      app,
      "  osteon search --db reviews sarcopenia\n"
      "  osteon search --db reviews --facets --year 2018.. 'MESH:D055948 AND resveratrol'\n"
      "  osteon search --db reviews --filter disease:MESH:D024821 '\"muscle wasting\"'\n"
      "  osteon search --db reviews --strategy strategy.txt\n"
      "  osteon search --db reviews --format ris --out falls.ris 'vitamin D AND falls'\n"
      "  osteon search --db reviews --like PMC12827509 --related 10\n"
      "  osteon search --db reviews --json --limit 100 'miR-495 NEAR/10 osteoporosis'");
  return [options] {
    if (options->like.empty()) options->search.required = true;
    return run(*options);
  };
}

}  // namespace osteon::tools
