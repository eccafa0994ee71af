// One event for each get that reaches the variable store: what a custom getter calls on for, with
// the get that it answers in the stack. A getter that does not call on shares what it returns.
// RUN: cd %S && %varscope generate getter_events.cpp -o %t -- %include
// RUN: FileCheck %s --input-file=%t/getters.varscope.json
#include <varscope/varscope.h>
namespace vs = varscope;

vs::Variable suffixed(vs::Getter getter, std::string_view name, vs::VariableRequest request) {
  return getter(std::string(name) + "_suffix", request);
}
vs::Variable prefixed(vs::Getter getter, std::string_view name, vs::VariableRequest request) {
  return getter("x" + std::string(name), request);
}
vs::Variable pair(vs::Getter getter, std::string_view name, vs::VariableRequest request) {
  getter(std::string(name) + "0", request);
  getter(std::string(name) + "1", request);
  return {};
}

void build() {
  vs::Variable kept;
  VS_VARIABLE_SCOPE("a", .custom_getter = suffixed) {
    VS_VARIABLE_SCOPE("b", .custom_getter = prefixed) { kept = vs::get_variable("v", {1}); }
  }
  vs::get_variable("two", {1}, {.custom_getter = pair});
  vs::get_variable("w", {1},
                   {.custom_getter = [&](vs::Getter, std::string_view, vs::VariableRequest) { return kept; }});
}
VS_MODEL(getters, build());

// CHECK: "events": [
// CHECK-NEXT: "kind": "create", "name": "xa/b/v_suffix", "at": "getter_events.cpp:9:10", "stack": ["getter_events.cpp:12:10", "getter_events.cpp:23:{{[0-9]+}}",
// CHECK-NEXT: "kind": "create", "name": "two0", "at": "getter_events.cpp:15:3", "stack": ["getter_events.cpp:25:3",
// CHECK-NEXT: "kind": "create", "name": "two1", "at": "getter_events.cpp:16:3", "stack": ["getter_events.cpp:25:3",
// CHECK-NEXT: "kind": "share", "name": "xa/b/v_suffix", "at": "getter_events.cpp:26:3", "stack": ["getter_events.cpp:29:19"]}
// CHECK-NEXT: ]
