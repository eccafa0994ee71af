#pragma once
/// What resolving a model yields: everything that Emit needs, nothing decided later.

#include "Rules/Finding.h"

#include <varscope/core/graph.h>

#include <string>
#include <variant>
#include <vector>

namespace varscope {

/// A call on the way from the model's expression to an event.
using CallStack = std::vector<SourceLocation>; ///< innermost first

/// A get or new that happened.
struct GetEvent {
  core::EventKind kind;
  core::VariableHandle result;   ///< none: a getter returned nothing
  std::string name;              ///< op name of `result`
  std::string given_name;        ///< as the call wrote it
  std::string full_name;         ///< as a custom getter is given it
  bool inner = false;            ///< a getter's inner call (the outer get follows it)
  SourceLocation at;
  CallStack stack;
};

struct ScopeEvent {
  std::string name, original_name_scope, name_scope;
  std::uint8_t reuse = 0;
  std::string given_name;
  SourceLocation at;
};
struct NameScopeEvent {
  std::string text, given_name;
  SourceLocation at;
};
struct UniqueNameEvent {
  std::string text, given_name;
  SourceLocation at;
};

struct Trace;
/// Paths that part at a condition unknown at compile time and (unless they
/// are last in their trace) meet again.
struct Alternatives {
  std::string condition;
  std::vector<Trace> paths;
};
struct Trace {
  std::vector<std::variant<GetEvent, ScopeEvent, NameScopeEvent, UniqueNameEvent, Alternatives>> items;
};

struct ResolvedModel {
  std::string tag;
  SourceLocation at;
  /// Union over all paths, in order of first creation; `conditional[i]` tells
  /// whether variables[i] is missing on some path.
  std::vector<core::Variable> variables;
  std::vector<bool> conditional;
  std::vector<core::PartitionedVariable> partitioned;
  Trace trace;
  std::vector<Finding> findings;
  bool has_error = false;        ///< then nothing is emitted for it
};

} // namespace varscope
