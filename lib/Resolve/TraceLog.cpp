#include "Resolve/TraceLog.h"

#include "Resolve/Fixes.h"
#include "Resolve/Machine.h"
#include "Resolve/Misspelling.h"
#include "Resolve/Notes.h"
#include "Resolve/Proposals.h"
#include "Resolve/Rules/IgnoredArgument.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace varscope::resolve {

namespace {
std::string nameOf(const Value& value) {
  return value.isString() ? value.chars().str() : std::string();
}
const Literal* writerOf(const Value& value) { return value.isString() ? value.text().origin : nullptr; }
bool reuses(Reuse reuse) { return reuse.mode() == Reuse::Mode::yes || reuse.mode() == Reuse::Mode::automatic; }
} // namespace

void TraceLog::begin() {
  items.clear(), findings.clear(), gets.clear(), scopes.clear(), texts.clear(), branches.clear();
  openGets.clear(), creators.clear(), wholeCreators.clear();
  reuseOrigins.clear(), reuseChanges.clear(), passes.clear(), proposals.clear(), treeSites.clear();
  failedIn = 0, refused.reset();
  scopes.emplace_back(); // 0: the root
  scopes.back().scope = machine.core->current_scope();
  innermost = 0;
}

const CallNode* TraceLog::enter(const CallNode* caller, const ir::Node* site, const ir::Function* function) {
  const CallNode*& known = callIndex[{caller, site, function}];
  if (!known)
    known = &calls.emplace_back(CallNode{caller, site, function});
  return known;
}

const PassNode* TraceLog::pass() {
  const PassNode* around = nullptr;
  for (LoopPass& loop : machine.loops) {
    if (!loop.node)
      loop.node = &passes.emplace_back(
        PassNode{around, loop.loop, loop.execution, loop.iteration, around ? around->depth + 1 : 0});
    around = loop.node;
  }
  return around;
}

/// Code of a library that is read like the program's has no places of its own: what
/// happens in it happens where it is called.
Site TraceLog::here() {
  Site site{machine.current, machine.frame ? machine.frame->chain : nullptr, pass()};
  while (site.node && !site.node->loc.valid() && site.chain && site.chain->site) {
    site.node = site.chain->site;
    site.chain = site.chain->caller;
  }
  return site;
}

void TraceLog::beginGet(const Value& given, const core::GetRequest& request, const core::Scope* scope) {
  ++events;
  GetNode get;
  get.given = nameOf(given);
  get.writer = writerOf(given);
  get.inner = !openGets.empty();
  get.outer = get.inner ? openGets.back().index + 1 : 0;
  get.site = here();
  get.scope = innermost;
  gets.push_back(std::move(get));
  openGets.push_back({static_cast<std::uint32_t>(gets.size() - 1), &request,
                      scope ? scope : scopes[innermost].scope.get(), request.options.reuse, request.shape, {}});
}

void TraceLog::stored(core::EventKind kind, const core::VariableHandle& variable, llvm::StringRef fullName,
                      const core::GetRequest&, Reuse reuseInForce) {
  if (openGets.empty())
    return;
  GetNode& get = gets[openGets.back().index];
  get.kind = kind;
  get.stored = variable;
  get.done = true;
  get.fullName = fullName.str();
  for (const OpenGet& open : openGets)
    gets[open.index].reuse = reuseInForce;
  const bool whole = variable.kind == core::VariableHandle::Kind::partitioned;
  if (kind == core::EventKind::share) {
    const std::uint32_t made =
      whole ? machine.core->partitioned()[variable.index].slices.front() : variable.index;
    // What a custom getter asks for counts where the program's own call wrote it.
    if (variable.kind != core::VariableHandle::Kind::none)
      get.ignored = ignoredArguments(machine, openGets.back().request->options, openGets.front().request->options,
                                     machine.core->variables()[made]);
  } else if (variable.kind != core::VariableHandle::Kind::none) {
    std::vector<std::uint32_t>& made = whole ? wholeCreators : creators;
    if (made.size() <= variable.index)
      made.resize(variable.index + 1);
    made[variable.index] = openGets.back().index + 1;
    if (machine.aftermath)
      createdLater(get);
  }
}

void TraceLog::inTree(const core::TreePlace& place, llvm::StringRef what, llvm::StringRef name) {
  openGets.back().inTree = {place.tree, what.str(), place.prefix + name.str()};
}

void TraceLog::madeTree(core::TreeId tree) {
  ++events;
  if (treeSites.size() <= tree)
    treeSites.resize(tree + 1);
  treeSites[tree] = here();
}

