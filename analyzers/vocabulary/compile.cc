// Concepts, hierarchy and ids laid out for mapping; names go to the trie (compile_names.cc).
#include "analyzers/vocabulary/compile.h"

#include <algorithm>
#include <charconv>

#include "analyzers/analyzer.h"
#include "analyzers/concept_id.h"
#include "analyzers/vocabulary/compile_names.h"
#include "analyzers/vocabulary/flat_map.h"
#include "analyzers/vocabulary/join.h"
#include "base/error.h"
#include "base/hash.h"

namespace osteon::osv {
namespace {

// A concept's distinct names with the sources that gave them, preferred first.
struct OwnedName {
  ConceptIndex concept_index;
  std::uint32_t member;  ///< order of the raw concept within its concept
  std::uint32_t raw;     ///< into RawVocabulary::names
};

class Layout {
 public:
  Layout(RawVocabulary& raw, Sections& sections)
      : raw_(raw), sections_(sections), joined_(join_concepts(raw)) {}

  void run(const BuildProgress& progress) {
    types_and_sources();
    if (progress) progress("laying out concepts", 0);
    names();
    concepts();
    breeds();
    descendants();
    ids();
    compile_names(raw_, entries_, sections_, progress);
    settings();
    VocabularyReport& report = raw_.report;
    report.concepts = joined_.concepts.size();
    report.names = sections_.names.size();
    report.ids = sections_.id_slots_used;
  }

 private:
  void types_and_sources() {
    StringTable& strings = sections_.strings;
    for (const RawType& type : raw_.types)
      sections_.types.push_back({strings.share(type.name), strings.share(type.label),
                                 strings.share(type.number_space),
                                 strings.share(type.pubtator_name),
                                 strings.share(type.pubtator_spaces), type.hides ? 1U : 0U});
    for (const std::string& source : raw_.sources)
      sections_.sources.push_back(strings.share(source));
  }

  // Names sorted by concept, head's first, without repetitions.
  void names() {
    std::vector<std::uint32_t> member_order(raw_.concepts.size(), 0);
    for (const JoinedConcept& entry : joined_.concepts)
      for (std::uint32_t i = 0; i < entry.members.size(); ++i) member_order[entry.members[i]] = i;
    for (std::uint32_t i = 0; i < raw_.names.size(); ++i) {
      const RawName& name = raw_.names[i];
      const ConceptIndex c = joined_.concept_of[name.owner];
      if (c != no_concept) owned_.push_back({c, member_order[name.owner], i});
    }
    std::ranges::stable_sort(owned_, [&](const OwnedName& a, const OwnedName& b) {
      if (a.concept_index != b.concept_index) return a.concept_index < b.concept_index;
      if (a.member != b.member) return a.member < b.member;
      return raw_.names[a.raw].kind < raw_.names[b.raw].kind;
    });
    std::vector<std::string_view> seen;
    std::vector<OwnedName> kept;
    kept.reserve(owned_.size());
    for (std::size_t i = 0; i < owned_.size(); ++i) {
      if (i == 0 || owned_[i].concept_index != owned_[i - 1].concept_index) seen.clear();
      const std::string_view text = raw_.names[owned_[i].raw].text;
      if (std::ranges::find(seen, text) != seen.end()) {
        raw_.leave_out("name", "said before of the same thing", text, id_of_owner(owned_[i]));
        continue;
      }
      seen.push_back(text);
      kept.push_back(owned_[i]);
    }
    owned_ = std::move(kept);
  }

  std::string_view id_of_owner(const OwnedName& name) const {
    return raw_.concepts[raw_.names[name.raw].owner].id;
  }

