#include "Emit/CppLiterals.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <bit>
#include <cmath>
#include <cstdio>
#include <limits>

using namespace varscope;

std::string varscope::cppString(llvm::StringRef bytes) {
  std::string literal = "\"";
  for (char c : bytes) {
    if (c == '"' || c == '\\' || c == '?') { // "?" because of trigraphs
      literal += '\\';
      literal += c;
    } else if (llvm::isPrint(c)) {
      literal += c;
    } else {
      // Always three digits, so that a digit behind it stays itself.
      unsigned char byte = static_cast<unsigned char>(c);
      literal += {'\\', char('0' + (byte >> 6)), char('0' + (byte >> 3 & 7)),
                  char('0' + (byte & 7))};
    }
  }
  return literal + '"';
}

std::string varscope::cppNumber(double value) {
  if (!std::isfinite(value))
    return llvm::formatv("__builtin_bit_cast(double, {0:x}u)", std::bit_cast<std::uint64_t>(value));
  char text[64];
  std::snprintf(text, sizeof text, "%a", value);
  return text;
}

std::string varscope::cppNumber(float value) {
  if (!std::isfinite(value))
    return llvm::formatv("__builtin_bit_cast(float, {0:x}u)", std::bit_cast<std::uint32_t>(value));
  return cppNumber(double(value)) + "f";
}

std::string varscope::cppNumber(std::int64_t value) {
  // The least number has no literal of its own.
  if (value == std::numeric_limits<std::int64_t>::min())
    return "(-9223372036854775807 - 1)";
  return std::to_string(value);
}

std::string varscope::cppNumber(std::uint64_t value) { return std::to_string(value) + "u"; }
