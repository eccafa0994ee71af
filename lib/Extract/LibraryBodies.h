#pragma once
/// What library functions call inside: their instantiated bodies.

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

namespace varscope::extract {

/// Walks a library function's body, and those of the library's functions that it calls.
class LibraryBodies {
public:
  void walk(const clang::FunctionDecl& function);
  /// What was walked through.
  const llvm::DenseSet<const clang::FunctionDecl*>& visited() const { return seen; }

protected:
  ~LibraryBodies() = default;
  /// Of T(args...), the constructor's call or the aggregate's list. True: what T's constructor calls is not looked at.
  virtual bool considers(const clang::Expr& construction) = 0;
  /// Functions that need not be looked at.
  virtual bool isKnown(const clang::FunctionDecl&) const { return false; }

private:
  void add(const clang::FunctionDecl& function);
  void visit(const clang::Stmt& stmt);

  llvm::DenseSet<const clang::FunctionDecl*> seen;
  llvm::SmallVector<const clang::FunctionDecl*, 16> work;
};

} // namespace varscope::extract
