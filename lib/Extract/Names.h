#pragma once
/// Names of declarations: the USR that links them across units, the qualified name
/// for people, and the key under which a library function is modelled.

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

#include <string>

namespace varscope::extract {

/// Clang's USR, made unique where Clang's is not: lambdas and local classes (and
/// templates instantiated with them) carry their place in the file, and what has
/// no external linkage carries the name of its unit.
/// \param unit the unit's main file, relative to the source root
std::string usrOf(const clang::NamedDecl& decl, llvm::StringRef unit);

/// "Net::forward", without inline namespaces and template arguments.
std::string qualifiedName(const clang::NamedDecl& decl);

/// The name of an operator or conversion without template arguments:
/// "operator+", "operator std::basic_string_view".
std::string baseName(const clang::NamedDecl& decl);

/// Written in a header of the system.
bool isInSystemHeader(const clang::Decl& decl);

/// Declared in a system header or in namespace std: never lowered, only named.
bool isLibrary(const clang::Decl& decl);

/// "std::vector::push_back". A member that a class of the implementation declares
/// (its name starts with an underscore) is named after the class of the object.
/// A conversion to a reference is "operator &", whatever to.
/// \param object the class of the object of a method call, or null
std::string libraryKey(const clang::NamedDecl& decl, const clang::CXXRecordDecl* object);

} // namespace varscope::extract
