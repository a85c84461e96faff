// Some papers into a passage file and a posting run: analysed, tagged, posted. Built by one thread;
// what it writes depends on the papers alone.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "corpus/paper.h"
#include "indexer/paper_account.h"
#include "indexer/passage_builder.h"
#include "indexer/segment_writer.h"

namespace osteon {

/// A paper cut into passages, with its content hash.
struct PreparedPaper {
  Paper paper;                         ///< without paragraphs
  std::vector<NewPassage> passages;    ///< at least one; a paper without text has one empty passage
  std::uint64_t hash[2] = {0, 0};      ///< of everything but `source`
  std::size_t text_bytes = 0;          ///< of the passages and the record, about
  std::vector<PaperAccount> accounts;  ///< for the record
};

PreparedPaper prepare_paper(Paper paper);
/// What PreparedPaper::text_bytes is; batches are cut by it.
std::size_t text_bytes_of(const PreparedPaper& paper);

/// What turns text into terms and concepts; shared by all batches of a writer.
struct TextTools {
  const Analyzer* analyzer = nullptr;
  const Tagger* tagger = nullptr;  ///< null: no vocabulary, no concepts
};

class BatchBuilder {
 public:
  /// `run` is where the batch's posting run goes, `passages` its passage file.
  /// `lists` are used while papers are added; a thread's batches may share them.
  BatchBuilder(TextTools tools, TokenLists& lists, std::string run, std::string passages);
  ~BatchBuilder();

  void add(const PreparedPaper& paper);
  /// `dictionary` is the zstd dictionary of the text blocks, with its bytes; may be empty.
  void finish(const std::string& dictionary_bytes,
              std::shared_ptr<const BlockPacker::Dictionary> dictionary);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace osteon
