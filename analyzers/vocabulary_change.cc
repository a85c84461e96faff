// Comparing two compiled vocabularies name by name and id by id.
#include "analyzers/vocabulary_change.h"

#include <algorithm>

#include "analyzers/concept_id.h"
#include "analyzers/vocabulary/compiled.h"
#include "analyzers/vocabulary/terms.h"
#include "base/hash.h"

namespace osteon {
namespace {

using osv::Compiled;

std::uint64_t combine(std::uint64_t state, std::uint64_t value) {
  return osv::mix(state * 0x9e3779b97f4a7c15ULL + value + 1);
}

// Everything about a vocabulary that decides tags, as hashes that do not depend on its numbering.
class Hashed {
 public:
  explicit Hashed(const Vocabulary& vocabulary)
      : vocabulary_(vocabulary), file_(vocabulary.impl().file), concepts_(file_.concept_count()) {
    words_.resize(file_.words.size() + 1);
    parents_.resize(file_.states.size());
    for (const osv::WordSlot& slot : file_.words) {
      if (slot.word == 0) continue;
      if (slot.word >= words_.size()) file_.corrupt("a word is out of bounds");
      words_[slot.word] = slot.hash;
      if (slot.root) arrive(slot.root.state, 0, slot.word);
    }
    for (const osv::EdgeSlot& slot : file_.edges)
      if (slot.word != 0) arrive(slot.target.state, slot.state, slot.word);
  }

  struct NameState {
    std::uint64_t name;     ///< its words
    std::uint64_t meaning;  ///< all senses, in order
    std::uint32_t state;
    auto operator<=>(const NameState&) const = default;
  };
  /// Every name, by its words.
  std::vector<NameState> names() {
    std::vector<std::uint64_t> paths(parents_.size());
    std::vector<NameState> all;
    for (std::uint32_t state = 1; state < parents_.size(); ++state) {
      const Parent& parent = parents_[state];
      if (parent.word == 0) continue;
      paths[state] = combine(paths[parent.state], words_[parent.word]);
      if (state + 1 >= file_.states.size() || file_.senses_of(state).empty()) continue;
      all.push_back({paths[state], meaning(state), state});
    }
    std::ranges::sort(all);
    return all;
  }

  VocabularyChange::Name words_of(std::uint32_t state) const {
    VocabularyChange::Name words;
    for (; state != 0; state = parents_[state].state) words.push_back(words_[parents_[state].word]);
    std::ranges::reverse(words);
    return words;
  }

  struct IdOwner {
    std::uint64_t id, owner;
    auto operator<=>(const IdOwner&) const = default;
  };
  /// Every id that finds a concept, with what it finds.
  std::vector<IdOwner> ids() {
    std::vector<IdOwner> all;
    for (const osv::IdSlot& slot : file_.ids)
      if (slot.concept_index != no_concept)
        all.push_back({hash64(file_.string(slot.text)), concept_hash(slot.concept_index)});
    std::ranges::sort(all);
    return all;
  }

  /// What holds for all names.
  std::uint64_t rules() const {
    std::uint64_t state = hash64(file_.setting("analyzer"));
    for (const osv::TypeRecord& type : file_.types) {
      for (std::uint32_t text : {type.name, type.label, type.number_space})
        state = combine(state, hash64(file_.string(text)));
      state = combine(state, type.hides);
    }
    return state;
  }

 private:
  struct Parent {
    std::uint32_t state = 0, word = 0;
  };
  void arrive(std::uint32_t state, std::uint32_t from, std::uint32_t word) {
    // States are numbered as they are made: a path's numbers grow.
    if (state >= parents_.size() || from >= state || word >= words_.size())
      file_.corrupt("a state is out of bounds");
    parents_[state] = {from, word};
  }

  std::uint64_t meaning(std::uint32_t state) {
    std::uint64_t hash = 0;
    for (const osv::Sense& sense : file_.senses_of(state)) {
      hash = combine(hash, concept_hash(sense.concept_index));
      hash = combine(hash, std::uint64_t{sense.exact} << 32 | sense.plural);
      hash = combine(hash, std::uint64_t{sense.flags} << 8 | sense.rank);
      if (sense.name >= file_.names.size()) file_.corrupt("a name is out of bounds");
      hash = combine(hash, hash64(file_.string(file_.names[sense.name].text)));
    }
    return hash;
  }

  std::uint64_t concept_hash(ConceptIndex index) {
    const osv::ConceptRecord* record = file_.record(index);
    std::uint64_t& known = concepts_[index];
    if (known != 0) return known;
    std::uint64_t hash = hash64(vocabulary_.type(index));
    hash = combine(hash, hash64(vocabulary_.name(index)));
    hash = combine(hash, std::uint64_t{record->taxon} << 16 | record->flags);
    for (std::uint32_t id :
         file_.range(file_.concept_ids, record[0].ids_begin, record[1].ids_begin))
      hash = combine(hash, hash64(file_.string(id)));
    for (ConceptIndex ancestor : vocabulary_.ancestors(index))
      hash = combine(hash, hash64(vocabulary_.id(ancestor)));
    return known = hash | 1;
  }

  const Vocabulary& vocabulary_;
  const Compiled& file_;
  std::vector<std::uint64_t> words_;     ///< hashes, by word number
  std::vector<Parent> parents_;          ///< by state
  std::vector<std::uint64_t> concepts_;  ///< hashes, by index; 0: not asked yet
};

// Calls use(a or null, b or null) for each key that only one list has, or with another value.
template <typename Entry, typename Key, typename Value, typename Use>
void differences(const std::vector<Entry>& before, const std::vector<Entry>& after, Key key,
                 Value value, Use&& use) {
  auto a = before.begin();
  auto b = after.begin();
  while (a != before.end() || b != after.end()) {
    if (b == after.end() || (a != before.end() && (*a).*key < (*b).*key)) {
      use(&*a++, nullptr);
    } else if (a == before.end() || (*b).*key < (*a).*key) {
      use(nullptr, &*b++);
    } else {
      if ((*a).*value != (*b).*value) use(&*a, &*b);
      ++a;
      ++b;
    }
  }
}

}  // namespace

VocabularyChange::VocabularyChange(const Vocabulary& before, const Vocabulary& after) {
  Hashed old(before), made(after);
  if (old.rules() != made.rules()) {
    everything_ = "the vocabularies differ in types or in how names are read";
    return;
  }
  using NameState = Hashed::NameState;
  differences(old.names(), made.names(), &NameState::name, &NameState::meaning,
              [&](const NameState* a, const NameState* b) {
                names_.push_back(b != nullptr ? made.words_of(b->state) : old.words_of(a->state));
                name_hashes_.insert((b != nullptr ? b : a)->name);
              });
  using IdOwner = Hashed::IdOwner;
  differences(old.ids(), made.ids(), &IdOwner::id, &IdOwner::owner,
              [&](const IdOwner* a, const IdOwner* b) { ids_.insert((b ? b : a)->id); });
}

std::uint64_t VocabularyChange::word(std::string_view term) {
  return osv::term_hash(term);
}

bool VocabularyChange::concerns_id(std::string_view id) const {
  const std::string canonical = canonical_id(id);
  return ids_.contains(hash64(fold_id(id))) ||
         (!canonical.empty() && ids_.contains(hash64(fold_id(canonical))));
}

bool VocabularyChange::concerns_name(const Name& name) const {
  std::uint64_t hash = 0;
  for (std::uint64_t word : name) hash = combine(hash, word);
  return name_hashes_.contains(hash);
}

}  // namespace osteon
