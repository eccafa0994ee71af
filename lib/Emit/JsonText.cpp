#include "Emit/JsonText.h"

#include "Emit/Describe.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace varscope;

std::string varscope::quoted(StringRef text) {
  // Nearly every text, of millions.
  if (all_of(text, [](char c) { return isPrint(c) && c != '"' && c != '\\'; }))
    return ("\"" + text + "\"").str();
  std::string json;
  raw_string_ostream os(json);
  writeCompact(os, json::Value(json::fixUTF8(text)));
  return json;
}

std::string varscope::numberList(ArrayRef<std::int64_t> items) {
  return list(items, [](std::int64_t n) { return std::to_string(n); });
}

bool varscope::fromJSON(const json::Value& value, DType& dtype, json::Path path) {
  if (std::optional<StringRef> spelled = value.getAsString())
    for (std::size_t i = 0; i < std::size(detail::dtype_table); ++i)
      if (name(DType(i)) == std::string_view(*spelled)) {
        dtype = DType(i);
        return true;
      }
  path.report("expected a dtype");
  return false;
}

bool varscope::isShape(ArrayRef<std::int64_t> sizes, json::Path path) {
  if (all_of(sizes, [](std::int64_t size) { return size >= 0; }))
    return true;
  path.report("expected sizes of at least 0");
  return false;
}
