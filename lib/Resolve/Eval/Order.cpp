/// Operands, and the order of their evaluation.

#include "Resolve/Eval/Handlers.h"
#include "Resolve/SourceText.h"
#include "ScopeIR/Effects.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"

#include <cassert>

namespace varscope::resolve {

using ir::Node;
using ir::Op;

namespace {

Value evalOperand(Machine& in, const Node& operand) {
  return operand.op == Op::Init || operand.op == Op::Bind ? evalPart(in, operand) : in.eval(operand);
}

std::string spelled(Machine& in, const Node& node, const char* otherwise) {
  const llvm::StringRef text = sourceText(in.module, node.loc);
  return text.empty() ? std::string(otherwise) : "'" + text.str() + "'";
}

std::string whichIsFirst(Machine& in, const Node& first, const Node& second) {
  return "which of " + spelled(in, first, "one operand") + " and " + spelled(in, second, "another one") + " comes first";
}

[[noreturn]] void report(Machine& in, const Node& first, const Node& second, const char* why) {
  Finding found = in.finding(Rule::Unresolved,
                             whichIsFirst(in, first, second) +
                               " is not known at compile time: C++ leaves the order of these operands to "
                               "the compiler, and " + why + "; write them in separate statements, or in a "
                               "braced list, which goes from left to right");
  in.place(found, second.loc);
  if (const SourceLocation other = in.locate(first.loc); other.line)
    found.notes.push_back({NoteKind::Hint, other, "the other one is here"});
  in.log.addContext(found);
  in.log.report(std::move(found));
  throw PathEnd();
}

/// The operands of one call, whose order C++ leaves open. They are evaluated from left to right; what would be different in
/// another order is not known.
class Unordered {
public:
  /// \param firstFirst the first one does come first
  Unordered(Machine& in, const Node& call, llvm::ArrayRef<const Node*> operands, bool firstFirst)
      : in(in), call(call), operands(operands), firstFirst(firstFirst) {}

  Args evaluate() {
    if (in.nextSharing) {
      evaluateNoting(/*watched=*/false);
    } else if (const std::size_t first = in.sharings.size(); rehearse()) {
      in.sharings.push_back(0);
    } else {
      in.nextSharing = first;
      evaluateNoting(/*watched=*/true);
    }
    if (in.rehearsals == 0 && !in.nextSharing)
      in.sharings.clear();
    return std::move(values);
  }

private:
  /// What the evaluation of one operand did.
  struct Effect {
    std::size_t begin, end; ///< of the trace
    std::vector<Place> changed;
  };

  void evaluateOnce(bool watched);
  bool rehearse();
  void evaluateNoting(bool watched);
  void forget(std::uint64_t sharing);

  Machine& in;
  const Node& call;
  const llvm::ArrayRef<const Node*> operands;
  const bool firstFirst;
  Args values;
  llvm::SmallVector<Effect, 4> effects;
  std::vector<Place> changed; ///< by all of them
};

void Unordered::evaluateOnce(bool watched) {
  values.assign(operands.size(), Value());
  effects.clear();
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const bool hasPlace = firstFirst && i == 0;
    const Memory::ChangeMark mark = in.objects.changeMark();
    const std::size_t begin = in.log.items.size();
    if (watched)
      in.objects.setUser(hasPlace ? -1 : static_cast<int>(i));
    values[i] = evalOperand(in, *operands[i]);
    effects.push_back({begin, in.log.items.size(), {}});
    Effect& effect = effects.back();
    if (hasPlace) {
      effect.begin = effect.end;
      continue;
    }
    effect.changed = in.objects.changedSince(mark);
    if (effect.begin == effect.end)
      continue;
    for (std::size_t other = 0; other < i; ++other)
      if (effects[other].begin != effects[other].end &&
          !in.log.commute(effects[other].begin, effects[other].end, effect.begin, effect.end))
        report(in, *operands[other], *operands[i], "both reach scope calls");
  }
}

/// \return whether that was all: no object from before was changed, so that no operand can have seen another one's doing
bool Unordered::rehearse() {
  ++in.rehearsals;
  const llvm::scope_exit end([&] { --in.rehearsals; });
  changed = in.rehearse(call, [&] { evaluateOnce(/*watched=*/false); });
  return changed.empty();
}

void Unordered::evaluateNoting(bool watched) {
  const Memory::Region region = in.objects.open();
  if (watched)
    in.objects.watch(changed);
  std::uint64_t sharing = 0;
  const auto stopWatching = [&] {
    sharing = in.objects.unwatch();
    in.nextSharing.reset();
  };
  try {
    evaluateOnce(watched);
    if (watched) {
      stopWatching();
      in.sharings.push_back(sharing);
    } else {
      assert(*in.nextSharing < in.sharings.size() && "an operand that is run again goes another way");
      sharing = in.sharings[(*in.nextSharing)++];
    }
    forget(sharing);
  } catch (...) {
    if (watched && in.nextSharing)
      stopWatching();
    in.objects.commit(region);
    throw;
  }
  in.objects.commit(region);
}

/// What these operands have changed, and what they have given, is not known.
void Unordered::forget(std::uint64_t sharing) {
  llvm::SmallVector<std::size_t, 4> sharers;
  for (std::size_t i = 0; i < operands.size(); ++i)
    if (sharing >> std::min<std::size_t>(i, 63) & 1)
      sharers.push_back(i);
  if (sharers.size() < 2)
    return;
  const Node &first = *operands[sharers[0]], &second = *operands[sharers[1]];
  if (llvm::any_of(sharers, [&](std::size_t i) { return effects[i].begin != effects[i].end; }))
    report(in, first, second, "one of them reaches scope calls, and they share an object that one of them changes");
  const Node* const around = std::exchange(in.current, &call); // where what is unknown now comes from
  const std::string reason = "it depends on " + whichIsFirst(in, first, second) + ", which C++ leaves to the compiler";
  for (std::size_t i : sharers) {
    for (Place place : effects[i].changed)
      in.havoc(Value::place(place), reason);
    if (values[i].isPlace() || values[i].is(ValueKind::Object))
      in.havoc(values[i], reason);
    else
      values[i] = in.fresh(reason, call.loc, "write these operands in separate statements");
  }
  in.current = around;
}

} // namespace

Args evalArgs(Machine& in, const Node& call, llvm::ArrayRef<const Node*> operands, bool firstFirst) {
  const llvm::StringRef order = in.order && in.order->kids[0] == &call ? in.order->text : "";
  if (order == "open")
    firstFirst = false;
  if ((order.empty() || order == "open") && ir::orderMayMatter(operands.drop_front(firstFirst ? 1 : 0)))
    return Unordered(in, call, operands, firstFirst).evaluate();
  const bool backwards = order == "right";
  Args values(operands.size());
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const std::size_t at = backwards ? operands.size() - 1 - i : i;
    values[at] = evalOperand(in, *operands[at]);
  }
  return values;
}

Value evalOrder(Machine& in, const Node& node) {
  in.order = &node;
  return in.eval(*node.kids[0]);
}

} // namespace varscope::resolve
