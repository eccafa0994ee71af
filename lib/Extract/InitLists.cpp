// Braced lists: aggregates, arrays, std::initializer_list.

#include "Extract/ClangCompat.h"
#include "Extract/Names.h"
#include "Extract/Roles.h"
#include "Extract/Table.h"

#include "llvm/Support/SaveAndRestore.h"

namespace varscope::extract {
namespace {

using namespace clang;
using ir::Node;
using ir::Op;

constexpr std::uint64_t maxFilled = 4096;

/// A field of an aggregate; null: a base.
const Node* member(Lowering& lowering, llvm::StringRef name, const FieldDecl* field, const Expr& value) {
  if (field && field->getType()->isReferenceType())
    return lowering.node(Op::Bind, value, {lowering.place(value)}, name);
  return lowering.node(Op::Init, value, {field ? lowering.fieldValue(*field, value) : lowering.value(value)}, name);
}

const Node* lowerRecord(Lowering& lowering, const Expr& list, const CXXRecordDecl& record,
                        llvm::ArrayRef<const Expr*> values) {
  if (record.isUnion())
    return lowering.unknown(list, "a union is not understood");
  bool onlyWritten = isOptions(record);
  Nodes kids;
  unsigned next = 0;
  auto add = [&](llvm::StringRef name, const FieldDecl* field) {
    if (next >= values.size())
      return;
    const Expr& value = *values[next++];
    if (onlyWritten && isa<CXXDefaultInitExpr, ImplicitValueInitExpr>(value))
      return;
    // `this` of a default initialiser is the aggregate, which no node names.
    llvm::SaveAndRestore inside(lowering.insideAggregate,
                                lowering.insideAggregate || isa<CXXDefaultInitExpr>(value));
    kids.push_back(member(lowering, name, field, value));
  };
  for (const CXXBaseSpecifier& base : record.bases())
    add(lowering.unit.baseName(*compat::classOf(base.getType())), nullptr);
  for (const FieldDecl* field : record.fields())
    if (!field->isUnnamedBitField())
      add(lowering.unit.fieldName(*field), field);
  return lowering.node(Op::Record, list, kids, {}, lowering.type(list.getType()));
}

const Node* lowerElements(Lowering& lowering, const Expr& list, llvm::ArrayRef<const Expr*> values,
                          const Expr* filler, std::uint64_t count, const ir::Type* type) {
  Nodes kids;
  for (const Expr* value : values)
    kids.push_back(lowering.value(*value));
  if (kids.size() < count && count > maxFilled)
    return lowering.unknown(list, "so large an array is not understood", kids);
  if (kids.size() < count) {
    const Node* rest = filler ? lowering.value(*filler) : lowering.node(Op::Undef, list, {}, {}, type->args[0]);
    kids.resize(count, rest);
  }
  return lowering.node(Op::List, list, kids, {}, type);
}

/// std::array holds one built-in array; for scope IR it is a list itself.
const InitListExpr* onlyArray(const Expr* value) {
  const auto* inner = dyn_cast<InitListExpr>(value);
  return inner && inner->getType()->isArrayType() ? inner : nullptr;
}

const Node* lowerBraced(Lowering& lowering, const Expr& list, llvm::ArrayRef<const Expr*> values,
                        const Expr* filler) {
  QualType type = list.getType();
  if (const ConstantArrayType* array = lowering.unit.ast.getAsConstantArrayType(type)) {
    // char text[] = {"abc"}
    if (values.size() == 1 && values[0]->getType()->isArrayType() &&
        isa<StringLiteral>(values[0]->IgnoreParens()))
      return lowering.value(*values[0]);
    return lowerElements(lowering, list, values, filler, array->getSize().getLimitedValue(),
                         lowering.type(type));
  }
  if (const CXXRecordDecl* record = compat::classOf(type)) {
    const ir::Type* lowered = lowering.type(type);
    if (lowered->kind == ir::TypeKind::Library && values.size() == 1)
      if (const InitListExpr* inner = onlyArray(values[0]))
        return lowerElements(lowering, list, inner->inits(), inner->getArrayFiller(),
                             lowered->count, lowered);
    // std::less<>{}, std::array<int, 3>{}
    if (lowered->kind == ir::TypeKind::Library && roleOf(*record).empty() &&
        llvm::all_of(values, [](const Expr* value) { return isa<ImplicitValueInitExpr>(value); }))
      return lowering.node(Op::Zero, list, {}, {}, lowered);
    return lowerRecord(lowering, list, *record, values);
  }
  if (values.empty())
    return lowering.node(Op::Zero, list, {}, {}, lowering.type(type));
  return values.size() == 1 ? lowering.expr(*values[0])
                            : lowering.unknown(list, "this list is not understood");
}

const Node* lowerInitList(Lowering& lowering, const InitListExpr& list) {
  if (!list.isSemanticForm() && list.getSemanticForm())
    return lowering.expr(*list.getSemanticForm());
  if (list.isTransparent())
    return lowering.expr(*list.getInit(0));
  if (list.isGLValue() && list.getNumInits() == 1)
    return lowering.expr(*list.getInit(0));
  return lowerBraced(lowering, list, list.inits(), list.getArrayFiller());
}

/// Aggregate(a, b)
const Node* lowerParenList(Lowering& lowering, const CXXParenListInitExpr& list) {
  llvm::SmallVector<const Expr*> values(list.getInitExprs().begin(), list.getInitExprs().end());
  return lowerBraced(lowering, list, values, list.getArrayFiller());
}

const Node* lowerInitializerList(Lowering& lowering, const CXXStdInitializerListExpr& list) {
  const Expr* array = list.getSubExpr()->IgnoreImplicit();
  const ir::Type* type = lowering.type(list.getType());
  if (const auto* braced = dyn_cast<InitListExpr>(array))
    return lowerElements(lowering, list, braced->inits(), braced->getArrayFiller(),
                         braced->getNumInits(), type);
  return lowering.unknown(list, "this list is not understood");
}

/// The copy of an array, as a lambda's capture or a defaulted copy makes it.
const Node* lowerArrayCopy(Lowering& lowering, const ArrayInitLoopExpr& loop) {
  const Expr* source = loop.getCommonExpr()->getSourceExpr();
  return lowering.value(*source);
}

const Node* lowerDefaultInit(Lowering& lowering, const CXXDefaultInitExpr& init) {
  llvm::SaveAndRestore inside(lowering.insideDefault, true);
  return lowering.expr(*init.getExpr());
}

} // namespace

void addInitLists(Table& table) {
  table.expr<lowerInitList>({Stmt::InitListExprClass});
  table.expr<lowerParenList>({Stmt::CXXParenListInitExprClass});
  table.expr<lowerInitializerList>({Stmt::CXXStdInitializerListExprClass});
  table.expr<lowerArrayCopy>({Stmt::ArrayInitLoopExprClass});
  table.expr<lowerDefaultInit>({Stmt::CXXDefaultInitExprClass});
}

} // namespace varscope::extract
