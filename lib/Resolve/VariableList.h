#pragma once
/// Variables in order, each kept once however many lists have it: those of a path are the
/// model's, unless paths differ.

#include <varscope/core/types.h>

#include "llvm/ADT/iterator.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

namespace varscope {

class VariableList {
public:
  using Ref = std::shared_ptr<const core::Variable>;

  VariableList() = default;
  /// All of them, which stay where they are.
  explicit VariableList(const std::shared_ptr<const std::deque<core::Variable>>& all) {
    list.reserve(all->size());
    for (const core::Variable& variable : *all)
      list.emplace_back(all, &variable);
  }

  std::size_t size() const { return list.size(); }
  bool empty() const { return list.empty(); }
  const core::Variable& operator[](std::size_t i) const { return *list[i]; }
  auto begin() const { return Iterator(list.begin()); }
  auto end() const { return Iterator(list.end()); }

  const std::vector<Ref>& refs() const { return list; }
  void reserve(std::size_t count) { list.reserve(count); }
  void push_back(core::Variable variable) {
    list.push_back(std::make_shared<const core::Variable>(std::move(variable)));
  }
  /// Adds a variable of another list, as the one of that index.
  void push_back(const Ref& variable, std::uint32_t index) {
    if (variable->index == index)
      return list.push_back(variable);
    core::Variable renumbered = *variable;
    renumbered.index = index;
    push_back(std::move(renumbered));
  }

private:
  using Iterator = llvm::pointee_iterator<std::vector<Ref>::const_iterator, const core::Variable>;
  std::vector<Ref> list;
};

} // namespace varscope
