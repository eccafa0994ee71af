#pragma once
/// The rules that look at what happened, one file per rule, and their tables.

#include "Resolve/ModelBuilder.h"

namespace varscope::resolve {

/// Over one completed path without an error; append findings.
void ignoredArgument(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings);
void accidentalShare(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings);
void neverShared(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings);
void silentRename(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings);
void orderDependentName(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings);
void runTraceRules(Machine& machine, const PathRecord& path, std::vector<Finding>& findings);

/// Over all paths of a model.
void conditionalVariable(const Machine& machine, const std::vector<PathRecord>& paths, ResolvedModel& model);
void unknownVariable(const Machine& machine, ResolvedModel& model);
void runModelRules(Machine& machine, const std::vector<PathRecord>& paths, ResolvedModel& model);

/// A finding at an event of a path, with the calls that lead to it.
Finding findingAt(const Machine& machine, Rule rule, const Site& site, std::string message, std::string variable);
/// The key of a variable or whole of a path; "" for none.
std::string keyOf(const PathRecord& path, const core::VariableHandle& handle);

} // namespace varscope::resolve
