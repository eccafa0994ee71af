#pragma once
/// Rules over the whole program.

#include "Resolve/Resolve.h"

namespace varscope::resolve {

void duplicateModel(const ir::Module& program, ResolveResult& result);
void runProgramRules(const ir::Module& program, ResolveResult& result);

} // namespace varscope::resolve
