#pragma once
/// Format strings of C: printf's, and those of libraries that check their arguments.

#include "Resolve/Models/Support.h"

namespace varscope::resolve {

enum class PrintfRules {
  C,      ///< an argument is of the type that the conversion names
  Checked ///< absl: the argument's own type counts, and length modifiers nothing
};

/// The text of a format and its arguments: a string, or why it is not known.
Value printed(Interpreter& in, const LibCall& call, const Value& format, llvm::ArrayRef<Value> args, PrintfRules rules);

} // namespace varscope::resolve
