#include "Resolve/TreeNames.h"

#include "Resolve/Machine.h"
#include "Resolve/ModelBuilder.h"

#include "llvm/ADT/STLExtras.h"

namespace varscope::resolve {
namespace {

/// Which of a path's trees are the model's, and how their names begin.
class Roots {
public:
  explicit Roots(const Machine& machine) : trees(machine.core->trees()) {
    for (core::TreeId tree : machine.trees.roots)
      if (core::TreeId top = trees.top(tree); trees.hangs(top) && !llvm::is_contained(returned, top))
        returned.push_back(top);
  }

  /// Where nothing is returned that has names, every object counts.
  bool contains(core::TreeId top) const {
    return !trees.hangs(top) || returned.empty() || llvm::is_contained(returned, top);
  }

  /// Objects of one model may give variables one name: from the second object on they are
  /// told apart by its number.
  std::string prefix(core::TreeId top) {
    auto found = llvm::find(known, top);
    if (found == known.end())
      found = known.insert(found, top);
    const std::size_t number = found - known.begin() + 1;
    return number == 1 ? std::string() : std::to_string(number) + ":";
  }

private:
  const core::Trees& trees;
  std::vector<core::TreeId> returned, known;
};

} // namespace

void settleTrees(const Machine& machine, std::deque<core::Variable>& variables, PathRecord& path) {
  const core::Trees& trees = machine.core->trees();
  path.isLost.assign(variables.size(), false);
  Roots roots(machine);
  std::map<core::TreeId, PathRecord::Unregistered> unregistered;
  for (core::Variable& variable : variables) {
    if (!variable.tree)
      continue;
    const core::TreeId tree = *variable.tree, top = trees.top(tree);
    const std::string name = trees.full_name(tree, variable.key);
    if (roots.contains(top)) {
      variable.name = roots.prefix(top) + name;
      continue;
    }
    path.isLost[variable.index] = true;
    if (llvm::is_contained(machine.trees.inside, top) && top < machine.log.treeSites.size()) {
      unregistered[top].made = machine.log.treeSites[top];
      unregistered[top].names.push_back(name);
    }
  }
  for (auto& [tree, object] : unregistered)
    path.unregistered.push_back(std::move(object));
}

} // namespace varscope::resolve
