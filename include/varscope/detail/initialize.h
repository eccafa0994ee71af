#pragma once
/// First values of a model's variables.

#include <varscope/detail/instance.h>
#include <varscope/initializer.h>
#include <varscope/random.h>
#include <varscope/runtime/fill.h>
#include <varscope/variable.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string>
#include <vector>

namespace varscope::detail {

inline runtime::FillTask fill_task(const VariableRecord& variable) {
  runtime::FillTask task;
  task.out = variable.data();
  task.dtype = variable.dtype;
  task.rank = static_cast<std::uint32_t>(variable.shape.rank());
  task.full_shape = variable.full_shape.data();
  task.offset = variable.var_offset.data();
  task.extent = variable.shape.data();
  task.name = variable.hash;
  task.spec = variable.initializer.spec();
  return task;
}

/// Runs a user's initialiser. Its stream is that of the variable's own name,
/// so that shards differ.
inline void run_initializer(const VariableRecord& variable, std::uint64_t model_seed) {
  RandomStream stream(model_seed,
                      runtime::hash_name(variable.op_name.data(), variable.op_name.size()));
  const auto& callable =
      static_cast<const InitializerCallable&>(*variable.initializer.callable());
  const auto count = static_cast<std::size_t>(variable.bytes / size_of(variable.dtype));
  callable.run(variable.dtype, variable.data(), count,
               {variable.full_shape, variable.var_offset, variable.shape}, stream);
}

/// Zeroes what lies between the variables, and those that this build did not
/// create. Fresh memory has zeros there.
inline void clear_gaps(Instance& instance) {
  std::vector<const VariableRecord*> placed;
  for (const VariableRecord& variable : instance.variables)
    if (variable.exists)
      placed.push_back(&variable);
  std::sort(placed.begin(), placed.end(), [](const VariableRecord* a, const VariableRecord* b) {
    return a->offset < b->offset;
  });
  std::uint64_t end = 0;
  const auto clear = [&](std::uint64_t begin) {
    if (begin > end)
      std::memset(instance.arena.bytes + end, 0, static_cast<std::size_t>(begin - end));
  };
  for (const VariableRecord* variable : placed) {
    clear(variable->offset);
    end = variable->offset + variable->bytes;
  }
  clear(instance.arena.size);
}

/// Gives every variable its first values, but those that a checkpoint supplies.
/// \param fresh the arena is zeroed and nothing was written to it
/// \throws ScopeError invalid-argument if the kernels refuse an initialiser;
///         std::bad_alloc; whatever a user's initialiser throws
inline void initialize(Instance& instance, std::uint64_t model_seed, unsigned threads,
                       bool fresh) {
  std::vector<runtime::FillTask> tasks;
  for (const VariableRecord& variable : instance.variables)
    if (variable.exists && !variable.skipped && variable.bytes != 0 &&
        !variable.initializer.callable())
      tasks.push_back(fill_task(variable));
  switch (runtime::fill(tasks.data(), tasks.size(), model_seed, threads, fresh)) {
  case runtime::FillStatus::ok: break;
  case runtime::FillStatus::bad_argument:
    throw_invalid("an initializer's arguments do not fit its variable");
  case runtime::FillStatus::out_of_memory: throw std::bad_alloc();
  }
  for (const VariableRecord& variable : instance.variables)
    if (variable.exists && !variable.skipped && variable.initializer.callable())
      run_initializer(variable, model_seed);
}

} // namespace varscope::detail
