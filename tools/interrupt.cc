#include "tools/interrupt.h"

#include <csignal>
#include <initializer_list>

namespace osteon::tools {
namespace {

// A signal handler can reach nothing but a global.
volatile std::sig_atomic_t signal_seen = 0;

void note(int number) {
  signal_seen = number;
  std::signal(number, SIG_DFL);
}

}  // namespace

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = note;
  sigemptyset(&action.sa_mask);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaction(number, &action, nullptr);
}

bool interrupted() {
  return signal_seen != 0;
}

}  // namespace osteon::tools
