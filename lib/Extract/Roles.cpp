#include "Extract/Roles.h"
#include "Extract/Names.h"
#include "Extract/RoleKeys.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Expr.h"

namespace varscope::extract {
namespace {

using namespace clang;

constexpr llvm::StringLiteral modelRole = "varscope.model", optionsRole = "varscope.options",
                              programRole = "varscope.program";

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
      attribute->getAnnotation() == optionsRole || attribute->getAnnotation() == programRole)
    return {};
  return attribute->getAnnotation().str();
}

/// The text of an annotation's argument; none if it is not a literal.
std::optional<llvm::StringRef> textOf(const Expr* argument) {
  argument = argument->IgnoreParenImpCasts();
  if (const auto* constant = dyn_cast<ConstantExpr>(argument))
    argument = constant->getSubExpr()->IgnoreParenImpCasts();
  const auto* literal = dyn_cast<StringLiteral>(argument);
  return literal ? std::optional(literal->getString()) : std::nullopt;
}

const CXXRecordDecl* ownerOf(const FunctionDecl& function) {
  if (const auto* method = dyn_cast<CXXMethodDecl>(&function))
    return method->getParent();
  return dyn_cast<CXXRecordDecl>(function.getLexicalDeclContext());
}

} // namespace

std::string roleOf(const NamedDecl& decl) {
  std::string role = ownRole(decl);
  if (!role.empty() || !isa<FunctionDecl>(decl))
    return role;
  const CXXRecordDecl* owner = ownerOf(*cast<FunctionDecl>(&decl));
  if (!owner)
    return {};
  role = ownRole(*owner);
  // A described class's constructors need no description of their own.
  llvm::StringRef name = llvm::StringRef(role).substr(llvm::StringRef("varscope.").size());
  if (role.empty() || (isa<CXXConstructorDecl>(decl) && findRole(name)))
    return role;
  return role + "::" + baseName(decl);
}

std::optional<std::string> modelTagOf(const FunctionDecl& function) {
  const AnnotateAttr* attribute = annotation(function);
  if (!attribute || attribute->getAnnotation() != modelRole || attribute->args_size() == 0)
    return std::nullopt;
  std::optional<llvm::StringRef> tag = textOf(*attribute->args_begin());
  return tag ? std::optional(tag->str()) : std::nullopt;
}

bool isProgram(const Decl& decl) {
  for (const Decl* at = &decl; at && !isa<TranslationUnitDecl>(at);
       at = Decl::castFromDeclContext(at->getDeclContext()))
    if (isa<CXXRecordDecl, FunctionDecl>(at))
      if (const AnnotateAttr* attribute = annotation(*at))
        return attribute->getAnnotation() == programRole;
  return false;
}

RoleFields roleFieldsOf(const FunctionDecl& function) {
  const AnnotateAttr* attribute = annotation(function);
  if (!attribute)
    if (const auto* constructor = dyn_cast<CXXConstructorDecl>(&function))
      attribute = annotation(*constructor->getParent());
  RoleFields fields;
  if (attribute)
    for (const Expr* argument : attribute->args())
      if (std::optional<llvm::StringRef> text = textOf(argument)) {
        auto [key, value] = text->split(':');
        fields.emplace_back(key.trim(), value.trim());
      }
  return fields;
}

ArgumentPath::ArgumentPath(llvm::StringRef text) {
  text.trim().split(members, '.');
  base = members.front();
  members.erase(members.begin());
}

std::string parameterName(const FunctionDecl& function, unsigned index) {
  if (index >= function.getNumParams())
    return "...";
  const ParmVarDecl* parameter = function.getParamDecl(index);
  if (parameter->getName().empty())
    if (const FunctionDecl* written = function.getTemplateInstantiationPattern();
        written && index < written->getNumParams())
      parameter = written->getParamDecl(index);
  return parameter->getName().empty() ? "#" + std::to_string(index) : parameter->getName().str();
}

FoundArgument argumentNamed(const FunctionDecl& function, llvm::StringRef alternatives) {
  llvm::SmallVector<llvm::StringRef, 2> each;
  alternatives.split(each, '|');
  for (llvm::StringRef alternative : each) {
    ArgumentPath path(alternative);
    if (path.base == "object" && isa<CXXMethodDecl>(function))
      return {FoundArgument::object, path.members};
    for (unsigned i = 0; i < function.getNumParams(); ++i)
      if (parameterName(function, i) == path.base || "#" + std::to_string(i) == path.base)
        return {static_cast<int>(i), path.members};
  }
  return {};
}

bool isOptions(const CXXRecordDecl& record) {
  const AnnotateAttr* attribute = annotation(record);
  return attribute && attribute->getAnnotation() == optionsRole;
}

} // namespace varscope::extract
