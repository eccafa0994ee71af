#include "Resolve/Roles/Numbers.h"
#include "Resolve/Models/Optional.h"

namespace varscope::resolve {

void NumberReader::missing(const Value& value) {
  if (known)
    unknown = value;
  known = false;
}

double NumberReader::numberOf(const Value& value, double otherwise) {
  Value content = in.load(value);
  if (content.isNone())
    return otherwise;
  if (std::optional<double> number = in.number(content))
    return *number;
  missing(content);
  return otherwise;
}

double NumberReader::number(llvm::StringRef parameter, double otherwise) {
  return numberOf(call.arg(parameter), otherwise);
}

std::int64_t NumberReader::integer(llvm::StringRef parameter, std::int64_t otherwise) {
  Value content = in.load(call.arg(parameter));
  if (content.isNone())
    return otherwise;
  if (content.isInt())
    return content.asInt();
  missing(content);
  return otherwise;
}

std::optional<std::int64_t> NumberReader::content(const Value& value) {
  Value content = in.load(value);
  if (content.as<NulloptState>())
    return std::nullopt;
  if (const auto* optional = content.as<OptionalState>())
    content = optional->value ? in.load(Value::place(optional->value)) : Value();
  if (content.isNone())
    return std::nullopt;
  if (content.isInt())
    return content.asInt();
  missing(content);
  return std::nullopt;
}

std::optional<std::int64_t> NumberReader::optional(llvm::StringRef parameter) {
  return content(call.arg(parameter));
}

} // namespace varscope::resolve
