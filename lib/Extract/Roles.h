#pragma once
/// Annotations that tell what a declaration means to VarScope:
/// [[clang::annotate("varscope.<role>", ...)]].

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>
#include <string>
#include <utility>

namespace varscope {
struct RoleFile;
}

namespace varscope::extract {

/// Gives the declarations that a role file names its annotations. What is wrong with it
/// is reported as an error of the source, at its place in the file.
void applyRoleFile(clang::ASTContext& ast, const RoleFile& file);

/// The key that stands for a declaration in `lib` nodes and types: its own
/// annotation ("varscope.get_variable"), or, without one, for a member or friend of
/// an annotated class "<the class's role>::<name>". Empty: no role.
std::string roleOf(const clang::NamedDecl& decl);

/// The tag of a function annotated "varscope.model".
std::optional<std::string> modelTagOf(const clang::FunctionDecl& function);

/// Annotated "varscope.program", or a member of a class that is: read like the program's
/// own code, wherever it stands.
bool isProgram(const clang::Decl& decl);

/// The fields of a role, "key: value" each: a function's own, or for a constructor without an
/// annotation its class's.
using RoleFields = llvm::SmallVector<std::pair<llvm::StringRef, llvm::StringRef>, 4>;
RoleFields roleFieldsOf(const clang::FunctionDecl& function);

/// What an argument's key names: "name", "graph", "object", "#2", "object.name".
struct ArgumentPath {
  explicit ArgumentPath(llvm::StringRef text);
  llvm::StringRef base;
  llvm::SmallVector<llvm::StringRef, 2> members;
};

/// Where a function has the argument: the first of the alternatives ("module |
/// holder.impl_") that it has.
struct FoundArgument {
  static constexpr int none = -1, object = -2;
  int index = none; ///< of the parameter
  llvm::SmallVector<llvm::StringRef, 2> members;
  bool isFound() const { return index != none; }
};
FoundArgument argumentNamed(const clang::FunctionDecl& function, llvm::StringRef alternatives);

/// The parameter's name, in an instantiation as well; "#1" for the second of no name.
std::string parameterName(const clang::FunctionDecl& function, unsigned index);

/// An aggregate annotated "varscope.options": members that are not written are absent.
bool isOptions(const clang::CXXRecordDecl& record);

} // namespace varscope::extract
