#pragma once
/// The library's own function objects: std::plus, std::less, what std::bind_front makes.

#include "Resolve/Model.h"

namespace varscope::resolve {

/// a + b as C++ adds them: numbers after the usual conversions, or texts; unknown else.
Value plus(Interpreter& in, const Value& a, const Value& b);

} // namespace varscope::resolve
