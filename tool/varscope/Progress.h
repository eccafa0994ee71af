#pragma once
/// What long work shows: sources done of all, on a terminal; with --timing, where the time went.
/// Both on standard error.

#include "varscope/Options.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace varscope::tool {

/// "[3/10] model.cpp", on one line that the next one overwrites. Nothing if standard error is no
/// terminal, or for one source.
class Progress {
public:
  explicit Progress(std::size_t total);
  ~Progress();
  void done(llvm::StringRef source);

private:
  std::size_t total, count = 0;
  bool shown;
};

/// Wall-clock time by stage, printed at the end if --timing was given.
class Timing {
public:
  explicit Timing(const Arguments& arguments);
  ~Timing();
  /// The time since the last call, or since the beginning, was spent on this.
  void spentOn(llvm::StringRef stage);

private:
  using Clock = std::chrono::steady_clock;
  bool wanted;
  Clock::time_point last = Clock::now();
  std::vector<std::pair<std::string, double>> stages; ///< in seconds
};

} // namespace varscope::tool
