#include "Resolve/Eval/Handlers.h"

namespace varscope::resolve {

using ir::Type;
using ir::TypeKind;

namespace {

/// Whether library class `type` is `base` or derived from it.
bool derives(const ModelTable& table, llvm::StringRef type, llvm::StringRef base) {
  if (type == base)
    return true;
  if (const LibraryType* known = table.type(type))
    for (llvm::StringRef next : known->bases)
      if (derives(table, next, base))
        return true;
  return false;
}

/// The part of the thrown object that a handler's parameter names; empty: not caught.
std::optional<Value> caught(Machine& in, const Thrown& thrown, const Type& handler) {
  if (handler.kind == TypeKind::Void)
    return Value::place(thrown.object);
  const Type& wanted = handler.kind == TypeKind::Ref && !handler.args.empty() ? *handler.args[0] : handler;
  const Value content = in.objects.read(thrown.object);
  if (const auto* state = content.as<ExceptionState>()) {
    if (wanted.kind == TypeKind::Library && derives(in.table, state->type, wanted.name))
      return Value::place(thrown.object);
    return std::nullopt;
  }
  // A class of the program: itself or one of its bases.
  const Type* type = in.objects.type(thrown.object);
  if (!type)
    type = thrown.type;
  if (!type)
    return std::nullopt;
  if (type->kind == wanted.kind && type->name == wanted.name && type->width == wanted.width &&
      type->isSigned == wanted.isSigned)
    return Value::place(thrown.object);
  if (const RecordLayout* record = in.layout(type))
    for (std::size_t i = 0; i < record->names.size(); ++i)
      if (record->names[i].starts_with("base:") && content.is(ValueKind::Aggregate))
        if (auto inner = caught(in, {content.parts().parts[i], record->parts[i], thrown.at}, handler))
          return inner;
  if (type->kind == TypeKind::Library && wanted.kind == TypeKind::Library && derives(in.table, type->name, wanted.name))
    return Value::place(thrown.object);
  return std::nullopt;
}

} // namespace

Value evalThrow(Machine& in, const ir::Node& node) {
  if (node.kids.empty()) {
    if (in.handled)
      throw Thrown(*in.handled);
    return in.fresh("a rethrow without an exception", node.loc);
  }
  Value value = in.eval(*node.kids[0]);
  const Place object = in.materialize(std::move(value), node.type);
  if (!in.objects.type(object))
    in.objects.setType(object, node.type);
  Site at = in.log.here();
  at.node = &node;
  throw Thrown{object, node.type, at};
}

Completion execTry(Machine& in, const ir::Node& node) {
  return handle(in, node, false, [&] { return in.exec(*node.kids[0]); });
}

Completion handle(Machine& in, const ir::Node& node, bool goesOn, llvm::function_ref<Completion()> guarded) {
  Thrown thrown;
  Frame* const frame = in.frame;
  const ir::Node* const current = in.current;
  ++in.tries;
  try {
    const Completion how = guarded();
    --in.tries;
    return how;
  } catch (const Thrown& exception) {
    --in.tries;
    thrown = exception;
  } catch (...) {
    --in.tries;
    throw;
  }
  in.frame = frame;
  in.current = current;
  for (const ir::Node* handler : node.kids.drop_front()) {
    const std::optional<Value> object = caught(in, thrown, *handler->type);
    if (!object)
      continue;
    const std::optional<Thrown> before = in.handled;
    in.handled = thrown;
    const Completion how = in.inScope([&] {
      if (!handler->text.empty()) {
        if (handler->type->kind == TypeKind::Ref || handler->type->kind == TypeKind::Void) {
          in.bind(handler->text, *object, {});
        } else {
          const Place copy = in.materialize(in.copyOf(*object), handler->type);
          in.bind(handler->text, Value::place(copy), copy);
        }
      }
      return in.exec(*handler->kids[0]);
    });
    in.handled = before;
    if (goesOn && how == Completion::Normal)
      throw thrown;
    Value kept = std::move(in.returned);
    in.destroy(thrown.object);
    in.returned = std::move(kept);
    return how;
  }
  throw thrown;
}

} // namespace varscope::resolve
