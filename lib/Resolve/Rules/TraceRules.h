#pragma once
/// The rules that look at what happened, one file per rule, and their tables.

#include "Resolve/ModelBuilder.h"

namespace varscope::resolve {

/// Over one completed path without an error; append findings.
void ignoredArgument(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings);
void accidentalShare(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings);
void neverShared(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings);
void silentRename(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings);
void neverRegistered(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings);
void orderDependentName(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings);
void runTraceRules(Machine& machine, const PathRecord& path, std::vector<Finding>& findings);

/// Over all paths of a model.
void conditionalVariable(const Machine& machine, const std::vector<PathRecord>& paths, ResolvedModel& model);
void unknownVariable(const Machine& machine, ResolvedModel& model);
void runModelRules(Machine& machine, const std::vector<PathRecord>& paths, ResolvedModel& model);

/// A finding at an event, without notes.
Finding findingAt(const Machine& machine, Rule rule, const Site& site, std::string message);
/// A finding at a get of a path: at the program's own call if a custom getter made the get.
/// \param created the get that created the variable; null: not to be told
Finding findingAt(const Machine& machine, const PathRecord& path, Rule rule, const GetNode& get, std::string message,
                  std::string variable, const GetNode* created = nullptr);
/// The key of a variable or whole of a path; "" for none.
std::string keyOf(const PathRecord& path, const core::VariableHandle& handle);

} // namespace varscope::resolve
