#pragma once

namespace clang {
class VarDecl;
}

namespace varscope::extract {

/// Whether a variable with static lifetime keeps the value that it was initialised
/// with: const, and without mutable members.
bool isConstant(const clang::VarDecl& variable);

} // namespace varscope::extract
