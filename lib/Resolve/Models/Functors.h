#pragma once
/// The library's own function objects: std::plus, std::less, what std::bind makes.

#include "Resolve/Model.h"

namespace varscope::resolve {

/// a + b as C++ adds them: numbers after the usual conversions, or texts; unknown else.
Value plus(Interpreter& in, const Value& a, const Value& b);

/// object(arguments...) of a function object.
Value callFunctor(Interpreter& in, const LibCall& call);

/// std::invoke(callable, arguments...): the first may be a member's object, or point at it.
Value invoked(Interpreter& in, const Value& callable, llvm::ArrayRef<Value> args);

} // namespace varscope::resolve
