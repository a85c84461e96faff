// Numbers, strings and tables of a passage file, gathered and written.
#include "indexer/segment_writer.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/error.h"
#include "indexer/segment_impl.h"
#include "indexer/varint.h"

namespace osteon {

using passage_file::SectionId;

std::vector<std::string> column_values_of(const Paper& paper) {
  std::string flags;
  for (const std::string& flag : paper.flags) {
    if (!flags.empty()) flags += ',';
    flags += flag;
  }
  return {paper.journal, paper.type, paper.licence, paper.format, flags};
}

void SegmentWriter::add_passage(SectionKind section, std::uint32_t section_number,
                                std::size_t text_bytes) {
  passage_paper_.push_back(static_cast<std::uint32_t>(years_.size()));
  section_kinds_.push_back(static_cast<std::uint8_t>(section));
  section_numbers_.push_back(
      static_cast<std::uint16_t>(std::min<std::uint32_t>(section_number, 0xffff)));
  text_bytes_ += text_bytes;
}

void SegmentWriter::add_paper(const WriterPaper& paper) {
  first_passage_.push_back(static_cast<std::uint32_t>(passage_paper_.size()));
  paper_ids_ += paper.id;
  paper_id_offsets_.push_back(static_cast<std::uint32_t>(paper_ids_.size()));
  hashes_.push_back(paper.hash[0]);
  hashes_.push_back(paper.hash[1]);
  years_.push_back(paper.year);
  for (std::size_t column = 0; column < column_count; ++column) {
    const std::uint32_t string = strings_.add(paper.columns[column]);
    const auto next = static_cast<std::uint32_t>(column_strings_[column].size());
    const auto [entry, is_new] = column_numbers_[column].try_emplace(string, next);
    if (is_new) column_strings_[column].push_back(string);
    column_values_[column].push_back(entry->second);
  }
  paper_concepts_.insert(paper_concepts_.end(), paper.concepts.begin(), paper.concepts.end());
  paper_concept_offsets_.push_back(static_cast<std::uint32_t>(paper_concepts_.size()));
}

std::vector<std::uint32_t> SegmentWriter::number_terms(const TermTable& table) {
  std::vector<std::uint32_t> order(table.size()), number(table.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto by_text = [&](std::uint32_t a, std::uint32_t b) {
    return table[a].text < table[b].text;
  };
  const auto rare =
      order.begin() + std::min<std::ptrdiff_t>(std::ssize(order), passage_file::frequent_terms);
  std::partial_sort(order.begin(), rare, order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return table[a].count != table[b].count ? table[a].count > table[b].count : by_text(a, b);
  });
  std::sort(rare, order.end(), by_text);
  terms.reserve(order.size());
  for (const std::uint32_t from : order) {
    number[from] = static_cast<std::uint32_t>(terms.size());
    terms.push_back({table[from].text, table[from].count, table[from].flags});
  }
  return number;
}

void SegmentWriter::write_terms(passage_file::Writer& out, FileUse use) {
  std::vector<std::uint32_t> offsets,
      sorted(std::min<std::size_t>(terms.size(), passage_file::frequent_terms));
  std::vector<std::uint8_t> flags, lengths;
  std::string counts;
  std::uint64_t end = 0;
  for (const WriterTerm& term : terms) {
    if (flags.size() % passage_file::term_group == 0)
      offsets.push_back(static_cast<std::uint32_t>(end));
    end += term.text.size();
    lengths.push_back(static_cast<std::uint8_t>(term.text.size()));
    flags.push_back(term.flags);
    put_varint(counts, term.count);
  }
  if (end > std::numeric_limits<std::uint32_t>::max())
    throw Error(ErrorCode::internal, "a segment with too many terms");
  std::iota(sorted.begin(), sorted.end(), 0u);
  if (use == FileUse::segment)
    std::sort(sorted.begin(), sorted.end(),
              [&](std::uint32_t a, std::uint32_t b) { return terms[a].text < terms[b].text; });
  out.section(SectionId::term_offsets, offsets);
  out.begin(SectionId::term_bytes);
  for (const WriterTerm& term : terms) out.append(term.text);
  out.section(SectionId::term_lengths, lengths);
  out.section(SectionId::term_sorted, sorted);
  out.section(SectionId::term_flags, flags);
  out.section(SectionId::term_counts, counts);
}

void SegmentWriter::write_concepts(passage_file::Writer& out, FileUse use) {
  const bool looked_up = use == FileUse::segment;
  std::vector<passage_file::ConceptRow> rows;
  std::vector<std::uint32_t> ids, sorted(concepts.size());
  std::vector<passage_file::AnyIdRow> any;
  std::vector<std::string> folded;
  for (const WriterConcept& entry : concepts) {
    const auto number = static_cast<std::uint32_t>(rows.size());
    passage_file::ConceptRow row{strings_.add(entry.id),
                                 strings_.add(entry.type),
                                 strings_.add(entry.name),
                                 static_cast<std::uint32_t>(ids.size()),
                                 static_cast<std::uint32_t>(entry.ids.size()),
                                 static_cast<std::uint32_t>(std::min<std::uint64_t>(
                                     entry.mentions, std::numeric_limits<std::uint32_t>::max()))};
    for (const std::string_view id : entry.ids) {
      ids.push_back(strings_.add(id));
      if (looked_up) any.push_back({strings_.add(folded_id(id)), number});
    }
    rows.push_back(row);
    if (looked_up) folded.push_back(folded_id(entry.id));
  }
  std::sort(any.begin(), any.end(), [&](const auto& a, const auto& b) {
    return a.string == b.string ? a.concept_number < b.concept_number
                                : strings_[a.string].text < strings_[b.string].text;
  });
  std::iota(sorted.begin(), sorted.end(), 0u);
  if (looked_up)
    std::sort(sorted.begin(), sorted.end(),
              [&](std::uint32_t a, std::uint32_t b) { return folded[a] < folded[b]; });
  out.section(SectionId::concepts, rows);
  out.section(SectionId::concept_ids, ids);
  out.section(SectionId::concept_sorted, sorted);
  out.section(SectionId::concept_any_id, any);
}

void SegmentWriter::write_papers(passage_file::Writer& out) {
  const std::size_t papers = years_.size();
  std::vector<std::uint32_t> sorted(papers);
  std::vector<std::string> folded;
  folded.reserve(papers);
  for (std::size_t i = 0; i < papers; ++i)
    folded.push_back(folded_id(
        std::string_view(paper_ids_)
            .substr(paper_id_offsets_[i], paper_id_offsets_[i + 1] - paper_id_offsets_[i])));
  std::iota(sorted.begin(), sorted.end(), 0u);
  std::sort(sorted.begin(), sorted.end(), [&](std::uint32_t a, std::uint32_t b) {
    const int order = folded[a].compare(folded[b]);
    return order != 0 ? order < 0 : a < b;
  });
  out.section(SectionId::paper_first_passage, first_passage_);
  out.section(SectionId::passage_paper, passage_paper_);
  out.section(SectionId::passage_section_kind, section_kinds_);
  out.section(SectionId::passage_section_number, section_numbers_);
  out.section(SectionId::paper_id_offsets, paper_id_offsets_);
  out.section(SectionId::paper_id_bytes, paper_ids_);
  out.section(SectionId::paper_id_sorted, sorted);
  out.section(SectionId::paper_hash, hashes_);
  out.section(SectionId::paper_year, years_);
  std::vector<passage_file::ColumnRow> rows;
  std::vector<std::uint32_t> values;
  for (std::size_t column = 0; column < column_count; ++column) {
    rows.push_back({strings_.add(column_names[column]), static_cast<std::uint32_t>(values.size()),
                    static_cast<std::uint32_t>(column_strings_[column].size())});
    values.insert(values.end(), column_strings_[column].begin(), column_strings_[column].end());
  }
  out.section(SectionId::column_rows, rows);
  out.section(SectionId::column_strings, values);
  out.begin(SectionId::column_values);
  for (const auto& column : column_values_) out.append_array(std::span(column));
  out.section(SectionId::paper_concept_offsets, paper_concept_offsets_);
  out.section(SectionId::paper_concepts, paper_concepts_);
}

void SegmentWriter::write(const std::string& path, std::uint64_t token_count,
                          const std::function<std::vector<std::uint32_t>(const Append&)>& streams,
                          const std::function<void(const Append&, BlockPacker&)>& blocks,
                          BlockPacker& packer, FileUse use) {
  passage_file::Writer out(path);
  const Append append = [&](std::string_view bytes) { out.append(bytes); };
  write_terms(out, use);
  write_concepts(out, use);
  out.begin(SectionId::streams);
  const std::vector<std::uint32_t> stream_offsets = streams(append);
  if (out.section_length() > std::numeric_limits<std::uint32_t>::max())
    throw Error(ErrorCode::internal, path + ": token streams of more than 4 GiB in one segment");
  out.section(SectionId::stream_offsets, stream_offsets);
  out.begin(SectionId::block_bytes);
  blocks(append, packer);
  packer.finish();
  append(packer.take());
  out.section(SectionId::blocks, packer.blocks);
  out.section(SectionId::item_offsets, packer.item_offsets);
  out.begin(SectionId::dictionaries);
  for (const std::string& dictionary : dictionaries) {
    const std::uint64_t length = dictionary.size();
    append({reinterpret_cast<const char*>(&length), sizeof length});
    append(dictionary);
    append(std::string((8 - length % 8) % 8, '\0'));
  }
  write_papers(out);
  // The pool last: everything above has put its strings into it.
  std::vector<std::uint32_t> offsets{0};
  std::uint64_t end = 0;
  const auto string_count = static_cast<std::uint32_t>(strings_.size());
  for (std::uint32_t i = 0; i < string_count; ++i)
    offsets.push_back(static_cast<std::uint32_t>(end += strings_[i].text.size()));
  if (end > std::numeric_limits<std::uint32_t>::max())
    throw Error(ErrorCode::internal, path + ": names of more than 4 GiB in one segment");
  out.section(SectionId::string_offsets, offsets);
  out.begin(SectionId::string_bytes);
  for (std::uint32_t i = 0; i < string_count; ++i) out.append(strings_[i].text);

  passage_file::Counts counts;
  counts.papers = static_cast<std::uint32_t>(years_.size());
  counts.passages = static_cast<std::uint32_t>(passage_paper_.size());
  counts.terms = static_cast<std::uint32_t>(terms.size());
  counts.concepts = static_cast<std::uint32_t>(concepts.size());
  counts.strings = string_count;
  counts.blocks = static_cast<std::uint32_t>(packer.blocks.size() - 1);
  counts.columns = column_count;
  counts.text_bytes = text_bytes_;
  counts.token_count = token_count;
  out.finish(counts, use == FileUse::segment);
}

}  // namespace osteon
