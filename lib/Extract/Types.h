#pragma once
/// Clang types as scope IR types.

#include "ScopeIR/ScopeIR.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace varscope::extract {

class Unit;

class Types {
public:
  explicit Types(Unit& unit) : unit(unit) {}

  /// Without its own const. A reference to a function becomes a pointer, as
  /// functions are values in scope IR.
  const ir::Type* of(clang::QualType type);
  /// Of a field: a bit-field's has as many bits.
  /// With its own const, of a class: such a member is copied where others are moved.
  const ir::Type* ofField(const clang::FieldDecl& field);
  const ir::Type* reference(const ir::Type* referee, bool isConst = false);
  const ir::Type* integer(unsigned width, bool isSigned);
  const ir::Type* voidType();

  /// The name that a class has as a library type, or empty for a class of the program:
  /// its role ("varscope.Shape"), or its qualified name ("std::vector").
  std::string libraryName(const clang::CXXRecordDecl& record);

private:
  const ir::Type* make(clang::QualType type);
  const ir::Type* makeBuiltin(const clang::BuiltinType& type);
  const ir::Type* makeRecord(const clang::CXXRecordDecl& record);
  const ir::Type* makeLibrary(const clang::CXXRecordDecl& record, llvm::StringRef name);
  const ir::Type* wrap(ir::TypeKind kind, clang::QualType inner, std::uint64_t count = 0);
  const ir::Type* other(clang::QualType type);

  Unit& unit;
  llvm::DenseMap<const clang::Type*, const ir::Type*> cache;
  llvm::DenseMap<const clang::CXXRecordDecl*, std::string> names;
};

} // namespace varscope::extract
