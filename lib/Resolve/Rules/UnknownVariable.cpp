/// unknown-variable: a look-up by a constant name of a variable that the model
/// does not have.

#include "Resolve/Fixes.h"
#include "Resolve/Misspelling.h"
#include "Resolve/Rules/TraceRules.h"
#include "Rules/NearestName.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

namespace varscope::resolve {

void unknownVariable(const Machine& machine, ResolvedModel& model) {
  if (model.has_error)
    return;
  llvm::StringSet<> names;
  std::vector<llvm::StringRef> candidates;
  for (const core::Variable& variable : model.variables)
    if (names.insert(variable.name).second)
      candidates.push_back(variable.name);
  for (const core::PartitionedVariable& whole : model.partitioned)
    if (names.insert(whole.key).second)
      candidates.push_back(whole.key);
  for (const ir::LookUp& lookUp : machine.module.lookUps) {
    const llvm::StringRef name = lookUp.variable();
    if (lookUp.tag != model.tag || names.contains(name))
      continue;
    Finding finding;
    finding.rule = Rule::UnknownVariable;
    finding.model = model.tag;
    finding.variable = lookUp.name.str();
    finding.at = machine.locate(lookUp.loc);
    finding.message = "model '" + model.tag + "' has no variable '" + lookUp.name.str() + "'";
    if (const llvm::StringRef nearest = nearestName(name, candidates); !nearest.empty())
      finding.message += "; the nearest is '" + nearest.str() + "'";
    std::vector<llvm::StringRef> meant;
    llvm::copy_if(candidates, std::back_inserter(meant),
                  [&](llvm::StringRef candidate) { return isMisspelling(name, candidate); });
    if (meant.size() == 1) // two that are as near: neither is certain
      if (std::optional<Fix> fix = respell(machine, lookUp, (meant.front() + lookUp.name.substr(name.size())).str()))
        finding.fixes.push_back(std::move(*fix));
    model.findings.push_back(std::move(finding));
    model.has_error = true;
  }
}

} // namespace varscope::resolve
