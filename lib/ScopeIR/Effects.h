#pragma once
/// What the evaluation of an expression may do, as its nodes tell.

#include "ScopeIR/ScopeIR.h"

namespace varscope::ir {

/// Whether one of the operands may change what another one uses: which of them comes first may matter.
bool orderMayMatter(llvm::ArrayRef<const Node*> operands);

} // namespace varscope::ir
