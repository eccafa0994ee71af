/// silent-rename: a variable's graph name differs from what was written,
/// because the name was taken.

#include "Resolve/Rules/TraceRules.h"

#include "llvm/ADT/StringExtras.h"

namespace varscope::resolve {
namespace {
/// `name` is `written` made unique: "v_1" of "v".
bool counted(llvm::StringRef name, llvm::StringRef written) {
  return name.consume_front(written) && name.consume_front("_") && !name.empty() && llvm::all_of(name, llvm::isDigit);
}
} // namespace

void silentRename(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings) {
  forEachGet(path, [&](const GetNode& get) {
    if (get.kind == core::EventKind::share || get.stored.kind != core::VariableHandle::Kind::single)
      return;
    const core::Variable& variable = path.variables[get.stored.index];
    std::string written = variable.key;
    if (get.kind == core::EventKind::new_variable) {
      if (get.given.empty())
        return; // nothing was written
      const llvm::StringRef last = llvm::StringRef(get.given).rtrim('/').rsplit('/').second;
      const llvm::StringRef component = last.empty() ? llvm::StringRef(get.given).rtrim('/') : last;
      const std::size_t slash = variable.name.rfind('/');
      written = (slash == std::string::npos ? std::string() : variable.name.substr(0, slash + 1)) + component.str();
    }
    if (!counted(variable.name, written))
      return;
    findings.push_back(findingAt(machine, path, Rule::SilentRename, get,
                                 "the graph name of '" + written + "' is '" + variable.name +
                                   "', because the name was taken",
                                 variable.key.empty() ? variable.name : variable.key));
  });
}

} // namespace varscope::resolve
