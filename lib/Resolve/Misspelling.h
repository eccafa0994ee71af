#pragma once
/// When one name is likely meant to be another.

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <cstddef>

namespace varscope::resolve {

/// The names are equal but for one typing error (one letter inserted, dropped or
/// replaced, or two neighbours swapped; not a digit) in one word of at least five letters.
bool isMisspelling(llvm::StringRef a, llvm::StringRef b);

/// Two names at a distance of one typing error share the hash of the name itself
/// or of the name with one letter dropped: so near namesakes are found without
/// comparing all pairs.
void forEachNeighbour(llvm::StringRef name, llvm::function_ref<void(std::size_t hash)> visit);

} // namespace varscope::resolve
