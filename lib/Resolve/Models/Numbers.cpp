// Numbers as text and back: std::to_string, std::stoi and its kin, std::to_chars, from_chars.

#include "Resolve/Models/CString.h"
#include "Resolve/Models/Pair.h"
#include "Resolve/Models/Registry.h"

#include <cerrno>
#include <charconv>
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

/// Where the number ended, for who asks (stoi's second argument, strtol's).
void tellEnd(Interpreter& in, const Value& pointer, Value end) {
  Value target = in.load(pointer);
  if (target.is(ValueKind::Pointer) && !target.hasIndex())
    in.write(Value::place(target.target()), std::move(end));
  else if (!target.is(ValueKind::Null))
    in.havoc(target, "where a number ended is not known");
}

/// Of a text that is not known.
Value unknownNumber(Interpreter& in, const LibCall& call) {
  for (llvm::StringRef type : {"std::invalid_argument", "std::out_of_range"})
    in.mayRaise(type, call);
  if (call.size() > 1)
    in.havoc(call.args[1], "where a number ended is not known");
  return in.unknownResult(call);
}

/// stoi(text, position = nullptr, base = 10) and the like.
Value toInteger(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  std::optional<std::int64_t> base = call.size() > 2 ? in.integer(call.args[2]) : std::optional<std::int64_t>(10);
  if (!text || !base || !call.type || call.type->kind != ir::TypeKind::Int)
    return unknownNumber(in, call);
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
  if (call.size() > 1)
    tellEnd(in, call.args[1], Value::size(end - text->bytes.c_str()));
  return Value::integer(bits, call.type->width, call.type->isSigned);
}

Value toFloating(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  if (!text || !call.type || call.type->kind != ir::TypeKind::Float)
    return unknownNumber(in, call);
  llvm::StringRef function = call.key.rsplit("::").second;
  char* end = nullptr;
  errno = 0;
  double number = call.type->width == 32 ? std::strtof(text->bytes.c_str(), &end)
                                         : std::strtod(text->bytes.c_str(), &end);
  if (end == text->bytes.c_str())
    in.raise("std::invalid_argument", function);
  if (errno == ERANGE)
    in.raise("std::out_of_range", function);
  if (call.size() > 1)
    tellEnd(in, call.args[1], Value::size(end - text->bytes.c_str()));
  return Value::floating(number, call.type->width);
}

/// atoi, atol, atof: no error, but zero.
Value atNumber(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  if (!text || !call.type)
    return in.unknownResult(call);
  if (call.type->kind == ir::TypeKind::Float)
    return Value::floating(std::strtod(text->bytes.c_str(), nullptr), call.type->width);
  long long number = std::strtoll(text->bytes.c_str(), nullptr, 10);
  Value value = Value::integer(static_cast<std::uint64_t>(number), call.type->width, true);
  return value.asInt() == number ? value : in.unknown("a number that does not fit");
}

constexpr llvm::StringLiteral charsResult[] = {"ptr", "ec"};
Value error(std::errc code) { return Value::integer(static_cast<std::uint64_t>(code), 32, true); }

/// to_chars(from, to, integer, base = 10).
Value toChars(Interpreter& in, const LibCall& call) {
  Value from = in.load(call.args[0]), to = in.load(call.args[1]), value = in.load(call.args[2]);
  std::optional<std::int64_t> base = call.size() > 3 ? in.integer(call.args[3]) : std::optional<std::int64_t>(10);
  bool known = from.is(ValueKind::Pointer) && to.is(ValueKind::Pointer) && from.hasIndex() && to.hasIndex() &&
               from.target() == to.target() && value.isInt() && base && *base >= 2 && *base <= 36;
  if (!known) {
    in.havoc(from, "characters that are not known are written to it");
    return in.unknownResult(call);
  }
  char digits[72];
  char* end = (value.isSigned() ? std::to_chars(digits, std::end(digits), value.asInt(), *base)
                                : std::to_chars(digits, std::end(digits), value.bits(), *base))
                  .ptr;
  llvm::StringRef text(digits, end - digits);
  if (text.size() > to.index() - from.index())
    return makeStructure(in, charsResult, {to, error(std::errc::value_too_large)});
  writeCharacters(in, from, text);
  return makeStructure(in, charsResult, {Value::pointerInto(from.target(), from.index() + text.size()), error({})});
}

/// from_chars(from, to, integer, base = 10).
Value fromChars(Interpreter& in, const LibCall& call) {
  Value from = in.load(call.args[0]), to = in.load(call.args[1]);
  std::optional<std::int64_t> base = call.size() > 3 ? in.integer(call.args[3]) : std::optional<std::int64_t>(10);
  const ir::Type* type = objectType(in, call.args[2]);
  std::optional<std::uint64_t> size;
  if (from.isString() && to.isString() && from.str().size() >= to.str().size())
    size = from.str().size() - to.str().size();
  else if (from.is(ValueKind::Pointer) && to.is(ValueKind::Pointer) && from.target() == to.target() && from.hasIndex())
    size = to.index() - from.index();
  std::optional<Piece> text = size ? characters(in, from, *size) : std::nullopt;
  if (!text || !base || *base < 2 || *base > 36 || !type || type->kind != ir::TypeKind::Int) {
    in.havoc(call.args[2], "a number is read from characters that are not known");
    return in.unknownResult(call);
  }
  const char *begin = text->bytes.data(), *stop = begin + text->bytes.size();
  std::int64_t number = 0;
  std::uint64_t natural = 0;
  auto [end, code] = type->isSigned ? std::from_chars(begin, stop, number, *base) : std::from_chars(begin, stop, natural, *base);
  Value value = Value::integer(type->isSigned ? static_cast<std::uint64_t>(number) : natural, type->width, type->isSigned);
  if (code == std::errc() && (type->isSigned ? value.asInt() != number : value.bits() != natural))
    code = std::errc::result_out_of_range;
  if (code == std::errc())
    in.write(call.args[2], value);
  Value at = from.isString() ? from.advanced(end - begin) : Value::pointerInto(from.target(), from.index() + (end - begin));
  return makeStructure(in, charsResult, {at, error(code)});
}

constexpr ModelEntry models[] = {
    {"std::to_string", toString}, {"std::stoi", toInteger},   {"std::stol", toInteger},
    {"std::stoll", toInteger},    {"std::stoul", toInteger},  {"std::stoull", toInteger},
    {"std::stof", toFloating},    {"std::stod", toFloating},  {"atoi", atNumber},
    {"std::atoi", atNumber},      {"atol", atNumber},         {"std::atol", atNumber},
    {"atof", atNumber},           {"std::atof", atNumber},    {"std::to_chars", toChars},
    {"std::from_chars", fromChars},
};

} // namespace

void addNumbers(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
