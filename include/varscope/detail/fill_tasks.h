#pragma once
/// What the kernels do for one instance, worked out once: every initialisation
/// of it is then one call.

#include <varscope/runtime/fill.h>
#include <varscope/variable.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace varscope::detail {

/// All of the variable, but for where it goes.
inline runtime::FillTask fill_task(const VariableRecord& variable) {
  runtime::FillTask task;
  task.dtype = variable.dtype;
  task.rank = static_cast<std::uint32_t>(variable.shape.rank());
  task.full_shape = variable.full_shape.data();
  task.offset = variable.var_offset.data();
  task.extent = variable.shape.data();
  task.name = variable.hash;
  task.spec = variable.initializer.spec();
  return task;
}

class FillTasks {
public:
  /// \param variables a range of records, which stay where they are and have data
  template <class Variables> explicit FillTasks(const Variables& variables) {
    std::vector<const VariableRecord*> placed;
    for (const VariableRecord& variable : variables) {
      if (!variable.exists || variable.skipped)
        continue;
      if (variable.initializer.callable())
        by_user.push_back(&variable);
      else if (variable.bytes != 0)
        placed.push_back(&variable);
    }
    const auto before = [](const VariableRecord* a, const VariableRecord* b) {
      return a->offset < b->offset;
    };
    if (!std::is_sorted(placed.begin(), placed.end(), before))
      std::sort(placed.begin(), placed.end(), before);
    names.reserve(placed.size());
    const VariableRecord* last = nullptr;
    for (const VariableRecord* variable : placed) {
      if (!last || !join(*last, *variable))
        add(*variable);
      last = variable;
    }
  }

  /// For runtime::fill.
  const std::vector<runtime::FillTask>& filled() const { return tasks; }
  /// Those whose initialisers are the user's code, in order of creation.
  const std::vector<const VariableRecord*>& callables() const { return by_user; }

private:
  void add(const VariableRecord& variable) {
    names.push_back(variable.hash);
    tasks.push_back(fill_task(variable));
    tasks.back().out = variable.data();
    tasks.back().names = &names.back();
  }

  /// Equal initialisers at equal distances are one task.
  /// \returns false if `variable`, which follows `last`, is not such a one
  bool join(const VariableRecord& last, const VariableRecord& variable) {
    runtime::FillTask& task = tasks.back();
    const std::uint64_t stride = variable.offset - last.offset;
    if ((task.count > 1 && task.stride != stride) || variable.dtype != last.dtype ||
        variable.shape != last.shape || !variable.whole_name.empty() ||
        !last.whole_name.empty() || task.spec.kind == runtime::FillKind::orthogonal ||
        !equal(task.spec, variable.initializer.spec()))
      return false;
    names.push_back(variable.hash);
    task.stride = stride;
    ++task.count;
    return true;
  }

  static bool equal(const runtime::FillSpec& a, const runtime::FillSpec& b) {
    return a.kind == b.kind && a.a == b.a && a.b == b.b && a.has_seed == b.has_seed &&
           a.seed == b.seed && a.mode == b.mode && a.distribution == b.distribution &&
           a.data_dtype == b.data_dtype && a.data_count == b.data_count &&
           (a.data_count == 0 || std::memcmp(a.data, b.data, a.data_count * size_of(a.data_dtype)) == 0);
  }

  std::vector<runtime::NameHash> names; ///< tasks point into it
  std::vector<runtime::FillTask> tasks;
  std::vector<const VariableRecord*> by_user;
};

} // namespace varscope::detail