void TraceLog::endGet(const core::VariableHandle& result) {
  const OpenGet open = openGets.back();
  openGets.pop_back();
  GetNode& get = gets[open.index];
  get.result = result;
  if (!get.done) { // a getter answered: what it returned was made inside, or had been there
    get.kind = creatorIndex(result) > open.index ? core::EventKind::create : core::EventKind::share;
    get.stored = result;
  }
  if (get.inner && (get.forwarded || result.kind != core::VariableHandle::Kind::none))
    gets[openGets.back().index].forwarded = true;
  items.push_back({Item::Get, open.index});
}

void TraceLog::setReuse(const core::Scope* scope, std::optional<ReuseOrigin> origin) {
  const auto known = reuseOrigins.find(scope);
  reuseChanges.emplace_back(scope, known == reuseOrigins.end() ? std::nullopt
                                                               : std::optional<ReuseOrigin>(known->second));
  if (origin)
    reuseOrigins[scope] = std::move(*origin);
  else
    reuseOrigins.erase(scope);
}

void TraceLog::entered(const core::ScopeEntry& entry, const Value& given, const core::ScopeRef& from,
                       Reuse reuseOption, bool usedDefaultName) {
  ++events;
  ScopeNode node;
  node.outer = innermost;
  node.scope = entry.scope;
  // Entering the root scope object, or without an auxiliary name scope, keeps the current one.
  const std::string inside = entry.names ? std::string() : machine.core->name_scope();
  node.nameScope = entry.names ? entry.names->text : inside.empty() ? inside : inside + "/";
  node.given = nameOf(given);
  node.writer = writerOf(given);
  node.site = here();
  node.option = reuseOption;
  node.atEntry = entry.scope->reuse;
  node.usedDefaultName = usedDefaultName;
  const core::Scope* around = scopes[innermost].scope.get();
  node.setsAutomatic = reuseOption.mode() == Reuse::Mode::automatic ||
                       (node.atEntry.mode() == Reuse::Mode::automatic && from.get() != around);
  if (reuses(entry.scope->reuse)) {
    const auto inherited = reuseOrigins.find(from.get());
    if (reuses(reuseOption))
      setReuse(entry.scope.get(), ReuseOrigin{node.site, ReuseSource::Option, entry.scope->name});
    else if (inherited != reuseOrigins.end())
      setReuse(entry.scope.get(), ReuseOrigin(inherited->second));
  }
  scopes.push_back(std::move(node));
  innermost = static_cast<std::uint32_t>(scopes.size() - 1);
  items.push_back({Item::Scope, innermost});
  checkNesting(entry.scope->name);
  checkNesting(scopes.back().nameScope);
}

/// Names of scopes grow with every level: a million of them would not fit in any memory.
void TraceLog::checkNesting(llvm::StringRef scope) const {
  if (scope.count('/') > machine.options.maxDepth)
    machine.tooDeep("scopes");
}

void TraceLog::left(const core::ScopeEntry&) {
  ++events;
  innermost = scopes[innermost].outer;
}

void TraceLog::reuseSet(const core::ScopeRef& scope) {
  ++events;
  setReuse(scope.get(), ReuseOrigin{here(), ReuseSource::ReuseVariables, scope->name});
}

void TraceLog::enteredNameScope(llvm::StringRef text, const Value& given) {
  ++events;
  texts.push_back({text.str(), nameOf(given), here()});
  items.push_back({Item::NameScope, static_cast<std::uint32_t>(texts.size() - 1)});
  checkNesting(text);
}

void TraceLog::uniqueName(llvm::StringRef text, const Value& given) {
  ++events;
  texts.push_back({text.str(), nameOf(given), here()});
  items.push_back({Item::UniqueName, static_cast<std::uint32_t>(texts.size() - 1)});
}

void TraceLog::lookedUp(llvm::StringRef name, bool found) {
  ++events;
  if (!found)
    report(Rule::UnknownVariable, "the model has no variable '" + name.str() + "'");
}

void TraceLog::rollback(const Mark& mark) {
  items.resize(mark.items);
  findings.resize(mark.findings);
  openGets.resize(mark.openGets);
  innermost = mark.scope;
  while (reuseChanges.size() > mark.reuseChanges) {
    auto& [scope, before] = reuseChanges.back();
    if (before)
      reuseOrigins[scope] = std::move(*before);
    else
      reuseOrigins.erase(scope);
    reuseChanges.pop_back();
  }
}

void TraceLog::merge(const Mark& mark, const Value& condition, std::vector<Item> whenFalse) {
  std::vector<Item> whenTrue = since(mark);
  if (equal(whenTrue, whenFalse))
    return;
  items.resize(mark.items);
  branches.push_back({describe(condition, true), std::move(whenTrue), std::move(whenFalse)});
  items.push_back({Item::Branch, static_cast<std::uint32_t>(branches.size() - 1)});
}

