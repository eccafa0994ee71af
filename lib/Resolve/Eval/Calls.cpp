#include "Resolve/Eval/Handlers.h"
#include "Resolve/MissingDefinition.h"

namespace varscope::resolve {

using ir::Op;

namespace {
Value callFunctionAt(Machine& in, const ir::Node& node, llvm::StringRef usr, llvm::ArrayRef<Value> args) {
  const auto found = in.module.functions.find(usr);
  const ir::Function* function = found == in.module.functions.end() ? nullptr : &found->second;
  if (!function || !function->body)
    return in.callUndefined(node, usr, function, args);
  const bool isMethod = !function->self.empty() && !args.empty();
  return in.callWith(*function, isMethod ? args.front() : Value(), isMethod ? args.drop_front() : args, &node);
}
} // namespace

Value evalCall(Machine& in, const ir::Node& node) {
  const auto found = in.module.functions.find(node.text);
  const bool isMethod = found != in.module.functions.end() && !found->second.self.empty();
  return callFunctionAt(in, node, node.text, evalArgs(in, node, node.kids, isMethod));
}

Value evalInside(Machine& in, const ir::Node& node) {
  const llvm::StringRef what = "what this call does to the scopes";
  if (constructorOpensScope(node.text))
    in.unresolved(node, in.fresh("a scope is opened inside of a library function", node.loc), what,
                  "an object of a class that has the guard as a member");
  if (in.reach().function(node.text)) {
    const auto found = in.module.functions.find(node.text);
    const llvm::StringRef name = found == in.module.functions.end() ? "a constructor" : found->second.name;
    in.unresolved(node, in.fresh("the library may call '" + name + "' inside of it", node.loc), what,
                  "an object that is made before, or as an argument,");
  }
  return in.eval(*node.kids[0]);
}

Value evalVCall(Machine& in, const ir::Node& node) {
  Args args = evalArgs(in, node, node.kids, true);
  if (args.front().isChoice())
    args.front() = in.settle(args.front());
  if (args.front().isPlace() && in.objects.alive(args.front().target())) {
    const Place whole = in.wholeOf(args.front().target());
    const llvm::StringRef target = in.overrider(node.text, args.front().target());
    const auto found = in.module.functions.find(target);
    // No object is of a class with a pure method: its true class is not known.
    const bool isUndefined = found != in.module.functions.end() && !found->second.body &&
                             scopeCallsOf(in.module, found->second) != ScopeCalls::Sure;
    if (isUndefined && in.reach().overriders(target))
      return in.callUnknown(node, in.fresh("the function '" + found->second.name.str() + "' has no definition, and "
                                           "the object's own class, which may override it, is not known", node.loc),
                            true, {});
    if (isUndefined && in.reach().overriders(node.text))
      return in.callUnknown(node, in.fresh("the function '" + found->second.name.str() + "' has no definition in this "
                                           "program, and other classes make scope calls there", node.loc),
                            true, {});
    if (found != in.module.functions.end() && !found->second.self.empty())
      if (const Place self = in.subobject(args.front().target(), whole, found->second.self))
        args.front() = Value::place(self);
    return callFunctionAt(in, node, target, args);
  }
  const Value object = in.load(args.front());
  const auto declared = in.module.functions.find(node.text);
  const bool reaches = in.reach().overriders(node.text) || in.reach().function(node.text);
  Value reason = object.isUnknown() ? in.unknownLike(object)
                                    : in.fresh("a virtual call on an object that is not known", node.loc);
  if (!object.isUnknown() && declared != in.module.functions.end())
    reason.why().name = declared->second.name.str() + "()";
  const bool staysAsItIs = node.kids.front()->op == ir::Op::ReadOnly;
  return in.callUnknown(node, std::move(reason), reaches, llvm::ArrayRef(args).drop_front(staysAsItIs));
}

Value evalICall(Machine& in, const ir::Node& node) {
  const Value callee = in.eval(*node.kids[0]);
  const Args args = evalArgs(in, node, node.kids.drop_front(), false);
  if (const Value known = in.load(callee); known.is(ValueKind::Function) && known.callee() && known.callee()->self.empty())
    return callFunctionAt(in, node, known.callee()->usr, args);
  const ir::Node* const before = in.current;
  in.current = &node;
  try {
    Value result = in.call(callee, args);
    in.current = before;
    return result;
  } catch (const Thrown&) {
    in.current = before;
    throw;
  }
}

Value evalLib(Machine& in, const ir::Node& node) {
  Args args, all = evalArgs(in, node, node.kids, false);
  llvm::SmallVector<std::pair<llvm::StringRef, Value>, 4> named;
  for (auto [kid, value] : llvm::zip(node.kids, all)) {
    if (kid->op == Op::List && value.is(ValueKind::Object)) // a braced list lives as long as the full expression
      in.frame->temporaries.push_back(value.target());
    if (kid->op == Op::Init || kid->op == Op::Bind)
      named.emplace_back(kid->text, std::move(value));
    else
      args.push_back(std::move(value));
  }
  return in.callModel(node, node.text, args, named);
}

} // namespace varscope::resolve
