// Default member initialisers and default arguments, whose line is another one for the compilers;
// names of classes that convert to std::string_view; braces where options can stand.
// RUN: rm -rf %t && mkdir -p %t
// RUN: cd %S && %varscope generate call_sites.cpp -o %t -- %include
// RUN: FileCheck %s --input-file=%t/call_sites.varscope.json
// RUN: %gxx -c %s -o %t/main.o && %gxx -c %t/call_sites.varscope.cpp -o %t/unit.o
// RUN: %gxx %t/main.o %runtime-lib -o %t/run && %t/run > %t/run.txt
// RUN: %gxx %t/main.o %t/unit.o %runtime-lib -o %t/planned && %t/planned planned > %t/planned.txt
// RUN: diff %t/run.txt %t/planned.txt
#include <varscope/varscope.h>

#include <cstdio>
#include <string>

namespace vs = varscope;

struct Name {
  std::string text;
  operator std::string_view() const { return text; }
};
struct Members {
  vs::Variable a = vs::get_variable("a", {2}), b =
      vs::get_variable("b", {3}, {.initializer = vs::zeros()});
};
struct Mixed {
  explicit Mixed(int) {}
  vs::Variable a =
      vs::get_variable("a", {4});
};
vs::Variable identity(vs::Variable given = vs::get_variable("default", {2})) { return given; }

void build() {
  VS_VARIABLE_SCOPE("members") Members();
  VS_VARIABLE_SCOPE("mixed") { Mixed(3); }
  VS_VARIABLE_SCOPE(Name{"named"}) identity(
      );
  vs::get_variable("scalar", {}, {});
}
VS_MODEL(call_sites, build());

int main(int argc, char**) {
  vs::Model<call_sites> model(3);
  for (vs::Variable each : model.variables())
    std::printf("%s %g\n", std::string(each.op_name()).c_str(), double(each.data<float>()[0]));
  return model.planned() != (argc > 1);
}

// CHECK: "kind": "create", "name": "members/a"
// CHECK: "kind": "create", "name": "members/b"
// CHECK: "kind": "create", "name": "mixed/a"
// CHECK: "kind": "create", "name": "named/default"
// CHECK: "kind": "create", "name": "scalar"
