// Numbers as text and back: std::to_string, std::stoi and its kin.

#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

#include <cerrno>
#include <cstdlib>

namespace varscope::resolve {
namespace {

/// "%f" for floating types, as the standard says.
Value toString(Interpreter& in, const LibCall& call) {
  Value value = in.load(call.args[0]);
  if (value.isInt())
    return Value::string(value.isSigned() ? std::to_string(value.asInt())
                                          : std::to_string(value.bits()));
  if (value.is(ValueKind::Float))
    return Value::string(std::to_string(value.asDouble()));
  return in.unknownResult(call);
}

/// stoi(text, position = nullptr, base = 10) and the like.
Value toInteger(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  std::optional<std::int64_t> base = call.size() > 2 ? in.integer(call.args[2]) : std::optional<std::int64_t>(10);
  bool wantsPosition = call.size() > 1 && !in.load(call.args[1]).is(ValueKind::Null);
  if (!text || !base || wantsPosition || !call.type || call.type->kind != ir::TypeKind::Int)
    return in.unknownResult(call);
  llvm::StringRef function = call.key.rsplit("::").second;
  char* end = nullptr;
  errno = 0;
  std::uint64_t bits;
  bool fits = true;
  if (call.type->isSigned) {
    long long number = std::strtoll(text->bytes.c_str(), &end, *base);
    bits = static_cast<std::uint64_t>(number);
    fits = Value::integer(bits, call.type->width, true).asInt() == number;
  } else {
    bits = std::strtoull(text->bytes.c_str(), &end, *base);
  }
  if (end == text->bytes.c_str())
    in.raise("std::invalid_argument", function);
  if (errno == ERANGE || !fits)
    in.raise("std::out_of_range", function);
  return Value::integer(bits, call.type->width, call.type->isSigned);
}

Value toFloating(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  bool wantsPosition = call.size() > 1 && !in.load(call.args[1]).is(ValueKind::Null);
  if (!text || wantsPosition || !call.type || call.type->kind != ir::TypeKind::Float)
    return in.unknownResult(call);
  llvm::StringRef function = call.key.rsplit("::").second;
  char* end = nullptr;
  errno = 0;
  double number = call.type->width == 32 ? std::strtof(text->bytes.c_str(), &end)
                                         : std::strtod(text->bytes.c_str(), &end);
  if (end == text->bytes.c_str())
    in.raise("std::invalid_argument", function);
  if (errno == ERANGE)
    in.raise("std::out_of_range", function);
  return Value::floating(number, call.type->width);
}

constexpr ModelEntry models[] = {
    {"std::to_string", toString}, {"std::stoi", toInteger},   {"std::stol", toInteger},
    {"std::stoll", toInteger},    {"std::stoul", toInteger},  {"std::stoull", toInteger},
    {"std::stof", toFloating},    {"std::stod", toFloating},
};

} // namespace

void addNumbers(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
