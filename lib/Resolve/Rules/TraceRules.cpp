#include "Resolve/Rules/TraceRules.h"

namespace varscope::resolve {

Finding findingAt(const Machine& machine, Rule rule, const Site& site, std::string message, std::string variable) {
  Finding finding;
  finding.rule = rule;
  const ir::Loc loc = site.node ? site.node->loc : machine.model->loc;
  finding.at = machine.locate(loc);
  if (loc.spellingLine) {
    finding.spelling_line = loc.spellingLine;
    finding.spelling_file =
      loc.spellingFile < machine.module.files.size() ? machine.module.files[loc.spellingFile] : std::string();
  }
  finding.message = std::move(message);
  finding.model = machine.model->tag.str();
  finding.variable = std::move(variable);
  machine.log.addCalls(finding, site.chain);
  return finding;
}

std::string keyOf(const PathRecord& path, const core::VariableHandle& handle) {
  if (handle.kind == core::VariableHandle::Kind::single) {
    const core::Variable& variable = path.variables[handle.index];
    return variable.key.empty() ? variable.name : variable.key;
  }
  return handle.kind == core::VariableHandle::Kind::partitioned ? path.partitioned[handle.index].key : std::string();
}

void runTraceRules(Machine& machine, const PathRecord& path, std::vector<Finding>& findings) {
  for (auto* rule : {ignoredArgument, accidentalShare, neverShared, silentRename, orderDependentName})
    rule(machine, path, findings);
}

void runModelRules(Machine& machine, const std::vector<PathRecord>& paths, ResolvedModel& model) {
  conditionalVariable(machine, paths, model);
  unknownVariable(machine, model);
}

} // namespace varscope::resolve
