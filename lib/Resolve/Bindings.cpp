#include "Resolve/Bindings.h"

#include "llvm/ADT/StringExtras.h"

namespace varscope::resolve {

namespace {

bool isString(const ir::Type& type) {
  if (type.kind == ir::TypeKind::Library)
    return type.name == "std::basic_string" || type.name == "std::basic_string_view";
  return type.kind == ir::TypeKind::Pointer && !type.args.empty() && type.args[0]->kind == ir::TypeKind::Int &&
         type.args[0]->width == 8;
}

/// An integer of the type's width and sign.
std::optional<Value> integer(llvm::StringRef text, const ir::Type& type) {
  std::int64_t number;
  std::uint64_t magnitude;
  if (type.isSigned) {
    if (text.getAsInteger(0, number) || !llvm::isIntN(type.width, number))
      return std::nullopt;
    return Value::integer(static_cast<std::uint64_t>(number), type.width, true);
  }
  if (text.getAsInteger(0, magnitude) || !llvm::isUIntN(type.width, magnitude))
    return std::nullopt;
  return Value::integer(magnitude, type.width, false);
}

std::optional<Value> parse(llvm::StringRef text, const ir::Type& type) {
  switch (type.kind) {
  case ir::TypeKind::Bool:
    if (text == "true" || text == "1")
      return Value::boolean(true);
    if (text == "false" || text == "0")
      return Value::boolean(false);
    return std::nullopt;
  case ir::TypeKind::Int:
    return type.width > 64 ? std::nullopt : integer(text, type);
  case ir::TypeKind::Float: {
    double number;
    return text.getAsDouble(number) ? std::nullopt : std::optional(Value::floating(number, type.width));
  }
  default:
    return Value::string(text.str());
  }
}

std::string wanted(const ir::Type& type) {
  switch (type.kind) {
  case ir::TypeKind::Bool:
    return "true or false";
  case ir::TypeKind::Int:
    return (type.isSigned ? "an integer of " : "an unsigned integer of ") + std::to_string(type.width) + " bits";
  default:
    return "a number";
  }
}

} // namespace

bool Bindings::accepts(const ir::Type& type) {
  return type.kind == ir::TypeKind::Bool || type.kind == ir::TypeKind::Int || type.kind == ir::TypeKind::Float ||
         isString(type);
}

std::optional<Value> Bindings::find(llvm::ArrayRef<std::string> names, const ir::Type& type) {
  for (const std::string& name : names) {
    const auto bound = given.find(name);
    if (bound == given.end() || !accepts(type))
      continue;
    used.insert(name);
    if (std::optional<Value> value = parse(bound->second, type))
      return value;
    complaints.insert("'--bind " + name + "=" + bound->second + "': '" + name + "' is " + wanted(type));
  }
  return std::nullopt;
}

std::vector<std::string> Bindings::unused() const {
  std::vector<std::string> names;
  for (const auto& [name, text] : given)
    if (!used.contains(name))
      names.push_back(name);
  return names;
}

} // namespace varscope::resolve
