#pragma once
/// One translation unit on its way into a module: what has been referred to and
/// waits to be lowered.

#include "Extract/Extract.h"
#include "Extract/Locations.h"
#include "Extract/Types.h"

#include "ScopeIR/ScopeIR.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

#include <deque>

namespace varscope::extract {

class Unit {
public:
  Unit(clang::ASTContext& ast, ir::Module& module, const ExtractOptions& options);

  clang::ASTContext& ast;
  ir::Module& module;
  Locations locations;
  Types types;

  /// \name References
  /// Their USRs; what they stand for is lowered once, later.
  /// @{
  llvm::StringRef function(const clang::FunctionDecl& function);
  llvm::StringRef record(const clang::CXXRecordDecl& record);
  llvm::StringRef global(const clang::VarDecl& variable);
  /// @}

  /// Name of a field in its class: unnamed ones get one.
  llvm::StringRef fieldName(const clang::FieldDecl& field);
  /// Name of the subobject of a base class: "base:<USR>".
  llvm::StringRef baseName(const clang::CXXRecordDecl& base);
  /// Name of a closure's member for a captured variable; `variable` null: `this`.
  llvm::StringRef captureName(const clang::CXXRecordDecl& closure, const clang::ValueDecl* variable);

  /// Forwarding.cpp's findings, by instantiated library function; null: none.
  llvm::DenseMap<const clang::FunctionDecl*, const clang::Expr*> constructions;
  /// HiddenConstructions.cpp's, in the same way; and library functions in which it found none.
  llvm::DenseMap<const clang::FunctionDecl*, llvm::SmallVector<const clang::CXXConstructorDecl*, 0>> hiddenConstructions;
  llvm::DenseSet<const clang::FunctionDecl*> quietFunctions;

  /// Lowers everything that was referred to, and what that refers to.
  void run();

private:
  llvm::StringRef usr(const clang::NamedDecl& decl);

  std::string mainFile;
  llvm::DenseMap<const clang::Decl*, llvm::StringRef> usrs; ///< by canonical declaration
  llvm::StringMap<unsigned> uses;                           ///< declarations that share a USR
  std::deque<const clang::NamedDecl*> waiting;
};

/// \name Lowering of whole declarations, each in a file of its own
/// @{
void lowerFunction(Unit& unit, const clang::FunctionDecl& function, llvm::StringRef usr);
void lowerRecord(Unit& unit, const clang::CXXRecordDecl& record, llvm::StringRef usr);
void lowerGlobal(Unit& unit, const clang::VarDecl& variable, llvm::StringRef usr);
/// @}

/// Refers to everything that a unit has to offer; see Extract.h for the rule.
void findRoots(Unit& unit, std::optional<Roots> headers);

} // namespace varscope::extract
