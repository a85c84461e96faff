// Which papers a change of vocabulary can reach, found by postings; and writing those again.
#include "indexer/vocabulary_apply.h"

#include <xapian.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <unordered_map>

#include "analyzers/vocabulary_change.h"
#include "base/ascii.h"
#include "base/hash.h"
#include "indexer/writer_state.h"
#include "indexer/xapian_error.h"

namespace osteon {
namespace {

using Papers = std::vector<PaperOrdinal>;  // increasing

// The papers of one segment in which changed names may stand. Names are looked for in the whole
// paper, since a genus, a definition or a conjunction carries words from place to place.
class Holders {
 public:
  Holders(const Segment& segment, const VocabularyChange& change)
      : segment_(segment), change_(change), marked_(segment.paper_count()) {
    std::unordered_map<std::uint64_t, TermId> wanted;
    std::set<std::uint64_t> single;  // names of one word
    for (const VocabularyChange::Name& name : change.names()) {
      for (std::uint64_t word : name) wanted.emplace(word, no_term);
      if (name.size() == 1) single.insert(name[0]);
    }
    for (TermId id = 0; id < segment.term_count(); ++id) {
      const std::string_view term = segment.term(id);
      if (const auto it = wanted.find(VocabularyChange::word(term)); it != wanted.end())
        it->second = id;
      if (!single.empty()) mark_series(id, term, single);
    }
    for (const VocabularyChange::Name& name : change.names()) mark_name(name, wanted);
  }

  void mark_entities(const Analyzer& analyzer) {
    TokenList tokens;
    for (PaperOrdinal ordinal = 0; ordinal < marked_.size(); ++ordinal) {
      if (marked_[ordinal]) continue;
      for (const PaperEntity& entity : segment_.paper(ordinal).paper.entities)
        if (concerns(entity, analyzer, tokens)) marked_[ordinal] = true;
    }
  }

  const std::vector<bool>& marked() const { return marked_; }

 private:
  static constexpr TermId no_term = 0xffffffff;

  // `ERK1/2` names ERK2, whose word stands nowhere (analyzers/tagger/coordination).
  void mark_series(TermId id, std::string_view term, const std::set<std::uint64_t>& single) {
    std::string_view base = term;
    while (!base.empty() && ascii::is_digit(base.back())) base.remove_suffix(1);
    if (base.empty() || base.size() == term.size()) return;
    std::string other(base);
    for (int width = 1; width <= 2; ++width)
      for (int number = 0; number < (width == 1 ? 10 : 100); ++number) {
        other.resize(base.size());
        if (width == 2) other += static_cast<char>('0' + number / 10);
        other += static_cast<char>('0' + number % 10);
        if (single.contains(VocabularyChange::word(other))) return mark(papers_of(id));
      }
  }

  void mark_name(const VocabularyChange::Name& name,
                 const std::unordered_map<std::uint64_t, TermId>& terms) {
    Papers held;
    bool first = true;
    for (std::uint64_t word : name) {
      const TermId id = terms.at(word);
      if (id == no_term) return;
      if (!segment_.is_posted(id)) continue;  // a stop word is anywhere
      const Papers& with = papers_of(id);
      if (first) {
        held = with;
      } else {
        Papers both;
        std::ranges::set_intersection(held, with, std::back_inserter(both));
        held = std::move(both);
      }
      first = false;
      if (held.empty()) return;
    }
    if (first)
      marked_.assign(marked_.size(), true);
    else
      mark(held);
  }

  void mark(const Papers& papers) {
    for (PaperOrdinal ordinal : papers) marked_[ordinal] = true;
  }

  const Papers& papers_of(TermId id) {
    const auto [it, is_new] = papers_.try_emplace(id);
    Papers& papers = it->second;
    if (!is_new) return papers;
    with_xapian(segment_.database_path(), [&] {
      if (!database_) database_.emplace(segment_.open_database());
      const std::string term(segment_.term(id));
      for (auto at = database_->postlist_begin(term); at != database_->postlist_end(term);) {
        const PaperOrdinal ordinal = segment_.paper_of(*at - 1);
        papers.push_back(ordinal);
        at.skip_to(segment_.first_passage(ordinal) + segment_.passage_count(ordinal) + 1);
      }
    });
    return papers;
  }

