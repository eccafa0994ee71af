#pragma once
/// The table of handlers by class of AST node. Each file of a family has a function
/// that adds its own.

#include "Extract/Lowering.h"

#include <array>

namespace varscope::extract {

class Table {
public:
  using ExprHandler = const ir::Node* (*)(Lowering&, const clang::Expr&);
  using StmtHandler = void (*)(Lowering&, const clang::Stmt&);

  static const Table& get();

  /// `Handler` is `const ir::Node*(Lowering&, const E&)` for a class E of expressions.
  template <auto Handler> void expr(std::initializer_list<clang::Stmt::StmtClass> classes) {
    for (clang::Stmt::StmtClass which : classes)
      exprs[which] = Thunk<Handler>::expr;
  }
  /// `Handler` is `void(Lowering&, const S&)`, emitting into the open block.
  template <auto Handler> void stmt(std::initializer_list<clang::Stmt::StmtClass> classes) {
    for (clang::Stmt::StmtClass which : classes)
      stmts[which] = Thunk<Handler>::stmt;
  }

  ExprHandler expr(clang::Stmt::StmtClass which) const { return exprs[which]; }
  StmtHandler stmt(clang::Stmt::StmtClass which) const { return stmts[which]; }

private:
  template <auto Handler> struct Thunk;
  template <class E, const ir::Node* (*Handler)(Lowering&, const E&)> struct Thunk<Handler> {
    static const ir::Node* expr(Lowering& lowering, const clang::Expr& at) {
      return Handler(lowering, llvm::cast<E>(at));
    }
  };
  template <class S, void (*Handler)(Lowering&, const S&)> struct Thunk<Handler> {
    static void stmt(Lowering& lowering, const clang::Stmt& at) {
      Handler(lowering, llvm::cast<S>(at));
    }
  };

  std::array<ExprHandler, clang::Stmt::lastStmtConstant + 1> exprs{};
  std::array<StmtHandler, clang::Stmt::lastStmtConstant + 1> stmts{};
};

void addLiterals(Table& table);
void addConstants(Table& table);
void addReferences(Table& table);
void addOperators(Table& table);
void addCasts(Table& table);
void addCalls(Table& table);
void addConstructions(Table& table);
void addInitLists(Table& table);
void addAllocations(Table& table);
void addLambdas(Table& table);
void addTransparent(Table& table);
void addStatements(Table& table);
void addSwitch(Table& table);
void addLoops(Table& table);
void addDeclarations(Table& table);
void addExceptions(Table& table);
void addVariableArguments(Table& table);

} // namespace varscope::extract
