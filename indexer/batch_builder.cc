// Papers to postings and streams: the hot path of indexing.
#include "indexer/batch_builder.h"

#include <xapian.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/error.h"
#include "base/hash.h"
#include "indexer/batch_concepts.h"
#include "indexer/batch_postings.h"
#include "indexer/filter_terms.h"
#include "indexer/schema.h"
#include "indexer/segment_impl.h"
#include "indexer/term_table.h"
#include "indexer/varint.h"

namespace osteon {
namespace {

using Count = std::pair<std::uint32_t, std::uint32_t>;  // number, times

// Sorts and counts equal numbers.
void count_runs(std::vector<std::uint32_t>& numbers, std::vector<Count>& out) {
  std::sort(numbers.begin(), numbers.end());
  out.clear();
  for (const std::uint32_t number : numbers) {
    if (out.empty() || out.back().first != number) out.emplace_back(number, 0);
    ++out.back().second;
  }
}

// What one text (a title, a passage) posts.
struct TextTerms {
  Tally words;                      // by local term
  Tally accepted, unaccepted;       // by local concept
  std::uint32_t length = 0;         // posted tokens without variants
  std::uint32_t mention_count = 0;  // accepted ones
};

struct LocalPaper {
  std::string id;
  std::uint64_t hash[2];
  std::uint16_t year;
  std::vector<std::string> columns;
  std::vector<Count> concepts;
  std::string record;
  std::vector<NewPassage> passages;
  std::vector<SectionKind> kinds;
};

}  // namespace

std::size_t text_bytes_of(const PreparedPaper& paper) {
  std::size_t bytes = paper.paper.title.size() + 64;
  for (const NewPassage& passage : paper.passages) bytes += passage.text.size();
  return bytes;
}

PreparedPaper prepare_paper(Paper paper) {
  PreparedPaper out;
  std::string source;
  source.swap(paper.source);
  std::string content = encode_record(paper);
  for (const Section& section : paper.sections) {
    put_varint(content, section.paragraphs.size());
    for (const std::string& paragraph : section.paragraphs) put_string(content, paragraph);
  }
  out.hash[0] = hash64(content);
  out.hash[1] = hash64(content, 1);
  paper.source.swap(source);
  out.passages = build_passages(paper);
  if (out.passages.empty()) {
    if (paper.sections.empty()) paper.sections.emplace_back();
    out.passages.emplace_back();
  }
  for (Section& section : paper.sections) section.paragraphs = {};
  out.paper = std::move(paper);
  out.text_bytes = text_bytes_of(out);
  return out;
}

struct BatchBuilder::Impl {
  Impl(const TextTools& with, TokenLists& lists)
      : tools(with),
        concepts(with.tagger != nullptr ? &with.tagger->vocabulary() : nullptr, filters),
        token_lists(lists) {}

  TextTools tools;
  std::string run_path, passages_path;
  TermTable words;
  TermTable filters;  // terms with a prefix: concepts, sections, what holds for a paper
  BatchConcepts concepts;
  std::vector<LocalPaper> papers;
  // Streams in local numbers: position count, variant count, a term a position, variants as
  // position and term, sentence count, sentence ends, mention count, mentions as four numbers.
  std::vector<std::uint32_t> raw;
  std::uint64_t token_count = 0;
  BatchPostings postings;
  PostingsDatabase::Values years;

  // Scratch, kept for its capacity.
  TokenLists& token_lists;
  std::vector<TaggerText> texts;
  std::vector<std::uint32_t> variants, local_concepts, paper_mentions;
  TextTerms title, body;

