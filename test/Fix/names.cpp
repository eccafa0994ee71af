// Names that take a loop's counter, second names, shapes that another get gives: offered where a
// run with the change does what is meant, and only there.
// RUN: rm -rf %t && mkdir %t && cp %s %t && cd %t
// RUN: not %varscope check names.cpp -- %include 2>&1 | FileCheck %s --implicit-check-not="part of the name" --implicit-check-not="name the second" --implicit-check-not="give it the shape"
// RUN: not %varscope check names.cpp --fix -- %include >/dev/null 2>&1
// RUN: FileCheck names.cpp --check-prefix=FIXED --match-full-lines --strict-whitespace --input-file=names.cpp
// RUN: %clangxx -fsyntax-only names.cpp
// RUN: cp names.cpp once && not %varscope check names.cpp --fix -- %include >/dev/null 2>&1 && cmp names.cpp once
#include <string>
#include <vector>
#include <varscope/varscope.h>
namespace vs = varscope;

namespace counter {
void scopes() {
  for (int i = 0; i < 3; ++i)
    VS_VARIABLE_SCOPE("layer") { vs::get_variable("v", {1}); }
}
VS_MODEL(scope_in_loop, scopes());
// CHECK: names.cpp:[[#@LINE-3]]:23: note: make the counter part of the name
// CHECK-NEXT:   VS_VARIABLE_SCOPE("layer") {
// CHECK: "layer" + std::to_string(i)
// FIXED:    VS_VARIABLE_SCOPE("layer" + std::to_string(i)) { vs::get_variable("v", {1}); }

void gets() {
  VS_VARIABLE_SCOPE("net") {
    for (unsigned long layer = 2; layer < 5; layer++)
      vs::get_variable("w", {1}, {.initializer = vs::zeros()});
  }
}
VS_MODEL(get_in_loop, gets());
// CHECK: names.cpp:[[#@LINE-4]]:24: note: make the counter part of the name
// FIXED:      vs::get_variable("w" + std::to_string(layer), {1}, {.initializer = vs::zeros()});

// Two mistakes in one loop: one after the other.
void both() {
  for (int i = 0; i < 2; ++i) {
    vs::get_variable("w", {1});
    vs::get_variable("b", {1});
  }
}
VS_MODEL(two_gets_in_loop, both());
// CHECK: names.cpp:[[#@LINE-5]]:22: note: make the counter part of the name
// FIXED:    vs::get_variable("w" + std::to_string(i), {1});
// FIXED-NEXT:    vs::get_variable("b" + std::to_string(i), {1});

// The inner counter does not tell the outer loop's iterations apart.
void nested() {
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 2; ++j)
      vs::get_variable("w", {1});
}
VS_MODEL(nested_loops, nested());

// A name that is not one literal of the call.
void composed(const std::string& prefix) {
  for (int i = 0; i < 2; ++i)
    vs::get_variable(prefix + "w", {1});
}
VS_MODEL(composed_name, composed("p_"));

// The call is not in the loop, so the counter is not known there.
void one() { vs::get_variable("w", {1}); }
void called() {
  for (int i = 0; i < 2; ++i)
    one();
}
VS_MODEL(called_in_loop, called());

// No counter.
void over(const std::vector<int>& sizes) {
  for (int size : sizes)
    vs::get_variable("w", {size});
}
VS_MODEL(range_loop, over({1, 2}));

// Somebody shares it by the name that it has.
void shared() {
  for (int i = 0; i < 2; ++i)
    VS_VARIABLE_SCOPE("layer") { vs::get_variable("v", {1}); }
  VS_VARIABLE_SCOPE("layer", .reuse = true) { vs::get_variable("v", {1}); }
}
VS_MODEL(shared_later, shared());
} // namespace counter

namespace second {
void copied() {
  vs::get_variable("kernel", {2});
  vs::get_variable("kernel_1", {3});
  vs::get_variable("kernel", {2});
  vs::get_variable("kernel_2", {3});
}
VS_MODEL(copied_line, copied());
// CHECK: names.cpp:[[#@LINE-4]]:20: note: name the second variable 'kernel_3'
// FIXED:  vs::get_variable("kernel_3", {2});

// Not in one block.
void get() { vs::get_variable("kernel", {2}); }
void twice() {
  get();
  get();
}
VS_MODEL(one_get_called_twice, twice());
} // namespace second

namespace shape {
void later() {
  VS_VARIABLE_SCOPE("s") { vs::get_variable("v", {.initializer = vs::zeros()}); }
  VS_VARIABLE_SCOPE("s", .reuse = true) { vs::get_variable("v", {2, 3}); }
}
VS_MODEL(shape_later, later());
// CHECK: names.cpp:[[#@LINE-4]]:48: note: give it the shape {2, 3}, which another get of it has
// FIXED:  VS_VARIABLE_SCOPE("s") { vs::get_variable("v", {2, 3}, {.initializer = vs::zeros()}); }

void alone() { vs::get_variable("v"); }
VS_MODEL(shape_nowhere, alone());

// Two that differ: neither is certain.
void different() {
  VS_VARIABLE_SCOPE("s") { vs::get_variable("v"); }
  VS_VARIABLE_SCOPE("s", .reuse = true) {
    vs::get_variable("v", {2, 3});
    vs::get_variable("v", {3, 2});
  }
}
VS_MODEL(shapes_differ, different());
} // namespace shape
