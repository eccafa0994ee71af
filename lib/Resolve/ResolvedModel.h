#pragma once
/// What resolving a model yields: everything that Emit needs, nothing decided later.

#include "Resolve/VariableList.h"
#include "Rules/Finding.h"

#include <varscope/core/graph.h>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace varscope {

/// The calls on the way from the model's expression to an event, innermost
/// first. Events under the same calls share one list.
class CallStack {
public:
  CallStack() = default;
  CallStack(std::initializer_list<SourceLocation> calls) : CallStack(std::vector<SourceLocation>(calls)) {}
  explicit CallStack(std::vector<SourceLocation> calls)
      : calls(std::make_shared<const std::vector<SourceLocation>>(std::move(calls))) {}

  auto begin() const { return list().begin(); }
  auto end() const { return list().end(); }
  std::size_t size() const { return list().size(); }
  bool empty() const { return list().empty(); }
  const SourceLocation& operator[](std::size_t i) const { return list()[i]; }
  friend bool operator==(const CallStack& a, const CallStack& b) { return a.calls == b.calls || a.list() == b.list(); }
  friend auto operator<=>(const CallStack& a, const CallStack& b) { return a.list() <=> b.list(); }

private:
  const std::vector<SourceLocation>& list() const {
    static const std::vector<SourceLocation> none;
    return calls ? *calls : none;
  }
  std::shared_ptr<const std::vector<SourceLocation>> calls;
};

/// A get or new that happened.
struct GetEvent {
  core::EventKind kind;
  core::VariableHandle result;   ///< none: a getter returned nothing
  std::string name;              ///< op name of `result`
  std::string given_name;        ///< as the call wrote it
  std::string full_name;         ///< as a custom getter is given it
  bool forwarded = false;        ///< answered by a custom getter with gets that stand before it
  SourceLocation at;
  bool site_varies = false;      ///< in a default argument or member initialiser: the run time
                                 ///< sees the place where that is used instead of `at`
  CallStack stack;
};

struct ScopeEvent {
  std::string name, original_name_scope, name_scope;
  std::uint8_t reuse = 0;
  std::string given_name;
  SourceLocation at;
  bool site_varies = false;
  CallStack stack;
};
struct NameScopeEvent {
  std::string text, given_name;
  SourceLocation at;
  bool site_varies = false;
};
struct UniqueNameEvent {
  std::string text, given_name;
  SourceLocation at;
  bool site_varies = false;
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
  /// Union over the paths of `trace`, in order of first creation; `conditional[i]` tells
  /// whether variables[i] is missing on some path.
  VariableList variables;
  std::vector<bool> conditional;
  std::vector<core::PartitionedVariable> partitioned;
  /// Of the paths that end without an exception; of a model with an error that none of them
  /// survives: of all of them, up to there.
  Trace trace;
  std::vector<Finding> findings;
  bool has_error = false;        ///< then nothing is emitted for it

  /// Variables of another library are among its own: it is described, but not planned.
  bool isForeign() const {
    return std::any_of(variables.begin(), variables.end(), [](const auto& each) { return each.tree.has_value(); });
  }
};

} // namespace varscope
