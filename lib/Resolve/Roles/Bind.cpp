// VS_BIND: what a value of the run time is.

#include "Resolve/Models/Compare.h"
#include "Resolve/Roles/Registry.h"

#include <varscope/core/messages.h>

namespace varscope::resolve {
namespace {

Value bind(Interpreter& in, const LibCall& call) {
  const Value given = in.peek(call.arg("given")), bound = in.peek(call.arg("bound"));
  if (const std::optional<int> order = compareValues(in, given, bound); order && *order != 0)
    throw core::errors::bound_otherwise(in.string(call.arg("expression")).value_or("the expression"), given.print(),
                                        bound.print());
  return bound;
}

constexpr ModelEntry models[] = {{"varscope.bind", bind}};

} // namespace

void addBindRoles(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
