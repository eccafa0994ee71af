// Included first by every source of a mutated tree: which mutant is alive.
#pragma once

#include <cstdlib>

namespace mutation {
inline int alive() {
  static const int id = [] {
    const char* text = std::getenv("VARSCOPE_MUTANT");
    return text ? std::atoi(text) : 0;
  }();
  return id;
}
constexpr bool is(int id) { return !__builtin_is_constant_evaluated() && alive() == id; }
} // namespace mutation
