// Joining by shared ids and cross-references, name equality deciding between rival claims.
#include "analyzers/vocabulary/join.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "analyzers/concept_id.h"
#include "analyzers/data.h"
#include "analyzers/vocabulary/join_genes.h"
#include "analyzers/vocabulary/join_species.h"

namespace osteon::osv {
namespace {

// Types that sources give to one thing: MeSH has proteins where NCBI has their genes.
bool compatible(std::string_view a, std::string_view b) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> pairs = {
      {{"gene", "protein"}, {"disease", "phenotype"}, {"chemical", "other"}}};
  if (a == b) return true;
  return std::ranges::any_of(pairs, [&](const auto& pair) {
    return (a == pair.first && b == pair.second) || (b == pair.first && a == pair.second);
  });
}

// By data/distinct.tsv.
bool are_distinct(std::string_view a, std::string_view b) {
  return std::ranges::any_of(split(data::distinct, '\n'), [&](std::string_view line) {
    const auto fields = split(line, '\t');
    return fields.size() > 1 &&
           ((fields[0] == a && fields[1] == b) || (fields[0] == b && fields[1] == a));
  });
}

class Joiner {
 public:
  explicit Joiner(RawVocabulary& vocabulary)
      : vocabulary_(vocabulary), group_(vocabulary.concepts.size()) {
    std::iota(group_.begin(), group_.end(), 0U);
  }

  JoinedVocabulary run() {
    own_ids();
    collect_claims();
    join_claims();
    return gather();
  }

 private:
  struct Claim {
    std::uint32_t a, b;  ///< raw concepts
    int strength;        ///< 0 preferred names agree, 1 some names agree, 2 the reference alone
  };

  std::uint32_t root(std::uint32_t concept_number) {
    while (group_[concept_number] != concept_number)
      concept_number = group_[concept_number] = group_[group_[concept_number]];
    return concept_number;
  }

  // Rule 1: entries with the same canonical id are one.
  void own_ids() {
    owner_.reserve(vocabulary_.concepts.size());
    for (std::uint32_t i = 0; i < group_.size(); ++i) {
      if (vocabulary_.concepts[i].dropped) continue;
      const auto [it, added] = owner_.emplace(vocabulary_.concepts[i].id, i);
      if (!added) {
        group_[i] = root(it->second);
        vocabulary_.count_join("one id");
      }
    }
  }

  void collect_claims() {
    for (const RawId& id : vocabulary_.ids) {
      if (id.relation != IdRelation::same || vocabulary_.concepts[id.owner].dropped) continue;
      if (const auto it = owner_.find(id.id); it != owner_.end())
        claims_.push_back({id.owner, it->second, 2});
    }
    for (const RawLink& link : vocabulary_.links) {
      const auto a = owner_.find(link.first), b = owner_.find(link.second);
      if (a != owner_.end() && b != owner_.end())
        claims_.push_back({a->second, b->second, 2});
      else if (a != owner_.end())
        vocabulary_.ids.push_back({a->second, link.second, IdRelation::same});
      else if (b != owner_.end())
        vocabulary_.ids.push_back({b->second, link.first, IdRelation::same});
      else if (!link.built_in)
        vocabulary_.leave_out("id", "joined by a table with another that no source has", link.first,
                              link.second);
    }
    for (const NamePair& pair : species_pairs(vocabulary_))
      claims_.push_back({pair.first, pair.second, 2});
    for (const NamePair& pair : gene_pairs(vocabulary_))
      if (!are_distinct(vocabulary_.concepts[pair.first].id, vocabulary_.concepts[pair.second].id))
        claims_.push_back({pair.first, pair.second, 2});
    if (claims_.empty()) return;
    std::unordered_map<std::uint32_t, std::vector<std::string>> names;
    for (const Claim& claim : claims_) names[claim.a], names[claim.b];
    for (const RawName& name : vocabulary_.names)
      if (const auto it = names.find(name.owner); it != names.end())
        it->second.push_back(fold_name(name.text));
    for (Claim& claim : claims_) {
      auto &a = names[claim.a], &b = names[claim.b];
      if (!a.empty() && !b.empty() && a[0] == b[0])
        claim.strength = 0;
      else if (std::ranges::any_of(a, [&](const std::string& name) {
                 return std::ranges::find(b, name) != b.end();
               }))
        claim.strength = 1;
    }
    std::ranges::stable_sort(claims_, {}, &Claim::strength);
  }

