#pragma once
/// One instance of a model: its variables and their memory.

#include <varscope/core/layout.h>
#include <varscope/core/names.h>
#include <varscope/detail/fill_tasks.h>
#include <varscope/runtime/fill.h>
#include <varscope/variable.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace varscope::detail {

class Instance {
public:
  Instance() = default;
  ~Instance() {
    if (owned)
      runtime::free_arena(arena.bytes, arena.size);
  }
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  std::deque<VariableRecord> variables; ///< in manifest order, on whatever path
  std::deque<VariableRecord> wholes;
  Arena arena;
  std::shared_ptr<const void> texts;    ///< owns the names, unless a plan does

  /// Takes the memory and ends the build: from now on variables have data.
  /// \param memory the caller's, or empty
  /// \throws std::invalid_argument if `memory` is too small or misaligned;
  ///         std::bad_alloc
  void allocate(std::uint64_t bytes, std::span<std::byte> memory) {
    if (memory.data()) {
      if (memory.size() < bytes)
        throw std::invalid_argument("ModelOptions::memory has " + std::to_string(memory.size()) +
                                    " bytes, but the model needs " + std::to_string(bytes));
      if (reinterpret_cast<std::uintptr_t>(memory.data()) % core::arena_alignment != 0)
        throw std::invalid_argument("ModelOptions::memory is not aligned to " +
                                    std::to_string(core::arena_alignment) + " bytes");
      arena.bytes = memory.data();
    } else if (bytes != 0) {
      if (bytes > SIZE_MAX || !(arena.bytes = static_cast<std::byte*>(
                                    runtime::allocate_arena(static_cast<std::size_t>(bytes)))))
        throw std::bad_alloc();
      owned = true;
    }
    arena.size = bytes;
    arena.ready = true;
  }
  /// Whether the memory came zeroed.
  bool is_fresh() const { return owned; }

  /// What initialisation does, once the variables have data.
  const FillTasks& fill_tasks() {
    if (!tasks)
      tasks.emplace(variables);
    return *tasks;
  }

  /// Those that exist, in manifest order.
  template <class Predicate> std::vector<Variable> select(const Predicate& wanted) const {
    std::vector<Variable> selected;
    for (const VariableRecord& variable : variables)
      if (variable.exists && wanted(variable))
        selected.emplace_back(&variable);
    return selected;
  }

  /// By op name, with or without ":0"; a shard, a whole or a plain variable.
  /// Null if there is none.
  const VariableRecord* find(std::string_view name) const {
    std::call_once(indexed, [this] {
      for (const auto* records : {&wholes, &variables})
        for (const VariableRecord& record : *records)
          if (record.exists)
            by_name.emplace(record.op_name, &record);
    });
    if (name.ends_with(":0"))
      name.remove_suffix(2);
    const auto found = by_name.find(name);
    return found == by_name.end() ? nullptr : found->second;
  }

private:
  bool owned = false;
  std::optional<FillTasks> tasks;
  mutable std::once_flag indexed;
  mutable std::unordered_map<std::string_view, const VariableRecord*> by_name;
};

/// What a partitioned whole has from its slices; it is in no collection itself.
inline void summarize_slices(VariableRecord& whole) {
  whole.bytes = 0;
  for (Variable slice : whole.slices)
    whole.bytes += slice.size_bytes();
  if (whole.slices.empty())
    return;
  const VariableRecord& first = *whole.slices.front().get();
  whole.trainable = first.trainable;
  whole.initializer = first.initializer;
  whole.regularizer = first.regularizer;
  whole.constraint = first.constraint;
  whole.caching_device = first.caching_device;
}

/// The collection of losses has the variables whose losses they are.
inline bool has_collection(const VariableRecord& variable, std::string_view key) {
  return std::binary_search(variable.collections.begin(), variable.collections.end(), key) ||
         (key == core::regularization_losses_key && !variable.regularizer.is_null());
}

/// \param names of variables, shards or wholes; others are ignored, a
/// checkpoint may hold more
inline void mark_skipped(Instance& instance, std::span<const std::string> names) {
  const core::StringSet skipped(names.begin(), names.end());
  for (VariableRecord& variable : instance.variables)
    variable.skipped = skipped.contains(variable.op_name) || skipped.contains(variable.whole_name);
}

} // namespace varscope::detail
