#include "Resolve/Eval/Handlers.h"

namespace varscope::resolve {

using ir::Op;

namespace {
using Args = llvm::SmallVector<Value, 6>;

/// Objects passed by value to a model or to nothing end with the full expression.
Args evalArgs(Machine& in, llvm::ArrayRef<const ir::Node*> kids) {
  Args args;
  for (const ir::Node* kid : kids)
    args.push_back(in.eval(*kid));
  return args;
}

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
  return callFunctionAt(in, node, node.text, evalArgs(in, node.kids));
}

Value evalVCall(Machine& in, const ir::Node& node) {
  Args args = evalArgs(in, node.kids);
  if (args.front().isChoice())
    args.front() = in.settle(args.front());
  // The dynamic type is that of the whole object, which a base is part of.
  llvm::StringRef target = node.text;
  if (args.front().isPlace() && in.objects.alive(args.front().target())) {
    Place whole = args.front().target();
    while (true) {
      const RecordLayout* record = in.layout(in.objects.type(whole));
      if (!record)
        break;
      const auto found = record->record->overrides.find(node.text);
      if (found != record->record->overrides.end())
        target = found->second;
      const Place parent = in.objects.parent(whole);
      const RecordLayout* outer = parent && in.objects.alive(parent) ? in.layout(in.objects.type(parent)) : nullptr;
      const std::uint32_t index = in.objects.indexInParent(whole);
      if (!outer || index >= outer->names.size() || !outer->names[index].starts_with("base:"))
        break;
      whole = parent;
    }
    const auto found = in.module.functions.find(target);
    // No object is of a class with a pure method: its true class is not known.
    if (found != in.module.functions.end() && !found->second.body && !hasScopeTypes(found->second) &&
        in.reach().overriders(target))
      return in.callUnknown(node, in.fresh("the function '" + found->second.name.str() + "' has no definition, and "
                                           "the object's own class, which may override it, is not known", node.loc),
                            true, {});
    if (found != in.module.functions.end() && !found->second.self.empty())
      args.front() = in.asClass(args.front(), whole, found->second.self);
    return callFunctionAt(in, node, target, args);
  }
  const Value object = in.load(args.front());
  const auto declared = in.module.functions.find(node.text);
  const bool reaches = in.reach().overriders(node.text) || in.reach().function(node.text);
  Value reason = object.isUnknown() ? in.unknownLike(object)
                                    : in.fresh("a virtual call on an object that is not known", node.loc);
  if (!object.isUnknown() && declared != in.module.functions.end())
    reason.why().name = declared->second.name.str() + "()";
  return in.callUnknown(node, std::move(reason), reaches, llvm::ArrayRef(args).drop_front());
}

Value evalICall(Machine& in, const ir::Node& node) {
  const Value callee = in.eval(*node.kids[0]);
  const Args args = evalArgs(in, node.kids.drop_front());
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
  Args args;
  llvm::SmallVector<std::pair<llvm::StringRef, Value>, 4> named;
  for (const ir::Node* kid : node.kids) {
    Value value = kid->op == Op::Init || kid->op == Op::Bind ? evalPart(in, *kid) : in.eval(*kid);
    if (kid->op == Op::Init || kid->op == Op::Bind)
      named.emplace_back(kid->text, std::move(value));
    else
      args.push_back(std::move(value));
  }
  return in.callModel(node, node.text, args, named);
}

} // namespace varscope::resolve
