/// never-shared: a variable under AUTO_REUSE that is never shared, while the
/// model has a near namesake: a typing error?

#include "Resolve/Fixes.h"
#include "Resolve/Misspelling.h"
#include "Resolve/Notes.h"
#include "Resolve/Rules/TraceRules.h"

#include <map>
#include <set>
#include <unordered_map>

namespace varscope::resolve {

void neverShared(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings) {
  std::vector<bool> shared(path.variables.size());
  std::vector<const GetNode*> automatic(path.variables.size()), creators(path.variables.size());
  bool any = false;
  forEachGet(path, [&](const GetNode& get) {
    if (get.stored.kind != core::VariableHandle::Kind::single)
      return;
    if (get.kind == core::EventKind::share && get.done)
      shared[get.stored.index] = true;
    else if (get.done)
      creators[get.stored.index] = &get;
    if (get.kind == core::EventKind::create && get.reuse.mode() == Reuse::Mode::automatic && get.done) {
      automatic[get.stored.index] = &get;
      any = true;
    }
  });
  if (!any)
    return;
  std::unordered_map<std::size_t, std::vector<std::uint32_t>> near;
  for (const core::Variable& variable : path.variables)
    if (!variable.key.empty())
      forEachNeighbour(variable.key, [&](std::size_t hash) { near[hash].push_back(variable.index); });
  std::set<std::string> toldScopes;
  std::set<std::uint32_t> toldVariables;
  for (const core::Variable& variable : path.variables) {
    const GetNode* get = automatic[variable.index];
    if (!get || shared[variable.index] || toldScopes.count(path.scopes[get->scope].scope->name))
      continue;
    std::set<std::uint32_t> candidates;
    forEachNeighbour(variable.key, [&](std::size_t hash) {
      for (std::uint32_t other : near[hash])
        if (candidates.size() < 256)
          candidates.insert(other);
    });
    for (std::uint32_t index : candidates) {
      const core::Variable& other = path.variables[index];
      if (index == variable.index || other.dtype != variable.dtype || !(other.shape == variable.shape) ||
          toldVariables.count(index) || !isMisspelling(variable.key, other.key))
        continue;
      // Of two that nobody shares, the later one is the suspect.
      if (!shared[index] && automatic[index] && index > variable.index)
        continue;
      toldScopes.insert(path.scopes[get->scope].scope->name);
      toldVariables.insert(variable.index);
      findings.push_back(findingAt(machine, path, Rule::NeverShared, *get,
                                   "'" + variable.key + "' is never shared although AUTO_REUSE is in force; did you mean '" +
                                     other.key + "'?",
                                   variable.key));
      if (const GetNode* meant = creators[index])
        addNote(machine, findings.back(), NoteKind::Hint, meant->site.node, "'" + other.key + "' is created here");
      if (std::optional<Fix> fix = respell(machine, *get, variable.key, other.key))
        findings.back().fixes.push_back(std::move(*fix));
      break;
    }
  }
}

} // namespace varscope::resolve
