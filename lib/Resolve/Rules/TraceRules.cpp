#include "Resolve/Rules/TraceRules.h"

#include "Resolve/Notes.h"

namespace varscope::resolve {

Finding findingAt(const Machine& machine, Rule rule, const Site& site, std::string message) {
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
  return finding;
}

static const GetNode& outermost(const PathRecord& path, const GetNode& get) {
  const GetNode* found = &get;
  while (found->outer)
    found = &path.gets[found->outer - 1];
  return *found;
}

Finding findingAt(const Machine& machine, const PathRecord& path, Rule rule, const GetNode& get, std::string message,
                  std::string variable, const GetNode* created) {
  const GetNode& outer = outermost(path, get);
  const EventStack stack{outer.site, path.scopes, outer.scope};
  Finding finding = findingAt(machine, rule, outer.site, std::move(message));
  finding.variable = std::move(variable);
  if (created) {
    const GetNode& made = outermost(path, *created);
    noteCreation(machine, finding, finding.variable, {made.site, path.scopes, made.scope}, stack);
  }
  for (const GetNode* inner = &get; inner->outer; inner = &path.gets[inner->outer - 1])
    addNote(machine, finding, NoteKind::GetterCall, inner->site.node, "a custom getter calls on here");
  noteStack(machine, finding, stack);
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
  for (auto* rule : {ignoredArgument, accidentalShare, neverShared, silentRename, orderDependentName, neverRegistered})
    rule(machine, path, findings);
}

void runModelRules(Machine& machine, const std::vector<PathRecord>& paths, ResolvedModel& model) {
  conditionalVariable(machine, paths, model);
  unknownVariable(machine, model);
}

} // namespace varscope::resolve