  bool concerns(const PaperEntity& entity, const Analyzer& analyzer, TokenList& tokens) const {
    for (const std::string& id : entity.ids)
      if (change_.concerns_id(id)) return true;
    for (const std::string& text : {entity.name, entity.description}) {
      if (text.empty()) continue;
      analyzer.analyze(text, tokens);
      VocabularyChange::Name plain;
      for (const Token& token : tokens.tokens()) {
        if (token.is_primary()) plain.push_back(VocabularyChange::word(token.text));
        if (token.kind == TokenKind::joined &&
            change_.concerns_name({VocabularyChange::word(token.text)}))
          return true;
      }
      if (!plain.empty() && change_.concerns_name(plain)) return true;
    }
    return false;
  }

  const Segment& segment_;
  const VocabularyChange& change_;
  std::vector<bool> marked_;
  std::unordered_map<TermId, Papers> papers_;
  std::optional<Xapian::Database> database_;
};

// Everything that concepts bring to a paper.
std::uint64_t mentions_hash(const Segment& segment, PaperOrdinal paper, TokenStream& stream) {
  std::string text;
  const auto add = [&] {
    for (const StoredMention& mention : stream.mentions) {
      const SegmentConcept found = segment.concept_at(mention.concept_number);
      for (std::uint32_t number : {mention.first_position, mention.last_position,
                                   std::uint32_t{mention.rule}, std::uint32_t{mention.accepted}})
        text += std::to_string(number) + ' ';
      text += std::string(found.id) + '\t' + std::string(found.type) + '\t' +
              std::string(found.name) + '\n';
    }
    text += '\n';
  };
  segment.title_stream(paper, stream);
  add();
  for (std::uint32_t i = 0; i < segment.passage_count(paper); ++i) {
    segment.passage_stream(segment.first_passage(paper) + i, stream);
    add();
  }
  return hash64(text);
}

using MentionHashes = std::map<std::string, std::uint64_t>;  // by paper id

// Of all live papers.
MentionHashes mention_hashes(const std::vector<SnapshotSegment>& segments) {
  MentionHashes all;
  TokenStream stream;
  for (const SnapshotSegment& part : segments) {
    const Segment& segment = *part.segment;
    for (PaperOrdinal ordinal = 0; ordinal < segment.paper_count(); ++ordinal)
      if (!part.is_dead(ordinal))
        all.emplace(segment.paper_id(ordinal), mentions_hash(segment, ordinal, stream));
  }
  return all;
}

}  // namespace

void IndexWriter::Impl::tag_again(VocabularyApplied& out) {
  if (vocabulary_before == nullptr || manifest.analyzer_fingerprint != analyzer_before) {
    out.reason = vocabulary_before == nullptr
                     ? "the index had no vocabulary that this version reads"
                     : "the index was made with another analyzer";
    return;
  }
  const VocabularyChange change(*vocabulary_before, *vocabulary);
  out.names = change.names().size();
  out.reason = change.everything();
  if (!out.reason.empty()) return;
  std::vector<std::pair<std::size_t, PaperOrdinal>> held;
  for (std::size_t s = 0; s < base.size(); ++s) {
    Holders holders(*base[s].segment, change);
    holders.mark_entities(analyzer);
    for (PaperOrdinal ordinal = 0; ordinal < holders.marked().size(); ++ordinal)
      if (holders.marked()[ordinal] && !base[s].is_dead(ordinal)) held.emplace_back(s, ordinal);
  }
  out.tagged = held.size();
  if (held.size() * 2 > out.papers) {
    out.reason = "most papers hold words of the names that changed";
    return;
  }
  for (const auto& [segment, ordinal] : held) table.write_again(segment, ordinal);
  other_tools = false;
  retagged = true;
}

VocabularyApplied apply_vocabulary(const std::string& directory, const std::string& vocabulary,
                                   unsigned jobs) {
  read_manifest(directory);  // an index must be there; a writer would make one
  IndexOptions options;
  options.directory = directory;
  options.vocabulary = vocabulary;
  options.jobs = jobs;
  VocabularyApplied out;
  IndexWriter writer(std::move(options));
  writer.apply(out);
  return out;
}

void IndexWriter::apply(VocabularyApplied& out) {
  Impl& self = *impl_;
  for (const SnapshotSegment& segment : self.base)
    out.papers += segment.segment->paper_count() -
                  static_cast<std::uint64_t>(std::ranges::count(segment.dead_papers, true));
  if (self.other_tools) {
    const MentionHashes before = mention_hashes(self.base);
    self.tag_again(out);
    if (!out.reason.empty()) out.tagged = out.papers;
    self.commit();
    for (const auto& [id, hash] : mention_hashes(self.base))
      if (const auto it = before.find(id); it == before.end() || it->second != hash)
        out.changed.push_back(id);
  }
  const IndexReport report = self.take_report();
  out.revision = report.revision;
  out.seconds = report.seconds;
}

}  // namespace osteon
