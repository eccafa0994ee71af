#pragma once
/// The only place that knows Clang's version. A shim expires by the assertion:
/// when the version moves, revisit each of them.

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/Version.h"
#include "clang/Index/USRGeneration.h"

namespace varscope::extract::compat {

static_assert(CLANG_VERSION_MAJOR == 22, "check every shim of ClangCompat.h against this Clang");

/// The canonical class that `type` is, or null.
inline const clang::CXXRecordDecl* classOf(clang::QualType type) {
  return type.isNull() ? nullptr : type.getCanonicalType()->getAsCXXRecordDecl();
}

inline bool isSubstitutedDefault(clang::ASTContext& ast, const clang::TemplateArgument& argument,
                                 const clang::NamedDecl* parameter,
                                 llvm::ArrayRef<clang::TemplateArgument> arguments,
                                 unsigned depth) {
  return clang::isSubstitutedDefaultArgument(ast, argument, parameter, arguments, depth);
}

/// Clang's unified symbol resolution string; empty if it has none.
inline std::string usrOf(const clang::Decl& decl) {
  llvm::SmallString<128> buffer;
  return clang::index::generateUSRForDecl(&decl, buffer) ? std::string() : std::string(buffer);
}

} // namespace varscope::extract::compat
