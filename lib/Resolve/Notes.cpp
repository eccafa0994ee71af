#include "Resolve/Notes.h"

#include "Resolve/Machine.h"
#include "Resolve/Proposals.h"

#include "llvm/ADT/DenseSet.h"

namespace varscope::resolve {
namespace {

bool reuses(Reuse reuse) { return reuse.mode() == Reuse::Mode::yes || reuse.mode() == Reuse::Mode::automatic; }
std::string spelled(Reuse reuse) { return reuse.mode() == Reuse::Mode::automatic ? "AUTO_REUSE" : "true"; }

std::string nameOf(const ScopeNode& scope) {
  return scope.scope->name.empty() ? "the root scope" : "scope '" + scope.scope->name + "'";
}

std::string callText(const CallNode& call) {
  return call.function && !call.function->name.empty() ? "'" + call.function->name.str() + "' is called here"
                                                       : "called here";
}

/// Visits scopes and calls from the inside out. A scope that a function opened
/// and left open for its caller (a guard of the program's own) comes as soon as
/// its turn among the scopes does.
template <class OnScope, class OnCall> void walk(const EventStack& event, OnScope onScope, OnCall onCall) {
  llvm::DenseSet<const CallNode*> pending = {nullptr}; // the model's own function has no call
  for (const CallNode* call = event.site.chain; call; call = call->caller)
    pending.insert(call);
  std::uint32_t scope = event.innermost;
  const auto scopesUpTo = [&](const CallNode* call) {
    for (; scope != 0; scope = event.scopes[scope].outer) {
      const CallNode* opened = event.scopes[scope].site.chain;
      if (opened != call && pending.contains(opened))
        return;
      onScope(scope);
    }
  };
  for (const CallNode* call = event.site.chain; call; call = call->caller) {
    scopesUpTo(call);
    pending.erase(call);
    if (call->site)
      onCall(*call);
  }
  scopesUpTo(nullptr);
}

std::string scopeText(const ScopeNode& scope) {
  std::string text = nameOf(scope) + " is opened here";
  if (reuses(scope.option))
    return text + " with reuse = " + spelled(scope.option);
  if (reuses(scope.atEntry))
    return text + " and inherits reuse = " + spelled(scope.atEntry);
  return text;
}

} // namespace

void addNote(const Machine& machine, Finding& finding, NoteKind kind, const ir::Node* at, std::string text) {
  if (!at || !at->loc.valid())
    return;
  Note note{kind, machine.locate(at->loc), std::move(text)};
  // A recursion's calls are many at one place; the stack is told as it is.
  if (kind != NoteKind::Call)
    for (const Note& known : finding.notes)
      if (known.at == note.at && known.text == note.text)
        return;
  finding.notes.push_back(std::move(note));
}

void noteStack(const Machine& machine, Finding& finding, const EventStack& event) {
  walk(
    event,
    [&](std::uint32_t index) {
      const ScopeNode& scope = event.scopes[index];
      addNote(machine, finding, reuses(scope.option) ? NoteKind::ReuseSetBy : NoteKind::OpenScope, scope.site.node,
              scopeText(scope));
    },
    [&](const CallNode& call) { addNote(machine, finding, NoteKind::Call, call.site, callText(call)); });
}

void noteCreation(const Machine& machine, Finding& finding, const std::string& name, const EventStack& created,
                  const EventStack& failing) {
  addNote(machine, finding, NoteKind::Creation, created.site.node, "'" + name + "' is created here");
  llvm::DenseSet<const ir::Node*> shown;
  llvm::DenseSet<const CallNode*> running;
  walk(failing, [&](std::uint32_t index) { shown.insert(failing.scopes[index].site.node); },
       [&](const CallNode& call) {
         shown.insert(call.site);
         running.insert(&call);
       });
  bool common = false;
  walk(
    created,
    [&](std::uint32_t index) {
      const ScopeNode& scope = created.scopes[index];
      if (shown.insert(scope.site.node).second)
        addNote(machine, finding, NoteKind::OpenScope, scope.site.node, nameOf(scope) + " was opened here for the creation");
    },
    [&](const CallNode& call) {
      common |= running.contains(&call);
      if (!common && shown.insert(call.site).second)
        addNote(machine, finding, NoteKind::Call, call.site,
                call.function && !call.function->name.empty()
                  ? "'" + call.function->name.str() + "' was called here for the creation"
                  : "called here for the creation");
    });
}

void noteLoop(const Machine& machine, Finding& finding, const GetNode& created, const GetNode& failing,
              const std::deque<ScopeNode>& scopes) {
  if (created.site.node != failing.site.node)
    return;
  const PassNode* loop = commonLoop(failing.site.pass, created.site.pass);
  if (!loop)
    return;
  std::string text = "every iteration creates the same name";
  const NamedCall named = namedInLoop(failing, *loop, scopes);
  if (const ir::Node* counter = counterOf(*loop->loop); counter && !named.given.empty())
    text += ("; make the counter part of it: \"" + named.given + "\" + std::to_string(" + counter->text + ")").str();
  addNote(machine, finding, NoteKind::Hint, loop->loop, text);
}

} // namespace varscope::resolve
