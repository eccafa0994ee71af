#pragma once
/// The source lines that findings point at, as the summaries carry them, so
/// that printing reads no source.

#include "ScopeIR/ScopeIR.h"

#include "llvm/ADT/StringMap.h"

#include <map>
#include <optional>

namespace varscope {

class SourceLines {
public:
  SourceLines() = default;
  /// Refers to the module's texts; keep it alive.
  explicit SourceLines(const ir::Module& module);

  void add(llvm::StringRef file, std::uint32_t line, llvm::StringRef text);
  /// The line's text without its end; none if no summary holds it.
  std::optional<llvm::StringRef> find(llvm::StringRef file, std::uint32_t line) const;

private:
  llvm::StringMap<std::map<std::uint32_t, llvm::StringRef>> files;
};

} // namespace varscope
