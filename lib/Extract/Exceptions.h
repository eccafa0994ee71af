#pragma once
/// try and its handlers.

#include "Extract/Lowering.h"

namespace varscope::extract {

/// The statement with its handlers around a block that is already lowered.
const ir::Node* tried(Lowering& lowering, const clang::CXXTryStmt& stmt, const ir::Node* block);

} // namespace varscope::extract
