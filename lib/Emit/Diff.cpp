#include "Emit/Diff.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"

#include <map>
#include <tuple>

using namespace llvm;
using namespace varscope;

namespace {

using Variables = std::vector<const ManifestVariable*>;

std::string typeText(const ManifestVariable& v) {
  return dtypeText(v) + " " + shapeText(v);
}

/// Pairs variables that went with variables that came and are of the same dtype
/// and shape: those with the same last component first, then those with the same
/// scope, then the rest if as many went as came.
class RenameFinder {
public:
  StringMap<const ManifestVariable*> newOf; ///< by old name

  RenameFinder(const Variables& gone, const Variables& come) {
    using Type = std::tuple<std::optional<DType>, std::optional<std::vector<std::int64_t>>>;
    std::map<Type, std::pair<Variables, Variables>> groups;
    for (const ManifestVariable* v : gone)
      groups[{v->dtype, v->shape}].first.push_back(v);
    for (const ManifestVariable* v : come)
      groups[{v->dtype, v->shape}].second.push_back(v);
    for (auto& [type, group] : groups)
      pair(group.first, group.second);
  }

private:
  static StringRef lastComponent(StringRef name) { return name.substr(name.rfind('/') + 1); }
  static StringRef scope(StringRef name) { return name.substr(0, name.rfind('/')); }

  void pair(Variables gone, Variables come) {
    // Names with the same end, then with the same scope: looked up, so that a
    // scope of many equal layers costs no more than its size.
    pairBy(gone, come, lastComponent);
    pairBy(gone, come, scope);
    if (gone.size() == come.size())
      for (auto [a, b] : zip(gone, come))
        newOf[a->name] = b;
  }

  template <class Key> void pairBy(Variables& gone, Variables& come, Key key) {
    StringMap<std::pair<Variables, Variables>> byKey;
    for (const ManifestVariable* v : gone)
      byKey[key(v->name)].first.push_back(v);
    for (const ManifestVariable* v : come)
      byKey[key(v->name)].second.push_back(v);
    SmallPtrSet<const ManifestVariable*, 16> paired;
    for (auto& entry : byKey) {
      auto& [went, came] = entry.second;
      if (went.size() != came.size())
        continue; // it is not clear which
      for (auto [a, b] : zip(went, came)) {
        newOf[a->name] = b;
        paired.insert(a);
        paired.insert(b);
      }
    }
    auto isPaired = [&](const ManifestVariable* v) { return paired.contains(v); };
    erase_if(gone, isPaired);
    erase_if(come, isPaired);
  }
};

} // namespace

std::vector<Change> varscope::diffVariables(ArrayRef<ManifestVariable> older,
                                            ArrayRef<ManifestVariable> newer) {
  StringMap<const ManifestVariable*> oldOnes, newOnes;
  for (const ManifestVariable& v : older)
    oldOnes[v.name] = &v;
  for (const ManifestVariable& v : newer)
    newOnes[v.name] = &v;

  Variables gone, come;
  for (const ManifestVariable& v : older)
    if (!newOnes.contains(v.name))
      gone.push_back(&v);
  for (const ManifestVariable& v : newer)
    if (!oldOnes.contains(v.name))
      come.push_back(&v);
  RenameFinder renames(gone, come);

  std::vector<Change> changes;
  StringMap<bool> explained; // new names that are not additions
  std::vector<StringRef> oldOrder, newOrder; // of what both have, by new name
  for (const ManifestVariable& old : older) {
    const ManifestVariable* now = newOnes.lookup(old.name);
    if (!now) {
      now = renames.newOf.lookup(old.name);
      if (!now) {
        changes.push_back({ChangeKind::Removed, old.name, "",
                           formatv("removed: {0} ({1})", old.name, typeText(old))});
        continue;
      }
      changes.push_back({ChangeKind::Renamed, old.name, now->name,
                         formatv("renamed (likely): {0} -> {1} ({2})", old.name, now->name,
                                 typeText(old))});
    }
    explained[now->name] = true;
    oldOrder.push_back(now->name);
    if (old.shape != now->shape)
      changes.push_back({ChangeKind::Reshaped, old.name, now->name,
                         formatv("reshaped: {0}: {1} -> {2}", old.name, shapeText(old),
                                 shapeText(*now))});
    if (old.dtype != now->dtype)
      changes.push_back({ChangeKind::Retyped, old.name, now->name,
                         formatv("dtype: {0}: {1} -> {2}", old.name, dtypeText(old),
                                 dtypeText(*now))});
  }
  for (const ManifestVariable& v : newer) {
    if (explained.contains(v.name))
      newOrder.push_back(v.name);
    else
      changes.push_back({ChangeKind::Added, "", v.name,
                         formatv("added: {0} ({1})", v.name, typeText(v))});
  }
  auto differs = std::mismatch(oldOrder.begin(), oldOrder.end(), newOrder.begin(), newOrder.end());
  if (differs.first != oldOrder.end())
    changes.push_back({ChangeKind::Reordered, differs.first->str(), differs.second->str(),
                       formatv("order: from {0} on, which comes where {1} was; loaders that go by "
                               "position are affected",
                               *differs.second, *differs.first)});
  return changes;
}
