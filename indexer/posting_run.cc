// A run is numbers as LEB128: how many documents and their lengths, how many values and for each
// the document less that of the value before and its bytes; then for each term its bytes, how many
// postings, and for each the document less that of the posting before, and the wdf. It lives as
// long as a batch.
#include "indexer/posting_run.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <queue>

#include "base/error.h"
#include "base/mapped_file.h"
#include "indexer/varint.h"

namespace osteon {
namespace {

[[noreturn]] void fail(const std::string& path, const char* what) {
  throw Error(ErrorCode::io, path + ": cannot " + what + ": " + std::strerror(errno));
}

/// A run that is read from its beginning to its end.
class RunReader {
 public:
  /// `first_document` is the number that its first document gets.
  RunReader(const std::string& path, std::uint32_t first_document)
      : file_(path), in_(file_.bytes()), before_(first_document - 1) {}

  void read_head(std::vector<std::uint32_t>& lengths, PostingsDatabase::Values& values) {
    const std::uint64_t documents = in_.next();
    for (std::uint64_t i = 0; i < documents && in_.ok(); ++i) lengths.push_back(in_.next32());
    std::uint32_t document = before_;
    for (std::uint64_t left = in_.next(); left > 0 && in_.ok(); --left) {
      document += in_.next32();
      values.emplace_back(document, in_.next_string());
    }
    check();
  }

  /// Goes on to the next term; false at the end.
  bool next_term() {
    if (in_.at_end()) return false;
    term_ = in_.next_string();
    check();
    return true;
  }
  std::string_view term() const { return term_; }

  void read_postings(std::vector<Posting>& out) {
    std::uint32_t document = before_;
    for (std::uint64_t left = in_.next(); left > 0 && in_.ok(); --left) {
      document += in_.next32();
      out.push_back({document, in_.next32()});
    }
    check();
  }

  void drop_pages() const { file_.drop_pages(); }

 private:
  void check() const {
    if (!in_.ok()) throw Error(ErrorCode::corrupt, file_.path() + ": damaged (posting list)");
  }

  MappedFile file_;
  VarintReader in_;
  std::uint32_t before_;
  std::string_view term_;
};

}  // namespace

PostingRunWriter::PostingRunWriter(std::string path, std::span<const std::uint32_t> lengths,
                                   const PostingsDatabase::Values& values)
    : path_(std::move(path)), file_(std::fopen(path_.c_str(), "wb")) {
  if (!file_) fail(path_, "create");
  put_varint(pending_, lengths.size());
  for (const std::uint32_t length : lengths) put_varint(pending_, length);
  put_varint(pending_, values.size());
  std::uint32_t last = 0;
  for (const auto& [document, value] : values) {
    put_varint(pending_, document - last);
    put_string(pending_, value);
    last = document;
  }
}

PostingRunWriter::~PostingRunWriter() {
  if (file_) std::fclose(file_);
}

void PostingRunWriter::add(std::string_view term, std::span<const Posting> postings) {
  put_string(pending_, term);
  put_varint(pending_, postings.size());
  std::uint32_t last = 0;
  for (const auto& [document, wdf] : postings) {
    put_varint(pending_, document - last);
    put_varint(pending_, wdf);
    last = document;
  }
  if (pending_.size() >= 1 << 18) write_out();
}

void PostingRunWriter::write_out() {
  if (std::fwrite(pending_.data(), 1, pending_.size(), file_) != pending_.size())
    fail(path_, "write");
  pending_.clear();
}

void PostingRunWriter::finish() {
  write_out();
  std::FILE* closing = file_;
  file_ = nullptr;
  if (std::fclose(closing) != 0) fail(path_, "close");
}

void join_posting_runs(const std::vector<std::string>& runs, std::uint32_t slot,
                       const std::string& to) {
  std::vector<std::unique_ptr<RunReader>> readers;
  std::vector<std::uint32_t> lengths;
  PostingsDatabase::Values values;
  for (const std::string& run : runs) {
    const auto first_document = static_cast<std::uint32_t>(lengths.size() + 1);
    readers.push_back(std::make_unique<RunReader>(run, first_document));
    readers.back()->read_head(lengths, values);
  }

  // The least term of all runs, of equal ones that of the earliest run.
  const auto later = [&](std::size_t a, std::size_t b) {
    const int order = readers[a]->term().compare(readers[b]->term());
    return order != 0 ? order > 0 : a > b;
  };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> heads(later);
  for (std::size_t i = 0; i < readers.size(); ++i)
    if (readers[i]->next_term()) heads.push(i);

  PostingsDatabase out(to, lengths, slot, values);
  constexpr std::size_t pages_kept_for = 1 << 20;  // postings
  std::size_t read = 0;
  std::string term;
  std::vector<Posting> postings;
  while (!heads.empty()) {
    term = readers[heads.top()]->term();
    postings.clear();
    while (!heads.empty() && readers[heads.top()]->term() == term) {
      const std::size_t run = heads.top();
      heads.pop();
      readers[run]->read_postings(postings);
      if (readers[run]->next_term()) heads.push(run);
    }
    out.add(term, postings);
    read += postings.size();
    if (read < pages_kept_for) continue;
    read = 0;
    for (const auto& reader : readers) reader->drop_pages();
  }
  out.finish();
}

}  // namespace osteon
