#pragma once
/// Lowering of one body: expressions and statements of a function, or the
/// initialiser of a global. Each family of AST nodes has a file that registers its
/// handlers in the table (Table.h).
///
/// A glvalue is lowered to a place and a prvalue to a value, but functions, which
/// are values always.

#include "Extract/Unit.h"
#include "ScopeIR/ScopeIR.h"

#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/StringMap.h"

namespace varscope::extract {

using Nodes = llvm::SmallVector<const ir::Node*, 4>;

class Lowering {
public:
  /// \param function whose body it is; null for a global's initialiser
  Lowering(Unit& unit, const clang::FunctionDecl* function);

  Unit& unit;

  /// \name Expressions
  /// @{
  const ir::Node* expr(const clang::Expr& expr);
  /// As a value: what a place holds is loaded or copied.
  const ir::Node* value(const clang::Expr& expr);
  /// As what a field comes to hold: a bit-field takes its own bits of it.
  const ir::Node* fieldValue(const clang::FieldDecl& field, const clang::Expr& expr);
  /// As a place: a value is materialised.
  const ir::Node* place(const clang::Expr& expr);
  /// Of a value that nobody takes: an object ends with the full expression.
  const ir::Node* discarded(const clang::Expr& expr);
  /// An expression that is not modelled: what it consists of is evaluated, its
  /// result is not known.
  const ir::Node* unknown(const clang::Stmt& at, llvm::StringRef reason);
  const ir::Node* unknown(const clang::Stmt& at, llvm::StringRef reason,
                          llvm::ArrayRef<const ir::Node*> kids);
  /// The constant that `expr` is by the language's rules, or null. Exact: neither
  /// side effects nor undefined behaviour are folded away.
  const ir::Node* constant(const clang::Expr& expr);
  const ir::Node* constant(const clang::APValue& value, clang::QualType type,
                           const clang::Stmt& at);
  const ir::Node* load(const ir::Node* place, clang::QualType type, const clang::Stmt& at);
  const ir::Node* deref(const ir::Node* pointer, const clang::Stmt& at);
  const ir::Node* addressOf(const ir::Node* place, const clang::Stmt& at);
  /// While it lives, `expr` is lowered to `node`.
  void substitute(const clang::Expr& expr, const ir::Node* node) { substitutes[&expr] = node; }
  /// @}

  /// \name Statements
  /// Lowered in order into the block that is open.
  /// @{
  void stmt(const clang::Stmt* stmt);
  void emit(const ir::Node* statement) { open->push_back(statement); }
  void emitExpr(const clang::Expr& expr);
  template <class Fill> const ir::Node* block(ir::Loc loc, Fill fill) {
    Nodes statements, *outer = open;
    open = &statements;
    fill();
    open = outer;
    return unit.module.node(ir::Op::Block, loc, statements);
  }
  const ir::Node* block(const clang::Stmt* stmt);
  /// A body whose order of execution is not modelled: any part of it may run, any
  /// number of times.
  template <class Fill> void emitDisordered(const clang::Stmt& at, llvm::StringRef reason, Fill fill) {
    const ir::Node* body = block(loc(at), fill);
    const ir::Node* none = block(loc(at), [] {});
    emit(node(ir::Op::For, at, {unknown(at, reason, {}), none, body}));
  }
  void declare(const clang::VarDecl& variable);
  /// @}

  /// \name Names
  /// @{
  /// A new local's name, unique in the body.
  llvm::StringRef declareLocal(const clang::ValueDecl& variable);
  llvm::StringRef freshLocal(llvm::StringRef stem);
  /// Empty for a variable of another function.
  llvm::StringRef localName(const clang::ValueDecl& variable) const;
  void alias(const clang::ValueDecl& variable, llvm::StringRef name);
  /// The closure's member that holds a captured variable; empty: not captured.
  llvm::StringRef captureOf(const clang::ValueDecl* variable) const;
  /// @}

  /// \name Nodes
  /// @{
  const ir::Node* node(ir::Op op, const clang::Stmt& at, llvm::ArrayRef<const ir::Node*> kids = {},
                       llvm::StringRef text = {}, const ir::Type* type = nullptr) {
    return unit.module.node(op, loc(at), kids, text, type);
  }
  ir::Loc loc(const clang::Stmt& at) {
    return unit.locations.of((behalf ? *behalf : at).getSourceRange());
  }
  const ir::Type* type(clang::QualType type) { return unit.types.of(type); }
  /// @}

  const clang::FunctionDecl* function;
  /// The lambda whose operator() this is, or null.
  const clang::CXXRecordDecl* closure = nullptr;
  /// An object under construction that no name reaches: `this` is not known.
  bool insideAggregate = false;
  /// The call in the program for which an expression of a library's body is lowered: all
  /// its nodes stand there.
  const clang::Stmt* behalf = nullptr;
  /// In a default argument or a default member initialiser: the compiler says that a
  /// call in there stands where it is used.
  bool insideDefault = false;
  /// The body jumps (goto): its order of execution is not known.
  bool jumps = false;
  /// The local whose initialiser is being lowered, and whether that refers to it.
  const clang::VarDecl* declaring = nullptr;
  bool refersToItself = false;
  /// The local that is the function's result from the start (NamedResult.cpp); null: none.
  const clang::VarDecl* namedResult();
  /// Nesting went beyond what scope IR holds.
  bool tooDeep = false;

private:
  const ir::Node* dispatch(const clang::Expr& expr);

  Nodes* open = nullptr;
  unsigned depth = 0;
  llvm::DenseMap<const clang::ValueDecl*, llvm::StringRef> locals;
  llvm::StringMap<unsigned> taken;
  llvm::DenseMap<const clang::Expr*, const ir::Node*> substitutes;
  std::optional<const clang::VarDecl*> knownResult;
};

} // namespace varscope::extract
