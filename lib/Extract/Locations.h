#pragma once
/// Clang's source locations as scope IR's, and what findings need of the sources.

#include "ScopeIR/ScopeIR.h"

#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseMap.h"

namespace varscope::extract {

class Locations {
public:
  Locations(const clang::ASTContext& ast, ir::Module& module, std::string sourceRoot);

  ir::Loc of(clang::SourceLocation location);
  /// With the end of the last token.
  ir::Loc of(clang::SourceRange range);

  /// Relative to the source root where it lies under it.
  std::string path(clang::FileID file) const;

  /// Keeps the text of the lines of `module` that findings may point at.
  void keepLines();
  /// Turns NOLINT comments of the files that the module mentions into lines.
  void keepSuppressions();

private:
  std::uint32_t indexOf(clang::FileID file);
  llvm::StringRef text(std::uint32_t index) const;

  const clang::SourceManager& sources;
  const clang::LangOptions& language;
  ir::Module& module;
  std::string sourceRoot;
  llvm::DenseMap<clang::FileID, std::uint32_t> indices;
  std::vector<clang::FileID> ids; ///< by index
};

} // namespace varscope::extract
