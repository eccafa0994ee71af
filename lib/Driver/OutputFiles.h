#pragma once
/// Files that are replaced as a whole or not at all.

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace varscope {

/// Makes `path` hold `contents`. Leaves a file that holds them already alone, its
/// time included; replaces any other in one step. Creates missing directories.
/// \returns an error "cannot write 'path': why"; `path` is then what it was before.
llvm::Error writeFile(llvm::StringRef path, llvm::StringRef contents);

/// The same for a file of its own: what killed runs left for it goes first.
llvm::Error writeOutput(llvm::StringRef path, llvm::StringRef contents);

/// Removes a file if it is there.
llvm::Error removeFile(llvm::StringRef path);

/// Removes temporary files that killed runs left in `directory` for outputs
/// whose names `isOurs` knows. Those of runs that are still alive are locked
/// and stay.
void removeLeftovers(llvm::StringRef directory, llvm::function_ref<bool(llvm::StringRef)> isOurs);

} // namespace varscope
