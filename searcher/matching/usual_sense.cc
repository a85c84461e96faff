// Reads a sample of token streams: the senses that documents define are among their mentions.
#include "searcher/matching/usual_sense.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace osteon {
namespace {

/// What a stream says of a word: a concept, none, or nothing of its own, inside a longer name.
enum class Said : std::uint8_t { meaning, none, longer };

struct Reading {
  Said said = Said::longer;
  ConceptNumber meaning = 0;         ///< with Said::meaning
  std::vector<ConceptNumber> named;  ///< concepts of which the word is a name that is no mention
};

void read_word(const TokenStream& stream, TermId term, Reading& out) {
  out.said = Said::longer;
  out.named.clear();
  for (std::size_t i = 0; i < stream.tokens.size() && out.said != Said::meaning; ++i) {
    const StoredToken& token = stream.tokens[i];
    if (token.term != term) continue;
    // A variant joins this word with the next ones (TGF beta), or is a piece of it, which is named
    // by nothing that the word means: HIV of HIV-1.
    const bool variant = i > 0 && stream.tokens[i - 1].position == token.position;
    bool longer = false;
    for (const StoredMention& mention : stream.mentions) {
      if (mention.first_position > token.position || mention.last_position < token.position)
        continue;
      const bool whole = mention.first_position == token.position &&
                         variant != (mention.last_position == token.position);
      if (!mention.accepted) {
        if (whole) out.named.push_back(mention.concept_number);
      } else if (whole) {
        out.meaning = mention.concept_number;
        out.said = Said::meaning;
      } else {
        longer = true;
      }
    }
    if (!longer && out.said == Said::longer) out.said = Said::none;
  }
}

}  // namespace

std::size_t WordSample::passages_with(const std::string& id) const {
  for (const UsualSense& sense : senses)
    if (sense.id == id) return sense.passages + sense.named;
  return 0;
}

WordSample sample_senses(const IndexView& view, const SearchSession& session,
                         const std::string& term) {
  WordSample out;
  const std::uint64_t all = view.term_frequency(session, term);
  if (all == 0) return out;
  std::map<std::string, UsualSense> senses;
  const auto sense_of = [&senses](const Segment& segment, ConceptNumber number) -> UsualSense& {
    const SegmentConcept entry = segment.concept_at(number);
    UsualSense& sense = senses[std::string(entry.id)];
    if (sense.id.empty()) {
      sense.id = entry.id;
      sense.name = entry.name;
      sense.type = entry.type;
      sense.ids.assign(entry.ids.begin(), entry.ids.end());
    }
    return sense;
  };
  TokenStream stream;
  Reading reading;
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    const Segment& segment = view.segment(s);
    const std::optional<TermId> id = segment.find_term(term);
    const std::uint64_t here = session.databases[s].get_termfreq(term);
    if (!id || here == 0) continue;
    const auto share = static_cast<double>(usual_sense_sample) * static_cast<double>(here) /
                       static_cast<double>(all);
    const auto wanted = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(share)));
    auto at = session.databases[s].postlist_begin(term);
    const auto end = session.databases[s].postlist_end(term);
    for (std::size_t i = 0; i < wanted && at != end; ++i) {
      const std::size_t target = 1 + segment.passage_count() * i / wanted;
      if (*at < target) at.skip_to(static_cast<Xapian::docid>(target));
      if (at == end) break;
      const PassageNumber passage = *at - 1;
      ++at;
      if (!view.live(s).test(passage)) continue;
      segment.passage_stream(passage, stream);
      read_word(stream, *id, reading);
      if (reading.said == Said::longer) continue;
      ++out.passages;
      if (reading.said == Said::meaning) ++sense_of(segment, reading.meaning).passages;
      std::ranges::sort(reading.named);
      const auto end_of_named = std::unique(reading.named.begin(), reading.named.end());
      for (auto named = reading.named.begin(); named != end_of_named; ++named) {
        if (reading.said != Said::meaning || *named != reading.meaning)
          ++sense_of(segment, *named).named;
      }
    }
  }
  for (auto& [id, sense] : senses) out.senses.push_back(std::move(sense));
  std::stable_sort(
      out.senses.begin(), out.senses.end(),
      [](const UsualSense& a, const UsualSense& b) { return a.passages > b.passages; });
  return out;
}

}  // namespace osteon
