#include "Resolve/ModelBuilder.h"

#include "Resolve/Notes.h"
#include "Resolve/Rules/TraceRules.h"
#include "Resolve/TreeNames.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

#include <cassert>

namespace varscope::resolve {

PathRecord record(Machine& machine) {
  PathRecord path;
  path.decisions = machine.paths.decisions();
  path.threw = machine.threw;
  path.thrownAt = machine.thrownAt;
  path.partitioned.assign(machine.core->partitioned().begin(), machine.core->partitioned().end());
  path.items = std::move(machine.log.items);
  path.gets = std::move(machine.log.gets);
  path.scopes = std::move(machine.log.scopes);
  path.texts = std::move(machine.log.texts);
  path.branches = std::move(machine.log.branches);
  path.passes = std::move(machine.log.passes);
  path.findings = std::move(machine.log.findings);
  path.proposals = std::move(machine.log.proposals);
  const auto made = std::make_shared<std::deque<core::Variable>>(machine.core->release_variables());
  settleTrees(machine, *made, path);
  path.variables = VariableList(made);
  machine.endRun();
  return path;
}

namespace {
void forEachGet(const PathRecord& path, const std::vector<Item>& items,
                llvm::function_ref<void(const GetNode&)> visit) {
  for (const Item& item : items) {
    if (item.kind == Item::Get)
      visit(path.gets[item.index]);
    if (item.kind == Item::Branch) {
      forEachGet(path, path.branches[item.index].whenTrue, visit);
      forEachGet(path, path.branches[item.index].whenFalse, visit);
    }
  }
}
} // namespace

void forEachGet(const PathRecord& path, llvm::function_ref<void(const GetNode&)> visit) {
  forEachGet(path, path.items, visit);
}

namespace {

using PathList = std::vector<std::size_t>;

/// The paths of `list` by their answer to the decision number `level`: they agree in those before it, and so they all
/// have that one.
std::pair<PathList, PathList> split(const std::vector<PathRecord>& paths, const PathList& list, std::size_t level) {
  std::pair<PathList, PathList> parts;
  for (std::size_t path : list) {
    assert(paths[path].decisions.size() > level && "one path twice");
    (paths[path].decisions[level].value ? parts.first : parts.second).push_back(path);
  }
  return parts;
}

using Conjunction = std::vector<llvm::StringRef>;

/// When something holds, as alternatives of conditions that hold together.
std::vector<Conjunction> conditions(const std::vector<PathRecord>& paths, const std::vector<bool>& has,
                                    const PathList& list, std::size_t level) {
  if (llvm::all_of(list, [&](std::size_t path) { return has[path]; }))
    return {{}};
  if (llvm::none_of(list, [&](std::size_t path) { return has[path]; }))
    return {};
  const auto [yes, no] = split(paths, list, level);
  if (yes.empty() || no.empty())
    return conditions(paths, has, yes.empty() ? no : yes, level + 1);
  std::vector<Conjunction> whenYes = conditions(paths, has, yes, level + 1), whenNo = conditions(paths, has, no, level + 1);
  if (whenYes == whenNo)
    return whenYes;
  std::vector<Conjunction> all;
  const auto add = [&](const std::vector<Conjunction>& inner, llvm::StringRef text) {
    for (const Conjunction& conjunction : inner) {
      all.push_back({text});
      all.back().insert(all.back().end(), conjunction.begin(), conjunction.end());
    }
  };
  add(whenYes, paths[yes.front()].decisions[level].text);
  add(whenNo, paths[no.front()].decisions[level].text);
  return all;
}

// -- traces -------------------------------------------------------------------------

bool equal(const Trace& a, const Trace& b);
bool equal(const TraceItem& a, const TraceItem& b) {
  if (a.index() != b.index())
    return false;
  return std::visit(
    [&](const auto& x) {
      using T = std::decay_t<decltype(x)>;
      const T& y = std::get<T>(b);
      if constexpr (std::is_same_v<T, Alternatives>)
        return x.condition == y.condition && x.paths.size() == y.paths.size() &&
               std::equal(x.paths.begin(), x.paths.end(), y.paths.begin(),
                          [](const Trace& s, const Trace& t) { return equal(s, t); });
      else if constexpr (std::is_same_v<T, GetEvent>)
        return x.kind == y.kind && fields(x) == fields(y);
      else
        return fields(x) == fields(y);
    },
    a);
}
bool equal(const Trace& a, const Trace& b) {
  return a.items.size() == b.items.size() &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(),
                    [](const TraceItem& x, const TraceItem& y) { return equal(x, y); });
}

class Builder {
public:
  Builder(Machine& machine, std::vector<PathRecord>& paths, ResolvedModel& result)
      : machine(machine), paths(paths), result(result) {}

