#pragma once
/// ignored-argument: what a shared get gives that differs from the creating
/// one's has no effect. An argument left out is never reported.

#include <varscope/core/types.h>

#include <string>

namespace varscope::resolve {

/// The arguments of `asked` (as the call wrote them) that differ from the
/// variable's, for people: "initializer, trainable"; empty: none.
std::string ignoredArguments(const core::GetRequest& asked, const core::Variable& created);

} // namespace varscope::resolve