  void number_concepts(const DocumentTags& tags);
  void collect(const TokenList& tokens, const std::vector<Mention>* mentions, TextTerms& out);
  void post(const PreparedPaper& prepared, std::size_t passage);
};

BatchBuilder::BatchBuilder(TextTools tools, TokenLists& lists, std::string run,
                           std::string passages)
    : impl_(std::make_unique<Impl>(tools, lists)) {
  impl_->run_path = std::move(run);
  impl_->passages_path = std::move(passages);
}

BatchBuilder::~BatchBuilder() = default;

// What only rejected names mean is left out.
void BatchBuilder::Impl::number_concepts(const DocumentTags& tags) {
  concepts.expect(tags.concepts);
  std::vector<bool> named(tags.concepts.size(), false);
  for (const std::vector<Mention>& of_text : tags.mentions)
    for (const Mention& mention : of_text) named[mention.concept_number] = true;
  for (std::size_t i = 0; i < tags.concepts.size(); ++i)
    local_concepts.push_back(named[i] ? concepts.add(tags.concepts[i]) : 0);
}

void BatchBuilder::Impl::collect(const TokenList& tokens, const std::vector<Mention>* mentions,
                                 TextTerms& out) {
  out.words.clear();
  out.length = 0;
  variants.clear();
  const std::size_t head = raw.size();
  raw.resize(head + 2);
  std::uint32_t positions = 0;
  for (const Token& token : tokens.tokens()) {
    const std::uint32_t term = words.add(token.text);
    if (token.position == positions) {
      raw.push_back(term);
      ++positions;
    } else if (token.position + 1 == positions) {
      variants.push_back(token.position);
      variants.push_back(term);
    } else {
      throw Error(ErrorCode::internal, "token positions with a gap cannot be stored");
    }
    TermTable::Entry& entry = words[term];
    ++entry.count;
    if (token.kind == TokenKind::stop) {
      entry.flags |= passage_file::term_stop;
      continue;
    }
    entry.flags |= passage_file::term_posted;
    out.words.add(term);
    if (token.is_primary()) ++out.length;
  }
  raw[head] = positions;
  raw[head + 1] = static_cast<std::uint32_t>(variants.size() / 2);
  raw.insert(raw.end(), variants.begin(), variants.end());
  token_count += tokens.tokens().size();
  raw.push_back(static_cast<std::uint32_t>(tokens.sentence_ends().size()));
  raw.insert(raw.end(), tokens.sentence_ends().begin(), tokens.sentence_ends().end());

  out.accepted.clear();
  out.unaccepted.clear();
  out.mention_count = 0;
  raw.push_back(mentions ? static_cast<std::uint32_t>(mentions->size()) : 0);
  if (mentions) {
    for (const Mention& mention : *mentions) {
      const std::uint32_t number = local_concepts.at(mention.concept_number);
      raw.push_back(mention.first_position);
      raw.push_back(mention.last_position);
      raw.push_back(number);
      raw.push_back(static_cast<std::uint32_t>(mention.rule) << 1 | (mention.accepted ? 1 : 0));
      (mention.accepted ? out.accepted : out.unaccepted).add(number);
      if (!mention.accepted) continue;
      ++out.mention_count;
      ++concepts[number].mentions;
      paper_mentions.push_back(number);
    }
  }
}

void BatchBuilder::Impl::post(const PreparedPaper& prepared, std::size_t passage) {
  const WeightSchema& schema = weight_schema;
  const double length = schema.title_weight * title.length + body.length;
  for_each_in_either(title.words, body.words,
                     [&](std::uint32_t term, std::uint32_t in_title, std::uint32_t in_body) {
                       const double f = schema.title_weight * in_title + in_body;
                       postings.post_word(term, folded_wdf(f, length, schema.mean_length));
                     });

  const double mentions = schema.title_weight * title.mention_count + body.mention_count;
  const auto folded = [&](std::uint32_t in_title, std::uint32_t in_body) {
    return folded_wdf(schema.title_weight * in_title + in_body, mentions, schema.mean_concepts);
  };
  for_each_in_either(title.accepted, body.accepted,
                     [&](std::uint32_t number, std::uint32_t in_title, std::uint32_t in_body) {
                       const std::uint32_t wdf = folded(in_title, in_body);
                       const BatchConcept& entry = concepts[number];
                       postings.post_filter(entry.mention_term, wdf);
                       postings.post_filter(entry.subtree_term, wdf);
                       for (const std::uint32_t ancestor : entry.ancestors)
                         postings.post_filter(ancestor, 1);
                     });
  for_each_in_either(title.unaccepted, body.unaccepted,
                     [&](std::uint32_t number, std::uint32_t in_title, std::uint32_t in_body) {
                       postings.post_filter(concepts.name_term(number), folded(in_title, in_body));
                     });
  const Paper& paper = prepared.paper;
  const auto post_filter = [&](const std::string& term) {
    postings.post_filter(filters.add(term), 0);
  };
  const SectionKind kind = paper.sections.at(prepared.passages[passage].section).kind;
  post_filter(filter_term(prefix::section, to_string(kind)));
  if (passage == 0) {  // what holds for all of the paper's passages stands once
    for (const std::string& term : paper_filter_terms(*tools.analyzer, paper)) post_filter(term);
    if (paper.date.year != 0)
      years.emplace_back(postings.passage(), Xapian::sortable_serialise(paper.date.year));
  }
  postings.end_passage();
}

void BatchBuilder::add(const PreparedPaper& prepared) {
  Impl& self = *impl_;
  const Paper& paper = prepared.paper;
  const std::size_t text_count = prepared.passages.size() + 1;
  const std::span<TokenList> lists = self.token_lists.reset(text_count);
  self.texts.clear();
  for (std::size_t i = 0; i < text_count; ++i) {
    const std::string_view text =
        i == 0 ? std::string_view(paper.title) : std::string_view(prepared.passages[i - 1].text);
    self.tools.analyzer->analyze(text, lists[i]);
    self.texts.push_back({text, &lists[i]});
  }

  DocumentTags tags;
  self.local_concepts.clear();
  if (self.tools.tagger) {
    std::vector<KnownEntity> known;
    for (const PaperEntity& entity : paper.entities) {
      known.push_back({entity.type, entity.name, entity.ids});
      if (!entity.description.empty())
        known.push_back({entity.type, entity.description, entity.ids});
    }
    tags = self.tools.tagger->tag(self.texts, known, TagDetail::numbers);
    self.number_concepts(tags);
  }
  const auto mentions_of = [&](std::size_t text) -> const std::vector<Mention>* {
    return text < tags.mentions.size() ? &tags.mentions[text] : nullptr;
  };

  self.paper_mentions.clear();
  LocalPaper made;
  self.collect(lists[0], mentions_of(0), self.title);
  for (std::size_t i = 0; i < prepared.passages.size(); ++i) {
    self.collect(lists[i + 1], mentions_of(i + 1), self.body);
    self.post(prepared, i);
    made.kinds.push_back(paper.sections[prepared.passages[i].section].kind);
  }
  count_runs(self.paper_mentions, made.concepts);
  made.id = paper.id;
  made.hash[0] = prepared.hash[0];
  made.hash[1] = prepared.hash[1];
  made.year = paper.date.year;
  made.columns = column_values_of(paper);
  made.record = encode_record(paper, prepared.accounts);
  made.passages = prepared.passages;
  self.papers.push_back(std::move(made));
}

void BatchBuilder::finish(const std::string& dictionary_bytes,
                          std::shared_ptr<const BlockPacker::Dictionary> dictionary) {
  Impl& self = *impl_;
  self.postings.write(self.run_path, self.words, self.filters, self.years);

  SegmentWriter writer;
  const std::vector<std::uint32_t> term_numbers = writer.number_terms(self.words);
  // Concepts go by frequency too, so that common ones take few bytes.
  std::vector<BatchConcept>& concepts = self.concepts.all();
  std::vector<std::uint32_t> concept_order(concepts.size()), concept_numbers(concept_order);
  std::iota(concept_order.begin(), concept_order.end(), 0u);
  std::sort(concept_order.begin(), concept_order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto &x = concepts[a], &y = concepts[b];
    return x.mentions != y.mentions ? x.mentions > y.mentions : x.id < y.id;
  });
  for (const std::uint32_t local : concept_order) {
    concept_numbers[local] = static_cast<std::uint32_t>(writer.concepts.size());
    BatchConcept& entry = concepts[local];
    writer.concepts.push_back(
        {entry.id, entry.type, entry.name, std::move(entry.ids), entry.mentions});
  }

