#pragma once
/// Where the command is, and what lies beside it: in the build tree as where it is installed.

#include "llvm/ADT/StringRef.h"

#include <string>

namespace varscope::tool {

/// The command's own path.
std::string commandPath();

/// <prefix>/<relative>, where the command is <prefix>/bin/varscope; it may not exist.
std::string besideCommand(llvm::StringRef relative);

/// <prefix>/include; empty if the run time's headers are not there.
std::string headersBesideCommand();

} // namespace varscope::tool
