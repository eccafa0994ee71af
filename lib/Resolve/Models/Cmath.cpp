// Functions of <cmath> where their results are exact: IEEE 754 fixes those of some, powers of whole numbers and of two
// are numbers themselves. Others may differ between libraries, and are not known.

#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

#include <cmath>

namespace varscope::resolve {
namespace {

unsigned resultWidth(const LibCall& call) {
  return call.type && call.type->kind == ir::TypeKind::Float && call.type->width == 32 ? 32 : 64;
}

/// The result, if the call's type holds it exactly.
Value result(Interpreter& in, const LibCall& call, std::optional<double> exact) {
  const bool fits = exact && (resultWidth(call) == 64 || static_cast<double>(static_cast<float>(*exact)) == *exact);
  return fits ? Value::floating(*exact, resultWidth(call)) : in.unknownResult(call);
}

/// What is rounded once, whatever the type.
template <double (*Fn)(double)> Value rounded(Interpreter& in, const LibCall& call) {
  const std::optional<double> x = in.number(call.args[0]);
  return x ? Value::floating(Fn(*x), resultWidth(call)) : in.unknownResult(call);
}
double squareRoot(double x) { return std::sqrt(x); }
double ceiling(double x) { return std::ceil(x); }
double floorOf(double x) { return std::floor(x); }
double nearest(double x) { return std::round(x); }
double truncated(double x) { return std::trunc(x); }

/// lround, llround.
Value wholeNumber(Interpreter& in, const LibCall& call) {
  constexpr double limit = 0x1p62;
  const std::optional<double> x = in.number(call.args[0]);
  return x && std::fabs(*x) < limit ? Value::int64(std::llround(*x)) : in.unknownResult(call);
}

Value remainder(Interpreter& in, const LibCall& call) {
  const std::optional<double> x = in.number(call.args[0]), y = in.number(call.args[1]);
  return x && y ? result(in, call, std::fmod(*x, *y)) : in.unknownResult(call);
}

constexpr double largestWhole = 0x1p53; ///< up to it every whole number is a double

/// 2^exponent, if it is a number that a double holds with all its digits.
std::optional<double> powerOfTwo(double exponent) {
  const bool isWhole = exponent == std::trunc(exponent) && std::fabs(exponent) < 1022;
  return isWhole ? std::optional(std::ldexp(1.0, static_cast<int>(exponent))) : std::nullopt;
}

std::optional<double> exponentOf(double x) {
  int exponent = 0;
  return std::frexp(x, &exponent) == 0.5 ? std::optional<double>(exponent - 1) : std::nullopt;
}

std::optional<double> power(double base, double exponent) {
  if (const std::optional<double> two = exponentOf(base))
    return powerOfTwo(*two * exponent);
  const bool areWhole = base == std::trunc(base) && exponent == std::trunc(exponent);
  if (!areWhole || exponent < 0 || exponent > 64)
    return std::nullopt;
  double value = 1;
  for (int i = 0; i < exponent; ++i)
    if (value *= base; std::fabs(value) > largestWhole)
      return std::nullopt;
  return value;
}

Value pow(Interpreter& in, const LibCall& call) {
  const std::optional<double> x = in.number(call.args[0]), y = in.number(call.args[1]);
  return result(in, call, x && y ? power(*x, *y) : std::nullopt);
}
Value exp2(Interpreter& in, const LibCall& call) {
  const std::optional<double> x = in.number(call.args[0]);
  return result(in, call, x ? powerOfTwo(*x) : std::nullopt);
}
Value log2(Interpreter& in, const LibCall& call) {
  const std::optional<double> x = in.number(call.args[0]);
  return result(in, call, x ? exponentOf(*x) : std::nullopt);
}

constexpr ModelEntry models[] = {
    {"sqrt", rounded<squareRoot>}, {"ceil", rounded<ceiling>},    {"floor", rounded<floorOf>},
    {"round", rounded<nearest>},   {"trunc", rounded<truncated>}, {"lround", wholeNumber},
    {"llround", wholeNumber},      {"fmod", remainder},           {"pow", pow},
    {"exp2", exp2},                {"log2", log2},
};

} // namespace

void addCmath(ModelTable& table) {
  for (const ModelEntry& model : models)
    for (llvm::StringRef where : {"", "std::", "std::__math::"}) // C's, the standard's, libc++'s for other types
      table.add((where + model.key).str(), model.fn);
}

} // namespace varscope::resolve
