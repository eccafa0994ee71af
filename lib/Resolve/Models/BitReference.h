#pragma once
/// What std::vector<bool> hands out for an element.

#include "Resolve/Model.h"

namespace varscope::resolve {

/// The element's place, which is what models hand out, as an object of that type: a reference
/// to a bit, if that is the type.
Value bitReference(Value element, const ir::Type* type);

/// The element that a reference to a bit stands for; anything else itself.
Value bitElement(Interpreter& in, const Value& reference);

} // namespace varscope::resolve
