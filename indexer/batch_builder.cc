// Papers to postings and streams: the hot path of indexing.
#include "indexer/batch_builder.h"

#include <xapian.h>

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "analyzers/vocabulary/flat_map.h"
#include "base/error.h"
#include "base/hash.h"
#include "indexer/filter_terms.h"
#include "indexer/posting_run.h"
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
  std::vector<Count> words;     // by local term
  std::vector<Count> accepted;  // by local concept
  std::vector<Count> unaccepted;
  std::uint32_t length = 0;         // posted tokens without variants
  std::uint32_t mention_count = 0;  // accepted ones
};

// Calls use(number, title times, body times) for each number in either list.
template <typename Use>
void join_counts(const std::vector<Count>& title, const std::vector<Count>& body, Use&& use) {
  auto t = title.begin();
  auto b = body.begin();
  while (t != title.end() || b != body.end()) {
    if (b == body.end() || (t != title.end() && t->first < b->first)) {
      use(t->first, t->second, 0u);
      ++t;
    } else if (t == title.end() || b->first < t->first) {
      use(b->first, 0u, b->second);
      ++b;
    } else {
      use(t->first, t->second, b->second);
      ++t;
      ++b;
    }
  }
}

constexpr std::uint32_t filter_bit = 0x80000000u;

struct PostedTerm {
  std::uint32_t term, wdf;
};

constexpr std::uint32_t no_term = 0xffffffff;  // yet

struct LocalConcept {
  std::string id, type, name;
  std::vector<std::string> ids;
  std::vector<std::uint32_t> ancestors;  // XA terms, in Impl::filters
  std::uint32_t mention_term = no_term, subtree_term = no_term, name_term = no_term;
  bool described = false;  // with the ids and the ancestors that the vocabulary has
  std::uint64_t mentions = 0;
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
  explicit Impl(TokenLists& lists) : token_lists(lists) {}

  TextTools tools;
  std::string run_path, passages_path;
  TermTable words;
  TermTable filters;  // terms with a prefix: concepts, sections, what holds for a paper
  std::vector<LocalConcept> concepts;
  std::unordered_map<std::string, std::uint32_t> concept_numbers;  // by folded canonical id
  // By ConceptIndex + 1: the local number; the XA term.
  osv::FlatMap vocabulary_concepts, subtree_terms;
  std::vector<LocalPaper> papers;
  // Streams in local numbers: position count, variant count, a term a position, variants as
  // position and term, sentence count, sentence ends, mention count, mentions as four numbers.
  std::vector<std::uint32_t> raw;
  std::uint64_t token_count = 0;
  // What is posted, passage by passage; filter terms have the top bit set.
  std::vector<PostedTerm> posted;
  std::vector<std::size_t> posted_ends;  // by passage
  std::vector<std::uint32_t> lengths;    // by passage: the sum of wdf
  PostingsDatabase::Values years;

  // Scratch, kept for its capacity.
  TokenLists& token_lists;
  std::vector<TaggerText> texts;
  std::vector<std::uint32_t> variants, numbers, concept_numbers_seen, unaccepted_seen,
      local_concepts;
  TextTerms title, body;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> postings;
  std::vector<std::uint32_t> paper_mentions;
  std::vector<std::uint32_t> ancestor_of;  // by filter term: the last passage that has it so

  std::uint32_t number_of(std::string_view id, std::string_view type, std::string_view name);
  std::uint32_t subtree_term_of(ConceptIndex index);
  std::uint32_t local_concept(const DocumentConcept& from);
  void number_concepts(const DocumentTags& tags);
  void collect(const TokenList& tokens, const std::vector<Mention>* mentions, TextTerms& out);
  void post(const PreparedPaper& prepared, std::size_t passage);
  void write_run();
};

BatchBuilder::BatchBuilder(TextTools tools, TokenLists& lists, std::string run,
                           std::string passages)
    : impl_(std::make_unique<Impl>(lists)) {
  impl_->tools = tools;
  impl_->run_path = std::move(run);
  impl_->passages_path = std::move(passages);
}

BatchBuilder::~BatchBuilder() = default;

// The number of the concept with this id.
std::uint32_t BatchBuilder::Impl::number_of(std::string_view id, std::string_view type,
                                            std::string_view name) {
  const auto [entry, is_new] =
      concept_numbers.try_emplace(folded_id(id), static_cast<std::uint32_t>(concepts.size()));
  if (is_new) {
    LocalConcept& made = concepts.emplace_back();
    made.id = id;
    made.type = type;
    made.name = name;
    made.ids.emplace_back(id);
  }
  return entry->second;
}

// The term for papers that mention the concept or one below it.
std::uint32_t BatchBuilder::Impl::subtree_term_of(ConceptIndex index) {
  const std::uint64_t key = index + std::uint64_t{1};
  std::uint32_t term = subtree_terms.find(key, no_term);
  if (term == no_term) {
    term = filters.add(filter_term(prefix::concept_subtree, tools.tagger->vocabulary().id(index)));
    subtree_terms.insert(key, term);
  }
  return term;
}

