#pragma once
/// The variables of a graph, by order, by key and by collection. Keeps what it
/// is given; the rules are in get.h and create.h.

#include <varscope/core/journal.h>
#include <varscope/core/names.h>
#include <varscope/core/types.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace varscope::core {

class VariableStore {
public:
  explicit VariableStore(Journal& undo_log) : journal(undo_log) {}

  const std::deque<Variable>& variables() const { return all; }
  std::deque<Variable> release_variables() { return std::exchange(all, {}); }
  const std::deque<PartitionedVariable>& partitioned() const { return wholes; }

  /// Null if there is none of that kind.
  const Variable* single(std::string_view key) const {
    const auto found = keys.find(key);
    return found == keys.end() ? nullptr : &all[found->second];
  }
  const PartitionedVariable* whole(std::string_view key) const {
    const auto found = whole_keys.find(key);
    return found == whole_keys.end() ? nullptr : &wholes[found->second];
  }
  /// Whether any key is a first shard's; may be true without one.
  bool has_shards() const { return shards; }

  /// Adds a variable to the list and to its collections; it has no key yet.
  const Variable& add(Variable variable) {
    variable.index = static_cast<std::uint32_t>(all.size());
    const Variable& added = push(all, "variable", std::move(variable));
    for (const std::string& key : added.collections)
      collect(key, handle(added));
    return added;
  }
  void add_key(const Variable& variable) {
    shards |= variable.key.ends_with("/part_0");
    insert(keys, "key", variable.key, variable.index);
  }
  const PartitionedVariable& add_whole(PartitionedVariable variable) {
    variable.index = static_cast<std::uint32_t>(wholes.size());
    const PartitionedVariable& added = push(wholes, "partitioned", std::move(variable));
    insert(whole_keys, "partitioned key", added.key, added.index);
    return added;
  }
  void set_slice(std::uint32_t index, Slice slice) {
    if (journal.recording())
      journal.record([index] { return "slice of variable " + std::to_string(index); },
                     all[index].slice,
                     [this, index]() -> std::optional<Slice> {
                       return index < all.size() ? all[index].slice : std::nullopt;
                     },
                     [this, index](std::optional<Slice> before) {
                       all[index].slice = std::move(before);
                     });
    all[index].slice = std::move(slice);
  }
  void collect(const std::string& key, VariableHandle variable) {
    push(collections[key], "collection " + key, variable);
  }

  /// Those of `key` whose graph name begins with `prefix`, as they were added (rule 41).
  std::vector<VariableHandle> collection(std::string_view key, std::string_view prefix) const {
    const auto found = collections.find(key);
    if (found == collections.end())
      return {};
    if (prefix.empty())
      return found->second;
    std::vector<VariableHandle> result;
    for (const VariableHandle variable : found->second)
      if (std::string_view(all[variable.index].name).starts_with(prefix))
        result.push_back(variable);
    return result;
  }
  const StringMap<std::vector<VariableHandle>>& all_collections() const { return collections; }

  /// Calls visit(key, index, kind) for every key, in no order.
  template <class Visit> void for_each_key(const Visit& visit) const {
    for (const auto& [key, index] : keys)
      visit(key, index, "single");
    for (const auto& [key, index] : whole_keys)
      visit(key, index, "whole");
  }

  static VariableHandle handle(const Variable& variable) {
    return {VariableHandle::Kind::single, variable.index};
  }
  static VariableHandle handle(const PartitionedVariable& variable) {
    return {VariableHandle::Kind::partitioned, variable.index};
  }

private:
  /// `list` is a member or a value of a node-based table: it stays where it is.
  template <class List, class Item>
  const Item& push(List& list, const std::string& what, Item item) {
    if (journal.recording()) {
      const std::size_t index = list.size();
      journal.record([what, index] { return what + " " + std::to_string(index); },
                     std::optional<Item>(),
                     [&list, index]() -> std::optional<Item> {
                       return index < list.size() ? std::optional(list[index]) : std::nullopt;
                     },
                     [&list](const std::optional<Item>&) { list.pop_back(); });
    }
    list.push_back(std::move(item));
    return list.back();
  }

  void insert(StringMap<std::uint32_t>& table, const char* what, const std::string& key,
              std::uint32_t index) {
    if (journal.recording())
      journal.record([what, key] { return std::string(what) + " " + key; },
                     std::optional<std::uint32_t>(),
                     [&table, key]() -> std::optional<std::uint32_t> {
                       const auto found = table.find(key);
                       return found == table.end() ? std::nullopt : std::optional(found->second);
                     },
                     [&table, key](std::optional<std::uint32_t>) { table.erase(key); });
    table.emplace(key, index);
  }

  Journal& journal;
  std::deque<Variable> all;
  std::deque<PartitionedVariable> wholes;
  StringMap<std::uint32_t> keys, whole_keys;
  StringMap<std::vector<VariableHandle>> collections;
  bool shards = false;
};

} // namespace varscope::core
