#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <climits>

namespace varscope {

/// The candidate with the smallest edit distance from `name`, the first one
/// of several; empty if every one is farther than `limit`.
llvm::StringRef nearestName(llvm::StringRef name, llvm::ArrayRef<llvm::StringRef> candidates,
                            unsigned limit = UINT_MAX);

} // namespace varscope
