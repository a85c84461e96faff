// The reader's questions to one segment, answered from the mapped passage file.
#include "indexer/segment.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/error.h"
#include "base/hash.h"
#include "indexer/segment_impl.h"
#include "indexer/term_row.h"
#include "indexer/varint.h"

namespace osteon {

Segment::Segment(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Segment::~Segment() = default;

std::shared_ptr<const Segment> Segment::open(const std::string& directory,
                                             const std::string& name) {
  auto impl = std::make_unique<Impl>();
  impl->segment_name = name;
  impl->database = segment_database_path(directory, name);
  impl->open_passage_file(passage_file_path(directory, name));
  impl->database_fd = ::open(impl->database.c_str(), O_RDONLY | O_CLOEXEC);
  if (impl->database_fd < 0)
    throw Error(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io,
                impl->database + ": cannot open: " + std::strerror(errno));
  return std::shared_ptr<const Segment>(new Segment(std::move(impl)));
}

const std::string& Segment::name() const {
  return impl_->segment_name;
}
std::string Segment::database_path() const {
  return impl_->database;
}

int Segment::open_database() const {
  // Reopening through the held descriptor gives an own file offset, and works after the file's name
  // is gone; where /proc is not mounted, the name has to do.
  int fd =
      ::open(("/proc/self/fd/" + std::to_string(impl_->database_fd)).c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) fd = ::open(impl_->database.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    throw Error(ErrorCode::io, impl_->database + ": cannot open: " + std::strerror(errno));
  return fd;
}

std::uint32_t Segment::paper_count() const {
  return impl_->counts.papers;
}
std::uint32_t Segment::passage_count() const {
  return impl_->counts.passages;
}
std::uint64_t Segment::text_bytes() const {
  return impl_->counts.text_bytes;
}
std::uint32_t Segment::term_count() const {
  return impl_->counts.terms;
}
std::uint32_t Segment::concept_count() const {
  return impl_->counts.concepts;
}
bool Segment::is_stop(TermId id) const {
  return (impl_->term_flags[id] & passage_file::term_stop) != 0;
}
bool Segment::is_posted(TermId id) const {
  return (impl_->term_flags[id] & passage_file::term_posted) != 0;
}

namespace {

/// Of the ids from passage_file::frequent_terms to `end`, which are in bytewise order, the first
/// that is not `before` what is looked for.
template <typename Before>
TermId first_rare(TermId end, const Before& before) {
  TermId low = std::min(end, passage_file::frequent_terms);
  while (low < end) {
    const TermId middle = low + (end - low) / 2;
    if (before(middle)) {
      low = middle + 1;
    } else {
      end = middle;
    }
  }
  return low;
}

}  // namespace

std::optional<TermId> Segment::find_term(std::string_view term) const {
  const auto before = [&](TermId id) { return impl_->term_text(id) < term; };
  const auto& frequent = impl_->term_sorted;
  const auto found = std::partition_point(frequent.begin(), frequent.end(), before);
  if (found != frequent.end() && impl_->term_text(*found) == term) return *found;
  const TermId rare = first_rare(term_count(), before);
  if (rare < term_count() && impl_->term_text(rare) == term) return rare;
  return std::nullopt;
}

std::string_view Segment::term(TermId id) const {
  return impl_->term_text(id);
}

std::vector<TermId> Segment::terms_with_prefix(std::string_view prefix) const {
  const auto head = [&](TermId id) { return impl_->term_text(id).substr(0, prefix.size()); };
  const auto before = [&](TermId id) { return head(id) < prefix; };
  const auto within = [&](TermId id) { return head(id) <= prefix; };
  const auto& frequent = impl_->term_sorted;
  const auto first = std::partition_point(frequent.begin(), frequent.end(), before);
  const auto last = std::partition_point(first, frequent.end(), within);
  std::vector<TermId> out(first, last);
  const auto frequent_count = static_cast<std::ptrdiff_t>(out.size());
  const TermId end = first_rare(term_count(), within);
  for (TermId id = first_rare(term_count(), before); id < end; ++id) out.push_back(id);
  std::inplace_merge(out.begin(), out.begin() + frequent_count, out.end(),
                     [&](TermId a, TermId b) { return impl_->term_text(a) < impl_->term_text(b); });
  return out;
}

SegmentConcept Segment::concept_at(ConceptNumber number) const {
  const auto row = impl_->at(impl_->concepts, number, "concept");
  SegmentConcept out{
      impl_->string_at(row.id), impl_->string_at(row.type), impl_->string_at(row.name), {}};
  if (row.id_count > impl_->concept_ids.size()) impl_->corrupt("concept");
  out.ids.reserve(row.id_count);
  for (std::uint32_t i = 0; i < row.id_count; ++i)
    out.ids.push_back(impl_->string_at(
        impl_->at(impl_->concept_ids, std::size_t{row.first_id} + i, "concept id")));
  return out;
}

std::string_view Segment::concept_id(ConceptNumber number) const {
  return impl_->string_at(impl_->at(impl_->concepts, number, "concept").id);
}
std::string_view Segment::concept_type(ConceptNumber number) const {
  return impl_->string_at(impl_->at(impl_->concepts, number, "concept").type);
}
std::string_view Segment::concept_name(ConceptNumber number) const {
  return impl_->string_at(impl_->at(impl_->concepts, number, "concept").name);
}

std::optional<ConceptNumber> Segment::find_concept(std::string_view canonical_id) const {
  const std::string wanted = folded_id(canonical_id);
  const auto id_of = [&](ConceptNumber number) {
    return folded_id(impl_->string_at(impl_->at(impl_->concepts, number, "concept").id));
  };
  const auto& sorted = impl_->concept_sorted;
  const auto found =
      std::lower_bound(sorted.begin(), sorted.end(), wanted,
                       [&](ConceptNumber n, const std::string& id) { return id_of(n) < id; });
  if (found == sorted.end() || id_of(*found) != wanted) return std::nullopt;
  return *found;
}

std::vector<ConceptNumber> Segment::find_concepts_by_any_id(std::string_view id) const {
  const std::string wanted = folded_id(id);
  const auto& rows = impl_->any_ids;
  auto found = std::lower_bound(rows.begin(), rows.end(), wanted,
                                [&](const auto& row, const std::string& text) {
                                  return impl_->string_at(row.string) < text;
                                });
  std::vector<ConceptNumber> out;
  for (; found != rows.end() && impl_->string_at(found->string) == wanted; ++found)
    out.push_back(found->concept_number);
  return out;
}

PaperOrdinal Segment::paper_of(PassageNumber passage) const {
  return impl_->at(impl_->passage_paper, passage, "passage");
}
std::span<const std::uint32_t> Segment::paper_table() const {
  return impl_->passage_paper;
}

PassageInfo Segment::passage(PassageNumber passage) const {
  const PaperOrdinal paper = paper_of(passage);
  return {paper, passage - first_passage(paper), section_of(passage),
          impl_->at(impl_->section_numbers, passage, "passage")};
}

SectionKind Segment::section_of(PassageNumber passage) const {
  const std::uint8_t kind = impl_->at(impl_->section_kinds, passage, "passage");
  if (kind >= section_kind_count) impl_->corrupt("section kind");
  return static_cast<SectionKind>(kind);
}

std::string Segment::passage_text(PassageNumber passage) const {
  return std::string(impl_->item_text(impl_->passage_item(passage)));
}

void Segment::passage_stream(PassageNumber passage, TokenStream& out) const {
  impl_->decode_stream(impl_->item_stream(impl_->passage_item(passage)), out);
}

void Segment::title_stream(PaperOrdinal paper, TokenStream& out) const {
  impl_->decode_stream(impl_->item_stream(impl_->record_item(paper)), out);
}

bool Segment::same_title(PaperOrdinal a, PaperOrdinal b) const {
  VarintReader left(impl_->item_stream(impl_->record_item(a)));
  VarintReader right(impl_->item_stream(impl_->record_item(b)));
  const std::uint64_t positions = left.next(), variants = left.next();
  if (positions == 0 || right.next() != positions || right.next() != variants) return false;
  if (positions > left.left() || variants > left.left()) impl_->corrupt("token stream");
  for (std::uint64_t i = 0; i < positions + 2 * variants; ++i)
    if (left.next() != right.next()) return false;
  return true;
}

std::optional<bool> Segment::passage_holds(PassageNumber passage, const TermRow& row) const {
  return row.stands_in(impl_->item_stream(impl_->passage_item(passage)));
}

std::optional<bool> Segment::title_holds(PaperOrdinal paper, const TermRow& row) const {
  return row.stands_in(impl_->item_stream(impl_->record_item(paper)));
}

PaperRecord Segment::paper(PaperOrdinal ordinal) const {
  PaperRecord out;
  if (!decode_record(impl_->item_text(impl_->record_item(ordinal)), out.paper, out.accounts))
    impl_->corrupt("paper record");
  out.first_passage = first_passage(ordinal);
  out.passage_count = passage_count(ordinal);
  out.content_hash = hex64(impl_->at(impl_->hashes, 2 * std::size_t{ordinal}, "paper")) +
                     hex64(impl_->at(impl_->hashes, 2 * std::size_t{ordinal} + 1, "paper"));
  return out;
}

std::string_view Segment::paper_id(PaperOrdinal ordinal) const {
  return impl_->piece(impl_->paper_id_offsets, impl_->paper_id_bytes, ordinal, "paper id");
}

std::optional<PaperOrdinal> Segment::find_paper(std::string_view id) const {
  const std::string wanted = folded_id(id);
  const auto& sorted = impl_->paper_id_sorted;
  // Of several versions of a paper (all but one of them dead) the last one is meant.
  const auto after = std::upper_bound(
      sorted.begin(), sorted.end(), wanted,
      [&](const std::string& text, PaperOrdinal o) { return text < folded_id(paper_id(o)); });
  if (after == sorted.begin() || folded_id(paper_id(*(after - 1))) != wanted) return std::nullopt;
  return *(after - 1);
}

std::uint16_t Segment::year(PaperOrdinal ordinal) const {
  return impl_->at(impl_->years, ordinal, "paper");
}
PassageNumber Segment::first_passage(PaperOrdinal ordinal) const {
  return impl_->at(impl_->first_passage, ordinal, "paper");
}
std::uint32_t Segment::passage_count(PaperOrdinal ordinal) const {
  const std::uint32_t first = first_passage(ordinal);
  const std::uint32_t next = impl_->at(impl_->first_passage, std::size_t{ordinal} + 1, "paper");
  if (next < first || next > impl_->counts.passages) impl_->corrupt("paper");
  return next - first;
}

std::span<const PaperConcept> Segment::paper_concepts(PaperOrdinal ordinal) const {
  const auto& offsets = impl_->paper_concept_offsets;
  const std::uint32_t begin = impl_->at(offsets, ordinal, "paper");
  const std::uint32_t end = impl_->at(offsets, std::size_t{ordinal} + 1, "paper");
  if (begin > end || end > impl_->paper_concepts.size()) impl_->corrupt("paper concepts");
  return impl_->paper_concepts.subspan(begin, end - begin);
}

std::span<const std::string> Segment::column_names() const {
  return impl_->column_names;
}

std::uint32_t Segment::column_value(std::size_t column, PaperOrdinal ordinal) const {
  if (column >= impl_->columns.size() || ordinal >= impl_->counts.papers) impl_->corrupt("column");
  const std::uint32_t value = impl_->column_values[column * impl_->counts.papers + ordinal];
  if (value >= impl_->columns[column].value_count) impl_->corrupt("column value");
  return value;
}

std::span<const std::uint32_t> Segment::column_values(std::size_t column) const {
  if (column >= impl_->columns.size()) impl_->corrupt("column");
  return impl_->column_values.subspan(column * impl_->counts.papers, impl_->counts.papers);
}

std::string_view Segment::column_text(std::size_t column, std::uint32_t value) const {
  const auto row = impl_->at(impl_->columns, column, "column");
  if (value >= row.value_count) impl_->corrupt("column value");
  return impl_->string_at(
      impl_->at(impl_->column_strings, std::size_t{row.first_value} + value, "column value"));
}

std::uint32_t Segment::column_size(std::size_t column) const {
  return impl_->at(impl_->columns, column, "column").value_count;
}

}  // namespace osteon
