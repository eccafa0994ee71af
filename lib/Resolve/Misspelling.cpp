#include "Resolve/Misspelling.h"

#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/StringExtras.h"

#include <string>

namespace varscope::resolve {
namespace {

/// Whether one letter inserted, dropped or replaced, or two neighbours
/// swapped, makes one word of the other.
bool oneTypo(llvm::StringRef a, llvm::StringRef b) {
  if (a.size() > b.size())
    std::swap(a, b);
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i])
    ++i;
  if (a.size() + 1 == b.size())
    return a.substr(i) == b.substr(i + 1);
  if (a.size() != b.size() || i == a.size())
    return false;
  if (a.substr(i + 1) == b.substr(i + 1))
    return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

/// Where the letters around a difference begin and end.
llvm::StringRef wordAt(llvm::StringRef name, std::size_t at) {
  std::size_t begin = std::min(at, name.size()), end = begin;
  while (begin > 0 && llvm::isAlpha(name[begin - 1]))
    --begin;
  while (end < name.size() && llvm::isAlpha(name[end]))
    ++end;
  return name.slice(begin, end);
}

} // namespace

bool isMisspelling(llvm::StringRef a, llvm::StringRef b) {
  std::size_t i = 0;
  while (i < a.size() && i < b.size() && a[i] == b[i])
    ++i;
  const llvm::StringRef x = wordAt(a, i), y = wordAt(b, i);
  if (std::max(x.size(), y.size()) < 5 || x.data() - a.data() != y.data() - b.data())
    return false;
  return a.substr(x.end() - a.begin()) == b.substr(y.end() - b.begin()) && oneTypo(x, y);
}

void forEachNeighbour(llvm::StringRef name, llvm::function_ref<void(std::size_t)> visit) {
  visit(llvm::hash_value(name));
  std::string shorter;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!llvm::isAlpha(name[i]))
      continue;
    shorter.assign(name.begin(), name.begin() + i);
    shorter.append(name.begin() + i + 1, name.end());
    visit(llvm::hash_value(llvm::StringRef(shorter)));
  }
}

} // namespace varscope::resolve
