#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace varscope {

/// A make rule: `target` depends on the files; each file is also a target of
/// its own, so that one that goes does not stop make.
std::string makeDependencyFile(llvm::StringRef target, llvm::ArrayRef<std::string> files);

} // namespace varscope
