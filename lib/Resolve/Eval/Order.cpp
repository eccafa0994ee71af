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

Value evalOperand(Machine& in, const Node& call, const Node& operand) {
  Value value = operand.op == Op::Init || operand.op == Op::Bind ? evalPart(in, operand) : in.eval(operand);
  // A parameter of a function of the program ends with the full expression; the library's models take theirs over.
  if (value.is(ValueKind::Object) && call.op != Op::Lib)
    in.frame->temporaries.push_back(value.target());
  return value;
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
///
/// The first evaluation is taken back if it changes objects from before it. Then these are watched in a second one. If an
/// operand uses what another one changes, and not only as reference counts are used, so that from right to left all comes
/// to the same, what they change and yield is not known. Calls inside of operands go through this once: as these are
/// evaluated again, it is known which of them share.
class Unordered {
public:
  /// \param firstFirst the first one does come first
  Unordered(Machine& in, const Node& call, llvm::ArrayRef<const Node*> operands, bool firstFirst)
      : in(in), call(call), operands(operands), firstFirst(firstFirst) {}

  Args evaluate() {
    if (in.backwards)
      evaluateBackwards();
    else if (in.nextSharing)
      evaluateAgain();
    else
      evaluateFirst();
    if (in.rehearsals == 0 && !in.nextSharing && !in.backwards)
      in.sharings.clear();
    return std::move(values);
  }

private:
  /// What the evaluation of one operand did.
  struct Effect {
    std::size_t begin = 0, end = 0; ///< of the trace
    std::vector<Place> changed, temporaries;
  };

  void evaluateOperand(std::size_t i);
  void evaluateOnce(bool watched = false);
  void evaluateFirst();
  void evaluateAgain();
  void evaluateBackwards();
  bool isLikeBackwards(std::size_t firstSharing, std::uint32_t unusedUnknown);
  Args results() const;
  void forget(std::uint64_t sharing);

  Machine& in;
  const Node& call;
  const llvm::ArrayRef<const Node*> operands;
  const bool firstFirst;
  Args values;
  llvm::SmallVector<Effect, 4> effects;
};

void Unordered::evaluateOperand(std::size_t i) {
  const std::size_t begin = in.log.items.size(), temporaries = in.frame->temporaries.size();
  const Memory::ChangeMark mark = in.objects.changeMark();
  values[i] = evalOperand(in, call, *operands[i]);
  effects[i] = {begin, in.log.items.size(), in.objects.changedSince(mark),
                {in.frame->temporaries.begin() + temporaries, in.frame->temporaries.end()}};
}

void Unordered::evaluateOnce(bool watched) {
  values.assign(operands.size(), Value());
  effects.assign(operands.size(), {});
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const bool hasPlace = firstFirst && i == 0;
    if (watched)
      in.objects.setUser(hasPlace ? -1 : static_cast<int>(i));
    evaluateOperand(i);
    Effect& effect = effects[i];
    if (hasPlace)
      effect = {};
    if (effect.begin == effect.end)
      continue;
    for (std::size_t other = 0; other < i; ++other)
      if (effects[other].begin != effects[other].end &&
          !in.log.commute(effects[other].begin, effects[other].end, effect.begin, effect.end))
        report(in, *operands[other], *operands[i], "both reach scope calls");
  }
}

void Unordered::evaluateBackwards() {
  values.assign(operands.size(), Value());
  effects.assign(operands.size(), {});
  if (firstFirst)
    evaluateOperand(0);
  for (std::size_t i = operands.size(); i-- > (firstFirst ? 1 : 0);)
    evaluateOperand(i);
}

void Unordered::evaluateFirst() {
  const std::size_t firstSharing = in.sharings.size();
  std::vector<Place> changed;
  const auto rehearse = [&] {
    ++in.rehearsals;
    const llvm::scope_exit end([&] { --in.rehearsals; });
    return in.rehearse(call, [&] {
      const Memory::ChangeMark mark = in.objects.changeMark();
      evaluateOnce();
      changed = in.objects.changedSince(mark);
      return changed.empty(); // so that no operand can have seen another one's doing
    });
  };
  if (rehearse())
    return in.sharings.push_back(0);

  std::uint64_t sharing = 0;
  std::uint32_t unusedUnknown = 0;
  const bool isShared = !in.rehearse(call, [&] {
    in.nextSharing = firstSharing;
    in.objects.watch(changed);
    {
      const llvm::scope_exit end([&] {
        sharing = in.objects.unwatch();
        in.nextSharing.reset();
      });
      evaluateOnce(/*watched=*/true);
    }
    unusedUnknown = in.nextUnknown;
    return sharing == 0;
  });
  if (isShared && isLikeBackwards(firstSharing, unusedUnknown))
    sharing = 0;
  in.sharings.push_back(sharing);
  forget(sharing);
}

/// Evaluates them, which stays done, and compares that with the other order.
bool Unordered::isLikeBackwards(std::size_t firstSharing, std::uint32_t unusedUnknown) {
  const auto backwards = [&] {
    in.backwards = true;
    const llvm::scope_exit end([&] { in.backwards = false; });
    evaluateBackwards();
    return results();
  };
  const auto forwards = [&] {
    in.nextSharing = firstSharing;
    const llvm::scope_exit end([&] { in.nextSharing.reset(); });
    evaluateOnce();
    return results();
  };
  return in.agrees(backwards, forwards, unusedUnknown);
}

void Unordered::evaluateAgain() {
  const Memory::Region region = in.objects.open();
  const llvm::scope_exit end([&] { in.objects.commit(region); });
  evaluateOnce();
  assert(*in.nextSharing < in.sharings.size() && "an operand that is run again goes another way");
  forget(in.sharings[(*in.nextSharing)++]);
}

/// All that the operands made and that somebody can see: what they yield, and temporaries, which end later.
Args Unordered::results() const {
  Args all = values;
  for (const Effect& effect : effects)
    for (Place temporary : effect.temporaries)
      all.push_back(Value::place(temporary));
  return all;
}

/// What these operands have changed, and what they have given, is not known.
void Unordered::forget(std::uint64_t sharing) {
  llvm::SmallVector<std::size_t, 4> sharers;
  for (std::size_t i = 0; i < operands.size(); ++i)
    if (sharing >> std::min<std::size_t>(i, 63) & 1)
      sharers.push_back(i);
  if (sharers.empty())
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
    values[at] = evalOperand(in, call, *operands[at]);
  }
  return values;
}

Value evalOrder(Machine& in, const Node& node) {
  in.order = &node;
  return in.eval(*node.kids[0]);
}

} // namespace varscope::resolve
