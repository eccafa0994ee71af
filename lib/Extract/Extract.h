#pragma once
/// Extraction: one translation unit's Clang AST becomes scope IR.
///
/// What is lowered:
///   - every model (a function annotated "varscope.model") and, in a unit that sees
///     role declarations, every function written in a user's file that is not
///     inline in a header;
///   - in a unit that sees none, the functions with external linkage whose result
///     or reference parameters can carry a name, a shape, a bound or a flag, or
///     that call further functions of the user's: another unit may call them on
///     the way to a scope;
///   - what those reach: inline functions, template instantiations, lambdas,
///     constructors, overriders, records and globals.
/// Functions of system headers and of namespace std are never lowered (but those that a
/// role file says are to be read like the program's); calls of them become `lib` nodes. The result depends on the AST alone, never on
/// addresses or on the order of hash tables.

#include "Extract/RoleFile.h"
#include "ScopeIR/ScopeIR.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/FrontendAction.h"

#include <memory>
#include <optional>
#include <string>

namespace varscope {

/// What a unit, or the part of it that has been read, has by the rule above.
struct Roots {
  bool roles = true; ///< it sees role declarations
  bool any = true;   ///< it has models, functions or globals of its own
};

struct ExtractOptions {
  /// Absolute directory; files under it are named relative to it.
  std::string sourceRoot;
  /// What declarations of other libraries mean.
  std::vector<const RoleFile*> roles;
  /// Of a precompiled preamble: it is not searched again.
  std::optional<Roots> headers = std::nullopt;
};

Roots rootsSoFar(const clang::ASTContext& ast);

/// Fills `module` when the translation unit is complete. The AST may hold errors
/// (recovery nodes become `unknown`), but callers normally refuse such a unit.
std::unique_ptr<clang::ASTConsumer> makeExtractor(ir::Module& module, ExtractOptions options);

/// The same as an action, for clang::tooling. One action, one unit, one module.
std::unique_ptr<clang::FrontendAction> makeExtractAction(ir::Module& module, ExtractOptions options);

} // namespace varscope