  void concepts() {
    std::size_t next_name = 0;
    std::vector<std::vector<const RawParent*>> parents = parents_by_concept();
    for (ConceptIndex c = 0; c < joined_.concepts.size(); ++c) {
      const JoinedConcept& entry = joined_.concepts[c];
      const RawConcept& head = raw_.concepts[entry.head];
      ConceptRecord record{};
      record.type = head.type;
      record.taxon = head.taxon;
      record.flags = static_cast<std::uint16_t>((head.minor ? concept_minor : 0) |
                                                (head.higher ? concept_higher : 0));
      record.ids_begin = size(sections_.concept_ids);
      record.names_begin = size(sections_.names);
      record.parents_begin = size(sections_.parents);
      record.actions_begin = size(sections_.actions);
      for (std::string_view id : entry.ids)
        sections_.concept_ids.push_back(sections_.strings.add(id));
      record.id = sections_.concept_ids[record.ids_begin];
      const bool well_known = std::ranges::any_of(
          entry.ids, [](std::string_view id) { return id_space(id) == "MESH"; });
      for (; next_name < owned_.size() && owned_[next_name].concept_index == c; ++next_name) {
        const RawName& name = raw_.names[owned_[next_name].raw];
        const std::uint8_t source = raw_.concepts[name.owner].source;
        const auto number = size(sections_.names);
        sections_.names.push_back(
            {sections_.strings.add(name.text), static_cast<std::uint8_t>(name.kind), source, 0});
        if (name.text.data() == head.name.data()) record.name = sections_.names.back().text;
        entries_.push_back({c, number, head.type, source,
                            preference(head, raw_.concepts[name.owner]), name.kind,
                            raw_.concepts[name.owner].id.starts_with("taxon:") &&
                                name.kind != NameKind::usual && name.kind != NameKind::vernacular,
                            well_known, name.text});
      }
      if (record.taxon == 0 && raw_.types[record.type].name == "species")
        record.taxon = taxon_among(entry.ids);
      if (record.name == 0)
        record.name = size(sections_.names) > record.names_begin
                          ? sections_.names[record.names_begin].text
                          : record.id;
      add_parents(c, parents[c]);
      sections_.concepts.push_back(record);
    }
    ConceptRecord sentinel{};
    sentinel.ids_begin = size(sections_.concept_ids);
    sentinel.names_begin = size(sections_.names);
    sentinel.parents_begin = size(sections_.parents);
    sentinel.actions_begin = size(sections_.actions);
    sections_.concepts.push_back(sentinel);
  }

  static std::uint32_t taxon_among(const std::vector<std::string_view>& ids) {
    std::uint32_t taxon = 0;
    for (std::string_view id : ids)
      if (id_space(id) == "taxon") {
        const std::string_view number = id_local(id);
        std::from_chars(number.data(), number.data() + number.size(), taxon);
      }
    return taxon;
  }

  std::uint8_t preference(const RawConcept& head, const RawConcept& owner) const {
    const auto& spaces = raw_.types[head.type].spaces;
    const auto it = std::ranges::find(spaces, id_space(owner.id));
    // The gene stands for its protein.
    const int protein = raw_.types[head.type].name == "protein" ? 3 : 0;
    return static_cast<std::uint8_t>(
        std::min<std::ptrdiff_t>(it - spaces.begin() + protein, 6) * 2 + (head.minor ? 1 : 0));
  }

  std::vector<std::vector<const RawParent*>> parents_by_concept() const {
    std::vector<std::vector<const RawParent*>> parents(joined_.concepts.size());
    for (const RawParent& parent : raw_.parents)
      if (const ConceptIndex c = joined_.concept_of[parent.owner]; c != no_concept)
        parents[c].push_back(&parent);
    // One hierarchy for each concept: that of its best source. Two in one would put things under
    // headings that neither source puts them under.
    for (ConceptIndex c = 0; c < parents.size(); ++c) {
      const JoinedConcept& entry = joined_.concepts[c];
      for (std::uint32_t member : entry.members) {
        const std::uint8_t source = raw_.concepts[member].source;
        const auto from = [&](const RawParent* parent) {
          return raw_.concepts[parent->owner].source == source;
        };
        if (std::ranges::none_of(parents[c], from)) continue;
        std::erase_if(parents[c], [&](const RawParent* parent) { return !from(parent); });
        break;
      }
    }
    return parents;
  }

  void add_parents(ConceptIndex c, const std::vector<const RawParent*>& parents) {
    for (const RawParent* parent : parents) {
      const auto it = joined_.by_id.find(parent->id);
      if (it == joined_.by_id.end()) {
        raw_.leave_out("parent", "in no source", parent->id, raw_.concepts[parent->owner].id);
        continue;
      }
      // Heading "Complement C7" with the qualifier "deficiency" makes no disease a kind of protein.
      if (!parent->action && is_disease(c) != is_disease(it->second)) {
        raw_.leave_out("parent", "a disease is no kind of what it is a disease of", parent->id,
                       raw_.concepts[parent->owner].id);
        continue;
      }
      auto& list = parent->action ? sections_.actions : sections_.parents;
      const std::uint32_t begin = parent->action ? action_begin(c) : parent_begin(c);
      if (it->second != c && std::find(list.begin() + begin, list.end(), it->second) == list.end())
        list.push_back(it->second);
    }
    parent_end_ = size(sections_.parents);
    action_end_ = size(sections_.actions);
  }
  bool is_disease(ConceptIndex c) {
    const std::uint16_t type = raw_.concepts[joined_.concepts[c].head].type;
    return raw_.types[type].name == "disease";
  }
  std::uint32_t parent_begin(ConceptIndex) const { return parent_end_; }
  std::uint32_t action_begin(ConceptIndex) const { return action_end_; }

