// osteon concept and osteon pairs: what an index holds of concepts, and which share sentences.
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <memory>
#include <string>

#include "base/error.h"
#include "searcher/fronts/json.h"
#include "searcher/fronts/parameters.h"
#include "searcher/searcher.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/commands/search_options.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

struct ConceptOptions {
  std::string directory;
  std::vector<std::string> words;
  ConceptRequest request;
  bool json = false;
};

struct PairOptions {
  std::string directory;
  SearchOptions search;
  PairRequest request;
  std::string between, order{pair_order_names[0]};
  bool json = false, csv = false;
};

void print_line(const std::string& text, const Screen& screen, std::size_t indent = 0) {
  std::fputs(paragraph(text, {}, screen, indent).c_str(), stdout);
}

void print_heading(const std::string& text, const Screen& screen) {
  std::printf("\n%s\n", styled(harmless(text), Style::title, screen).c_str());
}

std::string short_number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, value < 10 ? "%.1f" : "%.0f", value);
  return text;
}

std::string evidence(const Association& with) {
  return counted(with.papers, "paper") + ", " + counted(with.sentences, "sentence") + ", lift " +
         short_number(with.lift);
}

void print_quote(const Quote& quote, const Screen& screen) {
  constexpr std::size_t indent = 6, lines = 3;
  const Ranges ranges(quote.highlights.begin(), quote.highlights.end());
  const Snippet snippet = cut_snippet(quote.text, ranges, lines * (screen.width - indent));
  std::fputs(paragraph(snippet.text, snippet.highlights, screen, indent).c_str(), stdout);
  const std::string place = quote.passage.empty() ? quote.paper + " (title)" : quote.passage;
  std::printf("%*s%s\n", static_cast<int>(indent), "",
              styled(harmless(place), Style::faint, screen).c_str());
}

std::string family(const std::vector<CountedConcept>& members) {
  std::string text;
  for (const CountedConcept& one : members) {
    text += (text.empty() ? "" : "; ") + one.named.name + " " + grouped(one.papers);
  }
  return text;
}

void print_page(const ConceptPage& page) {
  const Screen screen = standard_output_screen();
  std::printf("%s\n", styled(harmless(page.named.name), Style::title, screen).c_str());
  std::string ids = page.named.type;
  for (const std::string& id : page.ids) ids += " \xc2\xb7 " + id;
  print_line(ids, screen);
  std::string total = counted(page.papers, "paper") + ", " + counted(page.passages, "passage");
  if (page.own_passages != page.passages) {
    total += "; " + counted(page.own_papers, "paper") + ", " +
             counted(page.own_passages, "passage") + " without what is narrower";
  }
  print_line(total, screen);
  std::string names;
  for (std::size_t i = 1; i < page.names.size(); ++i) names += (i > 1 ? "; " : "") + page.names[i];
  if (!names.empty()) print_line("also " + names, screen);
  if (!page.parents.empty()) print_line("above: " + family(page.parents), screen);
  if (!page.children.empty()) {
    constexpr std::size_t shown = 12;
    const std::size_t count = std::min(shown, page.children.size());
    std::string text =
        "below: " +
        family({page.children.begin(), page.children.begin() + static_cast<std::ptrdiff_t>(count)});
    if (page.child_count > count) text += "; and " + grouped(page.child_count - count) + " more";
    print_line(text, screen);
  }
  for (const ConceptReference& other : page.other_senses) {
    print_line("not " + other.name + " (" + other.type + " " + other.id + ")", screen);
  }
  for (const auto& [type, neighbours] : page.same_sentence) {
    print_heading(type + " in the same sentence", screen);
    for (const Neighbour& one : neighbours) {
      print_line(one.named.name + "  " + one.named.id + "  " + evidence(one.with), screen, 2);
      print_quote(one.with.quote, screen);
    }
  }
  if (!page.hits.empty()) print_heading("best passages", screen);
  for (const PaperHit& hit : page.hits) {
    const PassageHit& passage = hit.passages.front();
    print_line(hit.paper.title, screen, 2);
    const Ranges ranges(passage.highlights.begin(), passage.highlights.end());
    const Snippet snippet = cut_snippet(passage.text, ranges, 3 * (screen.width - 6));
    std::fputs(paragraph(snippet.text, snippet.highlights, screen, 6).c_str(), stdout);
    std::printf("      %s\n", styled(harmless(passage.id), Style::faint, screen).c_str());
  }
}

