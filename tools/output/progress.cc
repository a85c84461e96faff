#include "tools/output/progress.h"

#include <unistd.h>

#include <cstdio>

#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

constexpr auto interval = std::chrono::milliseconds(100);

std::string readable_time(long seconds) {
  if (seconds < 120) return std::to_string(seconds) + " s";
  const long minutes = (seconds + 59) / 60;
  if (minutes < 120) return std::to_string(minutes) + " min";
  return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

}  // namespace

std::string progress_text(const IndexProgress& progress, double seconds, std::uint64_t total) {
  std::string text = counted(progress.papers, "paper") + ", " + readable_bytes(progress.bytes);
  const auto bytes = static_cast<double>(progress.bytes);
  if (seconds > 0.5)
    text += ", " + readable_bytes(static_cast<std::uint64_t>(bytes / seconds)) + "/s";
  if (progress.bytes > 0 && progress.bytes < total && seconds > 2) {
    const double left = seconds * static_cast<double>(total - progress.bytes) / bytes;
    text += ", " + readable_time(static_cast<long>(left) + 1) + " left";
  }
  if (progress.problems > 0) text += ", " + counted(progress.problems, "problem");
  return text;
}

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
