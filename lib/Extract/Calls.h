#pragma once
/// Calls of functions and constructors, by what they reach: a role, the library, or
/// the program.

#include "Extract/Lowering.h"

namespace varscope::extract {

struct CallSite {
  const clang::Expr& at;
  const clang::FunctionDecl& callee;
  llvm::ArrayRef<const clang::Expr*> arguments;
  const ir::Node* object = nullptr;                  ///< the place of a method's object
  const clang::CXXRecordDecl* objectClass = nullptr; ///< as it is written
  bool isVirtual = false;
};

/// The template arguments that a call writes, with their parameters:
/// get_variable<float>, std::get<1>.
struct WrittenArgument {
  llvm::StringRef parameter;
  clang::TemplateArgument argument;
};
llvm::SmallVector<WrittenArgument, 1> writtenArguments(const CallSite& site);

const ir::Node* lowerCallSite(Lowering& lowering, const CallSite& site);

/// (lib "<role>" T object? (init "<parameter>" value)...), without default arguments. A
/// type that is written as template argument T is (init "T" (zero type)). A call whose
/// site the run time sees elsewhere (in a default argument) has (init "site" (zero type)).
const ir::Node* lowerRoleCall(Lowering& lowering, const CallSite& site, llvm::StringRef role);

/// The type of a call's node: a reference for a glvalue.
const ir::Type* resultType(Lowering& lowering, const clang::Expr& call);

/// A call whose operands are evaluated in a certain order ("left" to right, or from the "right", or "open" even where its
/// object would come first); itself where that makes no difference.
const ir::Node* inOrder(Lowering& lowering, const ir::Node* call, llvm::StringRef order,
                        const clang::Stmt& at);
/// Of an overloaded operator that is written as one: that of the built-in; empty: open.
llvm::StringRef orderOf(clang::OverloadedOperatorKind op);

/// An argument as the parameter takes it.
Nodes lowerArguments(Lowering& lowering, llvm::ArrayRef<const clang::Expr*> arguments,
                     bool withDefaults);

/// Arguments of a library function, with what the types of its parameters say of them:
/// (readonly x) for a reference or pointer to const, and small integers that are to be
/// formatted promoted, so that they differ from characters.
Nodes lowerLibraryArguments(Lowering& lowering, const clang::FunctionDecl& callee,
                            llvm::ArrayRef<const clang::Expr*> arguments);

/// The arguments of a library function. Where it forwards them to a constructor of a
/// class of the program (make_unique, emplace_back), that construction takes their place.
Nodes lowerForwarded(Lowering& lowering, const CallSite& site);

/// The call of a library function, in the constructors of the program's classes that it may call unseen (Op::Inside).
const ir::Node* withHiddenConstructions(Lowering& lowering, const CallSite& site, const ir::Node* call);

/// Whether copying, moving and assigning objects of a class of the program is done
/// member by member all the way down, with no code of the user's.
bool isMemberwise(const clang::CXXRecordDecl& record);

/// Virtual bases are understood where they are a library's own business.
bool hasVirtualBases(const clang::CXXRecordDecl& record);

/// (copy place) or (move place); a temporary is used up instead.
const ir::Node* copyOrMove(Lowering& lowering, const clang::Expr& source, bool move,
                           const clang::Stmt& at);

} // namespace varscope::extract
