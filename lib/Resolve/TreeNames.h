#pragma once
/// The names of other libraries' variables, once a model is complete.

namespace varscope::resolve {

class Machine;
struct PathRecord;

/// Takes a path's variables from the graph that made them; gives those of trees their full
/// names, and finds those that the model's result does not lead to.
void takeVariables(Machine& machine, PathRecord& path);

} // namespace varscope::resolve
