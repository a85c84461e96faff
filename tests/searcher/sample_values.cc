// The values are small so that their whole JSON can stand in a test, and odd where oddness matters.
#include "tests/searcher/sample_values.h"

namespace osteon::test {

SearchResponse full_response() {
  SearchResponse out;
  out.query = "sarcopenia \"µ\"";
  out.interpretation = "sarcopenia AND \"µ\"";
  out.total_papers = 2;
  out.total_passages = 3;
  out.more_papers_across_passages = 1;
  out.took_ms = 0.5;
  PassageHit passage;
  passage.id = "PMC1:4";
  passage.section = "Results";
  passage.text = "Sarcopenia, 5 µm.";
  passage.highlights = {{0, 10}, {14, 16}};
  passage.score = 1.25;
  passage.explanation = {{"word sarcopenia", 1.25, "idf 2.5 * 0.5", {{"idf", 2.5, "log", {}}}}};
  PaperHit hit;
  hit.paper = {"PMC1", "PMC1",   "11", "10.1/a",     "Muscle <b>loss</b>",
               "Bone", "review", 2020, {"preprint"}, {"Ada Lovelace"}};
  hit.score = 1.5;
  hit.passages = {passage};
  hit.copies = {"PMC2"};
  out.hits = {hit};
  out.related = {{"MESH:D010024", "Osteoporosis", "disease", 1, 2, 1.5}};
  out.facets = {{"disease", {{"MESH:D055948", "Sarcopenia", 2, true, 1.5}}}, {"year", {}}};
  out.notices = {{"spelling", "perhaps sarcopenia", 0, 10, {"sarcopenia"}}};
  out.strategy = {{1, 3, 13, "sarcopenia", 2, 3}};
  ReceiptItem item;
  item.text = "sarcopenia";
  item.end = 10;
  item.sense = "Sarcopenia";
  item.type = "disease";
  item.ids = {"MESH:D055948"};
  item.forms = {"sarcopenias"};
  item.form_counts = {{"sarcopenias", 1, 1}};
  item.explosion = 1;
  item.papers = 2;
  item.passages = 3;
  item.literal_passages = 2;
  item.alternatives = {{"X:1", "Other"}};
  out.receipt = Receipt{"sarcopenia AND \"µ\"", {item}, "v1", "a1", 7};
  out.next_cursor = "c2";
  return out;
}

WhyNot full_why_not() {
  WhyNot out;
  out.outcome = "no_match";
  out.message = "No passage of it has “gait”.";
  out.paper = "PMC1";
  out.title = "Muscle loss";
  out.nearest = {"PMC2"};
  out.interpretation = "gait";
  out.filters = {"filter on journal"};
  out.parts = {{"gait", 1, {"PMC1:2"}, "a remark"}};
  out.rank = 2;
  out.total_papers = 3;
  out.score = 1.5;
  out.explanation = {{"word gait", 1.5, "idf", {{"idf", 1.5, "log", {}}}}};
  out.rivals = {{full_response().hits.front().paper, 2.5, out.explanation}};
  out.notices = {{"spelling", "perhaps gait", 0, 4, {"gait"}}};
  return out;
}

StoredPaper full_paper() {
  StoredPaper out;
  out.paper.id = "PMC1";
  out.paper.ids = {"PMC1", "11", "10.1/a"};
  out.paper.title = "Muscle loss";
  out.paper.authors = {"Ada Lovelace"};
  out.paper.journal = "Bone";
  out.paper.date = {2026, 1, 9};
  out.paper.type = "review";
  out.paper.licence = "CC BY 4.0";
  out.paper.flags = {"corrected"};
  out.paper.keywords = {"ageing"};
  out.paper.links = {{"preprint", "10.1101/1", ""}};
  out.paper.source = "a.xml";
  out.paper.format = "jats";
  out.paper.entities = {
      {"gene", "MIR495", "microRNA 495", {"NCBIGene:574453"}, EntityProvenance::linked}};
  out.sources = {{"a.xml", "jats"}, {"b.nbib", "nbib"}};
  out.sections = {{"Results", "results", {{"PMC1:1", "Text."}}}};
  out.concepts = {{"MESH:D055948", {"MESH:D055948"}, "disease", "Sarcopenia", 4}};
  return out;
}

namespace {

Association full_association() {
  return {2, 3, 1.5, 4.25, {"PMC1", "PMC1:4", "IL-6 in sarcopenia.", {{0, 4}, {8, 18}}}};
}

}  // namespace

ConceptPage full_concept_page() {
  ConceptPage out;
  out.named = {"MESH:D055948", "disease", "Sarcopenia"};
  out.ids = {"MESH:D055948"};
  out.names = {"Sarcopenia", "Sarcopenias"};
  out.parents = {{{"MESH:D009133", "disease", "Muscular Atrophy"}, 5}};
  out.children = {{{"X:2", "disease", "Presarcopenia"}, 1}};
  out.child_count = 1;
  out.narrower = 2;
  out.papers = 3;
  out.passages = 7;
  out.own_papers = 2;
  out.own_passages = 6;
  PaperHit hit = full_response().hits.front();
  out.hits = {hit};
  out.same_sentence = {{"gene", {{{"NCBIGene:3569", "gene", "IL6"}, full_association()}}}};
  out.other_senses = {{"X:1", "disease", "Other"}};
  out.revision = 7;
  return out;
}

PairTable full_pair_table() {
  PairTable out;
  out.query = "mice";
  out.interpretation = "mice";
  out.left = "gene";
  out.right = "MESH:D055948";
  out.papers = 3;
  out.passages = 7;
  out.sentences = 20;
  out.total_pairs = 1;
  out.took_ms = 0.5;
  out.pairs = {{{"NCBIGene:3569", "gene", "IL6"},
                {"MESH:D055948", "disease", "Sarcopenia"},
                full_association()}};
  out.notices = {{"spelling", "perhaps mice", 0, 4, {"mice"}}};
  return out;
}

SavedSearch full_saved_search() {
  const SearchResponse response = full_response();
  SavedSearch out;
  out.version = "0.1.0";
  out.date = "2026-11-23T17:05:00Z";
  out.request.query = response.query;
  out.request.filters = {{"disease", {"MESH:D055948", "X:1"}}};
  out.request.year_from = 2018;
  out.request.expand = false;
  out.index_papers = 30;
  out.index_passages = 400;
  out.total_papers = 2;
  out.total_passages = 3;
  out.more_papers_across_passages = 1;
  out.strategy = response.strategy;
  out.receipt = *response.receipt;
  out.notices = response.notices;
  out.papers = {{"PMC1", "Muscle | loss"}, {"PMC2", "Second"}};
  return out;
}

IndexStatistics full_statistics() {
  IndexStatistics out;
  out.revision = 3;
  out.papers = 10;
  out.passages = 200;
  out.segments = 2;
  out.terms = 5000;
  out.concepts = 300;
  out.text_bytes = 100000;
  out.index_bytes = 90000;
  out.analyzer_fingerprint = "a1";
  out.vocabulary_fingerprint = "v1";
  return out;
}

}  // namespace osteon::test
