// What cannot be known at compile time: which sub-expression, why, and what to write instead.
// RUN: split-file %s %t
// RUN: not %varscope check %t/model.cpp --source-root=%t -- %include 2>&1 | %FileCheck %t/model.cpp
// RUN: %varscope check %t/model.cpp %t/input.cpp --source-root=%t --format=sarif -- %include -DGIVEN 2>/dev/null | FileCheck %s --check-prefix=GIVEN
// GIVEN: "results": []
//--- input.h
#include <varscope/varscope.h>
const char* pick();
int read_width();
varscope::Variable missing();
//--- input.cpp
#include "input.h"
const char* pick() { return "picked"; }
int read_width() { return 3; }
varscope::Variable missing() { return varscope::get_variable("m", {1}); }
//--- model.cpp
#include "input.h"
#include <cstdlib>
#include <string>
namespace vs = varscope;

void name() { vs::get_variable(pick(), {1}); }
VS_MODEL(a_name, name());
// CHECK: model.cpp:6:15: error: the variable's name is not known at compile time: 'pick()' is unknown, because the function 'pick' (declared in input.h) has no definition in this program; give the command the source that defines it, or write a string literal{{.*}} instead [varscope-unresolved]
// CHECK: model.cpp:6:32: note: this must be known at compile time
// CHECK: model.cpp:7:18: note: 'name' is called here

void scope() {
  VS_VARIABLE_SCOPE(pick()) { vs::get_variable("v", {1}); }
  // CHECK: model.cpp:[[#@LINE-1]]:3: error: the scope's name is not known at compile time: 'pick()' is unknown{{.*}} [varscope-unresolved]
}
VS_MODEL(a_scope, scope());

void shape() {
  const int width = read_width();
  vs::get_variable("v", {4, width});
  // CHECK: model.cpp:[[#@LINE-1]]:3: error: the variable's shape is not known at compile time: '{4, width}' is unknown, because the function 'read_width' (declared in input.h) has no definition in this program; give the command the source that defines it, or say its value with VS_BIND(width, VALUE), or write dimensions that are constants{{.*}} [varscope-unresolved]
  // CHECK: model.cpp:[[#@LINE-2]]:25: note: this must be known
  // CHECK: model.cpp:[[#@LINE-4]]:21: note: the unknown value comes from here
}
VS_MODEL(a_shape, shape());

void bound() {
  const int layers = read_width();
  for (int i = 0; i < layers; ++i)
    vs::get_variable("v" + std::to_string(i), {1});
  // CHECK: model.cpp:[[#@LINE-2]]:19: error: how often a loop with scope calls runs is not known at compile time: 'i < layers' is unknown, because the function 'read_width'{{.*}} or write a bound that is known at compile time{{.*}} [varscope-unresolved]
}
VS_MODEL(a_bound, bound());

VS_MODEL(a_definition, missing());
// CHECK: model.cpp:[[#@LINE-1]]:24: error: what this call does to the scopes is not known at compile time: 'missing()' is unknown, because the function 'missing' (declared in input.h) has no definition in this program; give the command the source that defines it [varscope-unresolved]

#ifndef GIVEN
void reuse() {
  const bool again = std::getenv("AGAIN") != nullptr;
  VS_VARIABLE_SCOPE("s", .reuse = again) { vs::get_variable("v", {1}); }
  // CHECK: model.cpp:[[#@LINE-1]]:3: error: the reuse flag is not known at compile time: 'again' is unknown, because the library's 'getenv' is not understood here; say its value with VS_BIND(again, VALUE), or write true, false or vs::AUTO_REUSE{{.*}} instead [varscope-unresolved]
  // CHECK: model.cpp:[[#@LINE-2]]:35: note: this must be known
  // CHECK: model.cpp:[[#@LINE-4]]:22: note: the unknown value comes from here
}
VS_MODEL(a_reuse_flag, reuse());

int counter;
void global() {
  vs::get_variable("v" + std::to_string(counter), {1});
  // CHECK: model.cpp:[[#@LINE-1]]:3: error: the variable's name is not known at compile time: '"v" + std::to_string(counter)' is unknown, because the global 'counter' is mutable, so that its value when the model is built is not known; declare 'counter' const, or bind it with --bind counter=VALUE, or say its value with VS_BIND(counter, VALUE), or write a string literal{{.*}} [varscope-unresolved]
}
VS_MODEL(a_global, global());

void local_static() {
  static int calls = 0;
  vs::get_variable("v" + std::to_string(calls++), {1});
  // CHECK: model.cpp:[[#@LINE-1]]:3: error: the variable's name is not known at compile time: '"v" + std::to_string(calls++)' is unknown, because the static 'calls' is mutable{{.*}} [varscope-unresolved]
}
VS_MODEL(a_static, local_static());

// Assigned by the builder itself, a static is as good as a local.
void assigned() {
  static int width;
  static const int height = 3;
  width = 2;
  vs::get_variable("v", {width, height});
}
VS_MODEL(assigned, assigned());
#endif
