/// never-registered: an object of another library is part of the model, but has no name
/// in it, so that its variables are in no checkpoint.

#include "Resolve/Notes.h"
#include "Resolve/Rules/TraceRules.h"

#include "llvm/ADT/StringExtras.h"

namespace varscope::resolve {

void neverRegistered(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings) {
  for (const PathRecord::Unregistered& object : path.unregistered) {
    findings.push_back(findingAt(machine, Rule::NeverRegistered, object.made,
                                 "the model holds this object, but it is never registered: '" +
                                     llvm::join(object.names, "', '") +
                                     (object.names.size() == 1 ? "' is" : "' are") + " not among its variables"));
    noteStack(machine, findings.back(), {object.made, path.scopes, 0});
  }
}

} // namespace varscope::resolve
