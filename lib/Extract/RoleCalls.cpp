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

constexpr llvm::StringLiteral findRole = "varscope.Model.find";

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

} // namespace

const Node* lowerRoleCall(Lowering& lowering, const CallSite& site, llvm::StringRef role) {
  Nodes kids;
  if (site.object)
    kids.push_back(site.object);
  for (auto [index, argument] : llvm::enumerate(site.arguments)) {
    if (isa<CXXDefaultArgExpr>(argument))
      continue;
    kids.push_back(lowering.node(Op::Init, *argument, {lowering.value(*argument)},
                                 parameterName(site.callee, index)));
  }
  for (const WrittenArgument& written : writtenArguments(site))
    if (written.argument.getKind() == TemplateArgument::Type &&
        !written.argument.getAsType()->isVoidType())
      kids.push_back(lowering.node(Op::Init, site.at,
                                   {lowering.node(Op::Zero, site.at, {}, {},
                                                  lowering.type(written.argument.getAsType()))},
                                   written.parameter));
  const Node* call = lowering.node(Op::Lib, site.at, kids, role, resultType(lowering, site.at));
  ++lowering.unit.module.events[role.str()];
  if (role == findRole)
    noteLookUp(lowering, site, *call);
  return call;
}

} // namespace varscope::extract