ExitCode run_concept(const ConceptOptions& options) {
  ConceptRequest request = options.request;
  for (const std::string& word : options.words) {
    request.name += (request.name.empty() ? "" : " ") + word;
  }
  const Searcher searcher(options.directory);
  ConceptPage page;
  try {
    page = searcher.concept_page(request);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::not_found) throw;
    std::fprintf(stderr, "osteon: %s\n", harmless(error.what()).c_str());
    return ExitCode::no_hits;
  }
  if (options.json) {
    print_json(to_json(page));
  } else {
    print_page(page);
  }
  return ExitCode::ok;
}

void print_table(const PairTable& table) {
  const Screen screen = standard_output_screen();
  for (const ConceptPair& pair : table.pairs) {
    std::fputs(styled(paragraph(pair.left.name + " \xe2\x80\x94 " + pair.right.name, {}, screen, 0),
                      Style::title, screen)
                   .c_str(),
               stdout);
    print_line(pair.left.id + ", " + pair.right.id + "; " + evidence(pair.with), screen, 2);
    print_quote(pair.with.quote, screen);
  }
  for (const Notice& notice : table.notices) {
    std::fputs(styled(paragraph(notice.kind + ": " + notice.message, {}, screen, 0), Style::warning,
                      screen)
                   .c_str(),
               stdout);
  }
  std::string total = counted(table.total_pairs, "pair") + " in " +
                      counted(table.sentences, "sentence") + " of " +
                      counted(table.passages, "passage") + ", " + counted(table.papers, "paper");
  if (table.pairs.size() < table.total_pairs) {
    total += "; " + grouped(table.pairs.size()) + " shown";
  }
  if (!table.exact) total += "; too many to keep: rare ones are left out, counts are lower bounds";
  print_line(total, screen);
}

ExitCode run_pairs(const PairOptions& options) {
  PairRequest request = options.request;
  request.search = request_of(options.search);
  set_parameter(request, "between", options.between);
  set_parameter(request, "sort", options.order);
  const Searcher searcher(options.directory);
  const PairTable table = searcher.pairs(request);
  if (options.json) {
    print_json(to_json(table));
  } else if (options.csv) {
    std::fputs(to_csv(table).c_str(), stdout);
  } else {
    print_table(table);
  }
  return table.pairs.empty() ? ExitCode::no_hits : ExitCode::ok;
}

}  // namespace

Action set_up_concept(CLI::App& app) {
  const auto options = std::make_shared<ConceptOptions>();
  add_database_option(app, options->directory);
  app.add_option("concept", options->words, "A concept's id, or one of its names")
      ->required()
      ->type_name("ID|NAME");
  app.add_option("--neighbours", options->request.neighbours,
                 "Concepts of each type to show that share sentences with it")
      ->check(whole_number(0, 1000))
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--passages", options->request.passages, "Best passages to show")
      ->check(whole_number(0, 100))
      ->type_name("N")
      ->capture_default_str();
  add_json_option(app, options->json);
  set_examples(app,
               "  osteon concept --db reviews MESH:D055948\n"
               "  osteon concept --db reviews --neighbours 20 vitamin D\n"
               "  osteon concept --db reviews --json gene:3569");
  return [options] { return run_concept(*options); };
}

Action set_up_pairs(CLI::App& app) {
  const auto options = std::make_shared<PairOptions>();
  add_database_option(app, options->directory);
  app.add_option("--between", options->between,
                 "Two concept types; in place of a type, one concept by id or name")
      ->required()
      ->type_name("LEFT,RIGHT");
  add_query_options(app, options->search, false);
  app.add_option("--sort", options->order, "Order: strength, papers or lift")
      ->check(one_of({std::begin(pair_order_names), std::end(pair_order_names)}))
      ->type_name("BY")
      ->capture_default_str();
  app.add_option("--least", options->request.least_sentences, "Sentences that a pair must share")
      ->check(whole_number(1, 1'000'000))
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--limit,-n", options->request.limit, "Pairs to show")
      ->check(whole_number(1, 10'000))
      ->type_name("N")
      ->capture_default_str();
  CLI::Option* csv = app.add_flag("--csv", options->csv, "Print CSV");
  add_json_option(app, options->json)->excludes(csv);
  set_examples(app,
               "  osteon pairs --db reviews --between chemical,sarcopenia\n"
               "  osteon pairs --db reviews --between gene,disease --year 2020.. older adults\n"
               "  osteon pairs --db reviews --between chemical,disease --csv > pairs.csv");
  return [options] { return run_pairs(*options); };
}

}  // namespace osteon::tools
