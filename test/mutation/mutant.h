// Included first by every source of a mutated tree: which mutant is alive.
#pragma once

#include <cstdlib>

namespace mutation {
// Read once, before what runs often: kernels ask in their innermost loops.
inline const int alive = [] {
  const char* text = std::getenv("VARSCOPE_MUTANT");
  return text ? std::atoi(text) : 0;
}();
constexpr bool is(int id) { return !__builtin_is_constant_evaluated() && alive == id; }
} // namespace mutation
