#pragma once
/// Lines on which NOLINT comments switch findings off.

#include "Rules/Finding.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"

#include <map>

namespace varscope {

class Suppressions {
public:
  /// Switches rules off on one line. No slugs: every rule.
  void add(llvm::StringRef file, std::uint32_t line, llvm::ArrayRef<std::string> slugs);

  /// Whether a comment covers the finding's line, or the line of the macro's
  /// body that it comes from.
  bool covers(const Finding& finding) const;

private:
  struct Line {
    bool all = false;
    std::vector<std::string> slugs;
  };
  bool covers(llvm::StringRef file, std::uint32_t line, Rule rule) const;
  llvm::StringMap<std::map<std::uint32_t, Line>> files;
};

} // namespace varscope
