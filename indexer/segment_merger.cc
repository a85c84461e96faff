// Joins passage files by renumbering terms and concepts, and databases by Xapian's compaction.
//
// Parts are mapped, and what is mapped and was read counts as memory of the process: pages are
// given back behind the reading, or a merge would be as large as its parts.
#include "indexer/segment_merger.h"

#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <numeric>

#include "base/ascii.h"
#include "base/error.h"
#include "base/file_io.h"
#include "indexer/posting_run.h"
#include "indexer/schema.h"
#include "indexer/segment_impl.h"
#include "indexer/segment_writer.h"
#include "indexer/term_table.h"
#include "indexer/varint.h"
#include "indexer/xapian_error.h"

namespace osteon {
namespace {

using Numbers = std::vector<std::uint32_t>;  // a part's number -> the merged one

class Merger {
 public:
  explicit Merger(const std::vector<std::string>& parts) {
    for (const std::string& part : parts) {
      parts_.push_back(std::make_unique<Segment::Impl>());
      parts_.back()->open_passage_file(part);
    }
  }

  void write(const std::string& path) {
    number_terms();
    number_concepts();
    gather_papers();
    for (const auto& part : parts_) {
      token_count_ += part->counts.token_count;
      Numbers& numbers = dictionaries_.emplace_back();
      for (const std::string_view bytes : part->dictionaries) {
        auto& known = writer_.dictionaries;
        const auto found = std::find(known.begin(), known.end(), bytes);
        numbers.push_back(static_cast<std::uint32_t>(found - known.begin()));
        if (found == known.end()) known.emplace_back(bytes);
      }
    }
    BlockPacker packer(nullptr, passage_file::no_dictionary);
    writer_.write(
        path, token_count_, [&](const auto& append) { return streams(append); },
        [&](const auto& append, BlockPacker& out) { blocks(append, out); }, packer,
        FileUse::segment);
  }

 private:
  void number_terms() {
    std::vector<Numbers> local;
    for (const auto& part : parts_) {
      Numbers& numbers = local.emplace_back();
      VarintReader counts(part->term_counts);
      for (TermId id = 0; id < part->counts.terms; ++id) {
        const std::uint32_t number = table_.add(part->term_text(id));
        numbers.push_back(number);
        table_[number].count += counts.next();
        table_[number].flags |= part->term_flags[id];
      }
      if (!counts.ok()) part->corrupt("term counts");
      part->file.drop_pages();
    }
    const Numbers final_number = writer_.number_terms(table_);
    for (Numbers& numbers : local) {
      for (std::uint32_t& number : numbers) number = final_number[number];
      terms_.push_back(std::move(numbers));
    }
  }

  void number_concepts() {
    std::vector<WriterConcept> merged;
    TermTable known;  // folded ids, numbered as `merged`
    std::string folded;
    std::vector<Numbers> local;
    for (const auto& part : parts_) {
      Numbers& numbers = local.emplace_back();
      for (const passage_file::ConceptRow& row : part->concepts) {
        const std::string_view id = part->string_at(row.id);
        folded = id;
        std::ranges::transform(folded, folded.begin(), ascii::to_upper);
        const std::uint32_t number = known.add(folded);
        if (number == merged.size())
          merged.push_back({id, part->string_at(row.type), part->string_at(row.name), {}, 0});
        WriterConcept& all = merged[number];
        all.mentions += row.mentions;
        for (std::uint32_t i = 0; i < row.id_count; ++i) {
          const std::string_view other = part->string_at(
              part->at(part->concept_ids, std::size_t{row.first_id} + i, "concept id"));
          if (std::find(all.ids.begin(), all.ids.end(), other) == all.ids.end())
            all.ids.push_back(other);
        }
        numbers.push_back(number);
      }
    }
    Numbers order(merged.size()), final_number(order.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto &x = merged[a], &y = merged[b];
      return x.mentions != y.mentions ? x.mentions > y.mentions : x.id < y.id;
    });
    for (const std::uint32_t number : order) {
      final_number[number] = static_cast<std::uint32_t>(writer_.concepts.size());
      writer_.concepts.push_back(std::move(merged[number]));
    }
    for (Numbers& numbers : local) {
      for (std::uint32_t& number : numbers) number = final_number[number];
      concepts_.push_back(std::move(numbers));
    }
  }

