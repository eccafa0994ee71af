// Classes: bases, fields, final overriders, what runs when an object begins and ends.

#include "Extract/ClangCompat.h"
#include "Extract/Names.h"
#include "Extract/Roles.h"
#include "Extract/Unit.h"

#include "clang/AST/CXXInheritance.h"
#include "clang/AST/DeclTemplate.h"

namespace varscope::extract {

using namespace clang;

namespace {

/// A library class is known to scope IR by its name; only a destructor with a role
/// needs an entry.
void lowerAnnotated(Unit& unit, const CXXRecordDecl& record, llvm::StringRef name) {
  const CXXDestructorDecl* destructor = record.getDestructor();
  if (!destructor || !destructor->hasAttr<AnnotateAttr>())
    return;
  ir::RecordType out;
  out.usr = out.name = unit.module.intern(name);
  out.loc = unit.locations.of(record.getLocation());
  out.destructor = unit.module.intern("role:" + roleOf(*destructor));
  unit.module.records.emplace(out.usr, std::move(out));
}

void addFields(Unit& unit, const CXXRecordDecl& record, ir::RecordType& out) {
  if (record.isLambda()) {
    auto field = record.field_begin();
    for (const LambdaCapture& capture : record.captures()) {
      llvm::StringRef name =
          unit.captureName(record, capture.capturesVariable() ? capture.getCapturedVar() : nullptr);
      // A captured `this` is bound to the object.
      const FieldDecl& captured = **field++;
      const ir::Type* lowered = capture.getCaptureKind() == LCK_This
                                    ? unit.types.reference(unit.types.of(captured.getType()->getPointeeType()))
                                    : unit.types.ofField(captured);
      out.fields.push_back({name, lowered});
    }
    return;
  }
  for (const FieldDecl* field : record.fields())
    if (!field->isUnnamedBitField())
      out.fields.push_back({unit.fieldName(*field), unit.types.ofField(*field)});
}

void addOverriders(Unit& unit, const CXXRecordDecl& record, ir::RecordType& out) {
  if (!record.isPolymorphic() || record.isDependentContext())
    return;
  CXXFinalOverriderMap map;
  record.getFinalOverriders(map);
  for (const auto& [method, subobjects] : map) {
    if (subobjects.size() != 1 || subobjects.begin()->second.size() != 1 ||
        isa<CXXDestructorDecl>(method))
      continue;
    const CXXMethodDecl* overrider = subobjects.begin()->second.front().Method;
    if (!isLibrary(*method) && !isLibrary(*overrider))
      out.overrides[unit.function(*method)] = unit.function(*overrider);
  }
}

/// The functions that a call of an object may run: overloads, those that it takes from
/// its bases by `using`, and instantiations of a generic lambda.
llvm::SmallVector<const FunctionDecl*, 2> callOperators(const CXXRecordDecl& record) {
  llvm::SmallVector<const FunctionDecl*, 2> found;
  DeclarationName name =
      record.getASTContext().DeclarationNames.getCXXOperatorName(OO_Call);
  for (const NamedDecl* visible : record.lookup(name)) {
    const NamedDecl* decl = visible->getUnderlyingDecl();
    if (const auto* pattern = dyn_cast<FunctionTemplateDecl>(decl)) {
      for (const FunctionDecl* instance : pattern->specializations())
        if (instance->isDefined())
          found.push_back(instance);
    } else if (const auto* method = dyn_cast<CXXMethodDecl>(decl)) {
      found.push_back(method);
    }
  }
  return found;
}

/// What the class writes itself to make an object of another, or to assign one: the library calls it where it copies
/// and moves.
void addCopies(Unit& unit, const CXXRecordDecl& record, ir::RecordType& out) {
  for (const CXXMethodDecl* method : record.methods()) {
    if (!method->isUserProvided())
      continue;
    const auto* constructor = dyn_cast<CXXConstructorDecl>(method);
    if (constructor && constructor->isCopyConstructor())
      out.copyConstructor = unit.function(*constructor);
    else if (constructor && constructor->isMoveConstructor())
      out.moveConstructor = unit.function(*constructor);
    else if (method->isMoveAssignmentOperator() || (method->isCopyAssignmentOperator() && !record.hasMoveAssignment()))
      out.assignment = unit.function(*method);
  }
  if (!record.hasMoveConstructor())
    out.moveConstructor = out.copyConstructor;
  if (!record.hasMoveConstructor() && out.copyConstructor.empty())
    out.moveConstructor = ir::RecordType::copies;
  if (!record.hasMoveAssignment() && !record.isLambda() && out.assignment.empty())
    out.assignment = ir::RecordType::copies;
}

void addSpecialMembers(Unit& unit, const CXXRecordDecl& record, ir::RecordType& out) {
  if (const CXXDestructorDecl* destructor = record.getDestructor()) {
    if (destructor->hasAttr<AnnotateAttr>())
      out.destructor = unit.module.intern("role:" + roleOf(*destructor));
    else if (destructor->isUserProvided())
      out.destructor = unit.function(*destructor);
  }
  // Options that are not written stay absent, default initialisers or not.
  for (const CXXConstructorDecl* constructor : record.ctors())
    if (!isOptions(record) && constructor->isDefaultConstructor() && !constructor->isDeleted() &&
        !constructor->isTrivial() && (constructor->isUserProvided() || constructor->isDefined()))
      out.defaultConstructor = unit.function(*constructor);
  addCopies(unit, record, out);
  auto calls = callOperators(record);
  if (calls.size() == 1)
    out.callOperator = unit.function(*calls[0]);
  else
    for (const FunctionDecl* call : calls)
      out.callOverloads.push_back(unit.function(*call));
}

} // namespace

void lowerRecord(Unit& unit, const CXXRecordDecl& declared, llvm::StringRef usr) {
  const CXXRecordDecl* record = declared.getDefinition();
  if (!record || record->isInvalidDecl() || record->isDependentContext())
    return;
  if (std::string library = unit.types.libraryName(*record); !library.empty())
    return lowerAnnotated(unit, *record, library);
  if (isLibrary(*record))
    return;
  ir::RecordType out;
  out.usr = usr;
  out.name = unit.module.intern(qualifiedName(*record));
  out.loc = unit.locations.of(record->getLocation());
  for (const CXXBaseSpecifier& base : record->bases())
    if (const CXXRecordDecl* of = compat::classOf(base.getType()))
      out.bases.push_back(unit.record(*of));
  addFields(unit, *record, out);
  addOverriders(unit, *record, out);
  addSpecialMembers(unit, *record, out);
  unit.module.records.emplace(usr, std::move(out));
}

} // namespace varscope::extract
