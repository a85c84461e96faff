#include "analyzers/vocabulary/mesh_releases.h"

#include <algorithm>
#include <unordered_map>

namespace osteon::osv {

void retire_mesh_records(RawVocabulary& raw) {
  const auto of_one_release = [&](const MeshConcept& known) {
    return known.release == raw.mesh_concepts.front().release;
  };
  if (std::ranges::all_of(raw.mesh_concepts, of_one_release)) return;
  // What each number and each id is in the newest release that has it.
  std::unordered_map<std::string_view, const MeshConcept*> holders;
  std::unordered_map<std::string_view, std::uint16_t> releases;
  for (const MeshConcept& known : raw.mesh_concepts) {
    const MeshConcept*& holder = holders[known.number];
    if (holder == nullptr || known.release > holder->release) holder = &known;
    std::uint16_t& release = releases[raw.concepts[known.owner].id];
    release = std::max(release, known.release);
  }
  for (const MeshConcept& known : raw.mesh_concepts) {
    const MeshConcept& holder = *holders.at(known.number);
    RawConcept& old = raw.concepts[known.owner];
    const std::string_view successor = raw.concepts[holder.owner].id;
    if (!known.preferred || holder.release <= known.release || old.id == successor ||
        releases.at(old.id) > known.release)
      continue;
    old.dropped = true;
    raw.add_successor(old.id, successor);
    raw.leave_out("record", "of an older release; its id leads to its successor", old.id,
                  successor);
  }
}

}  // namespace osteon::osv
