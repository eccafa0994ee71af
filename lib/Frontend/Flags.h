#pragma once
/// From the flags of the user's compiler to those of a syntax-only run of ours.

#include "llvm/ADT/ArrayRef.h"

#include <string>
#include <vector>

namespace varscope {

struct FlagOptions {
  std::vector<std::string> extra;  ///< added at the end
  std::vector<std::string> remove; ///< dropped, where they are equal
  /// Where <varscope/varscope.h> lies, searched after the directories of
  /// the user's -I; empty: nowhere.
  std::string includeDirectory;
};

/// Drops what Clang does not know (g++'s code generation flags), warnings (the
/// user's compiler gives them), outputs and dependency files; adds ours.
std::vector<std::string> adaptFlags(const std::vector<std::string>& arguments,
                                    llvm::StringRef file, const FlagOptions& options);

} // namespace varscope
