// Calls of annotated functions.

#include "Extract/Calls.h"
#include "Extract/ClangCompat.h"
#include "Extract/Names.h"
#include "Extract/RoleKeys.h"
#include "Extract/Roles.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Diagnostic.h"

namespace varscope::extract {

using namespace clang;
using ir::Node;
using ir::Op;

namespace {

constexpr llvm::StringLiteral findRoleKey = "varscope.Model.find", scopeNameRole = "varscope.ScopeName", rolePrefix = "varscope.";

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

/// The member of a class of the program that a path of names leads to.
const Node* memberOf(Lowering& lowering, const Expr& at, const Node* place, QualType type,
                     llvm::ArrayRef<llvm::StringRef> members) {
  for (llvm::StringRef name : members) {
    type = type.getNonReferenceType();
    const CXXRecordDecl* record = compat::classOf(type);
    const FieldDecl* found = nullptr;
    if (record && record->hasDefinition() && !isLibrary(*record))
      for (const FieldDecl* field : record->getDefinition()->fields())
        if (field->getName() == name)
          found = field;
    if (!found)
      return lowering.unknown(at, "the role's description names a member '" + name.str() +
                                      "', which the class does not have", {place});
    place = lowering.node(Op::Field, at, {place}, lowering.unit.fieldName(*found));
    type = found->getType();
  }
  return place;
}

/// A call of a role that a description maps to: kids are named by the role's keys.
class DescribedCall {
public:
  DescribedCall(Lowering& lowering, const CallSite& site, const RoleInfo& role)
      : lowering(lowering), site(site), role(role), used(site.arguments.size(), false) {}

  Nodes kids() {
    for (auto [key, value] : roleFieldsOf(site.callee)) {
      const RoleKey* known = findKey(role, key);
      if (!known)
        reportKey(key);
      else if (known->kind == KeyKind::Argument)
        addArgument(key, value);
      else
        out.push_back(lowering.node(Op::Init, site.at, {lowering.node(Op::Str, site.at, {}, value)}, key));
    }
    addRest();
    return std::move(out);
  }

private:
  /// Of an annotation in the source; role files are checked when they are read.
  void reportKey(llvm::StringRef key) {
    DiagnosticsEngine& diagnostics = lowering.unit.ast.getDiagnostics();
    if (diagnostics.hasErrorOccurred())
      return; // once is enough
    unsigned id = diagnostics.getCustomDiagID(DiagnosticsEngine::Error, "the role '%0' has no key '%1'");
    diagnostics.Report(site.callee.getLocation(), id) << role.name << key;
  }

  void addArgument(llvm::StringRef key, llvm::StringRef value) {
    isMapped = true;
    if (value == "true" || value == "false")
      return out.push_back(lowering.node(Op::Init, site.at, {lowering.node(Op::Bool, site.at, {}, value)}, key));
    FoundArgument found = argumentNamed(site.callee, value);
    if (found.index == FoundArgument::object && site.object) {
      objectIsUsed = true;
      const auto& method = cast<CXXMethodDecl>(site.callee);
      const Node* place = memberOf(lowering, site.at, site.object, method.getThisType()->getPointeeType(),
                                   found.members);
      return out.push_back(lowering.node(Op::Bind, site.at, {place}, key));
    }
    if (found.index < 0 || static_cast<std::size_t>(found.index) >= site.arguments.size())
      return;
    const Expr& argument = *site.arguments[found.index];
    if (isa<CXXDefaultArgExpr>(argument))
      return;
    used[found.index] = true;
    if (found.members.empty())
      return out.push_back(lowering.node(Op::Init, argument, {lowering.value(argument)}, key));
    const Node* place = memberOf(lowering, argument, lowering.place(argument), argument.getType(), found.members);
    out.push_back(lowering.node(Op::Bind, argument, {place}, key));
  }

  /// The object of a class of scopes is the scope. Where nothing is mapped, the parameters
  /// are the role's; what is left is evaluated for its own sake.
  void addRest() {
    for (auto [index, argument] : llvm::enumerate(site.arguments))
      if (!used[index] && !isa<CXXDefaultArgExpr>(argument))
        out.push_back(lowering.node(Op::Init, *argument, {lowering.value(*argument)},
                                    isMapped ? "unmapped" : parameterName(site.callee, index)));
    if (!site.object || objectIsUsed)
      return;
    const auto* method = dyn_cast<CXXMethodDecl>(&site.callee);
    bool isScope = method && roleOf(*method->getParent()) == "varscope.scope";
    if (isScope && llvm::none_of(out, [](const Node* kid) { return kid->text == "scope"; }))
      out.push_back(lowering.node(Op::Bind, site.at, {site.object}, "scope"));
    else
      out.insert(out.begin(), site.object);
  }

  Lowering& lowering;
  const CallSite& site;
  const RoleInfo& role;
  Nodes out;
  llvm::SmallVector<bool> used;
  bool objectIsUsed = false, isMapped = false;
};

/// A default that follows from template arguments says what the resolver cannot know;
/// the others are its own.
bool isComputedDefault(const FunctionDecl& callee, std::size_t index) {
  const FunctionDecl* pattern = callee.getTemplateInstantiationPattern();
  const ParmVarDecl* parameter =
      pattern && index < pattern->getNumParams() ? pattern->getParamDecl(index) : nullptr;
  return parameter && parameter->hasDefaultArg() && !parameter->hasUnparsedDefaultArg() &&
         parameter->getDefaultArg()->isValueDependent();
}

} // namespace

const Node* lowerRoleCall(Lowering& lowering, const CallSite& site, llvm::StringRef role) {
  const RoleInfo* info = findRole(role.split("::").first.drop_front(rolePrefix.size()));
  if (info && (info->isOfTrees || !roleFieldsOf(site.callee).empty())) {
    ++lowering.unit.module.events[role.str()];
    return lowering.node(Op::Lib, site.at, DescribedCall(lowering, site, *info).kids(), role,
                         resultType(lowering, site.at));
  }
  Nodes kids;
  if (site.object)
    kids.push_back(site.object);
  for (auto [index, argument] : llvm::enumerate(site.arguments)) {
    std::string parameter = parameterName(site.callee, index);
    if (!isa<CXXDefaultArgExpr>(argument) || isComputedDefault(site.callee, index))
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
  if (role == findRoleKey)
    noteLookUp(lowering, site, *call);
  return call;
}

} // namespace varscope::extract
