#include "Resolve/MissingDefinition.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace varscope::resolve {

using ir::Function;
using ir::Module;
using ir::Type;
using ir::TypeKind;

namespace {

/// Looks for a type in another one: in its arguments, and in the members and bases of
/// the program's classes.
class Search {
public:
  Search(const Module& program, bool (*wanted)(const Type&)) : program(program), wanted(wanted) {}

  bool in(const Type* type) {
    if (!type)
      return false;
    return wanted(*type) || (type->kind == TypeKind::Record && inRecord(type->name)) ||
           llvm::any_of(type->args, [&](const Type* arg) { return in(arg); });
  }

  bool inRecord(llvm::StringRef usr) {
    if (!seen.insert(usr).second)
      return false;
    const auto found = program.records.find(usr);
    return found != program.records.end() &&
           (llvm::any_of(found->second.fields, [&](const ir::FieldDecl& field) { return in(field.type); }) ||
            llvm::any_of(found->second.bases, [&](llvm::StringRef base) { return inRecord(base); }));
  }

private:
  const Module& program;
  bool (*wanted)(const Type&);
  std::set<llvm::StringRef> seen;
};

bool isScope(const Type& type) {
  return type.kind == TypeKind::Library && (type.name == "varscope.VariableScope" || type.name == "varscope.Getter" ||
                                             type.name == "varscope.scope");
}
bool isScopeOrVariable(const Type& type) {
  return isScope(type) || (type.kind == TypeKind::Library && type.name == "varscope.Variable");
}
bool isRecord(const Type& type) { return type.kind == TypeKind::Record; }

/// What a pointer or reference leads to; null: neither.
const Type* target(const Type* type) {
  return type && (type->kind == TypeKind::Ref || type->kind == TypeKind::Pointer) && !type->args.empty()
           ? type->args[0]
           : nullptr;
}
bool isConst(const Type& access) { return access.isConst || (target(&access) && target(&access)->isConst); }

bool isText(const Type* type) {
  if (const Type* referee = target(type)) {
    if (type->kind == TypeKind::Pointer)
      return referee->kind == TypeKind::Int && referee->width == 8 && referee->isSigned && isConst(*type);
    type = referee;
  }
  return type && type->kind == TypeKind::Library &&
         (type->name == "std::basic_string" || type->name == "std::basic_string_view");
}

/// A parameter through which data comes out: a buffer, a stream, a container.
bool takesResult(const Module& program, const Type* param) {
  const Type* referee = target(param);
  return referee && !isConst(*param) && !(referee->kind == TypeKind::Record && program.records.count(referee->name));
}

struct Names {
  llvm::StringRef own, owner;
  explicit Names(llvm::StringRef qualified) {
    std::tie(owner, own) = qualified.rsplit("::");
    if (own.empty())
      std::swap(owner, own);
    owner = owner.rsplit("::").second.empty() ? owner : owner.rsplit("::").second;
  }
  bool constructor() const { return !owner.empty() && own == owner; }
  bool destructor() const { return own.starts_with("~"); }
  bool assignment() const { return own.starts_with("operator") && own.ends_with("="); }
};

} // namespace

ScopeCalls scopeCallsOf(const Module& program, const Function& function, bool valueUsed) {
  // A variable comes from a get; what is only passed one may just work on its data.
  if (Search(program, isScopeOrVariable).in(function.result) ||
      (!function.self.empty() && Search(program, isScopeOrVariable).inRecord(function.self)))
    return ScopeCalls::Sure;
  for (const ir::Param& param : function.params) {
    const bool mutableAccess = target(param.type) && !isConst(*param.type);
    if (Search(program, mutableAccess ? isScopeOrVariable : isScope).in(param.type))
      return ScopeCalls::Sure;
  }

  const Names name(function.name);
  const bool isSpecial = name.constructor() || name.destructor() || name.assignment();
  const auto params = [&](auto test) {
    return llvm::any_of(function.params, [&](const ir::Param& param) { return test(param.type); });
  };
  const bool isForEffect = !valueUsed || !function.result || function.result->kind == TypeKind::Void;
  if (isForEffect && !isSpecial && !params([&](const Type* type) { return takesResult(program, type); }))
    return ScopeCalls::Likely;
  const bool makesObject = name.constructor() || Search(program, isRecord).in(function.result);
  return makesObject && params(isText) ? ScopeCalls::Likely : ScopeCalls::None;
}

} // namespace varscope::resolve
