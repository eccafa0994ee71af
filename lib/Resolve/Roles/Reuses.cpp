// The reuse argument, and a scope's name argument.

#include "Resolve/Models/Support.h"
#include "Resolve/Roles/Options.h"
#include "Resolve/Roles/Registry.h"

namespace varscope::resolve {
namespace {

/// Reuse() and Reuse(bool). A flag that is not known stays the unknown value that it
/// is: whoever needs it says which expression it came from.
Value construct(Interpreter& in, const LibCall& call) {
  const Value& given = firstArgument(call);
  if (given.isNone())
    return coreValue(Reuse());
  Value content = in.load(given);
  if (content.as<CoreState<Reuse>>())
    return content;
  return content.isInt() ? coreValue(Reuse(content.asBool())) : content;
}

Value autoReuse(Interpreter&, const LibCall&) { return coreValue(AUTO_REUSE); }

Value test(Interpreter& in, const LibCall& call) {
  const auto* reuse = in.state<CoreState<Reuse>>(call.args[0]);
  return reuse ? Value::boolean(bool(reuse->value)) : in.unknownResult(call);
}

/// A ScopeName is its text; None is the null pointer.
Value scopeName(Interpreter& in, const LibCall& call) {
  const Value& given = firstArgument(call);
  if (given.isNone())
    return Value::null();
  Value content = in.peek(given);
  if (content.is(ValueKind::Pointer)) // to characters that are put together
    if (std::optional<Piece> text = piece(in, content))
      return stringValue(std::move(*text));
  return content;
}
Value makeNone(Interpreter&, const ir::Type&) { return Value::null(); }

/// What the program makes of it does not matter: the argument has no effect.
Value values(Interpreter&, const LibCall& call) {
  return coreValue(firstArgument(call).isNone() ? Values() : Values({0}));
}

constexpr ModelEntry models[] = {
    {"varscope.Reuse", construct},          {"varscope.AUTO_REUSE", autoReuse},
    {"varscope.Reuse.operator bool", test}, {"varscope.Reuse::operator==", equal<Reuse>},
    {"varscope.ScopeName", scopeName},      {"varscope.Values", values},
};

} // namespace

void addReusesRoles(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{.name = "varscope.Reuse", .makeDefault = makeAbsent<Reuse>, .movesAsCopy = true});
  table.add(LibraryType{.name = "varscope.ScopeName", .makeDefault = makeNone, .movesAsCopy = true});
  table.add(LibraryType{.name = "varscope.Values", .makeDefault = makeAbsent<Values>, .movesAsCopy = true});
}

} // namespace varscope::resolve
