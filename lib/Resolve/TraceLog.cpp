#include "Resolve/TraceLog.h"

#include "Resolve/Machine.h"
#include "Resolve/Rules/IgnoredArgument.h"

namespace varscope::resolve {

namespace {
std::string nameOf(const Value& value) {
  return value.isString() ? value.str().str() : std::string();
}
bool reuses(Reuse reuse) { return reuse.mode() == Reuse::Mode::yes || reuse.mode() == Reuse::Mode::automatic; }
llvm::StringRef spelled(Reuse reuse) { return reuse.mode() == Reuse::Mode::automatic ? "AUTO_REUSE" : "true"; }
} // namespace

void TraceLog::begin() {
  items.clear(), findings.clear(), gets.clear(), scopes.clear(), texts.clear(), branches.clear();
  openGets.clear(), creators.clear(), wholeCreators.clear();
  reuseOrigins.clear(), reuseChanges.clear(), passes.clear();
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

Site TraceLog::here() { return {machine.current, machine.frame ? machine.frame->chain : nullptr, pass()}; }

void TraceLog::beginGet(const Value& given, const core::GetRequest& request, const core::Scope* scope) {
  ++events;
  GetNode get;
  get.given = nameOf(given);
  get.writer = given.isString() ? given.text().origin : nullptr;
  get.inner = !openGets.empty();
  get.site = here();
  get.scope = innermost;
  gets.push_back(std::move(get));
  openGets.push_back({static_cast<std::uint32_t>(gets.size() - 1), &request,
                      scope ? scope : scopes[innermost].scope.get()});
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
  get.reuse = reuseInForce;
  const bool whole = variable.kind == core::VariableHandle::Kind::partitioned;
  if (kind == core::EventKind::share) {
    if (variable.kind == core::VariableHandle::Kind::single)
      get.ignored = ignoredArguments(*openGets.back().request, machine.core->variables()[variable.index]);
  } else if (variable.kind != core::VariableHandle::Kind::none) {
    std::vector<std::uint32_t>& made = whole ? wholeCreators : creators;
    if (made.size() <= variable.index)
      made.resize(variable.index + 1);
    made[variable.index] = openGets.back().index + 1;
    if (machine.aftermath)
      createdLater(get);
  }
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
  node.nameScope = entry.names ? entry.names->text : entry.scope->original_name_scope;
  node.given = nameOf(given);
  node.site = here();
  node.option = reuseOption;
  node.atEntry = entry.scope->reuse;
  node.usedDefaultName = usedDefaultName;
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

/// The variable that was missing is created after all, but too late.
void TraceLog::createdLater(const GetNode& get) {
  Finding& missing = findings.back();
  const bool whole = get.stored.kind == core::VariableHandle::Kind::partitioned;
  const std::string& key = whole ? machine.core->partitioned()[get.stored.index].key
                                 : machine.core->variables()[get.stored.index].key;
  if (key != missing.variable || !get.site.node)
    return;
  missing.message += " (it is created later)";
  missing.notes.insert(missing.notes.begin(), {NoteKind::Creation, machine.locate(get.site.node->loc),
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

void TraceLog::addCalls(Finding& finding, const CallNode* chain) const {
  for (; chain && chain->site; chain = chain->caller) {
    std::string text = "called from here";
    if (chain->function && !chain->function->name.empty())
      text = "'" + chain->function->name.str() + "' is called here";
    finding.notes.push_back({NoteKind::Call, machine.locate(chain->site->loc), text});
  }
}

void TraceLog::noteReuse(Finding& finding, const core::Scope* scope) const {
  const auto known = reuseOrigins.find(scope);
  if (known == reuseOrigins.end() || !known->second.site.node)
    return;
  const ReuseOrigin& origin = known->second;
  std::string text;
  const std::string where = origin.scope.empty() ? "the root scope" : "scope '" + origin.scope + "'";
  if (origin.how == ReuseSource::ReuseVariables)
    text = "reuse_variables() on " + where + " set reuse, which lasts beyond its block, to the end of that scope";
  else if (scope->name == origin.scope)
    text = "reuse is set by the option of " + where;
  else
    text = "reuse is inherited from the outer " + where;
  finding.notes.push_back({NoteKind::ReuseSetBy, machine.locate(origin.site.node->loc), text});
}

void TraceLog::noteLoop(Finding& finding, const Site& first, const Site& second) const {
  if (first.node != second.node)
    return;
  if (const PassNode* loop = commonLoop(second.pass, first.pass))
    finding.notes.push_back({NoteKind::Hint, machine.locate(loop->loop->loc),
                             "every iteration of this loop creates the same name"});
}

void TraceLog::addContext(Finding& finding) {
  const Site site = here();
  if (openGets.size() > 1)
    for (std::size_t i = openGets.size() - 1; i > 0; --i)
      if (const ir::Node* inner = gets[openGets[i].index].site.node)
        finding.notes.push_back({NoteKind::GetterCall, machine.locate(inner->loc), "a custom getter calls on here"});
  addCalls(finding, openGets.empty() ? site.chain : gets[openGets.front().index].site.chain);
  for (std::uint32_t i = innermost; i != 0; i = scopes[i].outer)
    if (scopes[i].site.node) {
      std::string text = "scope '" + scopes[i].scope->name + "' is open";
      if (reuses(scopes[i].scope->reuse))
        text += " (reuse: " + spelled(scopes[i].scope->reuse).str() + ")";
      finding.notes.push_back({NoteKind::OpenScope, machine.locate(scopes[i].site.node->loc), text});
    }
}

void TraceLog::report(Rule rule, const std::string& message) {
  Finding finding = machine.finding(rule, message);
  const Site site = openGets.empty() ? here() : gets[openGets.front().index].site;
  if (!openGets.empty()) {
    const GetNode& get = gets[openGets.back().index];
    const core::Scope& scope = *openGets.back().scope;
    finding.variable = get.inner ? get.given : core::join(scope.name, get.given);
    const core::VariableHandle existing = machine.core->find(finding.variable);
    if (const GetNode* made = creator(existing); made && made->site.node) {
      finding.notes.push_back({NoteKind::Creation, machine.locate(made->site.node->loc),
                               "'" + finding.variable + "' is created here"});
      addCalls(finding, made->site.chain);
      noteLoop(finding, made->site, site);
    }
    if (rule == Rule::DoesNotExist)
      noteReuse(finding, &scope);
  }
  addContext(finding);
  findings.push_back(std::move(finding));
}

} // namespace varscope::resolve
