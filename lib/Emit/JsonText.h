#pragma once
/// What writers and readers of our JSON files share. They are written by hand, a line for each
/// item, so that people can read them and version control can merge them.

#include <varscope/dtype.h>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/JSON.h"

#include <cstdint>
#include <string>

namespace varscope {

std::string quoted(llvm::StringRef text);

/// "[a, b]" of spelled items.
template <class Range, class Spell>
std::string list(const Range& items, Spell spell) {
  std::string json = "[";
  for (const auto& item : items)
    json += (json.size() == 1 ? "" : ", ") + spell(item);
  return json + "]";
}
/// "[2, 3]": a shape, in messages as well.
std::string numberList(llvm::ArrayRef<std::int64_t> items);

// llvm::json finds this by argument-dependent look-up.
bool fromJSON(const llvm::json::Value& value, DType& dtype, llvm::json::Path path);

/// Whether all sizes are at least 0; reports one that is not.
bool isShape(llvm::ArrayRef<std::int64_t> sizes, llvm::json::Path path);

} // namespace varscope
