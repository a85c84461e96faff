// One line on standard error that says how far a long work is; nothing where nobody watches.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "indexer/index_writer.h"

namespace osteon::tools {

/// Papers, bytes, rate, time left and problems after `seconds` of a run that has `total` bytes of
/// files to read. Archives unpack to more than their size: once that is read nobody knows what is
/// left, and nothing is said of it.
std::string progress_text(const IndexProgress& progress, double seconds, std::uint64_t total);

class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();  ///< clears the line
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// True where standard error is a terminal and the last line is old enough to be replaced.
  bool is_due();
  void show(const std::string& line);
  double seconds() const;  ///< since construction

 private:
  using Clock = std::chrono::steady_clock;
  bool terminal_ = false;
  bool shown_ = false;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point next_ = begin_;
};

}  // namespace osteon::tools