  void gather_papers() {
    std::vector<PaperConcept> paper_concepts;
    std::vector<std::string_view> columns(column_count);
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      const Segment::Impl& part = *parts_[p];
      if (part.columns.size() != column_count) part.corrupt("columns");
      for (PaperOrdinal paper = 0; paper < part.counts.papers; ++paper) {
        const PassageNumber end = part.first_passage[paper + 1];
        if (end > part.counts.passages) part.corrupt("paper");
        for (PassageNumber i = part.first_passage[paper]; i < end; ++i) {
          const std::uint32_t item = i + paper + 1;
          writer_.add_passage(static_cast<SectionKind>(part.section_kinds[i]),
                              part.section_numbers[i],
                              part.item_offsets[item + 1] - part.item_offsets[item]);
        }
        paper_concepts.clear();
        const std::uint32_t last = part.paper_concept_offsets[paper + 1];
        if (last > part.paper_concepts.size()) part.corrupt("paper concepts");
        for (std::uint32_t i = part.paper_concept_offsets[paper]; i < last; ++i) {
          const PaperConcept& from = part.paper_concepts[i];
          if (from.concept_number >= concepts_[p].size()) part.corrupt("paper concepts");
          paper_concepts.push_back({concepts_[p][from.concept_number], from.mentions});
        }
        std::sort(paper_concepts.begin(), paper_concepts.end(),
                  [](const auto& a, const auto& b) { return a.concept_number < b.concept_number; });
        for (std::size_t column = 0; column < column_count; ++column) {
          const std::size_t value = std::size_t{part.columns[column].first_value} +
                                    part.column_values[column * part.counts.papers + paper];
          columns[column] = part.string_at(part.at(part.column_strings, value, "column"));
        }
        const std::string_view id =
            part.piece(part.paper_id_offsets, part.paper_id_bytes, paper, "paper id");
        writer_.add_paper({id,
                           {part.hashes[2 * paper], part.hashes[2 * paper + 1]},
                           part.years[paper],
                           columns,
                           paper_concepts});
      }
      part.file.drop_pages();
    }
  }