  /// \param of the paths that count
  void variables(const PathList& of);
  void findings();
  Trace trace(const PathList& list, std::size_t level);

private:
  void addVariables(std::size_t path);
  Trace convert(std::size_t path, const std::vector<Item>& items);
  SourceLocation locate(const Site& site) const {
    return site.node ? machine.locate(site.node->loc) : machine.locate(machine.model->loc);
  }
  static bool varies(const Site& site) {
    return site.node && llvm::any_of(site.node->kids, [](const ir::Node* kid) {
             return kid->op == ir::Op::Init && kid->text == "site";
           });
  }
  CallStack stack(const CallNode* chain);
  core::VariableHandle renumbered(std::size_t path, core::VariableHandle handle) const;

  Machine& machine;
  std::vector<PathRecord>& paths;
  ResolvedModel& result;
  llvm::StringMap<std::uint32_t> byName, wholeByName;
  std::vector<std::uint32_t> seen;
  std::vector<std::vector<std::uint32_t>> newIndex, newWhole; ///< per path
  static constexpr std::uint32_t lost = ~0u;                  ///< a variable that is not the model's
  llvm::DenseMap<const CallNode*, CallStack> stacks;
};

/// A callable is the program's own on every path: plans have none.
template <class Property> bool sameProperty(const Property& a, const Property& b) {
  return a == b || (a.callable() && b.callable());
}

} // namespace

bool sameDefinition(const core::Variable& a, const core::Variable& b) {
  return a.dtype == b.dtype && a.shape == b.shape && a.trainable == b.trainable && a.collections == b.collections &&
         a.key == b.key && a.use_resource == b.use_resource && a.caching_device == b.caching_device &&
         a.slice == b.slice && sameProperty(a.initializer, b.initializer) &&
         sameProperty(a.regularizer, b.regularizer) && sameProperty(a.constraint, b.constraint);
}

