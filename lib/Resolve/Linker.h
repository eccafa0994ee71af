#pragma once
/// Merges the summaries of a program's translation units into one module.
///
/// Functions, records and globals meet by USR, files by path. A definition beats a
/// declaration; equal definitions (inline functions, templates) are one. Of
/// definitions that differ the least one in a fixed order is kept, and `link` tells.
/// Models, look-ups and suppressions are united (one in a header that several units
/// include is one); different models of one tag all stay: the resolver reports them.
///
/// Merging is commutative and associative: the result depends neither on the
/// order of the inputs nor on how they were grouped.

#include "ScopeIR/ScopeIR.h"

#include <memory>
#include <set>
#include <vector>

namespace varscope {

/// Definitions of one thing that are not the same (C++: an ODR violation, or one
/// source compiled with different flags).
struct DefinitionConflict {
  llvm::StringRef usr;           ///< owned by the linked module
  ir::Loc kept;
  std::vector<ir::Loc> dropped;  ///< other places it is defined in, if any; sorted
};

struct LinkedProgram {
  std::unique_ptr<ir::Module> module;
  std::vector<DefinitionConflict> conflicts; ///< by USR
};

/// The inputs are not needed afterwards.
LinkedProgram link(llvm::ArrayRef<const ir::Module*> units);

} // namespace varscope
