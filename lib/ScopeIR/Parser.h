#pragma once
/// Reads what Printer.h writes.

#include "ScopeIR/ScopeIR.h"

#include "llvm/Support/Error.h"

#include <memory>

namespace varscope::ir {

/// Parses one summary. Any text at all ends in a module or in an error
/// "name:line:column: what is wrong"; `name` is the summary's file name. A parsed
/// module need not be a sensible one: see Verifier.h.
llvm::Expected<std::unique_ptr<Module>> parse(llvm::StringRef text, llvm::StringRef name);

} // namespace varscope::ir
