#include "Ide/Index.h"

#include "llvm/ADT/STLExtras.h"

#include <tuple>

using namespace varscope;
using namespace varscope::ide;

const GetEvent* Uses::creation() const {
  for (const Get& get : gets)
    if (get.event->kind != core::EventKind::share)
      return get.event;
  return nullptr;
}

Index::Index(const AnalysedProgram& program) {
  std::vector<std::string> conditions;
  for (const PlannedModel& planned : program.planned)
    add(planned.model, planned.model.trace, conditions);
  for (const ResolvedModel& model : program.unplanned)
    add(model, model.trace, conditions);
  bySite.clear();
  for (auto& file : files)
    llvm::sort(file.second, [](const Site& a, const Site& b) { return a.at < b.at; });
}

Site& Index::site(const SourceLocation& at) {
  std::vector<Site>& sites = files[at.file];
  const auto [known, isNew] = bySite.try_emplace(at, at.file, sites.size());
  if (isNew)
    sites.push_back({at, {}, {}});
  return sites[known->second.second];
}

void Index::add(const ResolvedModel& model, const Trace& trace,
                std::vector<std::string>& conditions) {
  for (const auto& item : trace.items) {
    if (const auto* get = std::get_if<GetEvent>(&item)) {
      const Get use{&model, get, conditions};
      if (get->at.line != 0)
        site(get->at).gets.push_back(use);
      if (get->result.kind == core::VariableHandle::Kind::none)
        continue;
      const auto [known, isNew] = byVariable.try_emplace({&model, get->name}, all.size());
      if (isNew)
        all.push_back({&model, get->name, {}});
      all[known->second].gets.push_back(use);
    } else if (const auto* scope = std::get_if<ScopeEvent>(&item)) {
      if (scope->at.line != 0)
        site(scope->at).scopes.push_back({&model, scope, conditions});
    } else if (const auto* parted = std::get_if<Alternatives>(&item)) {
      for (std::size_t i = 0; i < parted->paths.size(); ++i) {
        conditions.push_back(i == 0 ? parted->condition : "not: " + parted->condition);
        add(model, parted->paths[i], conditions);
        conditions.pop_back();
      }
    }
  }
}

const std::vector<Site>& Index::sites(llvm::StringRef file) const {
  static const std::vector<Site> none;
  const auto found = files.find(file);
  return found == files.end() ? none : found->second;
}

const Site* Index::find(llvm::StringRef file, unsigned line, unsigned column) const {
  const Site* best = nullptr;
  const auto place = std::tuple(line, column);
  const auto begin = [](const Site& s) { return std::tuple(s.at.line, s.at.column); };
  const auto end = [](const Site& s) {
    return s.at.end_line == 0 ? std::tuple(s.at.line, s.at.column + 1)
                              : std::tuple(s.at.end_line, s.at.end_column);
  };
  // Of calls within each other, the one that begins last.
  for (const Site& site : sites(file))
    if (begin(site) <= place && place <= end(site) && (!best || begin(*best) <= begin(site)))
      best = &site;
  return best;
}

const Uses* Index::uses(const ResolvedModel& model, llvm::StringRef name) const {
  const auto found = byVariable.find({&model, name.str()});
  return found == byVariable.end() ? nullptr : &all[found->second];
}
