#pragma once
#include "llvm/ADT/StringRef.h"

#include <string>

namespace varscope::ide {

/// A path as every part of the server spells it: absolute, without dots.
std::string absolute(llvm::StringRef path, llvm::StringRef directory);

/// The nearest directory around a file that holds a compile_commands.json, itself or in its
/// "build"; empty: none does.
std::string findBuildDirectory(llvm::StringRef file);

/// `path`, relative to `directory` where it lies under it.
llvm::StringRef relative(llvm::StringRef path, llvm::StringRef directory);

} // namespace varscope::ide
