#include "Extract/Roles.h"
#include "Extract/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Expr.h"

namespace varscope::extract {
namespace {

using namespace clang;

constexpr llvm::StringLiteral modelRole = "varscope.model", optionsRole = "varscope.options";

/// The declaration that the user wrote for an instantiation.
const Decl* writtenFor(const Decl& decl) {
  if (const auto* function = dyn_cast<FunctionDecl>(&decl)) {
    if (const FunctionDecl* pattern = function->getTemplateInstantiationPattern())
      return pattern;
    if (const FunctionTemplateDecl* primary = function->getPrimaryTemplate())
      return primary->getTemplatedDecl();
  } else if (const auto* special = dyn_cast<ClassTemplateSpecializationDecl>(&decl)) {
    return special->getSpecializedTemplate()->getTemplatedDecl();
  } else if (const auto* variable = dyn_cast<VarDecl>(&decl)) {
    return variable->getTemplateInstantiationPattern();
  }
  return nullptr;
}

const AnnotateAttr* annotation(const Decl& decl) {
  for (const Decl* at : {&decl, writtenFor(decl)})
    if (at)
      for (const auto* attribute : at->specific_attrs<AnnotateAttr>())
        if (attribute->getAnnotation().starts_with("varscope."))
          return attribute;
  return nullptr;
}

std::string ownRole(const Decl& decl) {
  const AnnotateAttr* attribute = annotation(decl);
  if (!attribute || attribute->getAnnotation() == modelRole ||
      attribute->getAnnotation() == optionsRole)
    return {};
  return attribute->getAnnotation().str();
}

} // namespace

std::string roleOf(const NamedDecl& decl) {
  std::string role = ownRole(decl);
  if (!role.empty() || !isa<FunctionDecl>(decl))
    return role;
  const auto* owner = dyn_cast<CXXRecordDecl>(decl.getLexicalDeclContext());
  if (const auto* method = dyn_cast<CXXMethodDecl>(&decl))
    owner = method->getParent();
  if (!owner)
    return {};
  role = ownRole(*owner);
  return role.empty() ? role : role + "::" + baseName(decl);
}

std::optional<std::string> modelTagOf(const FunctionDecl& function) {
  const AnnotateAttr* attribute = annotation(function);
  if (!attribute || attribute->getAnnotation() != modelRole || attribute->args_size() == 0)
    return std::nullopt;
  const Expr* tag = (*attribute->args_begin())->IgnoreParenImpCasts();
  if (const auto* constant = dyn_cast<ConstantExpr>(tag))
    tag = constant->getSubExpr()->IgnoreParenImpCasts();
  const auto* literal = dyn_cast<StringLiteral>(tag);
  return literal ? std::optional(literal->getString().str()) : std::nullopt;
}

bool isOptions(const CXXRecordDecl& record) {
  const AnnotateAttr* attribute = annotation(record);
  return attribute && attribute->getAnnotation() == optionsRole;
}

} // namespace varscope::extract
