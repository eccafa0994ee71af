// Constructors of the program's classes that library functions call inside, of what they are given: std::pair<int, Layer>
// makes its Layer of a text. Unlike those that Forwarding.cpp finds, they are not followed, but told, so that none that
// reaches a scope is passed over.

#include "Extract/Calls.h"
#include "Extract/ClangCompat.h"
#include "Extract/LibraryBodies.h"
#include "Extract/Names.h"
#include "Extract/Roles.h"

#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SetVector.h"

namespace varscope::extract {

using namespace clang;
using ir::Node;
using ir::Op;

namespace {

/// Models run copies, moves and default constructors (Records.cpp).
bool isHidden(const CXXConstructorDecl& constructor) {
  return constructor.isUserProvided() && !constructor.isCopyOrMoveConstructor() && !constructor.isDefaultConstructor();
}

class Collector final : public LibraryBodies {
public:
  explicit Collector(const llvm::DenseSet<const FunctionDecl*>& quiet) : quiet(quiet) {}
  llvm::SmallSetVector<const CXXConstructorDecl*, 2> found;

private:
  const llvm::DenseSet<const FunctionDecl*>& quiet;

  bool isKnown(const FunctionDecl& function) const override { return quiet.contains(&function); }

  bool considers(const Expr& construction) override {
    const CXXRecordDecl* made = compat::classOf(construction.getType());
    if (!made || isLibrary(*made))
      return false;
    const auto* call = dyn_cast<CXXConstructExpr>(&construction);
    if (call && isHidden(*call->getConstructor()))
      found.insert(call->getConstructor());
    return true;
  }
};

bool mayConstruct(const TemplateArgument& argument, unsigned depth);

/// Whether a function with such a template argument may make objects of a class of the program.
bool mayConstruct(QualType type, unsigned depth) {
  constexpr unsigned maxDepth = 8;
  const CXXRecordDecl* record =
      compat::classOf(type->isPointerOrReferenceType() ? type->getPointeeType() : type);
  if (!record || depth == maxDepth)
    return false;
  if (!isLibrary(*record))
    return record->hasDefinition() && llvm::any_of(record->getDefinition()->ctors(),
                                                   [](const CXXConstructorDecl* each) { return isHidden(*each); });
  const auto* instance = dyn_cast<ClassTemplateSpecializationDecl>(record);
  return instance && llvm::any_of(instance->getTemplateArgs().asArray(),
                                  [&](const TemplateArgument& each) { return mayConstruct(each, depth + 1); });
}

bool mayConstruct(const TemplateArgument& argument, unsigned depth) {
  if (argument.getKind() == TemplateArgument::Pack)
    return llvm::any_of(argument.pack_elements(),
                        [&](const TemplateArgument& each) { return mayConstruct(each, depth); });
  return argument.getKind() == TemplateArgument::Type && mayConstruct(argument.getAsType(), depth);
}

bool mayConstruct(const FunctionDecl& callee) {
  const auto any = [](const TemplateArgumentList* list) {
    return list && llvm::any_of(list->asArray(), [](const TemplateArgument& each) { return mayConstruct(each, 0); });
  };
  const auto* owner = dyn_cast<ClassTemplateSpecializationDecl>(callee.getDeclContext());
  return any(callee.getTemplateSpecializationArgs()) || (owner && any(&owner->getTemplateArgs()));
}

} // namespace

const Node* withHiddenConstructions(Lowering& lowering, const CallSite& site, const Node* call) {
  Unit& unit = lowering.unit;
  auto [known, isNew] = unit.hiddenConstructions.try_emplace(&site.callee);
  if (isNew && mayConstruct(site.callee)) {
    Collector collector(unit.quietFunctions);
    collector.walk(site.callee);
    known->second.assign(collector.found.begin(), collector.found.end());
    if (collector.found.empty())
      unit.quietFunctions.insert(collector.visited().begin(), collector.visited().end());
  }
  const auto* followed = dyn_cast_or_null<CXXConstructExpr>(unit.constructions.lookup(&site.callee));
  for (const CXXConstructorDecl* constructor : known->second)
    if (!followed || followed->getConstructor() != constructor) {
      const std::string role = roleOf(*constructor);
      call = lowering.node(Op::Inside, site.at, {call},
                           role.empty() ? unit.function(*constructor) : unit.module.intern("role:" + role));
    }
  return call;
}

} // namespace varscope::extract