  std::vector<PaperConcept> paper_concepts;
  for (const LocalPaper& paper : self.papers) {
    for (std::size_t i = 0; i < paper.passages.size(); ++i)
      writer.add_passage(paper.kinds[i], paper.passages[i].section, paper.passages[i].text.size());
    paper_concepts.clear();
    for (const auto& [local, times] : paper.concepts)
      paper_concepts.push_back({concept_numbers[local], times});
    std::sort(paper_concepts.begin(), paper_concepts.end(),
              [](const auto& a, const auto& b) { return a.concept_number < b.concept_number; });
    const std::vector<std::string_view> columns(paper.columns.begin(), paper.columns.end());
    writer.add_paper(
        {paper.id, {paper.hash[0], paper.hash[1]}, paper.year, columns, paper_concepts});
  }
  if (dictionary) writer.dictionaries.push_back(dictionary_bytes);

  const auto streams = [&](const SegmentWriter::Append& append) {
    std::vector<std::uint32_t> offsets{0};
    std::string bytes;
    std::uint64_t total = 0;
    const std::uint32_t* at = self.raw.data();
    const std::uint32_t* end = at + self.raw.size();
    while (at < end) {
      bytes.clear();
      std::uint32_t count = *at++;
      std::uint32_t variant_count = *at++;
      put_varint(bytes, count);
      put_varint(bytes, variant_count);
      for (; count > 0; --count, ++at) put_varint(bytes, term_numbers[*at]);
      for (std::uint32_t last = 0; variant_count > 0; --variant_count, at += 2) {
        put_varint(bytes, at[0] - last);
        last = at[0];
        put_varint(bytes, term_numbers[at[1]]);
      }
      count = *at++;
      put_varint(bytes, count);
      for (std::uint32_t last = 0; count > 0; --count, last = *at++) put_varint(bytes, *at - last);
      count = *at++;
      put_varint(bytes, count);
      for (std::uint32_t last = 0; count > 0; --count, at += 4) {
        put_varint(bytes, at[0] - last);
        last = at[0];
        put_varint(bytes, at[1] - at[0]);
        put_varint(bytes, concept_numbers[at[2]]);
        put_varint(bytes, at[3]);
      }
      append(bytes);
      offsets.push_back(static_cast<std::uint32_t>(total += bytes.size()));
    }
    return offsets;
  };
  BlockPacker packer(std::move(dictionary), 0);
  const auto blocks = [&](const SegmentWriter::Append& append, BlockPacker& out) {
    for (const LocalPaper& paper : self.papers) {
      out.add(paper.record);
      for (const NewPassage& passage : paper.passages) out.add(passage.text);
      append(out.take());
    }
  };
  writer.write(self.passages_path, self.token_count, streams, blocks, packer, FileUse::part);
}

}  // namespace osteon
