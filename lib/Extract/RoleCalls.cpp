// Calls of annotated functions.

#include "Extract/Calls.h"
#include "Extract/ClangCompat.h"
#include "Extract/Names.h"
#include "Extract/Roles.h"

#include "clang/AST/DeclTemplate.h"

namespace varscope::extract {

using namespace clang;
using ir::Node;
using ir::Op;

namespace {

constexpr llvm::StringLiteral findRole = "varscope.Model.find", scopeNameRole = "varscope.ScopeName";

/// A string literal, however it is wrapped on its way to a parameter.
const Node* literalIn(const Node* node) {
  while (node->op != Op::Str) {
    bool passes = node->op == Op::Temp || node->op == Op::Copy || node->op == Op::Init ||
                  (node->op == Op::Lib && node->text.starts_with("std::basic_string"));
    if (!passes || node->kids.size() != 1)
      return nullptr;
    node = node->kids[0];
  }
  return node;
}

/// `model.find("a/b")`: the tag is the name of the model class's template argument.
void noteLookUp(Lowering& lowering, const CallSite& site, const Node& call) {
  const auto* method = dyn_cast<CXXMethodDecl>(&site.callee);
  const auto* model =
      method ? dyn_cast<ClassTemplateSpecializationDecl>(method->getParent()) : nullptr;
  if (!model || model->getTemplateArgs().size() == 0 || call.kids.empty())
    return;
  const TemplateArgument& argument = model->getTemplateArgs()[0];
  const CXXRecordDecl* tag = argument.getKind() == TemplateArgument::Type
                                 ? compat::classOf(argument.getAsType())
                                 : nullptr;
  const Node* name = literalIn(call.kids.back());
  if (tag && name)
    lowering.unit.module.lookUps.push_back(
        {lowering.unit.module.intern(tag->getName()), name->text, call.loc});
}

llvm::StringRef parameterName(const FunctionDecl& callee, unsigned index) {
  if (index >= callee.getNumParams())
    return "...";
  const ParmVarDecl* parameter = callee.getParamDecl(index);
  if (parameter->getName().empty())
    if (const FunctionDecl* written = callee.getTemplateInstantiationPattern();
        written && index < written->getNumParams())
      parameter = written->getParamDecl(index);
  return parameter->getName().empty() ? llvm::StringRef("unnamed") : parameter->getName();
}

/// (init "<parameter>" (zero type))
const Node* typeArgument(Lowering& lowering, const Expr& at, QualType type, llvm::StringRef parameter) {
  return lowering.node(Op::Init, at, {lowering.node(Op::Zero, at, {}, {}, lowering.type(type))},
                       parameter);
}

/// The conversion to std::string_view of an object of the program, or null.
const CXXConversionDecl* conversionToText(const CXXRecordDecl* record) {
  if (!record || !record->hasDefinition() || isLibrary(*record) || !roleOf(*record).empty())
    return nullptr;
  for (const NamedDecl* each : record->getVisibleConversionFunctions()) {
    const auto* conversion = dyn_cast<CXXConversionDecl>(each->getUnderlyingDecl());
    if (!conversion || !conversion->isConst() || isLibrary(*conversion))
      continue;
    const CXXRecordDecl* text = compat::classOf(conversion->getConversionType().getNonReferenceType());
    if (text && qualifiedName(*text) == "std::basic_string_view")
      return conversion;
  }
  return nullptr;
}

/// An argument. Where a ScopeName is made of an object of the program, the conversion
/// stands in the role's own code: here it is a call.
const Node* nameOr(Lowering& lowering, const Expr& argument, llvm::StringRef role) {
  if (role == scopeNameRole)
    if (const CXXConversionDecl* conversion = conversionToText(compat::classOf(argument.getType())))
      return lowering.node(conversion->isVirtual() ? Op::VCall : Op::Call, argument,
                           {lowering.place(argument)}, lowering.unit.function(*conversion));
  return lowering.value(argument);
}

} // namespace

const Node* lowerRoleCall(Lowering& lowering, const CallSite& site, llvm::StringRef role) {
  Nodes kids;
  if (site.object)
    kids.push_back(site.object);
  for (auto [index, argument] : llvm::enumerate(site.arguments)) {
    llvm::StringRef parameter = parameterName(site.callee, index);
    if (!isa<CXXDefaultArgExpr>(argument))
      kids.push_back(lowering.node(Op::Init, *argument, {nameOr(lowering, *argument, role)}, parameter));
    else if (parameter == "site" && lowering.insideDefault)
      kids.push_back(typeArgument(lowering, site.at, lowering.unit.ast.IntTy, parameter));
  }
  for (const WrittenArgument& written : writtenArguments(site))
    if (written.argument.getKind() == TemplateArgument::Type &&
        !written.argument.getAsType()->isVoidType())
      kids.push_back(typeArgument(lowering, site.at, written.argument.getAsType(), written.parameter));
  const Node* call = lowering.node(Op::Lib, site.at, kids, role, resultType(lowering, site.at));
  ++lowering.unit.module.events[role.str()];
  if (role == findRole)
    noteLookUp(lowering, site, *call);
  return call;
}

} // namespace varscope::extract
