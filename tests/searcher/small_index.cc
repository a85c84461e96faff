#include "tests/searcher/small_index.h"

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>

#include "analyzers/vocabulary.h"
#include "indexer/index_writer.h"

namespace osteon::testing {

namespace fs = std::filesystem;

namespace {

std::string new_directory() {
  static std::atomic<int> next = 0;
  const fs::path path =
      fs::temp_directory_path() /
      ("osteon-searcher-" + std::to_string(::getpid()) + "-" + std::to_string(next.fetch_add(1)));
  fs::remove_all(path);
  fs::create_directories(path);
  return path.string();
}

}  // namespace

Paper make_paper(const SmallPaper& small) {
  Paper paper;
  paper.id = small.id;
  if (small.id.rfind("PMC", 0) == 0) paper.ids.pmcid = small.id;
  paper.title = small.title;
  paper.journal = small.journal;
  paper.type = small.type;
  paper.authors = small.authors;
  paper.date.year = static_cast<std::uint16_t>(small.year);
  paper.format = "test";
  paper.source = small.id;
  for (const std::string& text : small.passages) {
    Section section;
    section.heading = small.heading.empty() ? "Section " + std::to_string(paper.sections.size() + 1)
                                            : small.heading;
    section.kind = small.kind;
    section.paragraphs = {text};
    paper.sections.push_back(section);
  }
  return paper;
}

SmallIndex::SmallIndex(const std::vector<std::vector<SmallPaper>>& batches,
                       const std::vector<std::string>& vocabulary_rows)
    : root_(new_directory()), directory_(root_ + "/index") {
  if (vocabulary_rows.empty()) {
    fill(batches, {});
    return;
  }
  const std::string source = root_ + "/vocabulary.tsv";
  std::ofstream out(source);
  out << "!type\tgene\tGenes\n!type\tchemical\tChemicals\n!type\tdisease\tDiseases\n"
         "!type\tspecies\tSpecies\n!type\tanatomy\tAnatomy\n"
         "# id\ttype\tname\tsynonyms\tparents\tother_ids\n";
  for (const std::string& row : vocabulary_rows) out << row << '\n';
  out.close();
  fill(batches, {source});
}

SmallIndex::SmallIndex(const std::vector<std::vector<SmallPaper>>& batches,
                       const VocabularySources& sources)
    : root_(new_directory()), directory_(root_ + "/index") {
  fill(batches, sources.files);
}

void SmallIndex::fill(const std::vector<std::vector<SmallPaper>>& batches,
                      const std::vector<std::string>& vocabulary_sources) {
  IndexOptions options;
  options.directory = directory_;
  options.jobs = 1;
  if (!vocabulary_sources.empty()) {
    options.vocabulary = root_ + "/vocabulary.osv";
    build_vocabulary(vocabulary_sources, options.vocabulary);
  }
  for (const std::vector<SmallPaper>& batch : batches) {
    IndexWriter writer(options);
    for (const SmallPaper& paper : batch) writer.add(make_paper(paper));
    writer.commit();
  }
  searcher_ = std::make_unique<Searcher>(directory_);
}

void SmallIndex::add(const std::vector<SmallPaper>& papers) {
  IndexOptions options;
  options.directory = directory_;
  options.jobs = 1;
  IndexWriter writer(options);
  for (const SmallPaper& paper : papers) writer.add(make_paper(paper));
  writer.commit();
}

SmallIndex::SmallIndex() : root_(new_directory()), directory_(root_ + "/index") {
  const std::string source_dir = OSTEON_SOURCE_DIR;
  IndexOptions options;
  options.directory = directory_;
  options.jobs = 1;
  options.vocabulary = root_ + "/vocabulary.osv";
  build_vocabulary({source_dir + "/analyzers/data/starter.tsv"}, options.vocabulary);
  index_paths(options, {source_dir + "/corpus/samples"});
  searcher_ = std::make_unique<Searcher>(directory_);
}

SmallIndex::~SmallIndex() {
  searcher_.reset();
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

SearchResponse SmallIndex::search(const SearchRequest& request) {
  return searcher_->search(request);
}

SearchResponse SmallIndex::search(const std::string& query, bool expand) {
  SearchRequest request;
  request.query = query;
  request.expand = expand;
  request.limit = 1000;
  request.passages_per_paper = 1000;
  return searcher_->search(request);
}

std::string SmallIndex::papers(const std::string& query, bool expand) {
  std::set<std::string> ids;
  for (const PaperHit& hit : search(query, expand).hits) ids.insert(hit.paper.id);
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : " ") + id;
  return out;
}

std::set<std::string> SmallIndex::passages(const std::string& query, bool expand) {
  std::set<std::string> ids;
  for (const PaperHit& hit : search(query, expand).hits) {
    for (const PassageHit& passage : hit.passages) ids.insert(passage.id);
  }
  return ids;
}

}  // namespace osteon::testing
