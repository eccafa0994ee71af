#pragma once
/// The names of other libraries' variables, once a model is complete.

namespace varscope::resolve {

class Machine;
struct PathRecord;

/// Gives a path's variables of trees their full names, and finds those that the model's
/// result does not lead to.
void settleTrees(const Machine& machine, PathRecord& path);

} // namespace varscope::resolve
