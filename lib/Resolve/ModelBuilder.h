#pragma once
/// From the paths that were run to the model: the union of their variables,
/// their traces as alternatives, their findings with conditions.

#include "Resolve/Machine.h"
#include "Resolve/ResolvedModel.h"

#include <tuple>

namespace varscope::resolve {

/// One path, after its run. Its parts point to each other, so that it is moved and never copied.
struct PathRecord {
  PathRecord() = default;
  PathRecord(PathRecord&&) = default;
  PathRecord& operator=(PathRecord&&) = default;

  std::vector<Decision> decisions;
  bool threw = false;
  Site thrownAt;
  VariableList variables;
  std::vector<core::PartitionedVariable> partitioned;
  std::vector<Item> items;
  std::deque<GetNode> gets;
  std::deque<ScopeNode> scopes;
  std::deque<TextNode> texts;
  std::deque<BranchNode> branches;
  std::deque<PassNode> passes;
  std::vector<Finding> findings;
  std::vector<Proposal> proposals;
  /// Objects of other libraries with variables that the model's result does not lead to by
  /// any name.
  struct Unregistered {
    Site made;
    std::vector<std::string> names;
  };
  std::vector<Unregistered> unregistered;
  std::vector<bool> isLost; ///< by variable: in an object that is not the model's

  bool completed() const { return !threw; }
};

/// Takes the record of the run that has just ended.
PathRecord record(Machine& machine);

/// \param paths at least one, in the order in which they were run
ResolvedModel buildModel(Machine& machine, const ir::Model& model, std::vector<PathRecord>& paths);

/// When something holds that holds on some paths; as Finding::conditions.
std::vector<std::string> describeConditions(const std::vector<PathRecord>& paths, const std::vector<bool>& has);

using TraceItem = decltype(Trace::items)::value_type;
/// What an event is, whichever of two gets creates the variable.
template <class T> auto fields(const T& item) {
  if constexpr (std::is_same_v<T, GetEvent>)
    return std::tie(item.result, item.name, item.given_name, item.full_name, item.forwarded, item.at, item.stack);
  else if constexpr (std::is_same_v<T, ScopeEvent>)
    return std::tie(item.name, item.original_name_scope, item.name_scope, item.reuse, item.given_name, item.at);
  else
    return std::tie(item.text, item.given_name, item.at);
}

/// Whether one plan does for both: two paths may make one variable in different ways.
bool sameDefinition(const core::Variable& a, const core::Variable& b);

/// Every get of a path in order, through its branches.
void forEachGet(const PathRecord& path, llvm::function_ref<void(const GetNode&)> visit);

} // namespace varscope::resolve