namespace {

void Builder::addVariables(std::size_t number) {
  PathRecord& path = paths[number];
  newIndex[number].resize(path.variables.size());
  if (result.variables.empty())
    result.variables.reserve(path.variables.size());
  for (const VariableList::Ref& made : path.variables.refs()) {
    const core::Variable& variable = *made;
    if (path.isLost[variable.index]) {
      newIndex[number][variable.index] = lost;
      continue;
    }
    const auto [known, isNew] = byName.try_emplace(variable.name, result.variables.size());
    newIndex[number][variable.index] = known->second;
    if (isNew) {
      result.variables.push_back(made, known->second);
      seen.push_back(0);
    } else if (!sameDefinition(result.variables[known->second], variable)) {
      Finding finding;
      finding.rule = Rule::Unresolved;
      finding.model = result.tag;
      finding.variable = variable.key;
      finding.at = result.at;
      finding.message = "variable '" + variable.name +
                        "' has another shape, dtype, initializer or other property depending on a condition that is not known at "
                        "compile time; give the variables different names, or bind the condition";
      for (const Decision& decision : path.decisions)
        finding.conditions.push_back(decision.text);
      for (const GetNode& get : path.gets)
        if (get.kind != core::EventKind::share && get.stored.kind == core::VariableHandle::Kind::single &&
            get.stored.index == variable.index)
          finding.at = locate(get.site);
      result.findings.push_back(std::move(finding));
    }
    ++seen[known->second];
  }
  newWhole[number].resize(path.partitioned.size());
  for (core::PartitionedVariable& whole : path.partitioned) {
    const auto [known, isNew] = wholeByName.try_emplace(whole.key, result.partitioned.size());
    newWhole[number][whole.index] = known->second;
    if (!isNew)
      continue;
    result.partitioned.push_back(whole);
    result.partitioned.back().index = known->second;
    for (std::uint32_t& slice : result.partitioned.back().slices)
      slice = newIndex[number][slice];
  }
}

void Builder::variables(const PathList& of) {
  newIndex.resize(paths.size());
  newWhole.resize(paths.size());
  for (std::size_t path : of)
    addVariables(path);
  for (std::uint32_t count : seen)
    result.conditional.push_back(count != of.size());
}

core::VariableHandle Builder::renumbered(std::size_t path, core::VariableHandle handle) const {
  using Kind = core::VariableHandle::Kind;
  if (handle.kind == Kind::single)
    handle.index = newIndex[path][handle.index];
  if (handle.kind == Kind::partitioned)
    handle.index = newWhole[path][handle.index];
  return handle;
}

CallStack Builder::stack(const CallNode* chain) {
  if (!chain || !chain->site)
    return {};
  CallStack& known = stacks[chain];
  if (known.empty()) {
    std::vector<SourceLocation> calls;
    for (; chain && chain->site; chain = chain->caller)
      if (chain->site->loc.valid())
        calls.push_back(machine.locate(chain->site->loc));
    known = CallStack(std::move(calls));
  }
  return known;
}

Trace Builder::convert(std::size_t number, const std::vector<Item>& items) {
  const PathRecord& path = paths[number];
  Trace trace;
  trace.items.reserve(items.size());
  for (const Item& item : items) {
    switch (item.kind) {
    case Item::Get: {
      const GetNode& get = path.gets[item.index];
      GetEvent event;
      event.kind = get.kind;
      event.result = renumbered(number, get.result);
      if (event.result.kind == core::VariableHandle::Kind::single && event.result.index == lost)
        break;
      if (event.result.kind == core::VariableHandle::Kind::single)
        event.name = result.variables[event.result.index].name;
      else if (event.result.kind == core::VariableHandle::Kind::partitioned)
        event.name = result.partitioned[event.result.index].key;
      event.given_name = get.given;
      event.full_name = get.fullName;
      event.forwarded = get.forwarded;
      event.at = locate(get.site);
      event.site_varies = varies(get.site);
      event.stack = stack(get.site.chain);
      trace.items.emplace_back(std::move(event));
      break;
    }
    case Item::Scope: {
      const ScopeNode& scope = path.scopes[item.index];
      trace.items.emplace_back(ScopeEvent{scope.scope->name, scope.scope->original_name_scope, scope.nameScope,
                                          static_cast<std::uint8_t>(scope.atEntry.mode()), scope.given,
                                          locate(scope.site), varies(scope.site), stack(scope.site.chain)});
      break;
    }
    case Item::NameScope: {
      const TextNode& text = path.texts[item.index];
      trace.items.emplace_back(NameScopeEvent{text.text, text.given, locate(text.site), varies(text.site)});
      break;
    }
    case Item::UniqueName: {
      const TextNode& text = path.texts[item.index];
      trace.items.emplace_back(UniqueNameEvent{text.text, text.given, locate(text.site), varies(text.site)});
      break;
    }
    case Item::Branch: {
      const BranchNode& branch = path.branches[item.index];
      Alternatives alternatives;
      alternatives.condition = branch.condition;
      alternatives.paths.push_back(convert(number, branch.whenTrue));
      alternatives.paths.push_back(convert(number, branch.whenFalse));
      trace.items.emplace_back(std::move(alternatives));
      break;
    }
    }
  }
  return trace;
}

/// Paths agree until they part; what they have in common at their ends as
/// well is where they meet again.
Trace Builder::trace(const PathList& list, std::size_t level) {
  if (list.empty())
    return {};
  if (list.size() == 1)
    return convert(list.front(), paths[list.front()].items);
  const auto [yes, no] = split(paths, list, level);
  if (yes.empty() || no.empty())
    return trace(yes.empty() ? no : yes, level + 1);
  Trace a = trace(yes, level + 1), b = trace(no, level + 1);
  std::size_t prefix = 0;
  const std::size_t shorter = std::min(a.items.size(), b.items.size());
  while (prefix < shorter && equal(a.items[prefix], b.items[prefix]))
    ++prefix;
  std::size_t suffix = 0;
  while (suffix < shorter - prefix &&
         equal(a.items[a.items.size() - 1 - suffix], b.items[b.items.size() - 1 - suffix]))
    ++suffix;
  if (prefix == a.items.size() && prefix == b.items.size())
    return a;
  Alternatives alternatives;
  alternatives.condition = paths[yes.front()].decisions[level].text;
  const auto middle = [&](Trace& whole) {
    Trace part;
    part.items.assign(std::make_move_iterator(whole.items.begin() + prefix),
                      std::make_move_iterator(whole.items.end() - suffix));
    return part;
  };
  Trace joined;
  std::vector<TraceItem> tail(a.items.end() - suffix, a.items.end());
  alternatives.paths.push_back(middle(a));
  alternatives.paths.push_back(middle(b));
  joined.items.assign(std::make_move_iterator(a.items.begin()), std::make_move_iterator(a.items.begin() + prefix));
  joined.items.emplace_back(std::move(alternatives));
  joined.items.insert(joined.items.end(), std::make_move_iterator(tail.begin()), std::make_move_iterator(tail.end()));
  return joined;
}

// -- findings -------------------------------------------------------------------------

void Builder::findings() {
  struct Merged {
    Finding finding;
    std::vector<bool> has;
  };
  std::vector<Merged> merged;
  std::map<std::tuple<Rule, SourceLocation, std::string, std::string>, std::size_t> index;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    std::vector<Finding> all = std::move(paths[i].findings);
    if (all.empty() && paths[i].completed())
      runTraceRules(machine, paths[i], all);
    for (Finding& finding : all) {
      const auto [known, isNew] =
        index.try_emplace({finding.rule, finding.at, finding.message, finding.variable}, merged.size());
      if (isNew)
        merged.push_back({std::move(finding), std::vector<bool>(paths.size())});
      merged[known->second].has[i] = true;
    }
  }
  for (Merged& one : merged) {
    one.finding.conditions = describeConditions(paths, one.has);
    result.findings.push_back(std::move(one.finding));
  }
}

