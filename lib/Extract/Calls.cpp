#include "Extract/Calls.h"
#include "Extract/ClangCompat.h"
#include "Extract/Names.h"
#include "Extract/Roles.h"
#include "Extract/Table.h"

#include "clang/AST/DeclTemplate.h"
#include "llvm/Support/SaveAndRestore.h"

namespace varscope::extract {

using namespace clang;
using ir::Node;
using ir::Op;

const ir::Type* resultType(Lowering& lowering, const Expr& call) {
  const ir::Type* type = lowering.type(call.getType());
  return call.isGLValue()
             ? lowering.unit.types.reference(type, call.getType().isConstQualified())
             : type;
}

Nodes lowerArguments(Lowering& lowering, llvm::ArrayRef<const Expr*> arguments, bool withDefaults) {
  Nodes out;
  for (const Expr* argument : arguments)
    if (withDefaults || !isa<CXXDefaultArgExpr>(argument))
      out.push_back(lowering.expr(*argument));
  return out;
}

const Node* copyOrMove(Lowering& lowering, const Expr& source, bool move, const Stmt& at) {
  const Node* place = lowering.place(source);
  if (place->op == Op::Temp)
    return place->kids[0];
  return lowering.node(move ? Op::Move : Op::Copy, at, {place});
}

bool hasVirtualBases(const CXXRecordDecl& record) {
  return llvm::any_of(record.vbases(), [](const CXXBaseSpecifier& base) {
    const CXXRecordDecl* of = compat::classOf(base.getType());
    return !of || (!isLibrary(*of) && roleOf(*of).empty());
  });
}

bool isMemberwise(const CXXRecordDecl& record) {
  const CXXRecordDecl* definition = record.getDefinition();
  if (!definition || isLibrary(*definition) || !roleOf(*definition).empty())
    return true;
  if (hasVirtualBases(*definition))
    return false;
  auto special = [](const CXXMethodDecl* method) {
    const auto* constructor = dyn_cast<CXXConstructorDecl>(method);
    return method->isUserProvided() &&
           (method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator() ||
            (constructor && constructor->isCopyOrMoveConstructor()));
  };
  if (llvm::any_of(definition->methods(), special))
    return false;
  auto subobject = [](QualType type) {
    const CXXRecordDecl* inner =
        type->isReferenceType()
            ? nullptr
            : compat::classOf(QualType(type->getBaseElementTypeUnsafe(), 0));
    return !inner || isMemberwise(*inner);
  };
  return llvm::all_of(definition->bases(), [&](const auto& base) { return subobject(base.getType()); }) &&
         llvm::all_of(definition->fields(), [&](const auto* field) { return subobject(field->getType()); });
}

llvm::SmallVector<WrittenArgument, 1> writtenArguments(const CallSite& site) {
  llvm::SmallVector<WrittenArgument, 1> out;
  const auto* call = dyn_cast<CallExpr>(&site.at);
  const FunctionTemplateDecl* pattern = site.callee.getPrimaryTemplate();
  const TemplateArgumentList* arguments = site.callee.getTemplateSpecializationArgs();
  if (!call || !pattern || !arguments)
    return out;
  const Expr* callee = call->getCallee()->IgnoreParenImpCasts();
  unsigned count = 0;
  if (const auto* ref = dyn_cast<DeclRefExpr>(callee))
    count = ref->getNumTemplateArgs();
  else if (const auto* member = dyn_cast<MemberExpr>(callee))
    count = member->getNumTemplateArgs();
  const TemplateParameterList& parameters = *pattern->getTemplateParameters();
  for (unsigned i = 0; i < std::min({count, parameters.size(), arguments->size()}); ++i)
    out.push_back({parameters.getParam(i)->getName(), arguments->get(i)});
  return out;
}

namespace {

/// x = y of a class whose objects are values.
const Node* lowerMemberwiseAssign(Lowering& lowering, const CallSite& site) {
  const auto* method = dyn_cast<CXXMethodDecl>(&site.callee);
  if (!method || !site.object || site.arguments.size() != 1)
    return nullptr;
  bool move = method->isMoveAssignmentOperator();
  if (!move && !method->isCopyAssignmentOperator())
    return nullptr;
  const CXXRecordDecl& record = *method->getParent();
  bool library = isLibrary(record) || !roleOf(record).empty();
  if (!library && (!method->isDefaulted() || !isMemberwise(record)))
    return nullptr;
  return lowering.node(Op::Assign, site.at,
                       {site.object, copyOrMove(lowering, *site.arguments[0], move, site.at)});
}

Nodes withObject(const CallSite& site, Nodes arguments) {
  if (site.object)
    arguments.insert(arguments.begin(), site.object);
  return arguments;
}

/// The same, of a function of which only its declaration may be known: what a const method's object is, it stays.
Nodes withSeenObject(Lowering& lowering, const CallSite& site, Nodes arguments) {
  const auto* method = dyn_cast<CXXMethodDecl>(&site.callee);
  Nodes all = withObject(site, std::move(arguments));
  if (site.object && method && method->isConst() && site.object->op != Op::Temp)
    all.front() = lowering.node(Op::ReadOnly, site.at, {all.front()});
  return all;
}

/// Where a type stands among those of the variant or tuple that a call is about; none
/// for other calls.
std::optional<unsigned> alternativeIndex(const CallSite& site, QualType wanted) {
  std::string name = qualifiedName(site.callee);
  if (name != "std::get" && name != "std::get_if" && name != "std::holds_alternative" &&
      name != "std::variant::emplace")
    return std::nullopt;
  QualType object = name == "std::variant::emplace" ? QualType() : site.arguments[0]->getType();
  const CXXRecordDecl* record =
      object.isNull() ? site.objectClass
                      : compat::classOf(object->isPointerType() ? object->getPointeeType() : object);
  const auto* of = dyn_cast_or_null<ClassTemplateSpecializationDecl>(record);
  if (!of)
    return std::nullopt;
  unsigned index = 0;
  for (const TemplateArgument& argument : of->getTemplateArgs().asArray())
    for (const TemplateArgument& each :
         argument.getKind() == TemplateArgument::Pack ? argument.pack_elements() : llvm::ArrayRef(argument)) {
      if (each.getKind() == TemplateArgument::Type &&
          each.getAsType().getCanonicalType() == wanted.getCanonicalType())
        return index;
      ++index;
    }
  return std::nullopt;
}

/// Numbers that are template arguments come last: std::get<1>(pair). A type's number is
/// where it stands in the tuple or variant: std::get<float>(variant).
const Node* lowerLibraryCall(Lowering& lowering, const CallSite& site) {
  Nodes kids = withSeenObject(lowering, site, lowerForwarded(lowering, site));
  for (const WrittenArgument& written : writtenArguments(site))
    if (written.argument.getKind() == TemplateArgument::Integral)
      kids.push_back(lowering.constant(APValue(written.argument.getAsIntegral()),
                                       written.argument.getIntegralType(), site.at));
    else if (written.argument.getKind() == TemplateArgument::Type)
      if (std::optional<unsigned> index = alternativeIndex(site, written.argument.getAsType()))
        kids.push_back(lowering.node(Op::Int, site.at, {}, lowering.unit.module.intern(std::to_string(*index)),
                                     lowering.type(lowering.unit.ast.getSizeType())));
  std::string key = libraryKey(site.callee, site.objectClass);
  if (key == "std::forward" && site.at.isXValue())
    key = "std::move";
  const Node* call = lowering.node(Op::Lib, site.at, kids, key, resultType(lowering, site.at));
  // A method's object comes before its argument; an operator has the order of its own.
  const auto* operation = dyn_cast<CXXOperatorCallExpr>(&site.at);
  const bool isCall = !operation || operation->getOperator() == OO_Call;
  if (isCall && site.object && site.arguments.size() <= 1)
    call = inOrder(lowering, call, "left", site.at);
  return withHiddenConstructions(lowering, site, call);
}

const Node* lowerUserCall(Lowering& lowering, const CallSite& site) {
  Nodes arguments = lowerArguments(lowering, site.arguments, true);
  if (site.isVirtual)
    return lowering.node(Op::VCall, site.at, withSeenObject(lowering, site, std::move(arguments)),
                         lowering.unit.function(site.callee));
  return lowering.node(Op::Call, site.at, withObject(site, std::move(arguments)), lowering.unit.function(site.callee));
}

const Node* lowerReached(Lowering& lowering, const CallSite& site) {
  if (const Node* assign = lowerMemberwiseAssign(lowering, site))
    return assign;
  if (std::string role = roleOf(site.callee); !role.empty())
    return lowerRoleCall(lowering, site, role);
  if (site.callee.isConstexpr())
    if (const Node* folded = lowering.constant(site.at))
      return folded;
  return isLibrary(site.callee) ? lowerLibraryCall(lowering, site)
                                : lowerUserCall(lowering, site);
}

} // namespace

const Node* lowerCallSite(Lowering& lowering, const CallSite& site) {
  const Node* call = lowerReached(lowering, site);
  if (!site.callee.isNoReturn())
    return call;
  const Node* end = lowering.node(Op::Lib, site.at, {}, "noreturn", lowering.type(lowering.unit.ast.VoidTy));
  return lowering.node(Op::Comma, site.at, {call, end});
}

namespace {

llvm::ArrayRef<const Expr*> argumentsOf(const CallExpr& call) {
  return {call.getArgs(), call.getNumArgs()};
}

/// A call of what a value says. One that is not known may run whatever is ever called
/// through a pointer.
const Node* callOf(Lowering& lowering, const CallExpr& call, const Node* callee) {
  Nodes kids = lowerArguments(lowering, argumentsOf(call), true);
  kids.insert(kids.begin(), callee);
  return lowering.node(Op::ICall, call, kids);
}

/// The object's class before it is seen as one of its bases.
const CXXRecordDecl* writtenClass(const Expr& object) {
  QualType type = object.IgnoreParenImpCasts()->getType();
  return compat::classOf(type->isPointerType() ? type->getPointeeType() : type);
}

const Node* lowerCall(Lowering& lowering, const CallExpr& call) {
  if (const FunctionDecl* callee = call.getDirectCallee()) {
    // __builtin_expect and its like are their first argument.
    if (callee->getBuiltinID() == Builtin::BI__builtin_expect ||
        callee->getBuiltinID() == Builtin::BI__builtin_expect_with_probability)
      return lowering.expr(*call.getArg(0));
    return lowerCallSite(lowering, {call, *callee, argumentsOf(call)});
  }
  const Expr& target = *call.getCallee();
  bool isPointer = target.getType()->isFunctionPointerType() || target.getType()->isFunctionType();
  return callOf(lowering, call, isPointer ? lowering.value(target)
                                          : lowering.unknown(target, "what is called is not known"));
}

/// (object.*method)(arguments)
const Node* lowerCallByMember(Lowering& lowering, const CXXMemberCallExpr& call) {
  const auto* target = dyn_cast<BinaryOperator>(call.getCallee()->IgnoreParens());
  if (!target || !target->isPtrMemOp())
    return callOf(lowering, call, lowering.unknown(*call.getCallee(), "what is called is not known"));
  const Expr& base = *target->getLHS();
  Nodes kids{lowering.value(*target->getRHS()),
             target->getOpcode() == BO_PtrMemI ? lowering.deref(lowering.value(base), call)
                                               : lowering.place(base)};
  kids.append(lowerArguments(lowering, argumentsOf(call), true));
  return lowering.node(Op::ICall, call, kids);
}

/// A lambda without captures as a pointer to function is its operator(), called without
/// an object.
const Node* lowerClosurePointer(Lowering& lowering, const CXXMemberCallExpr& call,
                                const CXXConversionDecl& conversion) {
  const FunctionDecl* body = conversion.getParent()->getLambdaCallOperator();
  if (const TemplateArgumentList* arguments = conversion.getTemplateSpecializationArgs()) {
    void* position = nullptr;
    body = body->getDescribedFunctionTemplate()->findSpecialization(arguments->asArray(), position);
  }
  return body ? lowering.node(Op::FnRef, call, {}, lowering.unit.function(*body))
              : lowering.unknown(call, "what is called is not known", {});
}

const Node* lowerMethodCall(Lowering& lowering, const CXXMemberCallExpr& call) {
  const CXXMethodDecl* method = call.getMethodDecl();
  const auto* member = dyn_cast<MemberExpr>(call.getCallee()->IgnoreParens());
  if (!method || !member)
    return lowerCallByMember(lowering, call);
  const Expr& base = *member->getBase();
  if (method->getParent()->isLambda() && isa<CXXConversionDecl>(method))
    return lowerClosurePointer(lowering, call, *cast<CXXConversionDecl>(method));
  const Node* object = member->isArrow() ? lowering.deref(lowering.value(base), call)
                                         : lowering.place(base);
  if (isa<CXXDestructorDecl>(method))
    return lowering.node(Op::Destroy, call, {object});
  return lowerCallSite(lowering,
                       {call, *method, argumentsOf(call), method->isStatic() ? nullptr : object,
                        writtenClass(base),
                        method->isVirtual() && member->performsVirtualDispatch(
                                                   lowering.unit.ast.getLangOpts())});
}

const Node* lowerOperatorCall(Lowering& lowering, const CXXOperatorCallExpr& call) {
  const FunctionDecl* callee = call.getDirectCallee();
  if (!callee)
    return lowering.unknown(call, "what is called is not known");
  llvm::ArrayRef<const Expr*> arguments = argumentsOf(call);
  const auto* method = dyn_cast<CXXMethodDecl>(callee);
  llvm::StringRef order = orderOf(call.getOperator());
  if (!method)
    return inOrder(lowering, lowerCallSite(lowering, {call, *callee, arguments}), order, call);
  // std::ranges::sort is an object of the library: a call of it is one of a function.
  if (const auto* ref = dyn_cast<DeclRefExpr>(arguments[0]->IgnoreParenImpCasts());
      ref && call.getOperator() == OO_Call && isLibrary(*method))
    if (const auto* object = dyn_cast<VarDecl>(ref->getDecl());
        object && object->hasGlobalStorage() && isLibrary(*object)) {
      if (const Node* folded = lowering.constant(call))
        return folded;
      CallSite site{call, *callee, arguments.drop_front()};
      const Node* lowered = lowering.node(Op::Lib, call, lowerForwarded(lowering, site), qualifiedName(*object),
                                          resultType(lowering, call));
      return withHiddenConstructions(lowering, site, lowered);
    }
  const Node* object = method->isStatic() ? nullptr : lowering.place(*arguments[0]);
  const Node* out = lowerCallSite(lowering, {call, *callee, arguments.drop_front(), object,
                                             writtenClass(*arguments[0]), method->isVirtual()});
  if (order.empty() && call.isInfixBinaryOp()) // the object is an operand like the other one
    order = "open";
  return inOrder(lowering, out, order, call);
}

/// An argument that was left out: the constant, where `__builtin_LINE()` is that of the
/// call, or else its expression.
const Node* lowerDefaultArgument(Lowering& lowering, const CXXDefaultArgExpr& argument) {
  if (const Node* folded = lowering.constant(argument))
    return folded;
  llvm::SaveAndRestore inside(lowering.insideDefault, true);
  return lowering.expr(*argument.getExpr());
}

} // namespace

void addCalls(Table& table) {
  table.expr<lowerCall>({Stmt::CallExprClass, Stmt::UserDefinedLiteralClass});
  table.expr<lowerMethodCall>({Stmt::CXXMemberCallExprClass});
  table.expr<lowerOperatorCall>({Stmt::CXXOperatorCallExprClass});
  table.expr<lowerDefaultArgument>({Stmt::CXXDefaultArgExprClass});
}

} // namespace varscope::extract
