// One writer at a time: a lock on a file of the index, dropped by the system when its holder ends.
#pragma once

#include <string>

namespace osteon {

/// Holds the lock while it lives. Throws Error (locked) that names the holder's process.
class WriteLock {
 public:
  explicit WriteLock(const std::string& directory);
  ~WriteLock();
  WriteLock(const WriteLock&) = delete;
  WriteLock& operator=(const WriteLock&) = delete;

 private:
  int fd_ = -1;
};

}  // namespace osteon
