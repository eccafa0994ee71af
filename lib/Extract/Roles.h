#pragma once
/// Annotations that tell what a declaration means to VarScope:
/// [[clang::annotate("varscope.<role>", ...)]].

#include "clang/AST/DeclCXX.h"

#include <optional>
#include <string>

namespace varscope::extract {

/// The key that stands for a declaration in `lib` nodes and types: its own
/// annotation ("varscope.get_variable"), or, without one, for a member or friend of
/// an annotated class "<the class's role>::<name>". Empty: no role.
std::string roleOf(const clang::NamedDecl& decl);

/// The tag of a function annotated "varscope.model".
std::optional<std::string> modelTagOf(const clang::FunctionDecl& function);

/// An aggregate annotated "varscope.options": members that are not written are absent.
bool isOptions(const clang::CXXRecordDecl& record);

} // namespace varscope::extract
