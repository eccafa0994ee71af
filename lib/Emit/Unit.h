#pragma once
/// `<tag>.varscope.cpp`: a model's plan (varscope/plan.h) as C++ source.
///
/// The unit includes <varscope/plan.h> alone, defines
///   extern "C" const varscope::plan::Plan varscope_plan_<tag>;
/// and consists of flat constant-initialised tables: it runs nothing before
/// main, and compilers take time linear in its size.

#include "Emit/ModelPlan.h"
#include "Resolve/ResolvedModel.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace varscope {

/// An error for a tag that cannot name files and symbols.
llvm::Error checkTag(llvm::StringRef tag);

/// \param plan of `model`.
/// \returns an error for what a unit cannot hold: a tag that is no identifier,
///   a NUL in a name that the plan keeps as a C string, more items than 32 bits count.
llvm::Error writeUnit(llvm::raw_ostream& os, const ResolvedModel& model,
                      const ModelPlan& plan);

} // namespace varscope
