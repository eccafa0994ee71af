#include "Resolve/Rules/IgnoredArgument.h"

#include "Resolve/Rules/TraceRules.h"

#include <algorithm>

namespace varscope::resolve {

std::string ignoredArguments(const core::GetRequest& asked, const core::Variable& created) {
  std::string names;
  const auto add = [&](const char* name) { names += (names.empty() ? "" : ", ") + std::string(name); };
  const VariableOptions& options = asked.options;
  if (options.initializer && !(options.initializer == created.initializer))
    add("initializer");
  if (options.regularizer && !(options.regularizer == created.regularizer))
    add("regularizer");
  if (options.trainable && *options.trainable != created.trainable)
    add("trainable");
  if (options.collections) {
    std::vector<std::string> keys = *options.collections.get();
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    std::vector<std::string> had = created.collections;
    // `trainable` and regularisers add collections that no call names.
    for (const char* implied : {"trainable_variables", "regularization_losses"})
      if (!std::binary_search(keys.begin(), keys.end(), implied))
        std::erase(had, implied);
    if (keys != had)
      add("collections");
  }
  if (options.constraint && !(options.constraint == created.constraint))
    add("constraint");
  return names;
}

void ignoredArgument(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings) {
  forEachGet(path, [&](const GetNode& get) {
    if (get.ignored.empty())
      return;
    const std::string key = keyOf(path, get.stored);
    findings.push_back(findingAt(machine, Rule::IgnoredArgument, get.site,
                                 "'" + key + "' is shared: what this get gives for " + get.ignored +
                                   " differs from the creating get's and has no effect",
                                 key));
    for (const GetNode& made : path.gets)
      if (made.kind != core::EventKind::share && made.done && made.stored == get.stored && made.site.node) {
        findings.back().notes.push_back(
          {NoteKind::Creation, machine.locate(made.site.node->loc), "'" + key + "' is created here"});
        break;
      }
  });
}

} // namespace varscope::resolve
