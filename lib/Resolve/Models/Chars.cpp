// <cctype> in the "C" locale.

#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

#include "llvm/ADT/StringExtras.h"

namespace varscope::resolve {
namespace {

template <bool (*Test)(char)>
Value test(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> c = in.integer(call.args[0]);
  return c ? numberOfSign(in, call, *c >= 0 && *c < 128 && Test(static_cast<char>(*c))) : in.unknownResult(call);
}

template <char (*Map)(char)>
Value map(Interpreter& in, const LibCall& call) {
  Value value = in.load(call.args[0]);
  if (!value.isInt())
    return in.unknownResult(call);
  std::int64_t c = value.asInt();
  if (c >= 0 && c < 128)
    c = Map(static_cast<char>(c));
  return Value::integer(static_cast<std::uint64_t>(c), 32, true);
}

bool isDigit(char c) { return llvm::isDigit(c); }
bool isAlpha(char c) { return llvm::isAlpha(c); }
bool isAlnum(char c) { return llvm::isAlnum(c); }
bool isSpace(char c) { return llvm::isSpace(c); }
bool isUpper(char c) { return llvm::isUpper(c); }
bool isLower(char c) { return llvm::isLower(c); }
bool isPunct(char c) { return llvm::isPunct(c); }
bool isHexDigit(char c) { return llvm::isHexDigit(c); }
bool isPrint(char c) { return llvm::isPrint(c); }
char toLower(char c) { return llvm::toLower(c); }
char toUpper(char c) { return llvm::toUpper(c); }

#define VARSCOPE_BOTH(name, fn) {name, fn}, {"std::" name, fn}
constexpr ModelEntry models[] = {
    VARSCOPE_BOTH("isdigit", test<isDigit>),   VARSCOPE_BOTH("isalpha", test<isAlpha>),
    VARSCOPE_BOTH("isalnum", test<isAlnum>),   VARSCOPE_BOTH("isspace", test<isSpace>),
    VARSCOPE_BOTH("isupper", test<isUpper>),   VARSCOPE_BOTH("islower", test<isLower>),
    VARSCOPE_BOTH("ispunct", test<isPunct>),   VARSCOPE_BOTH("isxdigit", test<isHexDigit>),
    VARSCOPE_BOTH("isprint", test<isPrint>),   VARSCOPE_BOTH("tolower", map<toLower>),
    VARSCOPE_BOTH("toupper", map<toUpper>),
};
#undef VARSCOPE_BOTH

} // namespace

void addChars(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
