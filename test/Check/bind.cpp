// Values that only exist at run time are bound by name, or in the source.
// RUN: split-file %s %t
// RUN: not %varscope check %t/model.cpp -- -std=c++20 %include 2>&1 | %FileCheck %t/model.cpp
// RUN: %varscope check %t/model.cpp --bind layers=2 --bind flags.name=enc --bind Config::width=8 -Wno-conditional-variable \
// RUN:   -- -std=c++20 %include 2>&1 | count 0
// RUN: %varscope check %t/source.cpp -- -std=c++20 %include 2>&1 | count 0
// RUN: not %varscope check %t/wrong.cpp -- -std=c++20 %include 2>&1 | %FileCheck %t/wrong.cpp

// A binding whose text is no value of the type is an error; nothing is written.
// RUN: mkdir -p %t/out
// RUN: not %varscope generate %t/model.cpp -o %t/out --bind layers=two --bind flags.name=enc --bind Config::width=8 \
// RUN:   -- -std=c++20 %include > %t/log 2>&1
// RUN: FileCheck --check-prefix=TYPE %s < %t/log
// RUN: ls %t/out | count 0
// TYPE: varscope: error: '--bind layers=two': 'layers' is an integer of 32 bits

// One that nothing asks for is told: a name with a slip of the pen would be without effect.
// RUN: %varscope check %t/source.cpp --bind layerz=2 --bind fixed=3 -- -std=c++20 %include 2>&1 | FileCheck --check-prefix=UNUSED %s
// UNUSED: note: '--bind fixed' has no effect: no model asks for a value of that name that is not known
// UNUSED: note: '--bind layerz' has no effect

//--- model.cpp
#include <varscope/varscope.h>
#include <string>
namespace vs = varscope;

int layers = 6;
struct Flags { std::string name; bool training; } flags;
struct Config { int width; };
Config load();

void loop() {
  // CHECK: model.cpp:[[#@LINE+1]]:{{[0-9]+}}: error: how often a loop with scope calls runs is not known at compile time: 'i < layers' is unknown, because the global 'layers' is mutable, so that its value when the model is built is not known; declare 'layers' const, or bind it with --bind layers=VALUE, or say its value with VS_BIND(layers, VALUE), or write
  for (int i = 0; i < layers; ++i)
    vs::get_variable("v" + std::to_string(i), {1});
}
void name() {
  // CHECK: error: the variable's name is not known at compile time: {{.*}}; declare 'flags' const, or bind it with --bind flags.name=VALUE, or say its value with VS_BIND(flags.name, VALUE), or write a string literal
  vs::get_variable(flags.name, {1});
}
void field() {
  Config config = load();
  // CHECK: error: the variable's shape is not known at compile time: {{.*}}give the command the source that defines it, or bind it with --bind Config::width=VALUE, or say its value with VS_BIND(load().width, VALUE), or write dimensions
  vs::get_variable("w", {config.width});
}
VS_MODEL(m_loop, loop());
VS_MODEL(m_name, name());
VS_MODEL(m_field, field());

//--- source.cpp
#include <varscope/varscope.h>
#include <cstdlib>
#include <string>
namespace vs = varscope;

const int fixed = 2;
int layers = 6;
void build(int argc) {
  for (int i = 0; i < VS_BIND(layers, fixed); ++i)
    vs::get_variable("v" + std::to_string(i), {VS_BIND(argc, 3)});
  vs::get_variable(VS_BIND(std::getenv("NAME"), "w"), {1}); // a char*
  std::string name = std::getenv("NAME");
  vs::get_variable(VS_BIND(name, "x"), {1});
}
VS_MODEL(m_source, build(3));

//--- wrong.cpp
#include <varscope/varscope.h>
namespace vs = varscope;

void build(int layers) {
  // CHECK: wrong.cpp:[[#@LINE+1]]:23: error: 'layers' is 8, but VS_BIND says 6 [varscope-invalid-argument]
  for (int i = 0; i < VS_BIND(layers, 6); ++i)
    vs::get_variable("v", {1});
}
VS_MODEL(m_wrong, build(8));
