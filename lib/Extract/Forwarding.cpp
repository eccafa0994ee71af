// Library functions that construct an object of a class of the program from their own
// arguments. Which constructor that is stands in their instantiated bodies.

#include "Extract/Calls.h"
#include "Extract/ClangCompat.h"
#include "Extract/LibraryBodies.h"
#include "Extract/Names.h"
#include "Extract/Roles.h"

#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/SaveAndRestore.h"

namespace varscope::extract {

using namespace clang;
using ir::Node;
using ir::Op;

namespace {

/// Where a library function takes the constructed class and its arguments from.
struct Forwarding {
  enum { None, FunctionArgument, ClassArgument } from = None;
  unsigned templateArgument = 0;
  unsigned firstArgument = 0;
};

Forwarding forwardingOf(llvm::StringRef key) {
  using F = Forwarding;
  return llvm::StringSwitch<F>(key)
      .Cases({"std::make_unique", "std::make_shared"}, F{F::FunctionArgument, 0, 0})
      .Cases({"std::vector::emplace_back", "std::deque::emplace_back", "std::list::emplace_back"},
             F{F::ClassArgument, 0, 0})
      .Cases({"std::deque::emplace_front", "std::list::emplace_front", "std::optional::emplace"},
             F{F::ClassArgument, 0, 0})
      .Cases({"std::variant::emplace", "std::make_optional"}, F{F::FunctionArgument, 0, 0})
      .Cases({"std::queue::emplace", "std::stack::emplace"}, F{F::ClassArgument, 0, 0})
      .Cases({"std::vector::emplace", "std::deque::emplace", "std::list::emplace"}, F{F::ClassArgument, 0, 1})
      .Cases({"std::map::emplace", "std::map::try_emplace", "std::unordered_map::emplace",
              "std::unordered_map::try_emplace"},
             F{F::ClassArgument, 1, 1})
      .Default(F{});
}

/// emplace(key, value) and try_emplace(key, ...), without a hint: the key is the pair's
/// own matter.
bool takesKeyAlone(const CallSite& site) {
  const FunctionTemplateDecl* pattern = site.callee.getPrimaryTemplate();
  bool isTry = baseName(site.callee) == "try_emplace";
  return isTry ? pattern && pattern->getTemplatedDecl()->getNumParams() == 2 : site.arguments.size() == 2;
}

const TemplateArgumentList* argumentsFor(const Forwarding& forwarding, const FunctionDecl& callee) {
  if (forwarding.from == Forwarding::FunctionArgument)
    return callee.getTemplateSpecializationArgs();
  const auto* method = dyn_cast<CXXMethodDecl>(&callee);
  const auto* record =
      method ? dyn_cast<ClassTemplateSpecializationDecl>(method->getParent()) : nullptr;
  return forwarding.from == Forwarding::ClassArgument && record ? &record->getTemplateArgs() : nullptr;
}

/// The class of the program that is constructed, or null.
const CXXRecordDecl* constructedClass(const Forwarding& forwarding, const FunctionDecl& callee) {
  const TemplateArgumentList* arguments = argumentsFor(forwarding, callee);
  if (!arguments || forwarding.templateArgument >= arguments->size())
    return nullptr;
  const TemplateArgument& argument = arguments->get(forwarding.templateArgument);
  const CXXRecordDecl* record = argument.getKind() == TemplateArgument::Type
                                    ? compat::classOf(argument.getAsType())
                                    : nullptr;
  if (!record)
    return nullptr;
  // Objects with names are made by the constructor that their description is for.
  const std::string role = roleOf(*record);
  return role == "varscope.scope" || (role.empty() && !isLibrary(*record)) ? record : nullptr;
}

/// `std::forward<T>(x)` in an argument of the construction, below its conversions.
const Expr* forwardedIn(const Stmt& stmt) {
  if (const auto* call = dyn_cast<CallExpr>(&stmt))
    if (const FunctionDecl* callee = call->getDirectCallee(); callee && qualifiedName(*callee) == "std::forward")
      return call;
  for (const Stmt* child : stmt.children())
    if (const Expr* found = child ? forwardedIn(*child) : nullptr)
      return found;
  return nullptr;
}

/// The arguments of T(args...) that are written: a class's constructor or, in
/// parentheses, an aggregate's members.
llvm::SmallVector<const Expr*> constructionArguments(const Expr& construction) {
  llvm::SmallVector<const Expr*> out;
  if (const auto* list = dyn_cast<CXXParenListInitExpr>(&construction))
    for (const Expr* each : list->getUserSpecifiedInitExprs())
      out.push_back(each);
  else
    for (const Expr* each : cast<CXXConstructExpr>(construction).arguments())
      if (!isa<CXXDefaultArgExpr>(each))
        out.push_back(each);
  return out;
}

/// Looks for the construction of a class from just the arguments that were given.
class Finder final : public LibraryBodies {
public:
  Finder(const CXXRecordDecl& record, llvm::ArrayRef<const Expr*> arguments)
      : record(*record.getCanonicalDecl()), arguments(arguments) {}

