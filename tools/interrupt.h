// Ctrl-C: the first asks work to stop at a good place, the second ends the program at once.
#pragma once

namespace osteon::tools {

/// From now on SIGINT, SIGTERM and SIGHUP are noted instead of ending the program.
void catch_interrupts();
/// True once such a signal has come.
bool interrupted();

}  // namespace osteon::tools
