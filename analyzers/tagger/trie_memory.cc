// Memory of a trie, thread by thread.
#include "analyzers/tagger/trie_memory.h"

namespace osteon::osv {

TrieMemory& TrieMemory::of(const Compiled& file) {
  constexpr std::size_t entries = 1 << 14;
  static thread_local TrieMemory memory;
  if (memory.instance_ != file.instance()) {
    memory.instance_ = file.instance();
    memory.entries_.assign(entries, {});
  }
  memory.file_ = &file;
  return memory;
}

void TrieMemory::fill(Entry& entry, std::uint64_t hash) {
  entry.word.number = file_->find_word(hash, entry.word.root);
  entry.word.name = entry.word.root != 0 && !file_->senses_of(entry.word.root).empty();
  entry.hash = hash;  // last: reading a damaged file throws
}

}  // namespace osteon::osv
