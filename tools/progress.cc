#include "tools/progress.h"

#include <unistd.h>

#include <cstdio>

namespace osteon::tools {
namespace {

constexpr auto interval = std::chrono::milliseconds(100);

}  // namespace

ProgressLine::ProgressLine() : terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

bool ProgressLine::is_due() {
  if (!terminal_ || Clock::now() < next_) return false;
  next_ = Clock::now() + interval;
  return true;
}

void ProgressLine::show(const std::string& line) {
  std::fprintf(stderr, "\r%s\x1b[K", line.c_str());
  shown_ = true;
}

double ProgressLine::seconds() const {
  return std::chrono::duration<double>(Clock::now() - begin_).count();
}

}  // namespace osteon::tools
