#include "Resolve/Rules/IgnoredArgument.h"

#include "Resolve/Roles/CoreState.h"
#include "Resolve/Rules/TraceRules.h"

#include <algorithm>

namespace varscope::resolve {
namespace {

/// Whether two callables run the same code. What they captured is not compared:
/// a builder that is called twice gives the same lambda twice.
bool sameCode(Machine& machine, const Callable* a, const Callable* b) {
  if (!a || !b)
    return false;
  const Value x = machine.load(static_cast<const InterpretedCallable*>(a)->callee);
  const Value y = machine.load(static_cast<const InterpretedCallable*>(b)->callee);
  if (x.is(ValueKind::Function) && y.is(ValueKind::Function))
    return x.callee() == y.callee();
  return x.is(ValueKind::Aggregate) && y.is(ValueKind::Aggregate) && x.parts().type == y.parts().type;
}

template <class T> bool same(Machine& machine, const T& a, const T& b) {
  return a == b || sameCode(machine, a.callable().get(), b.callable().get());
}

} // namespace

std::string ignoredArguments(Machine& machine, const VariableOptions& options, const VariableOptions& written,
                             const core::Variable& created) {
  std::string names;
  const auto add = [&](const char* name) { names += (names.empty() ? "" : ", ") + std::string(name); };
  if (written.initializer && options.initializer && !same(machine, options.initializer, created.initializer))
    add("initializer");
  if (written.regularizer && options.regularizer && !same(machine, options.regularizer, created.regularizer))
    add("regularizer");
  if (written.trainable && options.trainable && *options.trainable != created.trainable)
    add("trainable");
  if (written.collections && options.collections) {
    const core::CollectionKeys given(*options.collections.get());
    const std::vector<std::string>& keys = given.names();
    std::vector<std::string> had = created.collections.names();
    // `trainable` and regularisers add collections that no call names.
    for (const char* implied : {"trainable_variables", "regularization_losses"})
      if (!std::binary_search(keys.begin(), keys.end(), implied))
        std::erase(had, implied);
    if (keys != had)
      add("collections");
  }
  if (written.constraint && options.constraint && !same(machine, options.constraint, created.constraint))
    add("constraint");
  return names;
}

void ignoredArgument(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings) {
  forEachGet(path, [&](const GetNode& get) {
    if (get.ignored.empty())
      return;
    const std::string key = keyOf(path, get.stored);
    const auto created = llvm::find_if(path.gets, [&](const GetNode& made) {
      return made.kind != core::EventKind::share && made.done && made.stored == get.stored;
    });
    findings.push_back(findingAt(machine, path, Rule::IgnoredArgument, get,
                                 "'" + key + "' is shared: what this get gives for " + get.ignored +
                                   " differs from the creating get's and has no effect",
                                 key, created == path.gets.end() ? nullptr : &*created));
  });
}

} // namespace varscope::resolve
