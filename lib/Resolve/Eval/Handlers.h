#pragma once
/// One function per node kind: evalX for values and places, execX for
/// statements. Eval/Dispatch.cpp has the tables, made from Ops.def.

#include "Resolve/Machine.h"

namespace varscope::resolve {

#define VARSCOPE_HANDLER_Value(Op) Value eval##Op(Machine& in, const ir::Node& node);
#define VARSCOPE_HANDLER_Place(Op) VARSCOPE_HANDLER_Value(Op)
#define VARSCOPE_HANDLER_Either(Op) VARSCOPE_HANDLER_Value(Op)
#define VARSCOPE_HANDLER_Stmt(Op) Completion exec##Op(Machine& in, const ir::Node& node);
#define VARSCOPE_HANDLER_Part(Op)
#define VARSCOPE_OP(Op, Spelling, Class, ...) VARSCOPE_HANDLER_##Class(Op)
#include "ScopeIR/Ops.def"
#undef VARSCOPE_HANDLER_Value
#undef VARSCOPE_HANDLER_Place
#undef VARSCOPE_HANDLER_Either
#undef VARSCOPE_HANDLER_Stmt
#undef VARSCOPE_HANDLER_Part

/// The operands of a call, in the order that C++ or an order node around it gives them.
/// Two that reach scope calls in an order that is open are `unresolved`. Objects that are passed to a function of the program
/// are temporaries of the frame.
/// \param firstFirst the first comes before the others (a method's object)
Args evalArgs(Machine& in, const ir::Node& call, llvm::ArrayRef<const ir::Node*> operands, bool firstFirst);
/// A (init "name" value) or (bind "name" place): what the part is to hold.
Value evalPart(Machine& in, const ir::Node& part);
/// Runs what a try statement's handlers are for, and a handler that catches what it throws.
/// \param goesOn the exception goes on at the handler's end, as in a constructor's own try
Completion handle(Machine& in, const ir::Node& statement, bool goesOn, llvm::function_ref<Completion()> guarded);
/// The constructor call that a constructor delegates to; null: it makes the members itself.
const ir::Node* delegatedTo(const ir::Function& constructor);
/// Arithmetic and comparison of two known or unknown operands.
Value binary(Machine& in, llvm::StringRef op, const Value& left, const Value& right, const ir::Type* type);
Value convert(Machine& in, const Value& value, const ir::Type& type);

} // namespace varscope::resolve