  // Rule 2: references join unless that would put two entries of one id space together.
  void join_claims() {
    std::vector<std::vector<std::uint32_t>> members(group_.size());
    for (const Claim& claim : claims_)
      for (std::uint32_t raw : {claim.a, claim.b})
        if (members[root(raw)].empty()) members[root(raw)].push_back(root(raw));
    for (const Claim& claim : claims_) {
      const std::uint32_t a = root(claim.a), b = root(claim.b);
      if (a == b) continue;
      const auto& types = vocabulary_.types;
      const auto& concepts = vocabulary_.concepts;
      if (!compatible(types[concepts[a].type].name, types[concepts[b].type].name)) {
        vocabulary_.leave_out("join", "things of different types", concepts[claim.a].id,
                              concepts[claim.b].id);
        continue;
      }
      bool rivals = false;
      for (std::uint32_t x : members[a])
        for (std::uint32_t y : members[b])
          // A MeSH heading and its supplementary record may both stand for one gene.
          rivals |= id_space(concepts[x].id) == id_space(concepts[y].id) &&
                    !(types[concepts[x].type].name == "protein" &&
                      concepts[x].id.substr(0, 6) != concepts[y].id.substr(0, 6));
      if (rivals) {
        vocabulary_.leave_out("join", "a conflict: a better match has taken the place",
                              concepts[claim.a].id, concepts[claim.b].id);
        continue;
      }
      group_[b] = a;
      members[a].insert(members[a].end(), members[b].begin(), members[b].end());
      vocabulary_.count_join(claim.strength == 0   ? "a reference, and equal preferred names"
                             : claim.strength == 1 ? "a reference, and a name in common"
                                                   : "a reference alone");
    }
  }

  // The member whose id space comes first for its type names the concept.
  std::size_t preference(std::uint32_t raw) const {
    const RawConcept& entry = vocabulary_.concepts[raw];
    const auto& spaces = vocabulary_.types[entry.type].spaces;
    const auto it = std::ranges::find(spaces, id_space(entry.id));
    std::size_t rank = static_cast<std::size_t>(it - spaces.begin());
    // A protein entry never names a gene.
    if (vocabulary_.types[entry.type].name == "protein") rank += 100;
    return rank;
  }

  JoinedVocabulary gather() {
    JoinedVocabulary joined;
    joined.concept_of.assign(group_.size(), no_concept);
    for (std::uint32_t i = 0; i < group_.size(); ++i) {
      if (vocabulary_.concepts[i].dropped) continue;
      const std::uint32_t top = root(i);
      if (joined.concept_of[top] == no_concept) {
        joined.concept_of[top] = static_cast<ConceptIndex>(joined.concepts.size());
        joined.concepts.emplace_back();
      }
      joined.concept_of[i] = joined.concept_of[top];
      joined.concepts[joined.concept_of[top]].members.push_back(i);
    }
    joined.by_id.reserve(joined.concepts.size() + vocabulary_.ids.size());
    for (ConceptIndex c = 0; c < joined.concepts.size(); ++c) {
      JoinedConcept& entry = joined.concepts[c];
      std::ranges::stable_sort(entry.members, {}, [&](std::uint32_t m) { return preference(m); });
      entry.head = entry.members[0];
      for (std::uint32_t member : entry.members) {
        const std::string_view id = vocabulary_.concepts[member].id;
        if (joined.by_id.emplace(id, c).second) entry.ids.push_back(id);
      }
    }
    // Ids that nobody owns go to the first that claims them; superseded ones after all others.
    for (IdRelation relation : {IdRelation::same, IdRelation::superseded})
      for (const RawId& id : vocabulary_.ids) {
        const ConceptIndex c = joined.concept_of[id.owner];
        if (id.relation != relation || c == no_concept) continue;
        const auto [it, added] = joined.by_id.emplace(id.id, c);
        if (added)
          (relation == IdRelation::same ? joined.concepts[c].ids : joined.concepts[c].hidden)
              .push_back(id.id);
        else if (it->second != c && owner_.find(id.id) == owner_.end())
          vocabulary_.leave_out("id", "claimed by several; the first keeps it", id.id,
                                vocabulary_.concepts[id.owner].id);
      }
    // Chains of successors (A by B, B by C) need a round each.
    for (int round = 0; round < 4; ++round)
      for (const RawLink& link : vocabulary_.successors)
        if (const auto it = joined.by_id.find(link.second); it != joined.by_id.end())
          if (const ConceptIndex c = it->second; joined.by_id.emplace(link.first, c).second)
            joined.concepts[c].hidden.push_back(link.first);
    for (const RawLink& link : vocabulary_.successors)
      if (!joined.by_id.contains(link.first))
        vocabulary_.leave_out("id", "superseded by one that no source has", link.first,
                              link.second);
    return joined;
  }

  RawVocabulary& vocabulary_;
  std::vector<std::uint32_t> group_;
  std::unordered_map<std::string_view, std::uint32_t> owner_;
  std::vector<Claim> claims_;
};

}  // namespace

std::string fold_name(std::string_view name) {
  std::string folded;
  for (char c : name) {
    if (c >= 'A' && c <= 'Z')
      folded += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0)
      folded += c;
  }
  return folded;
}

JoinedVocabulary join_concepts(RawVocabulary& vocabulary) {
  return Joiner(vocabulary).run();
}

}  // namespace osteon::osv
