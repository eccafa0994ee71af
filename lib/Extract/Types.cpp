#include "Extract/Types.h"
#include "Extract/ClangCompat.h"
#include "Extract/Names.h"
#include "Extract/Roles.h"
#include "Extract/Unit.h"

#include "clang/AST/DeclTemplate.h"

namespace varscope::extract {

using namespace clang;
using ir::TypeKind;

const ir::Type* Types::of(QualType type) {
  if (type.isNull())
    return voidType();
  type = type.getCanonicalType().getUnqualifiedType();
  if (auto known = cache.find(type.getTypePtr()); known != cache.end())
    return known->second;
  const ir::Type* made = make(type);
  return cache[type.getTypePtr()] = made;
}

const ir::Type* Types::ofField(const FieldDecl& field) {
  QualType type = field.getType();
  if (field.isBitField() && !type->isBooleanType())
    return integer(field.getBitWidthValue(), type->isSignedIntegerOrEnumerationType());
  ir::Type made = *of(type);
  const QualType element = unit.ast.getBaseElementType(type);
  made.isConst = element.isConstQualified() && compat::classOf(element);
  return made.isConst ? unit.module.type(made) : of(type);
}

const ir::Type* Types::voidType() { return unit.module.type({.kind = TypeKind::Void}); }

const ir::Type* Types::integer(unsigned width, bool isSigned) {
  return unit.module.type({.kind = TypeKind::Int,
                           .width = static_cast<std::uint8_t>(width),
                           .isSigned = isSigned});
}

const ir::Type* Types::reference(const ir::Type* referee, bool isConst) {
  ir::Type inner = *referee;
  inner.isConst = isConst;
  const ir::Type* arguments[] = {unit.module.type(inner)};
  return unit.module.type({.kind = TypeKind::Ref, .args = arguments});
}

const ir::Type* Types::wrap(TypeKind kind, QualType inner, std::uint64_t count) {
  ir::Type wrapped = *of(inner);
  wrapped.isConst = kind != TypeKind::Array && inner.isConstQualified();
  const ir::Type* arguments[] = {unit.module.type(wrapped)};
  return unit.module.type({.kind = kind, .count = count, .args = arguments});
}

const ir::Type* Types::other(QualType type) {
  PrintingPolicy policy(unit.ast.getLangOpts());
  policy.AnonymousTagLocations = false; // no paths
  std::string spelling = type.getAsString(policy);
  return unit.module.type({.kind = TypeKind::Other, .name = spelling});
}

const ir::Type* Types::make(QualType type) {
  if (type->isDependentType() || type.isVolatileQualified())
    return other(type);
  if (const auto* builtin = type->getAs<BuiltinType>())
    return makeBuiltin(*builtin);
  if (const auto* enumeration = type->getAs<EnumType>()) {
    QualType underlying = enumeration->getDecl()->getIntegerType();
    return underlying.isNull() ? other(type) : of(underlying);
  }
  if (const auto* pointer = type->getAs<PointerType>())
    return wrap(TypeKind::Pointer, pointer->getPointeeType());
  if (const auto* reference = type->getAs<ReferenceType>())
    return wrap(reference->getPointeeType()->isFunctionType() ? TypeKind::Pointer : TypeKind::Ref,
                reference->getPointeeType());
  if (const ConstantArrayType* array = unit.ast.getAsConstantArrayType(type))
    return wrap(TypeKind::Array, array->getElementType(), array->getSize().getLimitedValue());
  if (const CXXRecordDecl* record = compat::classOf(type))
    return makeRecord(*record);
  return other(type);
}

const ir::Type* Types::makeBuiltin(const BuiltinType& type) {
  QualType self(&type, 0);
  if (type.getKind() == BuiltinType::Void)
    return voidType();
  if (type.getKind() == BuiltinType::Bool)
    return unit.module.type({.kind = TypeKind::Bool});
  if (type.isInteger())
    return integer(unit.ast.getIntWidth(self), type.isSignedInteger());
  if (type.isNullPtrType())
    return wrap(TypeKind::Pointer, unit.ast.VoidTy);
  switch (type.getKind()) {
  case BuiltinType::Float16:
  case BuiltinType::Half:
  case BuiltinType::Float:
  case BuiltinType::Double:
    return unit.module.type({.kind = TypeKind::Float,
                             .width = static_cast<std::uint8_t>(unit.ast.getTypeSize(self))});
  case BuiltinType::LongDouble:
    return unit.module.type({.kind = TypeKind::Float, .width = 80});
  default:
    return other(self);
  }
}

std::string Types::libraryName(const CXXRecordDecl& record) {
  const CXXRecordDecl* canonical = record.getCanonicalDecl();
  auto known = names.find(canonical);
  if (known != names.end())
    return known->second;
  std::string name = roleOf(record);
  if (name.empty() && isLibrary(record) && !record.isLambda())
    name = qualifiedName(record);
  return names[canonical] = name;
}

const ir::Type* Types::makeRecord(const CXXRecordDecl& record) {
  if (record.isUnion())
    return other(unit.ast.getCanonicalTagType(&record));
  std::string name = libraryName(record);
  if (!name.empty())
    return makeLibrary(record, name);
  return unit.module.type({.kind = TypeKind::Record, .name = unit.record(record)});
}

const ir::Type* Types::makeLibrary(const CXXRecordDecl& record, llvm::StringRef name) {
  unit.record(record);
  llvm::SmallVector<const ir::Type*> arguments;
  std::uint64_t count = 0;
  auto add = [&](const TemplateArgument& argument) {
    if (argument.getKind() == TemplateArgument::Type) {
      ir::Type inner = *of(argument.getAsType());
      inner.isConst = argument.getAsType().isConstQualified();
      arguments.push_back(unit.module.type(inner));
    } else if (argument.getKind() == TemplateArgument::Integral && count == 0) {
      count = argument.getAsIntegral().getLimitedValue();
    }
  };
  if (const auto* special = dyn_cast<ClassTemplateSpecializationDecl>(&record)) {
    llvm::ArrayRef<TemplateArgument> all = special->getTemplateArgs().asArray();
    const TemplateParameterList* parameters =
        special->getSpecializedTemplate()->getTemplateParameters();
    for (unsigned i = 0; i < all.size(); ++i) {
      if (i < parameters->size() &&
          compat::isSubstitutedDefault(unit.ast, all[i], parameters->getParam(i), all,
                                       parameters->getDepth()))
        break;
      if (all[i].getKind() == TemplateArgument::Pack)
        for (const TemplateArgument& element : all[i].pack_elements())
          add(element);
      else
        add(all[i]);
    }
  }
  return unit.module.type(
      {.kind = TypeKind::Library, .count = count, .name = name, .args = arguments});
}

} // namespace varscope::extract