Finding neverBuilt(Machine& machine, const ir::Model& model, const PathRecord& path) {
  Finding finding;
  finding.rule = Rule::Unresolved;
  finding.model = model.tag.str();
  const ir::Node* thrown = path.thrownAt.node;
  machine.place(finding, thrown && thrown->loc.valid() ? thrown->loc : model.loc);
  finding.message = "the builder of model '" + finding.model +
                    "' always ends with an exception, which is thrown here; a model that cannot be built has no plan";
  noteStack(machine, finding, EventStack{path.thrownAt, path.scopes, 0});
  return finding;
}

} // namespace

/// More of them would not be read.
static constexpr std::size_t mostAlternatives = 4;

std::vector<std::string> describeConditions(const std::vector<PathRecord>& paths, const std::vector<bool>& has) {
  PathList all;
  for (std::size_t i = 0; i < paths.size(); ++i)
    all.push_back(i);
  const std::vector<Conjunction> when = conditions(paths, has, all, 0);
  if (when.size() == 1)
    return {when.front().begin(), when.front().end()};
  std::string text;
  for (const Conjunction& conjunction : llvm::ArrayRef(when).take_front(mostAlternatives))
    text += (text.empty() ? "" : ", or ") + llvm::join(conjunction, " and ");
  if (const std::size_t more = when.size() - std::min(when.size(), mostAlternatives))
    text += ", or in " + std::to_string(more) + " more case" + (more == 1 ? "" : "s");
  return {text};
}

ResolvedModel buildModel(Machine& machine, const ir::Model& model, std::vector<PathRecord>& paths) {
  ResolvedModel result;
  result.tag = model.tag.str();
  result.at = machine.locate(model.loc);
  Builder builder(machine, paths, result);
  PathList all, completed;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    all.push_back(i);
    if (paths[i].completed())
      completed.push_back(i);
  }
  builder.variables(completed);
  builder.findings();
  const auto isError = [](const Finding& finding) { return info(finding.rule).level == Level::Error; };
  if (completed.empty() && llvm::none_of(result.findings, isError))
    result.findings.push_back(neverBuilt(machine, model, paths.front()));
  result.has_error =
    llvm::any_of(result.findings, isError);
  result.trace = builder.trace(completed, 0);
  runModelRules(machine, paths, result);
  if (result.has_error && completed.empty()) {
    // Rules look at whole paths alone; people want to see how far the model came.
    const std::size_t count = result.findings.size();
    Builder partial(machine, paths, result);
    partial.variables(all);
    result.trace = partial.trace(all, 0);
    result.findings.resize(count);
  }
  return result;
}

} // namespace varscope::resolve
