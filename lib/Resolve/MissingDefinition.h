#pragma once
/// A function of the program that is declared and called, and whose definition is in no
/// source that was given: may it hold scope calls? Its declaration has to tell.

#include "ScopeIR/ScopeIR.h"

namespace varscope::resolve {

enum class ScopeCalls : std::uint8_t {
  None,   ///< it is called for its value: a number, a flag, a tensor
  Likely, ///< it is called for what it does, or is passed a name
  Sure    ///< it deals in scopes and variables
};

/// What a function without a definition says of itself.
/// \param valueUsed whether the call's value is used; `true` where no call is looked at
ScopeCalls scopeCallsOf(const ir::Module& program, const ir::Function& function, bool valueUsed = true);

} // namespace varscope::resolve
