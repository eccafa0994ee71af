#include "Resolve/OpenOrders.h"

#include "Resolve/ModelBuilder.h"
#include "Resolve/SourceText.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringMap.h"

namespace varscope::resolve {

namespace {

/// Where two models are not the same.
struct Difference {
  std::string what;     ///< "variable 'a' would be 'b'"
  SourceLocation at;    ///< of the event, or none
};

std::string nameOf(const GetEvent& get) { return "variable '" + get.name + "'"; }
std::string nameOf(const ScopeEvent& scope) { return "scope '" + scope.name + "'"; }
std::string nameOf(const NameScopeEvent& scope) { return "name scope '" + scope.text + "'"; }
std::string nameOf(const UniqueNameEvent& name) { return "name '" + name.text + "'"; }

/// Who creates a variable that two operands get is open, and does not matter.
template <class Event> bool same(const Event& a, const Event& b) { return fields(a) == fields(b); }
template <> bool same(const ScopeEvent& a, const ScopeEvent& b) { return fields(a) == fields(b) && a.stack == b.stack; }

std::optional<Difference> difference(const Trace& one, const Trace& other);

/// \return empty: none
std::optional<Difference> difference(const TraceItem& one, const TraceItem& other) {
  return std::visit(
    [&](const auto& a) -> std::optional<Difference> {
      using Event = std::decay_t<decltype(a)>;
      const Event* b = std::get_if<Event>(&other);
      if constexpr (std::is_same_v<Event, Alternatives>) {
        if (!b || a.paths.size() != b->paths.size())
          return Difference{"it would have more or fewer scopes and variables", {}};
        for (std::size_t i = 0; i < a.paths.size(); ++i)
          if (std::optional<Difference> found = difference(a.paths[i], b->paths[i]))
            return found;
        return std::nullopt;
      } else {
        if (b && same(a, *b))
          return std::nullopt;
        const bool isRenamed = b && nameOf(a) != nameOf(*b);
        return Difference{nameOf(a) + (isRenamed ? " would be " + llvm::StringRef(nameOf(*b)).split(' ').second.str()
                                                 : std::string(" would come about in another way")),
                          a.at};
      }
    },
    one);
}

std::optional<Difference> difference(const Trace& one, const Trace& other) {
  for (auto [a, b] : llvm::zip(one.items, other.items))
    if (std::optional<Difference> found = difference(a, b))
      return found;
  if (one.items.size() != other.items.size())
    return Difference{"it would have more or fewer scopes and variables", {}};
  return std::nullopt;
}

/// Conditions in the order in which the trace parts at them.
void collectConditions(const Trace& trace, std::vector<llvm::StringRef>& out) {
  for (const TraceItem& item : trace.items)
    if (const auto* parting = std::get_if<Alternatives>(&item)) {
      out.push_back(parting->condition);
      for (const Trace& path : parting->paths)
        collectConditions(path, out);
    }
}

bool partAlike(const Trace& one, const Trace& other) {
  std::vector<llvm::StringRef> conditions, others;
  collectConditions(one, conditions);
  collectConditions(other, others);
  return conditions == others;
}

std::optional<Difference> difference(const VariableList& one, const VariableList& other) {
  llvm::StringMap<const core::Variable*> byName;
  for (std::size_t i = 0; i < other.size(); ++i)
    byName[other[i].name] = &other[i];
  for (std::size_t i = 0; i < one.size(); ++i) {
    const core::Variable* const same = byName.lookup(one[i].name);
    if (!same)
      return Difference{"it would not have variable '" + one[i].name + "'", {}};
    if (!sameDefinition(one[i], *same))
      return Difference{"variable '" + one[i].name + "' would have another shape, dtype, initializer or other property", {}};
  }
  if (one.size() != other.size())
    return Difference{"it would have more or fewer scopes and variables", {}};
  return std::nullopt;
}

std::optional<Difference> difference(const ResolvedModel& one, const ResolvedModel& other) {
  if (other.has_error) {
    const auto error = llvm::find_if(other.findings, [](const Finding& finding) { return info(finding.rule).level == Level::Error; });
    return Difference{"it would have an error: " + error->message, error->at};
  }
  // Operands that part at conditions of their own do so in another order: what is on which path is not compared then.
  if (partAlike(one.trace, other.trace))
    if (std::optional<Difference> found = difference(one.trace, other.trace))
      return found;
  return difference(one.variables, other.variables);
}

/// More calls would not be tried alone.
constexpr std::size_t mostCalls = 32;

} // namespace

void checkOpenOrders(Machine& machine, ResolvedModel& resolved, llvm::function_ref<ResolvedModel()> resolveAgain) {
  if (resolved.has_error || machine.openOrders.empty())
    return;
  const llvm::scope_exit end([&] { machine.backwards = nullptr; });
  const auto differs = [&](std::function<bool(const ir::Node&)> backwards) {
    machine.backwards = std::move(backwards);
    return difference(resolved, resolveAgain());
  };
  const auto isOperator = [](const ir::Node& call) { return call.op == ir::Op::Binary; };
  std::optional<Difference> found = differs([](const ir::Node&) { return true; });
  // g++ takes calls' arguments from right to left, but built-in operators' operands from left to right.
  if (const bool mixed = llvm::any_of(machine.openOrders, [&](const ir::Node* call) { return isOperator(*call); }); !found && mixed)
    found = differs([&](const ir::Node& call) { return !isOperator(call); });
  if (!found)
    return;
  const ir::Node* culprit = nullptr;
  for (const ir::Node* call : llvm::ArrayRef(machine.openOrders.getArrayRef()).take_front(mostCalls))
    if (std::optional<Difference> alone = differs([&](const ir::Node& each) { return &each == call; })) {
      culprit = call;
      found = std::move(alone);
      break;
    }
  Finding finding;
  finding.rule = Rule::Unresolved;
  finding.model = resolved.tag;
  finding.at = resolved.at;
  std::string operands = "the operands of calls";
  if (culprit) {
    machine.place(finding, culprit->loc);
    if (const llvm::StringRef text = sourceText(machine.module, culprit->loc); !text.empty())
      operands = "the operands of '" + text.str() + "'";
  }
  finding.message = "in which order " + operands +
                    " are evaluated is not known at compile time: C++ leaves that to the compiler, and the model depends on it (" +
                    found->what + "); write them in separate statements, or in a braced list, which goes from left to right";
  if (found->at.line)
    finding.notes.push_back({NoteKind::Hint, found->at, "this depends on it"});
  resolved.findings.push_back(std::move(finding));
  resolved.has_error = true;
}

} // namespace varscope::resolve