bool TraceLog::equal(Item a, Item b) const {
  if (a.kind != b.kind)
    return false;
  const auto sameSite = [](const Site& x, const Site& y) { return x.node == y.node && x.chain == y.chain; };
  switch (a.kind) {
  case Item::Get: {
    const GetNode &x = gets[a.index], &y = gets[b.index];
    return x.kind == y.kind && x.stored == y.stored && x.result == y.result && x.given == y.given &&
           x.fullName == y.fullName && sameSite(x.site, y.site);
  }
  case Item::Scope: {
    const ScopeNode &x = scopes[a.index], &y = scopes[b.index];
    return x.scope->name == y.scope->name && x.nameScope == y.nameScope && x.atEntry == y.atEntry &&
           x.given == y.given && sameSite(x.site, y.site);
  }
  case Item::NameScope:
  case Item::UniqueName: {
    const TextNode &x = texts[a.index], &y = texts[b.index];
    return x.text == y.text && x.given == y.given && sameSite(x.site, y.site);
  }
  case Item::Branch: {
    const BranchNode &x = branches[a.index], &y = branches[b.index];
    return x.condition == y.condition && equal(x.whenTrue, y.whenTrue) && equal(x.whenFalse, y.whenFalse);
  }
  }
  return false;
}

bool TraceLog::equal(const std::vector<Item>& a, const std::vector<Item>& b) const {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [&](Item x, Item y) { return equal(x, y); });
}

bool TraceLog::commute(llvm::ArrayRef<Item> one, llvm::ArrayRef<Item> other) const {
  return llvm::equal(one, other, [this](Item a, Item b) {
    return a.kind == Item::Get && b.kind == Item::Get && gets[a.index].stored == gets[b.index].stored &&
           gets[a.index].result == gets[b.index].result;
  });
}

const PassNode* commonLoop(const PassNode* a, const PassNode* b) {
  while (a && b && a->depth > b->depth)
    a = a->around;
  while (a && b && b->depth > a->depth)
    b = b->around;
  const PassNode* found = nullptr;
  for (; a && b && a != b; a = a->around, b = b->around)
    if (a->execution == b->execution && a->iteration != b->iteration)
      found = a;
  return found;
}

const std::string& TraceLog::keyOf(const core::VariableHandle& variable) const {
  return variable.kind == core::VariableHandle::Kind::partitioned ? machine.core->partitioned()[variable.index].key
                                                                  : machine.core->variables()[variable.index].key;
}

/// The variable that was missing is created after all, but too late.
void TraceLog::createdLater(const GetNode& get) {
  Finding& missing = findings.back();
  const std::string& key = keyOf(get.stored);
  if (key != missing.variable || !get.site.node)
    return;
  missing.message += " (it is created later)";
  missing.fixes.clear(); // the name is right
  std::erase_if(missing.notes, [](const Note& note) { return note.text.starts_with("did you mean"); });
  missing.notes.insert(missing.notes.begin(), {NoteKind::Creation, machine.locate(outermost(get).site.node->loc),
                                               "'" + key + "' is created here, after this get"});
  throw PathEnd();
}

// -- findings ---------------------------------------------------------------------

/// Of the get that made a variable, plus one; 0: none.
std::uint32_t TraceLog::creatorIndex(const core::VariableHandle& variable) const {
  const auto& made = variable.kind == core::VariableHandle::Kind::partitioned ? wholeCreators : creators;
  return variable.kind == core::VariableHandle::Kind::none || variable.index >= made.size() ? 0 : made[variable.index];
}

const GetNode* TraceLog::creator(const core::VariableHandle& variable) const {
  const std::uint32_t index = creatorIndex(variable);
  return index ? &gets[index - 1] : nullptr;
}

EventStack TraceLog::stackOf(const GetNode& get) const { return {get.site, scopes, get.scope}; }

const GetNode& TraceLog::outermost(const GetNode& get) const {
  const GetNode* found = &get;
  while (found->outer)
    found = &gets[found->outer - 1];
  return *found;
}

void TraceLog::addContext(Finding& finding) {
  failedIn = innermost;
  for (std::size_t i = openGets.size(); i > 1; --i)
    addNote(machine, finding, NoteKind::GetterCall, gets[openGets[i - 1].index].site.node, "a custom getter calls on here");
  const Site site = here();
  noteStack(machine, finding, openGets.empty() ? EventStack{site, scopes, innermost} : stackOf(gets[openGets.front().index]));
}

