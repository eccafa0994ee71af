#pragma once

namespace varscope {

/// Of the command. The greatest of several counts.
enum class ExitStatus {
  Clean = 0,  ///< no error found; warnings may be
  Errors = 1, ///< at least one error found
  Failed = 2  ///< the work could not be done
};

inline ExitStatus worst(ExitStatus a, ExitStatus b) { return a < b ? b : a; }

} // namespace varscope
