#pragma once
/// What a manifest says, for people.

#include "Emit/Manifest.h"

namespace varscope {

/// The scope tree: every variable under its name's components, with the
/// number of variables, of parameters (elements) and of bytes under each.
void explainModel(llvm::raw_ostream& os, const Manifest& manifest);

/// One variable's whole story: what it is, which get created it under which
/// calls, and every get that shares it. `name` may end in ":0", and may be
/// that of a partitioned whole.
/// \returns false if the manifest has no such variable; then nothing is written.
bool explainVariable(llvm::raw_ostream& os, const Manifest& manifest, llvm::StringRef name);

/// The name of a variable nearest to one that is not there; empty without any.
std::string nearestVariable(const Manifest& manifest, llvm::StringRef name);

} // namespace varscope