  /// Null if there is none, or several that differ.
  const Expr* result() const { return isAmbiguous ? nullptr : found; }

private:
  bool considers(const Expr& construction) override {
    if (!isWanted(construction))
      return false;
    consider(construction);
    return true;
  }

  /// T(args...) of just the arguments that were given: the library also moves elements
  /// that it has.
  bool isWanted(const Expr& expr) const {
    const CXXRecordDecl* made = compat::classOf(expr.getType());
    if (!made || made->getCanonicalDecl() != &record)
      return false;
    llvm::SmallVector<const Expr*> given = constructionArguments(expr);
    if (given.size() != arguments.size())
      return false;
    for (unsigned i = 0; i < given.size(); ++i) {
      const Expr* forwarded = forwardedIn(*given[i]);
      if (!forwarded || forwarded->isLValue() != arguments[i]->isLValue() ||
          forwarded->getType().getCanonicalType() != arguments[i]->getType().getCanonicalType())
        return false;
    }
    return true;
  }

  void consider(const Expr& expr) {
    auto constructorOf = [](const Expr* of) -> const Decl* {
      const auto* construct = dyn_cast<CXXConstructExpr>(of);
      return construct ? construct->getConstructor()->getCanonicalDecl() : nullptr;
    };
    if (!found)
      found = &expr;
    else
      isAmbiguous |= constructorOf(found) != constructorOf(&expr);
  }

  const CXXRecordDecl& record;
  llvm::ArrayRef<const Expr*> arguments;
  const Expr* found = nullptr;
  bool isAmbiguous = false;
};

const Expr* constructionIn(Unit& unit, const FunctionDecl& callee, const CXXRecordDecl& record,
                           llvm::ArrayRef<const Expr*> arguments) {
  auto [known, isNew] = unit.constructions.try_emplace(&callee, nullptr);
  if (isNew) {
    Finder finder(record, arguments);
    finder.walk(callee);
    known->second = finder.result();
  }
  return known->second;
}

} // namespace

Nodes lowerForwarded(Lowering& lowering, const CallSite& site) {
  Forwarding forwarding = forwardingOf(libraryKey(site.callee, site.objectClass));
  const CXXRecordDecl* record = constructedClass(forwarding, site.callee);
  bool isMap = forwarding.templateArgument == 1;
  if (!record || site.arguments.size() < forwarding.firstArgument || (isMap && !takesKeyAlone(site)))
    return lowerLibraryArguments(lowering, site.callee, site.arguments);
  llvm::ArrayRef<const Expr*> arguments = site.arguments.drop_front(forwarding.firstArgument);
  Nodes kids = lowerArguments(lowering, site.arguments.take_front(forwarding.firstArgument), false);
  const Expr* construction = constructionIn(lowering.unit, site.callee, *record, arguments);
  if (!construction) {
    kids.push_back(lowering.unknown(site.at, "which constructor the library calls here is not known",
                                    lowerArguments(lowering, arguments, false)));
    return kids;
  }
  // All of them first: a call of the same function may be among them.
  Nodes places;
  for (const Expr* argument : arguments)
    places.push_back(lowering.place(*argument));
  for (auto [inside, place] : llvm::zip_equal(constructionArguments(*construction), places))
    lowering.substitute(*forwardedIn(*inside), place);
  llvm::SaveAndRestore here(lowering.behalf, static_cast<const Stmt*>(&site.at));
  kids.push_back(lowering.value(*construction));
  return kids;
}

} // namespace varscope::extract
