// What the program tells its caller by its exit status.
#pragma once

namespace osteon::tools {

enum class ExitCode : int {
  ok = 0,             ///< done; a search found something
  no_hits = 1,        ///< a search or look-up found nothing
  error = 2,          ///< bad usage, or it could not be done
  interrupted = 130,  ///< Ctrl-C; what had been committed stands
};

}  // namespace osteon::tools
