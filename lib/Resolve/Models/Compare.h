#pragma once
/// Comparison as the library's operators do it.

#include "Resolve/Model.h"

namespace varscope::resolve {

/// -1, 0 or 1; none if it is not known. Ints, floats, strings, pointers, and sequences,
/// tuples, optionals, iterators of such.
std::optional<int> compareValues(Interpreter& in, const Value& left, const Value& right);

} // namespace varscope::resolve
