#include "Resolve/Linker.h"
#include "Resolve/ModuleImport.h"

#include "llvm/ADT/STLExtras.h"

#include <tuple>
#include <utility>

namespace varscope {
namespace {

using namespace ir;

auto key(const Loc& loc) {
  return std::tuple(loc.file, loc.line, loc.column, loc.endLine, loc.endColumn, loc.spellingFile,
                    loc.spellingLine);
}
auto key(const Model& model) { return std::tuple(model.tag, model.function, key(model.loc)); }
auto key(const LookUp& use) { return std::tuple(use.tag, use.name, key(use.loc)); }
auto key(const Suppression& s) { return std::tie(s.file, s.line, s.rules); }

template <typename T>
void sortAndUnite(std::vector<T>& values) {
  llvm::sort(values, [](const T& a, const T& b) { return key(a) < key(b); });
  auto same = [](const T& a, const T& b) { return key(a) == key(b); };
  values.erase(std::unique(values.begin(), values.end(), same), values.end());
}

bool isDefinition(const Function& function) { return function.body; }
bool isDefinition(const Global& global) { return global.init; }
bool isDefinition(const RecordType&) { return true; }

/// What only some units know of an entity that they agree on.
void unite(Module&, Function&, const Function&) {}
void unite(Module&, Global&, const Global&) {}
void unite(Module& program, RecordType& kept, const RecordType& other) {
  if (kept.defaultConstructor.empty())
    kept.defaultConstructor = program.intern(other.defaultConstructor);
}

struct LocOrder {
  bool operator()(const Loc& a, const Loc& b) const { return key(a) < key(b); }
};

class Linker {
public:
  explicit Linker(Module& program) : program(program) {}

  void add(const Module& unit);
  std::vector<DefinitionConflict> finish();

private:
  /// All places a thing is defined in.
  struct Definitions {
    std::set<Loc, LocOrder> places;
    bool differ = false;
  };

  template <typename T>
  void merge(ModuleImport& import, std::map<llvm::StringRef, T>& into, const T& incoming);
  template <typename T>
  void conflicts(const std::map<llvm::StringRef, T>& merged,
                 std::vector<DefinitionConflict>& conflicts) const;

  Module& program;
  std::map<llvm::StringRef, Definitions> definitions;
};

template <typename T>
void Linker::merge(ModuleImport& import, std::map<llvm::StringRef, T>& into, const T& incoming) {
  Definitions* seen = nullptr;
  if (isDefinition(incoming)) {
    seen = &definitions[program.intern(incoming.usr)];
    seen->places.insert(import.location(incoming.loc));
  }
  auto found = into.find(incoming.usr);
  if (found == into.end()) {
    T copy = import.copy(incoming);
    into.emplace(copy.usr, std::move(copy));
    return;
  }
  if (isDefinition(found->second) != isDefinition(incoming)) {
    if (isDefinition(incoming))
      found->second = import.copy(incoming);
    return;
  }
  Comparison comparison = import.compare(found->second, incoming);
  if (seen && comparison.meaning != 0)
    seen->differ = true;
  if (comparison.order() > 0) {
    const T before = std::exchange(found->second, import.copy(incoming));
    unite(program, found->second, before);
  } else {
    unite(program, found->second, incoming);
  }
}

void Linker::add(const Module& unit) {
  ModuleImport import(program, unit);
  for (const auto& [usr, function] : unit.functions)
    merge(import, program.functions, function);
  for (const auto& [usr, record] : unit.records)
    merge(import, program.records, record);
  for (const auto& [usr, global] : unit.globals)
    merge(import, program.globals, global);
  for (const Model& model : unit.models)
    program.models.push_back({program.intern(model.tag), program.intern(model.function),
                              import.location(model.loc)});
  for (const LookUp& use : unit.lookUps)
    program.lookUps.push_back(
        {program.intern(use.tag), program.intern(use.name), import.location(use.loc)});
  for (const Suppression& suppression : unit.suppressions)
    program.suppressions.push_back(
        {import.file(suppression.file), suppression.line, suppression.rules});
  for (const auto& [place, text] : unit.lines) {
    auto [line, added] =
        program.lines.try_emplace({import.file(place.first), place.second}, text);
    if (!added)
      line->second = std::min(line->second, text);
  }
  for (const auto& [role, count] : unit.events)
    program.events[role] += count;
}

template <typename T>
void Linker::conflicts(const std::map<llvm::StringRef, T>& merged,
                       std::vector<DefinitionConflict>& conflicts) const {
  for (const auto& [usr, value] : merged) {
    auto found = definitions.find(usr);
    if (found == definitions.end() || !found->second.differ)
      continue;
    DefinitionConflict conflict{usr, value.loc, {}};
    for (const Loc& place : found->second.places)
      if (key(place) != key(value.loc))
        conflict.dropped.push_back(place);
    conflicts.push_back(std::move(conflict));
  }
}

std::vector<DefinitionConflict> Linker::finish() {
  sortAndUnite(program.models);
  sortAndUnite(program.lookUps);
  for (Suppression& suppression : program.suppressions)
    llvm::sort(suppression.rules);
  sortAndUnite(program.suppressions);
  std::vector<DefinitionConflict> result;
  conflicts(program.functions, result);
  conflicts(program.records, result);
  conflicts(program.globals, result);
  llvm::sort(result, [](const auto& a, const auto& b) { return a.usr < b.usr; });
  return result;
}

} // namespace

LinkedProgram link(llvm::ArrayRef<const ir::Module*> units) {
  LinkedProgram program{std::make_unique<ir::Module>(), {}};
  std::set<std::string> files;
  for (const ir::Module* unit : units)
    files.insert(unit->files.begin(), unit->files.end());
  for (const std::string& file : files)
    program.module->file(file);
  Linker linker(*program.module);
  for (const ir::Module* unit : units)
    linker.add(*unit);
  program.conflicts = linker.finish();
  return program;
}

} // namespace varscope
