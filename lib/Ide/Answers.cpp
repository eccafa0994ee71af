#include "Ide/Answers.h"

#include "Emit/Describe.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace llvm;
using namespace varscope;
using namespace varscope::ide;

std::vector<const ReportedFinding*> ide::findingsIn(const Snapshot& snapshot, StringRef file) {
  std::vector<const ReportedFinding*> found;
  for (const ReportedFinding& reported : snapshot.program.findings)
    if (reported.finding.at.file == file)
      found.push_back(&reported);
  return found;
}

/// Another library's variables may have unknown shapes.
static std::string spellShapeOf(const Shape& shape) {
  return shape.is_fully_defined() ? spellShape(std::vector<std::int64_t>(shape.begin(), shape.end()))
                                  : "?";
}

std::string ide::describe(const ResolvedModel& model, const core::VariableHandle& handle) {
  using Kind = core::VariableHandle::Kind;
  const auto text = [](bool hasDType, const auto& variable) {
    return (hasDType ? std::string(name(variable.dtype)) : "?") + " " + spellShapeOf(variable.shape);
  };
  if (handle.kind == Kind::single)
    return text(model.variables[handle.index].has_dtype, model.variables[handle.index]);
  if (handle.kind == Kind::partitioned)
    return text(true, model.partitioned[handle.index]);
  return "";
}

namespace {

/// The names that a site resolves to, each once, in order.
SetVector<StringRef> namesAt(const Site& site) {
  SetVector<StringRef> names;
  for (const Get& get : site.gets)
    if (!get.event->name.empty())
      names.insert(get.event->name);
  for (const Scope& scope : site.scopes)
    names.insert(scope.event->name);
  return names;
}

template <class Visit> void forEachUse(const Snapshot& snapshot, const Site& site, Visit visit) {
  std::set<const Uses*> seen;
  for (const Get& get : site.gets)
    if (const Uses* uses = snapshot.index.uses(*get.model, get.event->name);
        uses && seen.insert(uses).second)
      visit(*uses);
}

using Places = SetVector<SourceLocation, std::vector<SourceLocation>, std::set<SourceLocation>>;

} // namespace

std::vector<Hint> ide::hints(const Snapshot& snapshot, StringRef file) {
  constexpr std::size_t shown = 2;
  std::vector<Hint> hints;
  for (const Site& site : snapshot.index.sites(file)) {
    if (site.at.end_line == 0)
      continue;
    const SetVector<StringRef> names = namesAt(site);
    if (names.empty())
      continue;
    Hint hint;
    hint.at = site.at;
    hint.at.line = site.at.end_line;
    hint.at.column = site.at.end_column;
    ArrayRef<StringRef> list = names.getArrayRef();
    hint.label = join(list.take_front(shown), ", ");
    if (list.size() > shown)
      hint.label += ", … (" + std::to_string(list.size()) + " names)";
    hint.tooltip = join(list, "\n");
    hints.push_back(std::move(hint));
  }
  return hints;
}

std::vector<SourceLocation> ide::definitions(const Snapshot& snapshot, const Site& site) {
  Places places;
  forEachUse(snapshot, site, [&](const Uses& uses) {
    if (const GetEvent* creation = uses.creation(); creation && creation->at.line != 0)
      places.insert(creation->at);
  });
  return places.takeVector();
}

std::vector<SourceLocation> ide::references(const Snapshot& snapshot, const Site& site) {
  Places places;
  forEachUse(snapshot, site, [&](const Uses& uses) {
    for (const Get& get : uses.gets)
      if (get.event->at.line != 0)
        places.insert(get.event->at);
  });
  return places.takeVector();
}

std::vector<Symbol> ide::documentSymbols(const Snapshot& snapshot, StringRef file) {
  std::vector<Symbol> symbols;
  for (const Site& site : snapshot.index.sites(file)) {
    std::set<std::pair<StringRef, StringRef>> told;
    for (const Get& get : site.gets)
      if (!get.event->name.empty() && told.insert({get.model->tag, get.event->name}).second)
        symbols.push_back({get.event->name, describe(*get.model, get.event->result),
                           get.model->tag, false, site.at});
    for (const Scope& scope : site.scopes)
      if (!scope.event->name.empty() && told.insert({scope.model->tag, scope.event->name}).second)
        symbols.push_back({scope.event->name, "scope", scope.model->tag, true, site.at});
  }
  return symbols;
}

std::vector<Symbol> ide::workspaceSymbols(const Snapshot& snapshot, StringRef query) {
  std::vector<Symbol> symbols;
  for (const Uses& uses : snapshot.index.variables()) {
    if (!StringRef(uses.name).contains_insensitive(query))
      continue;
    const GetEvent* creation = uses.creation();
    const GetEvent& event = creation ? *creation : *uses.gets.front().event;
    if (event.at.line != 0)
      symbols.push_back(
          {uses.name, describe(*uses.model, event.result), uses.model->tag, false, event.at});
  }
  return symbols;
}