std::uint32_t BatchBuilder::Impl::local_concept(const DocumentConcept& from) {
  const Vocabulary& vocabulary = tools.tagger->vocabulary();
  const bool own = from.index == no_concept;
  const std::uint64_t key = from.index + std::uint64_t{1};
  std::uint32_t number = own ? no_term : vocabulary_concepts.find(key, no_term);
  if (number == no_term) {
    number = own ? number_of(from.id, from.type, from.name)
                 : number_of(vocabulary.id(from.index), vocabulary.type(from.index),
                             vocabulary.name(from.index));
    if (!own) vocabulary_concepts.insert(key, number);
  }
  LocalConcept& entry = concepts[number];
  const auto add_id = [&](std::string_view id) {
    if (std::find(entry.ids.begin(), entry.ids.end(), id) == entry.ids.end())
      entry.ids.emplace_back(id);
  };
  if (from.accepted && entry.mention_term == no_term) {
    entry.mention_term = filters.add(filter_term(prefix::concept_mention, entry.id));
    entry.subtree_term = filters.add(filter_term(prefix::concept_subtree, entry.id));
  }
  // What is above a concept, and its other ids, matter from the first document on that mentions it.
  if (!own && from.accepted && !entry.described) {
    entry.described = true;
    for (const std::string_view id : vocabulary.ids(from.index)) add_id(id);
    for (const ConceptIndex ancestor : vocabulary.ancestors(from.index))
      entry.ancestors.push_back(subtree_term_of(ancestor));
  }
  // Documents can teach more ids of one concept.
  for (const std::string& id : from.ids) add_id(id);
  return number;
}

// What only rejected names mean is left out.
void BatchBuilder::Impl::number_concepts(const DocumentTags& tags) {
  std::vector<bool> named(tags.concepts.size(), false);
  for (const std::vector<Mention>& of_text : tags.mentions)
    for (const Mention& mention : of_text) named[mention.concept_number] = true;
  for (std::size_t i = 0; i < tags.concepts.size(); ++i)
    local_concepts.push_back(named[i] ? local_concept(tags.concepts[i]) : 0);
}

void BatchBuilder::Impl::collect(const TokenList& tokens, const std::vector<Mention>* mentions,
                                 TextTerms& out) {
  numbers.clear();
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
    numbers.push_back(term);
    if (token.is_primary()) ++out.length;
  }
  raw[head] = positions;
  raw[head + 1] = static_cast<std::uint32_t>(variants.size() / 2);
  raw.insert(raw.end(), variants.begin(), variants.end());
  token_count += tokens.tokens().size();
  raw.push_back(static_cast<std::uint32_t>(tokens.sentence_ends().size()));
  raw.insert(raw.end(), tokens.sentence_ends().begin(), tokens.sentence_ends().end());
  count_runs(numbers, out.words);

  concept_numbers_seen.clear();
  unaccepted_seen.clear();
  raw.push_back(mentions ? static_cast<std::uint32_t>(mentions->size()) : 0);
  if (mentions) {
    for (const Mention& mention : *mentions) {
      const std::uint32_t number = local_concepts.at(mention.concept_number);
      raw.push_back(mention.first_position);
      raw.push_back(mention.last_position);
      raw.push_back(number);
      raw.push_back(static_cast<std::uint32_t>(mention.rule) << 1 | (mention.accepted ? 1 : 0));
      (mention.accepted ? concept_numbers_seen : unaccepted_seen).push_back(number);
    }
  }
  out.mention_count = static_cast<std::uint32_t>(concept_numbers_seen.size());
  paper_mentions.insert(paper_mentions.end(), concept_numbers_seen.begin(),
                        concept_numbers_seen.end());
  for (const std::uint32_t number : concept_numbers_seen) ++concepts[number].mentions;
  count_runs(concept_numbers_seen, out.accepted);
  count_runs(unaccepted_seen, out.unaccepted);
}

