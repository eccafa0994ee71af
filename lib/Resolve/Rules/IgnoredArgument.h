#pragma once
/// ignored-argument: what a shared get gives that differs from the creating
/// one's has no effect. An argument left out is never reported.

#include <varscope/core/types.h>

#include <string>

namespace varscope::resolve {

class Machine;

/// The arguments of `asked` that differ from the variable's, for people:
/// "initializer, trainable"; empty: none.
/// \param written what the program's own call gives: `asked` itself, or what a custom
/// getter was called for; what that leaves out is not told
std::string ignoredArguments(Machine& machine, const VariableOptions& asked, const VariableOptions& written,
                             const core::Variable& created);

} // namespace varscope::resolve