  Numbers streams(const SegmentWriter::Append& append) {
    Numbers offsets{0};
    std::uint64_t total = 0, dropped = 0;
    std::string out;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      const Segment::Impl& part = *parts_[p];
      const Numbers &terms = terms_[p], &concepts = concepts_[p];
      for (std::uint32_t item = 0; item < part.item_count(); ++item) {
        VarintReader in(part.item_stream(item));
        out.clear();
        const std::uint64_t positions = in.next(), variants = in.next();
        put_varint(out, positions);
        put_varint(out, variants);
        for (std::uint64_t i = 0; i < positions + variants && in.ok(); ++i) {
          if (i >= positions) put_varint(out, in.next());
          const std::uint32_t term = in.next32();
          if (term >= terms.size()) part.corrupt("token stream");
          put_varint(out, terms[term]);
        }
        std::uint64_t count = in.next();
        put_varint(out, count);
        for (; count > 0 && in.ok(); --count) put_varint(out, in.next());
        count = in.next();
        put_varint(out, count);
        for (; count > 0 && in.ok(); --count) {
          put_varint(out, in.next());
          put_varint(out, in.next());
          const std::uint32_t number = in.next32();
          if (number >= concepts.size()) part.corrupt("token stream");
          put_varint(out, concepts[number]);
          put_varint(out, in.next());
        }
        if (!in.ok() || !in.at_end()) part.corrupt("token stream");
        append(out);
        offsets.push_back(static_cast<std::uint32_t>(total += out.size()));
        if (total - dropped < pages_kept) continue;
        part.file.drop_pages();
        dropped = total;
      }
      part.file.drop_pages();
    }
    return offsets;
  }

  void blocks(const SegmentWriter::Append& append, BlockPacker& out) {
    Numbers sizes;
    std::uint32_t dropped = 0;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      const Segment::Impl& part = *parts_[p];
      for (std::size_t b = 0; b + 1 < part.blocks.size(); ++b) {
        const auto &row = part.blocks[b], &next = part.blocks[b + 1];
        if (row.first_item > next.first_item || next.first_item > part.item_count() ||
            row.offset > next.offset || next.offset > part.block_bytes.size())
          part.corrupt("text block");
        sizes.clear();
        for (std::uint32_t i = row.first_item; i < next.first_item; ++i)
          sizes.push_back(part.item_offsets[i + 1] - part.item_offsets[i]);
        const std::uint32_t dictionary =
            row.dictionary == passage_file::no_dictionary
                ? row.dictionary
                : part.at(std::span<const std::uint32_t>(dictionaries_[p]), row.dictionary,
                          "dictionary");
        out.copy(part.block_bytes.substr(row.offset, next.offset - row.offset), sizes, dictionary);
        append(out.take());
        if (b == 0) dropped = 0;
        if (next.offset - dropped < pages_kept) continue;
        part.file.drop_pages();
        dropped = next.offset;
      }
      part.file.drop_pages();
    }
  }

  static constexpr std::size_t pages_kept = 8 << 20;  // bytes of a section that was read

  std::vector<std::unique_ptr<Segment::Impl>> parts_;
  TermTable table_;
  SegmentWriter writer_;
  std::vector<Numbers> terms_, concepts_, dictionaries_;
  std::uint64_t token_count_ = 0;
};

void compact(const Xapian::Database& database, const std::string& to) {
  with_xapian(to, [&] { Xapian::Database(database).compact(to, Xapian::DBCOMPACT_SINGLE_FILE); });
  sync_file(to);
}

}  // namespace

void merge_passage_files(const std::vector<std::string>& parts, const std::string& to) {
  Merger(parts).write(to);
}

void merge_posting_runs(const std::vector<std::string>& runs, const std::string& to,
                        const std::string& scratch) {
  join_posting_runs(runs, slot::year, scratch);
  compact(with_xapian(scratch, [&] { return Xapian::Database(scratch); }), to);
  std::filesystem::remove_all(scratch);
}

void merge_parts(const std::vector<MergePart>& parts, const std::string& directory,
                 const std::string& name, const std::string& scratch) {
  // Every part is open while they are joined: many are joined in two steps, to stay below the
  // usual limit of 1,024 descriptors.
  constexpr std::size_t most_at_once = 200;
  if (parts.size() > most_at_once) {
    std::vector<MergePart> joined;
    for (std::size_t begin = 0; begin < parts.size(); begin += most_at_once) {
      const auto first = parts.begin() + static_cast<std::ptrdiff_t>(begin);
      const auto last =
          parts.begin() + static_cast<std::ptrdiff_t>(std::min(begin + most_at_once, parts.size()));
      const std::string part = name + "-" + std::to_string(joined.size());
      merge_parts({first, last}, scratch, part, scratch);
      joined.push_back({passage_file_path(scratch, part), segment_database_path(scratch, part)});
    }
    merge_parts(joined, directory, name, scratch);
    for (const MergePart& part : joined) {
      std::filesystem::remove(part.passages);
      std::filesystem::remove(part.database);
    }
    return;
  }
  std::vector<std::string> passages;
  for (const MergePart& part : parts) passages.push_back(part.passages);
  merge_passage_files(passages, passage_file_path(directory, name));
  const std::string out = segment_database_path(directory, name);
  Xapian::Database all;
  with_xapian(out, [&] {
    for (const MergePart& part : parts) all.add_database(Xapian::Database(part.database));
  });
  compact(all, out);
}

}  // namespace osteon
