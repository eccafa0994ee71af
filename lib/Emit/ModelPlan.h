#pragma once
/// What of a resolved model the run time will hold: its steps and its arena.

#include "Emit/Automaton.h"
#include "Resolve/ResolvedModel.h"

#include <varscope/core/layout.h>

#include <optional>
#include <variant>

namespace varscope {

struct ModelPlan {
  Automaton automaton;
  core::Layout layout;
};

/// Where the variables lie; another library keeps its own, all at 0.
/// \returns absent if 64 bits do not count the bytes
std::optional<core::Layout> layoutOf(const ResolvedModel& model);

/// \returns a finding (an error) for a model that has no plan: the run time
///   could not tell two of its paths apart, or its paths together need more
///   bytes than 64 bits count.
std::variant<ModelPlan, Finding> planModel(const ResolvedModel& model);

} // namespace varscope
