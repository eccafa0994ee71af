/// never-shared: a variable under AUTO_REUSE that is never shared, while the
/// model has a near namesake: a typing error?

#include "Resolve/Rules/TraceRules.h"

#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/StringExtras.h"

#include <map>
#include <set>
#include <unordered_map>

namespace varscope::resolve {
namespace {

/// Whether one letter inserted, dropped or replaced, or two neighbours
/// swapped, makes one word of the other.
bool oneTypo(llvm::StringRef a, llvm::StringRef b) {
  if (a.size() > b.size())
    std::swap(a, b);
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i])
    ++i;
  if (a.size() + 1 == b.size())
    return a.substr(i) == b.substr(i + 1);
  if (a.size() != b.size() || i == a.size())
    return false;
  if (a.substr(i + 1) == b.substr(i + 1))
    return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

/// Where the letters around a difference begin and end.
llvm::StringRef wordAt(llvm::StringRef name, std::size_t at) {
  std::size_t begin = std::min(at, name.size()), end = begin;
  while (begin > 0 && llvm::isAlpha(name[begin - 1]))
    --begin;
  while (end < name.size() && llvm::isAlpha(name[end]))
    ++end;
  return name.slice(begin, end);
}

/// The names are equal but for one typing error in one word of five letters or more.
bool misspelt(llvm::StringRef a, llvm::StringRef b) {
  std::size_t i = 0;
  while (i < a.size() && i < b.size() && a[i] == b[i])
    ++i;
  const llvm::StringRef x = wordAt(a, i), y = wordAt(b, i);
  if (std::max(x.size(), y.size()) < 5 || x.data() - a.data() != y.data() - b.data())
    return false;
  return a.substr(x.end() - a.begin()) == b.substr(y.end() - b.begin()) && oneTypo(x, y);
}

/// Names at a distance of one typing error share the hash of some name with one
/// letter dropped (or themselves): so near namesakes are found without
/// comparing all pairs.
template <class Visit> void neighbourhood(llvm::StringRef name, Visit visit) {
  visit(llvm::hash_value(name));
  std::string shorter;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!llvm::isAlpha(name[i]))
      continue;
    shorter.assign(name.begin(), name.begin() + i);
    shorter.append(name.begin() + i + 1, name.end());
    visit(llvm::hash_value(llvm::StringRef(shorter)));
  }
}

} // namespace

void neverShared(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings) {
  std::vector<bool> shared(path.variables.size());
  std::vector<const GetNode*> automatic(path.variables.size());
  bool any = false;
  forEachGet(path, [&](const GetNode& get) {
    if (get.stored.kind != core::VariableHandle::Kind::single)
      return;
    if (get.kind == core::EventKind::share && get.done)
      shared[get.stored.index] = true;
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
      neighbourhood(variable.key, [&](std::size_t hash) { near[hash].push_back(variable.index); });
  std::set<std::uint32_t> toldScopes;
  std::set<std::uint32_t> toldVariables;
  for (const core::Variable& variable : path.variables) {
    const GetNode* get = automatic[variable.index];
    if (!get || shared[variable.index] || toldScopes.count(get->scope))
      continue;
    std::set<std::uint32_t> candidates;
    neighbourhood(variable.key, [&](std::size_t hash) {
      for (std::uint32_t other : near[hash])
        if (candidates.size() < 256)
          candidates.insert(other);
    });
    for (std::uint32_t index : candidates) {
      const core::Variable& other = path.variables[index];
      if (index == variable.index || other.dtype != variable.dtype || !(other.shape == variable.shape) ||
          toldVariables.count(index) || !misspelt(variable.key, other.key))
        continue;
      // Of two that nobody shares, the later one is the suspect.
      if (!shared[index] && automatic[index] && index > variable.index)
        continue;
      toldScopes.insert(get->scope);
      toldVariables.insert(variable.index);
      findings.push_back(findingAt(machine, Rule::NeverShared, get->site,
                                   "'" + variable.key + "' is never shared although AUTO_REUSE is in force; did you mean '" +
                                     other.key + "'?",
                                   variable.key));
      break;
    }
  }
}

} // namespace varscope::resolve
