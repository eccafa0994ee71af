#pragma once
/// va_list: the arguments of an ellipsis.

#include "Resolve/Model.h"

namespace varscope::resolve {

/// The arguments that a va_list has left, for a function that reads them all; none if they are not known. The list is
/// not to be used afterwards (C, 7.16.1), and holds nothing then.
std::optional<std::vector<Value>> takeArguments(Interpreter& in, const Value& list);

} // namespace varscope::resolve
