// A program's own declarations carry their roles themselves.
// RUN: not %varscope generate %s -o %t -- -std=c++20 %include 2>&1 | %FileCheck %s
// RUN: %python %utils/manifest-variables.py %t/scoped.varscope.json | %FileCheck %s --check-prefix=SCOPED
// RUN: %python %utils/manifest-variables.py %t/by_member.varscope.json | %FileCheck %s --check-prefix=MEMBER
// RUN: %python %utils/manifest-variables.py %t/on_demand.varscope.json | %FileCheck %s --check-prefix=DEMAND
#include <varscope/roles.h>
#include <varscope/varscope.h>

#include <string>
#include <vector>

// A current scope, entered and left by calls and by a guard's lifetime.
VS_ROLE_WITH("create", "name: label", "shape: sizes", "what: Weight", "without: :") float* weight(const std::string& label, std::vector<int> sizes);
VS_ROLE_WITH("enter_scope", "name: #0", "separator: ::") void push(const char*);
VS_ROLE("leave_scope") void pop();
struct VS_ROLE("guard") Within {
  VS_ROLE_WITH("enter_scope", "name: part", "separator: ::") explicit Within(const std::string& part);
  VS_ROLE("leave_scope") ~Within();
};

void layers() {
  push("net");
  for (int i = 0; i < 2; ++i) {
    Within layer("layer" + std::to_string(i));
    weight("w", {2, 3});
  }
  pop();
  weight("w", {});
}
VS_MODEL(scoped, layers());
// SCOPED: net::layer0::w 2 3
// SCOPED-NEXT: net::layer1::w 2 3
// SCOPED-NEXT: w{{$}}

void twice() {
  Within net("net");
  weight("w", {2});
  // CHECK: annotations.cpp:[[#@LINE+1]]:3: error: Weight 'net::w' already exists, and this call creates one [varscope-already-exists]
  weight("w", {2});
}
VS_MODEL(created_twice, twice());
// CHECK: annotations.cpp:[[#@LINE+1]]:26: error: Weight name must not contain ':' (got 'a:b') [varscope-invalid-name]
VS_MODEL(forbidden_byte, weight("a:b", {}));
// CHECK: error: Weight name must not be empty [varscope-invalid-name]
VS_MODEL(empty_name, weight(std::string(), {}));
// CHECK: error: a scope is left, but none is open [varscope-invalid-argument]
VS_MODEL(left_twice, pop());

// The name is a member of an argument, the scope a member of the object.
struct Spec {
  std::string name;
  std::vector<int> dims;
};
struct VS_ROLE("scope") Store {
  Store();
};
struct Layer {
  Store store;
  VS_ROLE_WITH("get_or_create", "scope: object.store", "name: spec.name", "shape: spec.dims") float* add(const Spec& spec);
};
void members() {
  Layer layer;
  layer.add({"kernel", {4, 4}});
  layer.add({"kernel", {4, 4}});
  layer.add({"bias", {4}});
}
VS_MODEL(by_member, members());
// MEMBER: kernel 4 4
// MEMBER-NEXT: bias 4

// What is asked first decides nothing on its own.
struct VS_ROLE("scope") Table {
  Table();
  VS_ROLE("contains") bool contains(const char* name) const;
  VS_ROLE("create") void create(const char* name);
};
void onDemand() {
  Table table;
  for (int i = 0; i < 2; ++i)
    if (!table.contains("x"))
      table.create("x");
}
VS_MODEL(on_demand, onDemand());
// DEMAND: x ?
// DEMAND-NOT: {{.}}