void TraceLog::noteReuseSource(Finding& finding, const OpenGet& open) const {
  if (open.inTree)
    return; // the function itself says whether it shares
  const GetNode& get = gets[open.index];
  const Reuse own = open.reuse;
  if (!own.is_absent())
    return addNote(machine, finding, NoteKind::ReuseSetBy, get.site.node,
                   own.mode() == Reuse::Mode::no ? "this get's own option reuse = false forbids sharing"
                                                 : "reuse is set by this get's own option");
  const auto known = reuseOrigins.find(open.scope);
  if (known == reuseOrigins.end())
    return;
  const ReuseOrigin& origin = known->second;
  const std::string where = origin.scope.empty() ? "the root scope" : "scope '" + origin.scope + "'";
  if (origin.how == ReuseSource::ReuseVariables)
    return addNote(machine, finding, NoteKind::ReuseSetBy, origin.site.node,
                   "reuse_variables() on " + where + " is called here; it holds beyond its block, until " +
                     (origin.scope.empty() ? "the model is built" : where + " is left"));
  // An open scope's option is told with the scope.
  for (std::uint32_t i = get.scope; i != 0; i = scopes[i].outer)
    if (scopes[i].site.node == origin.site.node)
      return;
  addNote(machine, finding, NoteKind::ReuseSetBy, origin.site.node, "reuse was set when " + where + " was first opened here");
}

/// The variable that a get of the key would find.
core::VariableHandle TraceLog::existing(const OpenGet& open, llvm::StringRef key) const {
  if (!open.inTree)
    return machine.core->find(key);
  const auto entry = machine.core->trees().find(open.inTree->tree, open.inTree->what, open.inTree->path);
  if (!entry || entry->kind != core::Trees::Entry::Kind::variable)
    return {};
  return {core::VariableHandle::Kind::single, entry->index};
}

/// A variable that exists under a name so near that this one is likely misspelt.
void TraceLog::noteNearest(Finding& finding) const {
  const core::Variable* found = nullptr;
  const std::optional<Shape>& shape = openGets.back().shape;
  const auto nameOf = [&](const core::Variable& variable) {
    return variable.tree ? machine.core->trees().full_name(*variable.tree, variable.key) : variable.key;
  };
  for (const core::Variable& variable : machine.core->variables())
    if (!variable.key.empty() && variable.tree.has_value() == openGets.back().inTree.has_value() &&
        isMisspelling(finding.variable, nameOf(variable)) &&
        (!shape || core::detail::is_compatible(*shape, variable.shape))) {
      if (found)
        return; // two are as near: neither is certain
      found = &variable;
    }
  if (!found)
    return;
  const GetNode* made = creator({core::VariableHandle::Kind::single, found->index});
  addNote(machine, finding, NoteKind::Hint, made ? outermost(*made).site.node : nullptr,
          "did you mean '" + nameOf(*found) + "', which is created here?");
  const GetNode& get = gets[openGets.back().index];
  if (std::optional<Fix> fix = respell(machine, get, finding.variable, nameOf(*found)))
    finding.fixes.push_back(std::move(*fix));
}

void TraceLog::report(Rule rule, const std::string& message) {
  Finding finding = machine.finding(rule, message);
  proposals.clear();
  refused.reset();
  if (!openGets.empty()) {
    const GetNode& inner = gets[openGets.back().index];
    const GetNode& get = gets[openGets.front().index];
    const OpenGet& open = openGets.back();
    finding.variable = open.inTree  ? machine.core->trees().full_name(open.inTree->tree, open.inTree->path)
                       : inner.inner ? inner.given
                                     : core::join(open.scope->name, inner.given);
    if (const GetNode* made = creator(existing(open, finding.variable))) {
      const GetNode& outer = outermost(*made);
      noteCreation(machine, finding, finding.variable, stackOf(outer), stackOf(get));
      if (made != &outer)
        addNote(machine, finding, NoteKind::GetterCall, made->site.node, "a custom getter calls on here");
      noteLoop(machine, finding, outer, get, scopes);
      if (rule == Rule::AlreadyExists)
        proposals = proposeForSecond(machine, outer, get, scopes);
    }
    if (rule == Rule::UndefinedShape && !open.shape && !inner.inner)
      proposals = proposeShape(machine, get);
    for (Proposal& proposal : proposals)
      proposal.finding = findings.size();
    refused = open.shape;
    if (rule == Rule::DoesNotExist || rule == Rule::UnknownVariable)
      noteNearest(finding);
    if (rule == Rule::DoesNotExist || rule == Rule::AlreadyExists || rule == Rule::ShapeMismatch ||
        rule == Rule::DTypeMismatch || rule == Rule::PartitionMismatch)
      noteReuseSource(finding, openGets.front());
  }
  addContext(finding);
  findings.push_back(std::move(finding));
}

} // namespace varscope::resolve
