/// conditional-variable: a variable exists only under a condition that is
/// unknown at compile time.

#include "Resolve/Rules/TraceRules.h"

#include "llvm/ADT/StringMap.h"

namespace varscope::resolve {

void conditionalVariable(const Machine& machine, const std::vector<PathRecord>& paths, ResolvedModel& model) {
  if (model.has_error || llvm::none_of(model.conditional, [](bool conditional) { return conditional; }))
    return;
  llvm::StringMap<std::vector<bool>> has;
  llvm::StringMap<std::pair<const PathRecord*, const GetNode*>> made;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (!paths[i].completed())
      continue;
    for (const core::Variable& variable : paths[i].variables)
      has.try_emplace(variable.name, paths.size()).first->second[i] = true;
    forEachGet(paths[i], [&](const GetNode& get) {
      if (get.kind == core::EventKind::share || !get.done)
        return;
      if (get.stored.kind == core::VariableHandle::Kind::single)
        made.try_emplace(paths[i].variables[get.stored.index].name, &paths[i], &get);
      if (get.stored.kind == core::VariableHandle::Kind::partitioned)
        for (std::uint32_t slice : paths[i].partitioned[get.stored.index].slices)
          made.try_emplace(paths[i].variables[slice].name, &paths[i], &get);
    });
  }
  for (std::size_t i = 0; i < model.variables.size(); ++i) {
    if (!model.conditional[i])
      continue;
    const std::string& name = model.variables[i].name;
    const auto [path, get] = made.lookup(name);
    if (!get)
      continue;
    Finding finding = findingAt(machine, *path, Rule::ConditionalVariable, *get,
                                "variable '" + name +
                                  "' exists only under a condition that is unknown at compile time, so that what a "
                                  "checkpoint holds depends on it",
                                name);
    finding.conditions = describeConditions(paths, has[name]);
    model.findings.push_back(std::move(finding));
  }
}

} // namespace varscope::resolve
