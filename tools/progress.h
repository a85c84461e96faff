// One line on standard error that says how far a long work is; nothing where nobody watches.
#pragma once

#include <chrono>
#include <string>

namespace osteon::tools {

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
