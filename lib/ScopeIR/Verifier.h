#pragma once
/// Checks that a module keeps the promises of Ops.def and ScopeIR.h, so that the
/// interpreter need not. A well-formed program can still be incomplete: functions
/// and globals that are defined elsewhere are the linker's and resolver's concern.

#include "ScopeIR/ScopeIR.h"

#include <string>
#include <vector>

namespace varscope::ir {

/// What is wrong, one line each, with the function and the node concerned; empty
/// for a valid module. Checked are: the number and the classes of kids, literals,
/// operators, types, that locals are declared before use, `this` only in methods,
/// nesting, file numbers, tags.
std::vector<std::string> verify(const Module& module);

/// Whether a model's tag can name files and symbols: a C identifier.
bool isValidTag(llvm::StringRef tag);

} // namespace varscope::ir
