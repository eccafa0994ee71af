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
#include <stdexcept>
#include <string>
#include <vector>

namespace varscope::detail {

/// \throws ScopeError invalid-argument; std::bad_alloc
inline void check_filled(runtime::FillStatus status) {
  switch (status) {
  case runtime::FillStatus::ok: break;
  case runtime::FillStatus::bad_argument:
    throw_invalid("an initializer's arguments do not fit its variable");
  case runtime::FillStatus::out_of_memory: throw std::bad_alloc();
  }
}

/// Runs a user's initialiser. Its stream is that of the variable's own name,
/// so that shards differ.
inline void run_initializer(const VariableRecord& variable, std::uint64_t model_seed,
                            std::byte* out) {
  RandomStream stream(model_seed,
                      runtime::hash_name(variable.op_name.data(), variable.op_name.size()));
  const auto& callable =
      static_cast<const InitializerCallable&>(*variable.initializer.callable());
  const auto count = static_cast<std::size_t>(variable.bytes / size_of(variable.dtype));
  callable.run(variable.dtype, out, count,
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

/// What TensorFlow's values need: seeds of operations, and operations whose bits are known.
/// \throws std::invalid_argument
inline void check_tensorflow_seeds(const Instance& instance) {
  const auto refuse = [](const VariableRecord& variable, const char* why) {
    throw std::invalid_argument("SeedPolicy::tensorflow: variable " +
                                std::string(variable.op_name) + why);
  };
  for (const VariableRecord& variable : instance.variables) {
    if (!variable.exists || variable.skipped)
      continue;
    const runtime::FillSpec spec = variable.initializer.spec();
    if (spec.kind == runtime::FillKind::orthogonal)
      refuse(variable, " is orthogonal: the bits of TensorFlow's decomposition are not known");
    if (runtime::is_random(spec.kind) && !spec.has_seed)
      refuse(variable, "'s initializer has no seed: TensorFlow would take one from the number of "
                       "operations made before, which is not known; give it one");
  }
}

/// Gives every variable its first values, but those that a checkpoint supplies.
/// \param fresh the arena is zeroed and nothing was written to it
/// \throws ScopeError invalid-argument if the kernels refuse an initialiser;
///         std::bad_alloc; whatever a user's initialiser throws
inline void initialize(Instance& instance, std::uint64_t model_seed, unsigned threads, bool fresh,
                       SeedPolicy policy) {
  const FillTasks& work = instance.fill_tasks();
  check_filled(runtime::fill(work.filled().data(), work.filled().size(), model_seed, threads,
                             fresh, policy));
  for (const VariableRecord* variable : work.callables())
    run_initializer(*variable, model_seed, variable->data());
}

} // namespace varscope::detail
