#pragma once
/// NOLINT comments, as clang-tidy reads them.

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>
#include <vector>

namespace varscope::extract {

struct LineSuppression {
  std::uint32_t line;
  std::vector<std::string> rules; ///< slugs; empty: every rule
};

/// The lines of a file on which NOLINT, NOLINTNEXTLINE and NOLINTBEGIN/END switch
/// rules off. A BEGIN without its END (or the reverse, or with another list) has
/// no effect.
std::vector<LineSuppression> findSuppressions(llvm::StringRef text);

} // namespace varscope::extract
