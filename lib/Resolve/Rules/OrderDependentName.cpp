/// order-dependent-name: a scope's name that comes from default_name counting
/// changes with the order of the calls.

#include "Resolve/Notes.h"
#include "Resolve/Rules/TraceRules.h"

#include <set>

namespace varscope::resolve {

void orderDependentName(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings) {
  std::set<const ir::Node*> told;
  for (std::size_t i = 1; i < path.scopes.size(); ++i) {
    const ScopeNode& scope = path.scopes[i];
    if (!scope.usedDefaultName || !told.insert(scope.site.node).second)
      continue;
    findings.push_back(findingAt(machine, Rule::OrderDependentName, scope.site,
                                 "the scope's name '" + scope.scope->name +
                                   "' comes from counting default names, and changes with the order of the calls"));
    noteStack(machine, findings.back(), {scope.site, path.scopes, scope.outer});
  }
}

} // namespace varscope::resolve
