#include "Resolve/Eval/Handlers.h"
#include "Resolve/Models/BitReference.h"

namespace varscope::resolve {

using ir::Op;

namespace {
/// Whether a statement may end otherwise than by running through.
bool mayJump(const ir::Node& node) {
  switch (node.op) {
  case Op::Return:
  case Op::Break:
  case Op::Continue:
    return true;
  case Op::If:
  case Op::Block:
  case Op::For:
  case Op::DoWhile:
  case Op::ForEach:
  case Op::Switch:
  case Op::Case:
  case Op::Try:
  case Op::Catch:
    return llvm::any_of(node.kids, [](const ir::Node* kid) { return mayJump(*kid); });
  default:
    return false;
  }
}

Completion execRest(Machine& in, llvm::ArrayRef<const ir::Node*> statements) {
  while (!statements.empty()) {
    const ir::Node& statement = *statements.front();
    const Completion how = in.attempt(statement, [&] { return in.exec(statement); });
    if (how != Completion::Normal)
      return how;
    statements = statements.drop_front();
  }
  return Completion::Normal;
}

/// The statements of a function's body. One that may return is run together
/// with what follows it if its condition is not known, so that both answers end
/// alike: by returning.
Completion execBodyFrom(Machine& in, llvm::ArrayRef<const ir::Node*> statements) {
  while (!statements.empty()) {
    const ir::Node& statement = *statements.front();
    if (mayJump(statement))
      return in.attempt(
        statement,
        [&] {
          const Completion how = in.attempt(statement, [&] { return in.exec(statement); });
          return how == Completion::Normal ? execBodyFrom(in, statements.drop_front()) : how;
        },
        false);
    in.attempt(
      statement, [&] { return in.exec(statement); }, false);
    statements = statements.drop_front();
  }
  return Completion::Return;
}
} // namespace

void Machine::execBody(const ir::Node& body) {
  if (body.op == Op::Block)
    inScope([&] { return execBodyFrom(*this, body.kids); });
  else
    inScope([&] { return exec(body); });
}

Completion execBlock(Machine& in, const ir::Node& node) {
  return in.inScope([&] { return execRest(in, node.kids); });
}

namespace {
/// The call that a statement is made for.
const ir::Node* dropped(const ir::Node* node) {
  while (node->op == Op::Temp || node->op == Op::Order || node->op == Op::Inside)
    node = node->kids[0];
  return node;
}
} // namespace

Completion execExprStmt(Machine& in, const ir::Node& node) {
  const ir::Node* const around = std::exchange(in.unused, dropped(node.kids[0]));
  const Value value = in.fullExpression([&] { return in.eval(*node.kids[0]); });
  in.unused = around;
  if (value.is(ValueKind::Object)) // a prvalue that nobody took
    in.destroy(value.target());
  return Completion::Normal;
}

Completion execVar(Machine& in, const ir::Node& node) {
  Value value = in.evalFull(*node.kids[0]);
  if (value.isPlace())
    value = in.copyOf(value);
  in.name(value, node.text, node.type);
  const Place object = in.materialize(std::move(value), node.type);
  if (!in.objects.type(object))
    in.objects.setType(object, node.type);
  in.bind(node.text, Value::place(object), object);
  return Completion::Normal;
}

namespace {
[[noreturn]] void reportStatic(Machine& in, const ir::Node& node) {
  Finding found = in.finding(Rule::Unresolved, "whether the scope calls of the static '" + node.text.str() +
                                                 "' happen is not known at compile time: it is initialised once in a "
                                                 "program, by the first model that gets here, not by each; make it a "
                                                 "variable that is not static");
  in.place(found, node.loc);
  in.log.addContext(found);
  in.log.report(std::move(found));
  throw PathEnd();
}
} // namespace

Completion execStaticVar(Machine& in, const ir::Node& node) {
  const Place object = in.staticObject(&node, [&] {
    const std::size_t events = in.log.items.size();
    Value value = in.evalFull(*node.kids[0]);
    if (in.log.items.size() != events)
      reportStatic(in, node);
    if (value.isPlace())
      value = in.copyOf(value);
    in.name(value, node.text, node.type);
    return in.materialize(std::move(value), node.type);
  });
  in.bind(node.text, Value::place(object), {});
  return Completion::Normal;
}

Completion execRefVar(Machine& in, const ir::Node& node) {
  // A temporary that the reference is bound to lives as long as the reference.
  const ir::Node* bound = node.kids[0];
  while (bound->op == Op::Field || bound->op == Op::Index)
    bound = bound->kids[0];
  Place extended;
  const std::size_t keep = in.frame->temporaries.size();
  const Value place = in.fullExpression([&] {
    Value made = in.eval(*node.kids[0]);
    if (made.is(ValueKind::Object)) {
      extended = made.target();
    } else if (bound->op == Op::Temp && in.frame->temporaries.size() > keep) {
      extended = in.frame->temporaries.back();
      in.frame->temporaries.pop_back();
    }
    return made;
  });
  in.name(place, node.text, nullptr);
  in.bind(node.text, place.is(ValueKind::Object) ? Value::place(place.target()) : place, extended);
  return Completion::Normal;
}

Completion execIf(Machine& in, const ir::Node& node) {
  const bool taken = in.fullExpression([&] { return in.decide(in.eval(*node.kids[0])); });
  const ir::Node* branch = taken ? node.kids[1] : node.kids.size() > 2 ? node.kids[2] : nullptr;
  return branch ? in.exec(*branch) : Completion::Normal;
}

// -- loops ------------------------------------------------------------------------------

namespace {
struct InLoop {
  Machine& in;
  std::size_t depth;
  InLoop(Machine& in, const ir::Node& node) : in(in), depth(in.loops.size()) {
    in.loops.push_back({&node, in.nextExecution++, 0, nullptr});
  }
  ~InLoop() { in.loops.resize(std::min(depth, in.loops.size())); }
  void next() {
    ++in.loops[depth].iteration;
    in.loops[depth].node = nullptr;
    // Loops within are over; calls of this one start anew.
  }
};

/// A value that decides whether a loop goes on: known, or what is not known.
std::optional<bool> loopTest(Machine& in, const Value& condition) {
  const Value value = in.load(condition);
  if (!value.isUnknown())
    return in.decide(value);
  return in.paths.known(value);
}

Completion forLoop(Machine& in, const ir::Node& node, const ir::Node& condition, const ir::Node* step,
                   const ir::Node& body, bool testFirst) {
  InLoop loop(in, node);
  for (bool first = true;; first = false) {
    if (testFirst || !first) {
      const Value test = in.evalFull(condition);
      const std::optional<bool> go = loopTest(in, test);
      if (!go) {
        return in.unknownLoop(node, in.load(test), [&] {
          const Completion how = in.exec(body);
          if (how == Completion::Return || how == Completion::Break)
            return how == Completion::Return ? how : Completion::Normal;
          if (step)
            in.exec(*step);
          in.evalFull(condition);
          return Completion::Normal;
        });
      }
      if (!*go)
        return Completion::Normal;
    }
    const Completion how = in.attempt(body, [&] {
      const Completion ended = in.exec(body);
      return ended == Completion::Continue ? Completion::Normal : ended;
    });
    if (how == Completion::Break)
      return Completion::Normal;
    if (how == Completion::Return)
      return how;
    if (step)
      in.exec(*step);
    loop.next();
  }
}
} // namespace

Completion execFor(Machine& in, const ir::Node& node) {
  return in.inScope([&] { return forLoop(in, node, *node.kids[0], node.kids[1], *node.kids[2], true); });
}

Completion execDoWhile(Machine& in, const ir::Node& node) {
  return in.inScope([&] { return forLoop(in, node, *node.kids[1], nullptr, *node.kids[0], false); });
}

Completion execForEach(Machine& in, const ir::Node& node) {
  Value kept; // the range's destructors return, too
  const auto run = [&] {
    const Value range = in.eval(*node.kids[0]);
    if (range.is(ValueKind::Object))
      in.frame->temporaries.push_back(range.target());
    llvm::SmallVector<Value, 8> items;
    const bool byReference = node.type && node.type->kind == ir::TypeKind::Ref;
    const ir::Type* itemType = byReference ? node.type->args[0] : node.type;
    const auto bindItem = [&](const Value& element) {
      const Value item = bitReference(element, itemType);
      if (byReference && (item.isPlace() || item.isUnknown()))
        return in.bind(node.text, item, {});
      Value copy = in.copyOf(item);
      in.name(copy, node.text, node.type);
      const Place object = in.materialize(std::move(copy), itemType);
      in.bind(node.text, Value::place(object), object);
    };
    InLoop loop(in, node);
    Completion how = Completion::Normal;
    if (!in.elements(range, items)) {
      const Value content = in.load(range);
      const Value why = content.isUnknown() ? content : in.fresh("a range that is not modelled", node.kids[0]->loc);
      how = in.unknownLoop(node, why, [&] {
        return in.inScope([&] {
          bindItem(in.derived("[]", why, {}, nullptr));
          const Completion ended = in.exec(*node.kids[1]);
          return ended == Completion::Return ? ended : Completion::Normal;
        });
      });
    } else {
      for (const Value& item : items) {
        how = in.attempt(*node.kids[1], [&] {
          return in.inScope([&] {
            bindItem(item);
            const Completion ended = in.exec(*node.kids[1]);
            return ended == Completion::Continue ? Completion::Normal : ended;
          });
        });
        if (how != Completion::Normal)
          break;
        loop.next();
      }
      if (how == Completion::Break)
        how = Completion::Normal;
    }
    kept = std::move(in.returned);
    return how;
  };
  const Completion how = in.fullExpression(run); // the range lives as long as the loop
  in.returned = std::move(kept);
  return how;
}

Completion execSwitch(Machine& in, const ir::Node& node) {
  const Value value = in.load(in.evalFull(*node.kids[0]));
  const llvm::ArrayRef<const ir::Node*> cases = node.kids.drop_front();
  std::size_t chosen = cases.size(), otherwise = cases.size();
  for (std::size_t i = 0; i < cases.size() && chosen == cases.size(); ++i) {
    const ir::Node& labels = *cases[i]->kids[0];
    if (labels.kids.empty())
      otherwise = i;
    for (const ir::Node* label : labels.kids)
      if (in.decide(binary(in, "==", value, in.eval(*label), in.boolType()))) {
        chosen = i;
        break;
      }
  }
  if (chosen == cases.size())
    chosen = otherwise;
  return in.inScope([&] {
    for (std::size_t i = chosen; i < cases.size(); ++i) {
      const Completion how = execRest(in, cases[i]->kids.drop_front());
      if (how == Completion::Break)
        return Completion::Normal;
      if (how != Completion::Normal)
        return how;
    }
    return Completion::Normal;
  });
}

Completion execBreak(Machine&, const ir::Node&) { return Completion::Break; }
Completion execContinue(Machine&, const ir::Node&) { return Completion::Continue; }

Completion execReturn(Machine& in, const ir::Node& node) {
  in.returned = {};
  if (node.kids.empty())
    return Completion::Return;
  Value value = in.evalFull(*node.kids[0]);
  const ir::Type* result = in.frame->function ? in.frame->function->result : nullptr;
  const bool isReference = result && result->kind == ir::TypeKind::Ref;
  if (value.isPlace() && !isReference)
    value = node.kids[0]->op == ir::Op::Local ? Value::object(value.target()) : in.copyOf(value);
  in.returned = std::move(value);
  return Completion::Return;
}

Completion execOpaque(Machine& in, const ir::Node& node) {
  in.mayChangeKids(node);
  return Completion::Normal;
}

} // namespace varscope::resolve
