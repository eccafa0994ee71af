// Scope guards as objects: wherever the program makes them they are followed; where the library makes
// one, that is said, and not passed over.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
// RUN: rm -rf %t && %varscope generate %s -o %t -- %include -DRIGHT
// RUN: %python %utils/manifest-variables.py %t/followed.varscope.json | FileCheck %s --check-prefix=NAMES
#include <memory>
#include <optional>
#include <varscope/varscope.h>
namespace vs = varscope;

struct Inside {
  vs::VariableScopeGuard guard;
  explicit Inside(const char* name) : guard(name) {}
};
void right() {
  vs::VariableScopeGuard guard("a");
  const auto inside = std::make_unique<Inside>("b");
  vs::get_variable("v", {1});
}
#ifdef RIGHT
VS_MODEL(followed, right());
// NAMES: a/b/v 1
// NAMES-NOT: {{.}}
#else
void made() {
  const auto guard = std::make_unique<vs::VariableScopeGuard>("s");
  // CHECK: guards.cpp:[[@LINE-1]]:22: error: what this call does to the scopes is not known at compile time: a scope is opened inside of a library function; write an object of a class that has the guard as a member instead [varscope-unresolved]
  vs::get_variable("v", {1});
}
VS_MODEL(of_pointer, made());
void emplaced() {
  std::optional<vs::VariableScopeGuard> guard;
  guard.emplace("s");
  // CHECK: guards.cpp:[[@LINE-1]]:3: error: what this call does to the scopes is not known at compile time
  vs::get_variable("v", {1});
}
VS_MODEL(of_optional, emplaced());
// CHECK: 2 errors generated.
#endif
