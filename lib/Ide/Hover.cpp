#include "Ide/Answers.h"

#include "Emit/Describe.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <map>

using namespace llvm;
using namespace varscope;
using namespace varscope::ide;

namespace {

constexpr std::size_t shownContexts = 20, shownGets = 8, shownCalls = 4;

/// Markdown inside of `code`: a back quote would end it.
std::string code(StringRef text) {
  std::string quoted = text.str();
  std::replace(quoted.begin(), quoted.end(), '`', '\'');
  return "`" + quoted + "`";
}

std::string spellCalls(const Snapshot& snapshot, const CallStack& stack) {
  if (stack.empty())
    return "in the model's expression";
  std::vector<std::string> calls;
  for (std::size_t i = 0; i < std::min(stack.size(), shownCalls); ++i)
    calls.push_back(snapshot.spell(stack[i]));
  return "called from " + join(calls, ", from ") +
         (stack.size() > shownCalls ? ", from " + std::to_string(stack.size() - shownCalls) + " more"
                                    : "");
}

std::string spellConditions(ArrayRef<std::string> conditions) {
  return conditions.empty() ? "" : ", if " + join(conditions, " and ");
}

void writeVariable(raw_ostream& os, const ResolvedModel& model, const core::VariableHandle& handle) {
  using Kind = core::VariableHandle::Kind;
  os << code(describe(model, handle));
  const auto bytes = [&](const Shape& shape, DType dtype) {
    if (std::optional<std::uint64_t> count = core::bytes_of(shape, dtype))
      os << ", " << spellBytes(*count);
  };
  if (handle.kind == Kind::partitioned) {
    const core::PartitionedVariable& whole = model.partitioned[handle.index];
    bytes(whole.shape, whole.dtype);
    os << ", in " << whole.slices.size() << " slices";
    return;
  }
  const core::Variable& variable = model.variables[handle.index];
  bytes(variable.shape, variable.dtype);
  os << ", initialised with " << code(spell(varscope::describe(variable.initializer)));
  if (!variable.trainable)
    os << ", not trainable";
  if (model.conditional[handle.index])
    os << ", conditional";
}

void writeSharing(raw_ostream& os, const Snapshot& snapshot, const Get& get) {
  const Uses* uses = snapshot.index.uses(*get.model, get.event->name);
  if (!uses)
    return;
  if (get.event->kind == core::EventKind::share)
    if (const GetEvent* creation = uses->creation())
      os << "  \nshares what " << snapshot.spell(creation->at) << " creates, "
         << spellCalls(snapshot, creation->stack);
  std::vector<std::string> others;
  std::size_t count = 0;
  for (const Get& other : uses->gets)
    if (other.event != get.event && other.event->kind == core::EventKind::share &&
        ++count <= shownGets)
      others.push_back(snapshot.spell(other.event->at) +
                       (other.event->stack.empty() ? ""
                                                   : " (" + snapshot.spell(other.event->stack[0]) + ")"));
  if (count != 0)
    os << "  \nalso shared by " << join(others, ", ")
       << (count > shownGets ? " and " + std::to_string(count - shownGets) + " more" : "");
}

void write(raw_ostream& os, const Snapshot& snapshot, const Get& get) {
  const GetEvent& event = *get.event;
  if (event.result.kind == core::VariableHandle::Kind::none) {
    os << code(event.full_name) << " is not a variable here";
  } else {
    os << "**" << code(event.name) << "** "
       << (event.kind == core::EventKind::share ? "shared" : "created") << "  \n";
    writeVariable(os, *get.model, event.result);
  }
  os << "  \nmodel " << code(get.model->tag) << ", " << spellCalls(snapshot, event.stack)
     << spellConditions(get.conditions);
  writeSharing(os, snapshot, get);
}

void write(raw_ostream& os, const Snapshot& snapshot, const Scope& scope) {
  static constexpr StringLiteral reuse[] = {"", ", reuse = true", ", reuse = AUTO_REUSE"};
  const ScopeEvent& event = *scope.event;
  os << "scope **" << code(event.name) << "**, name scope " << code(event.name_scope);
  const auto mode = static_cast<Reuse::Mode>(event.reuse);
  os << (mode == Reuse::Mode::yes ? reuse[1] : mode == Reuse::Mode::automatic ? reuse[2] : reuse[0]);
  os << "  \nmodel " << code(scope.model->tag) << ", " << spellCalls(snapshot, event.stack)
     << spellConditions(scope.conditions);
}

} // namespace

std::string ide::hover(const Snapshot& snapshot, const Site& site) {
  std::string text;
  raw_string_ostream os(text);
  std::size_t shown = 0;
  const auto all = [&](const auto& contexts) {
    for (const auto& context : contexts)
      if (shown++ < shownContexts) {
        os << (shown == 1 ? "" : "\n\n---\n\n");
        write(os, snapshot, context);
      }
  };
  all(site.gets);
  all(site.scopes);
  if (shown > shownContexts)
    os << "\n\n---\n\n" << shown - shownContexts << " more contexts";
  return text;
}