void BatchBuilder::Impl::post(const PreparedPaper& prepared, std::size_t passage) {
  const WeightSchema& schema = weight_schema;
  std::uint32_t sum = 0;
  const auto put = [&](std::uint32_t list, std::uint32_t wdf) {
    posted.push_back({list, wdf});
    sum += wdf;
  };
  const double length = schema.title_weight * title.length + body.length;
  join_counts(title.words, body.words,
              [&](std::uint32_t term, std::uint32_t in_title, std::uint32_t in_body) {
                const double f = schema.title_weight * in_title + in_body;
                put(term, folded_wdf(f, length, schema.mean_length));
              });

  // One term may come from several concepts (a common ancestor): the largest weight counts.
  postings.clear();
  const auto number_of_passage = static_cast<std::uint32_t>(lengths.size() + 1);
  const double mentions = schema.title_weight * title.mention_count + body.mention_count;
  const auto folded = [&](std::uint32_t in_title, std::uint32_t in_body) {
    return folded_wdf(schema.title_weight * in_title + in_body, mentions, schema.mean_concepts);
  };
  join_counts(title.accepted, body.accepted,
              [&](std::uint32_t number, std::uint32_t in_title, std::uint32_t in_body) {
                const std::uint32_t wdf = folded(in_title, in_body);
                const LocalConcept& entry = concepts[number];
                postings.emplace_back(entry.mention_term, wdf);
                postings.emplace_back(entry.subtree_term, wdf);
                for (const std::uint32_t ancestor : entry.ancestors) {
                  if (ancestor >= ancestor_of.size()) ancestor_of.resize(filters.size(), 0);
                  if (std::exchange(ancestor_of[ancestor], number_of_passage) != number_of_passage)
                    postings.emplace_back(ancestor, 1);
                }
              });
  join_counts(title.unaccepted, body.unaccepted,
              [&](std::uint32_t number, std::uint32_t in_title, std::uint32_t in_body) {
                LocalConcept& entry = concepts[number];
                if (entry.name_term == no_term)
                  entry.name_term = filters.add(filter_term(prefix::concept_name, entry.id));
                postings.emplace_back(entry.name_term, folded(in_title, in_body));
              });
  const Paper& paper = prepared.paper;
  const auto post_filter = [&](const std::string& term) {
    postings.emplace_back(filters.add(term), 0);
  };
  const SectionKind kind = paper.sections.at(prepared.passages[passage].section).kind;
  post_filter(filter_term(prefix::section, to_string(kind)));
  if (passage == 0) {  // what holds for all of the paper's passages stands once
    for (const std::string& term : paper_filter_terms(*tools.analyzer, paper)) post_filter(term);
    if (paper.date.year != 0)
      years.emplace_back(static_cast<std::uint32_t>(lengths.size() + 1),
                         Xapian::sortable_serialise(paper.date.year));
  }
  std::sort(postings.begin(), postings.end());
  for (std::size_t i = 0; i < postings.size(); ++i) {
    if (i + 1 < postings.size() && postings[i + 1].first == postings[i].first) continue;
    put(postings[i].first | filter_bit, postings[i].second);
  }
  posted_ends.push_back(posted.size());
  lengths.push_back(sum);
}

// Turns what was posted by passage into lists by term.
void BatchBuilder::Impl::write_run() {
  const auto list_of = [&](std::uint32_t term) {
    return (term & filter_bit) != 0 ? words.size() + (term & ~filter_bit) : std::size_t{term};
  };
  std::vector<std::size_t> ends(words.size() + filters.size() + 1);
  for (const PostedTerm& entry : posted) ++ends[list_of(entry.term) + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  struct List {
    std::uint64_t head;  // of the text, to compare by
    std::string_view text;
    std::size_t begin, end;
  };
  std::vector<List> lists;
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
    if (ends[i] == ends[i + 1]) continue;
    const std::string_view text = i < words.size()
                                      ? words[static_cast<std::uint32_t>(i)].text
                                      : filters[static_cast<std::uint32_t>(i - words.size())].text;
    std::uint64_t head = 0;
    for (std::size_t c = 0; c < 8; ++c)
      head = head << 8 | (c < text.size() ? static_cast<unsigned char>(text[c]) : 0u);
    lists.push_back({head, text, ends[i], ends[i + 1]});
  }
  std::sort(lists.begin(), lists.end(), [](const List& a, const List& b) {
    return a.head != b.head ? a.head < b.head : a.text < b.text;
  });

  std::vector<Posting> turned(posted.size());
  std::size_t at = 0;
  for (std::size_t passage = 0; passage < posted_ends.size(); ++passage) {
    for (; at < posted_ends[passage]; ++at)
      turned[ends[list_of(posted[at].term)]++] = {static_cast<std::uint32_t>(passage + 1),
                                                  posted[at].wdf};
  }
  posted = {};
  PostingRunWriter out(run_path, lengths, years);
  for (const List& list : lists)
    out.add(list.text, std::span(turned).subspan(list.begin, list.end - list.begin));
  out.finish();
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
  self.write_run();

  SegmentWriter writer;
  const std::vector<std::uint32_t> term_numbers = writer.number_terms(self.words);
  // Concepts go by frequency too, so that common ones take few bytes.
  std::vector<std::uint32_t> concept_order(self.concepts.size()), concept_numbers(concept_order);
  std::iota(concept_order.begin(), concept_order.end(), 0u);
  std::sort(concept_order.begin(), concept_order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto &x = self.concepts[a], &y = self.concepts[b];
    return x.mentions != y.mentions ? x.mentions > y.mentions : x.id < y.id;
  });
  for (const std::uint32_t local : concept_order) {
    concept_numbers[local] = static_cast<std::uint32_t>(writer.concepts.size());
    const LocalConcept& entry = self.concepts[local];
    writer.concepts.push_back(
        {entry.id, entry.type, entry.name, {entry.ids.begin(), entry.ids.end()}, entry.mentions});
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
  writer.write(self.passages_path, self.token_count, streams, blocks, packer, false);
}

}  // namespace osteon
