/// Operands, and the order of their evaluation.

#include "Resolve/Eval/Handlers.h"
#include "Resolve/SourceText.h"
#include "ScopeIR/Effects.h"

#include "llvm/ADT/STLExtras.h"

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

[[noreturn]] void report(Machine& in, const Node& first, const Node& second) {
  Finding found = in.finding(Rule::Unresolved,
                             "which of " + spelled(in, first, "one operand") + " and " + spelled(in, second, "another one") +
                               " comes first is not known at compile time: C++ leaves the order of these operands to "
                               "the compiler, and both reach scope calls; write them in separate statements, or in a "
                               "braced list, which goes from left to right");
  in.place(found, second.loc);
  if (const SourceLocation other = in.locate(first.loc); other.line)
    found.notes.push_back({NoteKind::Hint, other, "the other one is here"});
  in.log.addContext(found);
  in.log.report(std::move(found));
  throw PathEnd();
}

/// The operands of one call, whose order C++ leaves open. It is noted if they may do different things in another order:
/// OpenOrders.h tells whether the model then is another one.
class Unordered {
public:
  /// \param firstFirst the first one does come first
  Unordered(Machine& in, const Node& call, llvm::ArrayRef<const Node*> operands, bool firstFirst)
      : in(in), call(call), operands(operands), fixed(firstFirst ? 1 : 0), values(operands.size()), effects(operands.size()) {}

  Args evaluate() {
    if (fixed)
      evaluateOperand(0);
    const Memory::Changes changes(in.objects);
    if (in.backwards) {
      in.backwards(call) ? evaluateBackwards() : evaluateForwards();
    } else {
      try {
        evaluateForwards();
      } catch (const Thrown&) { // others have run, or have not
        in.openOrders.insert(&call);
        throw;
      }
      if (changes.any() || orderShows())
        in.openOrders.insert(&call);
    }
    return std::move(values);
  }

private:
  /// What the evaluation of one operand did.
  struct Effect {
    std::size_t begin = 0, end = 0; ///< of the trace
    bool usesCore = false, ends = false;
    bool isEvent() const { return begin != end; }
  };

  void evaluateOperand(std::size_t i);
  void evaluateForwards();
  void evaluateBackwards();
  bool orderShows() const;
  llvm::ArrayRef<Item> items(const Effect& effect) const {
    return llvm::ArrayRef(in.log.items).slice(effect.begin, effect.end - effect.begin);
  }
  bool endsVisibly(Place made) const;

  Machine& in;
  const Node& call;
  const llvm::ArrayRef<const Node*> operands;
  const std::size_t fixed; ///< operands that come first
  Args values;
  llvm::SmallVector<Effect, 4> effects;
};

void Unordered::evaluateOperand(std::size_t i) {
  const std::size_t begin = in.log.items.size(), temporaries = in.frame->temporaries.size();
  const std::uint64_t coreUses = in.coreUses;
  values[i] = evalOperand(in, call, *operands[i]);
  Effect& effect = effects[i];
  effect.begin = begin;
  effect.end = in.log.items.size();
  effect.usesCore = in.coreUses != coreUses;
  for (Place made : llvm::ArrayRef(in.frame->temporaries).drop_front(temporaries))
    effect.ends = effect.ends || endsVisibly(made);
}

/// Whether a destructor of the program's ends it, or what it holds.
bool Unordered::endsVisibly(Place made) const {
  const auto hasDestructor = [this](const ir::Type* type) {
    const RecordLayout* record = type ? in.layout(type) : nullptr;
    return record && !record->record->destructor.empty();
  };
  if (!in.objects.alive(made))
    return false;
  const Value& content = in.objects.read(made);
  const ir::Type* type = content.is(ValueKind::Aggregate) ? content.parts().type : in.objects.type(made);
  return hasDestructor(type) ||
         (type && type->kind == ir::TypeKind::Library && llvm::any_of(type->args, hasDestructor));
}

void Unordered::evaluateForwards() {
  for (std::size_t i = fixed; i < operands.size(); ++i) {
    evaluateOperand(i);
    for (std::size_t other = fixed; other < i; ++other)
      if (effects[other].isEvent() && effects[i].isEvent() && !in.log.commute(items(effects[other]), items(effects[i])))
        report(in, *operands[other], *operands[i]);
  }
}

/// Two use the core, or end later, in an order that depends on that in which they were made.
bool Unordered::orderShows() const {
  const llvm::ArrayRef<Effect> open = llvm::ArrayRef(effects).drop_front(fixed);
  return llvm::count_if(open, [](const Effect& each) { return each.usesCore; }) > 1 ||
         llvm::count_if(open, [](const Effect& each) { return each.ends; }) > 1;
}

/// The trace has what they do in the order of the operands all the same: what two of them may do is the same
/// (evaluateForwards).
void Unordered::evaluateBackwards() {
  const std::size_t begin = in.log.items.size();
  for (std::size_t i = operands.size(); i-- > fixed;)
    evaluateOperand(i);
  std::vector<Item> all;
  for (const Effect& effect : llvm::ArrayRef(effects).drop_front(fixed))
    llvm::append_range(all, items(effect));
  llvm::copy(all, in.log.items.begin() + begin);
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