  // MeSH's breeds and strains (Mice, SCID) have no taxon of their own: they are of the species
  // above.
  void breeds() {
    const std::uint16_t species = raw_.type("species");
    const auto breed = [&](ConceptIndex c) {
      const ConceptRecord& record = sections_.concepts[c];
      return record.type == species && record.taxon == 0 && !(record.flags & concept_higher);
    };
    for (ConceptIndex c = 0; c < joined_.concepts.size(); ++c) {
      if (!breed(c)) continue;
      ConceptIndex above = c;
      for (int steps = 0; steps < 3 && breed(above); ++steps) {
        const ConceptRecord* record = &sections_.concepts[above];
        if (record[0].parents_begin == record[1].parents_begin) break;
        above = sections_.parents[record[0].parents_begin];
      }
      const ConceptRecord& found = sections_.concepts[above];
      if (found.type == species && !(found.flags & concept_higher))
        sections_.concepts[c].taxon = found.taxon;
    }
  }

  // Counts each concept at all of its distinct ancestors; cycles do no harm.
  void descendants() {
    std::vector<ConceptIndex> order;
    const auto count = static_cast<ConceptIndex>(joined_.concepts.size());
    std::vector<ConceptIndex> seen(count, no_concept);
    for (ConceptIndex c = 0; c < count; ++c) {
      order.assign(1, c);
      seen[c] = c;
      for (std::size_t i = 0; i < order.size(); ++i) {
        const ConceptRecord* record = &sections_.concepts[order[i]];
        const auto add = [&](const std::vector<std::uint32_t>& all, std::uint32_t begin,
                             std::uint32_t end) {
          for (std::uint32_t p = begin; p < end; ++p)
            if (seen[all[p]] != c) {
              seen[all[p]] = c;
              order.push_back(all[p]);
            }
        };
        add(sections_.parents, record[0].parents_begin, record[1].parents_begin);
        if (i == 0) add(sections_.actions, record[0].actions_begin, record[1].actions_begin);
      }
      for (std::size_t i = 1; i < order.size(); ++i) ++sections_.concepts[order[i]].descendants;
    }
  }

  void ids() {
    auto& slots = sections_.id_slots;
    slots.assign(slot_count(joined_.by_id.size()), {0, 0, no_concept});
    const auto insert = [&](std::string_view id, ConceptIndex c) {
      const std::string folded = fold_id(id);
      const auto hash = static_cast<std::uint32_t>(hash64(folded));
      std::uint64_t i = mix(hash);
      while (slots[i & (slots.size() - 1)].concept_index != no_concept) ++i;
      slots[i & (slots.size() - 1)] = {hash, sections_.strings.add(folded), c};
      ++sections_.id_slots_used;
    };
    for (ConceptIndex c = 0; c < joined_.concepts.size(); ++c)
      for (std::string_view id : joined_.concepts[c].ids) insert(id, c);
    for (ConceptIndex c = 0; c < joined_.concepts.size(); ++c)
      for (std::string_view id : joined_.concepts[c].hidden) insert(id, c);
  }

  void settings() {
    const auto set = [&](std::string_view key, std::string_view value) {
      sections_.settings.push_back(sections_.strings.add(key));
      sections_.settings.push_back(sections_.strings.add(value));
    };
    set("analyzer", Analyzer().fingerprint());
  }

  template <typename T>
  static std::uint32_t size(const std::vector<T>& v) {
    if (v.size() >= no_concept) throw Error(ErrorCode::usage, "the vocabulary is too large");
    return static_cast<std::uint32_t>(v.size());
  }

  RawVocabulary& raw_;
  Sections& sections_;
  JoinedVocabulary joined_;
  std::vector<OwnedName> owned_;
  std::vector<NameEntry> entries_;
  std::uint32_t parent_end_ = 0, action_end_ = 0;
};

}  // namespace

void compile_vocabulary(RawVocabulary& raw, Sections& sections, const BuildProgress& progress) {
  Layout(raw, sections).run(progress);
}

}  // namespace osteon::osv
