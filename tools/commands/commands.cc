#include "tools/commands/commands.h"

namespace osteon::tools {
namespace {

constexpr Command table[] = {
    {"index", "Read papers into an index", set_up_index},
    {"fetch", "Download open-access papers from Europe PMC", set_up_fetch},
    {"search", "Search an index", set_up_search},
    {"serve", "Serve the search page and the JSON interface", set_up_serve},
    {"paper", "Show a paper of an index", set_up_paper},
    {"why-not", "Say why a paper is no hit of a query, or where it stands", set_up_why_not},
    {"passage", "Show a passage of an index", set_up_passage},
    {"complete", "Complete the beginning of a concept or title", set_up_complete},
    {"concept", "Show what an index holds of a concept", set_up_concept},
    {"pairs", "List concepts that share sentences", set_up_pairs},
    {"receipt", "Search again as a saved receipt says, or report it", set_up_receipt},
    {"watch", "Keep searches and tell what is new", set_up_watch},
    {"stats", "Show what an index holds", set_up_stats},
    {"mcp", "Serve an index to language models (Model Context Protocol)", set_up_mcp},
    {"analyze", "Show a text's tokens and concepts", set_up_analyze},
    {"vocab", "Build a vocabulary, or look something up in one", set_up_vocab},
    {"learn", "Learn from an index how its words relate, for ranking", set_up_learn},
    {"mark", "Mark papers that answered a query, for ranking", set_up_mark},
    {"eval", "Measure ranking against judged queries", set_up_eval},
    {"check", "Verify every byte of an index", set_up_check},
    {"compact", "Merge an index into one segment", set_up_compact},
    {"export", "Write an index in another program's form", set_up_export},
    {"completions", "Print completions for a shell", set_up_completions},
};

}  // namespace

std::span<const Command> commands() {
  return table;
}

}  // namespace osteon::tools
