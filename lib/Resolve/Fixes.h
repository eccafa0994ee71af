#pragma once
/// Changes to the source that are certain to do what they say.

#include "Resolve/ModelBuilder.h"

namespace varscope::resolve {

/// Replaces a misspelt name where one literal wrote it; none if it was put together
/// from parts, or if the literal is not what the source shows.
/// \param wrong,right keys
std::optional<Fix> respell(const Machine& machine, const GetNode& get, llvm::StringRef wrong, llvm::StringRef right);

/// Replaces the name of a look-up where its call shows it once, as a literal.
std::optional<Fix> respell(const Machine& machine, const ir::LookUp& lookUp, llvm::StringRef right);

/// Adds the first proposed change with which the model, run again along the same path, does what
/// is meant: shares everything that it gets in the scope, makes a variable at each of the get's
/// calls, or makes it with a shape that another get of it gives.
void proveProposals(Machine& machine, const ir::Model& model, PathRecord& path);

} // namespace varscope::resolve
