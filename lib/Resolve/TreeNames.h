#pragma once
/// The names of other libraries' variables, once a model is complete.

#include <varscope/core/types.h>

#include <deque>

namespace varscope::resolve {

class Machine;
struct PathRecord;

/// Gives those of a path's variables that are trees' their full names, and finds those that the
/// model's result does not lead to.
void settleTrees(const Machine& machine, std::deque<core::Variable>& variables, PathRecord& path);

} // namespace varscope::resolve
