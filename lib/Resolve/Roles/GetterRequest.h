#pragma once
/// A get's arguments as a custom getter sees and changes them: a VariableRequest of
/// the interpreted program.

#include "Resolve/Roles/CoreState.h"

namespace varscope::resolve {

/// Getter: what runs when the user calls on.
struct GetterState final : LibraryStateOf<GetterState> {
  core::GetterLink link;
  explicit GetterState(core::GetterLink link) : link(std::move(link)) {}
  bool equals(const LibraryState& other) const override {
    return classof(other) && link.next == static_cast<const GetterState&>(other).link.next;
  }
  std::string print() const override { return "a getter"; }
};

/// The type of a custom getter's third parameter; null if it cannot be told.
const ir::Type* requestType(Interpreter& in, const Value& callee);

Value requestValue(Interpreter& in, const core::GetRequest& request, const ir::Type& type);
core::GetRequest requestFrom(Interpreter& in, const Value& record, const ir::Node& node);

} // namespace varscope::resolve
