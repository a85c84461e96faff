// Which sense of a name a query means, by the vocabulary and by the papers of the index.
#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "indexer/filter_terms.h"
#include "indexer/schema.h"
#include "searcher/matching/resolver_parts.h"
#include "searcher/matching/usual_sense.h"
#include "searcher/word_forms.h"

namespace osteon {
namespace {

class SenseChooser {
 public:
  SenseChooser(const IndexView& view, const SearchSession& session, const TextUnit& from)
      : view_(view), session_(session), from_(from) {}

  void run(QueryUnit& unit) const {
    for (const TextSense& sense : from_.alternatives)
      unit.alternatives.emplace_back(sense.id, sense.name);
    if (take_defined(unit)) return;
    const bool usual = !from_.has_concept && is_usual() && !is_shouted();
    if (usual) unit.alternatives.clear();
    const DocumentConcept& meaning = from_.meaning;
    if (from_.has_concept && (is_foreign() || is_shouted())) {
      unit.alternatives.emplace_back(meaning.id, meaning.name);
    } else if (from_.has_concept || usual) {
      set_concept(view_, unit, meaning.id, meaning.index, meaning.ids);
      unit.concepts.insert(unit.concepts.end(), from_.same.begin(), from_.same.end());
      unit.members = from_.members;
      unit.sense = meaning.name;
      unit.type = meaning.type;
    }
  }

 private:
  /// A short form (T2D, NMDAR, HDL) means what half of the papers here that use it mean by it,
  /// where that is at least twice as many as mean what the vocabulary says. True if `unit` was
  /// given such a sense.
  bool take_defined(QueryUnit& unit) const {
    const bool short_form = from_.symbol ||
                            (is_one_word() && from_.written.size() <= 8 &&
                             std::ranges::count_if(from_.written, ascii::is_upper) >= 2) ||
                            is_lowered();
    if (!short_form || from_.wordings.empty() || from_.wordings.front().places.size() != 1)
      return false;
    const WordSample sample = sample_senses(view_, session_, term());
    if (sample.senses.empty()) return false;
    const UsualSense& sense = sample.senses.front();
    if (sense.passages == 0 || 2 * sense.passages < sample.passages) return false;
    if (from_.has_concept) {
      if (2 * sample.passages_with(from_.meaning.id) > sense.passages) return false;
      unit.alternatives.emplace_back(from_.meaning.id, from_.meaning.name);
    }
    std::erase_if(unit.alternatives, [&](const auto& other) { return other.first == sense.id; });
    const Vocabulary* const vocabulary = view_.vocabulary();
    set_concept(view_, unit, sense.id,
                vocabulary == nullptr ? no_concept : vocabulary->find_id(sense.id), sense.ids);
    unit.sense = sense.name;
    unit.type = sense.type;
    return true;
  }

  /// True for an abbreviation in capitals (ECM, ALS) of which the papers here mean something else
  /// nearly always: the sense that the vocabulary gives it was rejected where it stands.
  bool is_foreign() const { return is_abbreviation() && 5 * meant() < written(); }

  /// True for an abbreviation in capitals (BMI) with one sense, which the papers here do not define
  /// wherever they use it, but speak of at least half as often.
  bool is_usual() const {
    if (from_.alternatives.size() != 1 || from_.meaning.id != from_.alternatives.front().id ||
        !is_abbreviation()) {
      return false;
    }
    const std::uint64_t passages = meant();
    return passages != 0 && 2 * passages >= written();
  }

  /// True for a word in capitals that the papers here write in capitals too, of a concept that is
  /// never written so: PET is no pet, while MICE are mice.
  bool is_shouted() const {
    const Vocabulary* const vocabulary = view_.vocabulary();
    if (!is_abbreviation() || from_.written.size() < 3 || vocabulary == nullptr ||
        from_.meaning.index == no_concept)
      return false;
    const auto capitals = [](std::string_view name) {
      return name.find(' ') == std::string_view::npos &&
             std::ranges::count_if(name, ascii::is_upper) >= 2;
    };
    const Concept meaning = vocabulary->at(from_.meaning.index);
    return std::ranges::none_of(meaning.names, capitals) &&
           written_form(view_, session_, term()) == from_.written;
  }

  /// True for ckd, which the papers here write CKD.
  bool is_lowered() const {
    constexpr std::size_t shortest = 3, longest = 5;
    return !from_.has_concept && is_one_word() && !from_.wordings.empty() &&
           from_.written.size() >= shortest && from_.written.size() <= longest &&
           std::ranges::all_of(from_.written, ascii::is_lower) &&
           is_in_capitals(view_, session_, term(), ascii::upper_case(from_.written));
  }

  bool is_one_word() const { return from_.first_position == from_.last_position; }
  bool is_abbreviation() const {
    return is_one_word() && !from_.wordings.empty() && from_.written.size() <= 5 &&
           std::ranges::all_of(from_.written, ascii::is_upper);
  }

  const std::string& term() const { return from_.wordings.front().places.front().front(); }
  /// Passages with the vocabulary's sense, and with the word itself.
  std::uint64_t meant() const {
    return view_.term_frequency(session_, filter_term(prefix::concept_subtree, from_.meaning.id));
  }
  std::uint64_t written() const { return view_.term_frequency(session_, term()); }

  const IndexView& view_;
  const SearchSession& session_;
  const TextUnit& from_;
};

}  // namespace

void choose_sense(const IndexView& view, const SearchSession& session, const TextUnit& from,
                  QueryUnit& unit) {
  SenseChooser(view, session, from).run(unit);
}

}  // namespace osteon
