// Creating what exists, without reuse: place, notes in a reader's order, fix where it is certain.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s --implicit-check-not=note:
#include <string>
#include <varscope/varscope.h>
namespace vs = varscope;

// The scope is opened again, without reuse.
namespace again {
void build() {
  VS_VARIABLE_SCOPE("a") { vs::get_variable("v", {1}); }
  VS_VARIABLE_SCOPE("a") { vs::get_variable("v", {1}); }
}
VS_MODEL(again, build());
// CHECK:      already_exists.cpp:11:28: error: Variable a/v already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope? [varscope-already-exists]
// CHECK:      already_exists.cpp:10:28: note: 'a/v' is created here
// CHECK:      already_exists.cpp:10:3: note: scope 'a' was opened here for the creation
// CHECK:      already_exists.cpp:11:3: note: scope 'a' is opened here
// CHECK:      already_exists.cpp:13:17: note: 'again::build' is called here
// CHECK:      already_exists.cpp:11:24: note: share the variables of the scope
// CHECK-NEXT:   VS_VARIABLE_SCOPE("a") { vs::get_variable("v", {1}); }
// CHECK-NEXT: {{^ +\^$}}
// CHECK-NEXT: {{^ +, .reuse = true$}}
} // namespace again

// Not every get of it would share: no fix.
namespace another {
void build() {
  VS_VARIABLE_SCOPE("a") { vs::get_variable("v", {1}); }
  VS_VARIABLE_SCOPE("a") {
    vs::get_variable("v", {1});
    vs::get_variable("w", {1});
  }
}
VS_MODEL(another, build());
// CHECK: already_exists.cpp:30:5: error:
// CHECK: already_exists.cpp:28:28: note: 'a/v' is created here
// CHECK: already_exists.cpp:28:3: note: scope 'a' was opened here for the creation
// CHECK: already_exists.cpp:29:3: note: scope 'a' is opened here
// CHECK: already_exists.cpp:34:19: note: 'another::build' is called here
} // namespace another

// The outermost scope that is opened again is the one to share.
namespace nested {
void layer() {
  VS_VARIABLE_SCOPE("dense") { vs::get_variable("v", {1}); }
}
void build() {
  VS_VARIABLE_SCOPE("net") {
    VS_VARIABLE_SCOPE("x") { layer(); }
    VS_VARIABLE_SCOPE("x", .initializer = vs::zeros()) { layer(); }
  }
}
VS_MODEL(nested, build());
// CHECK: already_exists.cpp:45:32: error: Variable net/x/dense/v already exists
// CHECK: already_exists.cpp:45:32: note: 'net/x/dense/v' is created here
// CHECK: already_exists.cpp:49:30: note: 'nested::layer' was called here for the creation
// CHECK: already_exists.cpp:49:5: note: scope 'net/x' was opened here for the creation
// CHECK: already_exists.cpp:45:3: note: scope 'net/x/dense' is opened here
// CHECK: already_exists.cpp:50:58: note: 'nested::layer' is called here
// CHECK: already_exists.cpp:50:5: note: scope 'net/x' is opened here
// CHECK: already_exists.cpp:48:3: note: scope 'net' is opened here
// CHECK: already_exists.cpp:53:18: note: 'nested::build' is called here
// CHECK: already_exists.cpp:50:54: note: share the variables of the scope
// CHECK: {{^ +, .reuse = true$}}
} // namespace nested

// A function that opens the scope itself is called twice.
namespace repeated {
void layer() {
  VS_VARIABLE_SCOPE("dense") {
    vs::get_variable("v", {1});
    vs::get_variable("w", {1});
  }
}
void build() {
  layer();
  layer();
}
VS_MODEL(repeated, build());
// CHECK: already_exists.cpp:71:5: error: Variable dense/v already exists
// CHECK: already_exists.cpp:71:5: note: 'dense/v' is created here
// CHECK: already_exists.cpp:76:3: note: 'repeated::layer' was called here for the creation
// CHECK: already_exists.cpp:70:3: note: scope 'dense' is opened here
// CHECK: already_exists.cpp:77:3: note: 'repeated::layer' is called here
// CHECK: already_exists.cpp:79:20: note: 'repeated::build' is called here
// CHECK: already_exists.cpp:70:28: note: let every call of the function share the variables
// CHECK: {{^ +, .reuse = vs::AUTO_REUSE$}}
} // namespace repeated

// In a loop the name takes the counter.
namespace loop {
void build() {
  for (int i = 0; i < 3; ++i)
    VS_VARIABLE_SCOPE("layer") {
      vs::get_variable("v", {1});
    }
}
VS_MODEL(loop, build());
// CHECK: already_exists.cpp:95:7: error: Variable layer/v already exists
// CHECK: already_exists.cpp:95:7: note: 'layer/v' is created here
// CHECK: already_exists.cpp:93:3: note: every iteration creates the same name; make the counter part of it: "layer" + std::to_string(i)
// CHECK: already_exists.cpp:94:5: note: scope 'layer' is opened here
// CHECK: already_exists.cpp:98:16: note: 'loop::build' is called here
// CHECK: already_exists.cpp:94:23: note: make the counter part of the name
// CHECK: {{^ +"layer" \+ std::to_string\(i\)$}}
} // namespace loop

// Through a custom getter: the program's own calls, then the inner ones.
namespace getter {
vs::Variable through(vs::Getter getter, std::string_view name, vs::VariableRequest request) {
  return getter(name, request);
}
void build() {
  VS_VARIABLE_SCOPE("g", .custom_getter = through) {
    vs::get_variable("v", {1});
    vs::get_variable("v", {1});
  }
}
VS_MODEL(getter, build());
// CHECK: already_exists.cpp:116:5: error: Variable g/v already exists
// CHECK: already_exists.cpp:115:5: note: 'g/v' is created here
// CHECK: already_exists.cpp:111:10: note: a custom getter calls on here
// CHECK: already_exists.cpp:114:3: note: scope 'g' is opened here
// CHECK: already_exists.cpp:119:18: note: 'getter::build' is called here
} // namespace getter

// A get's own reuse = false forbids what its scope allows.
namespace forbidden {
void build() {
  VS_VARIABLE_SCOPE("a", .reuse = vs::AUTO_REUSE) {
    vs::get_variable("v", {1});
    vs::get_variable("v", {1}, {.reuse = false});
  }
}
VS_MODEL(forbidden, build());
// CHECK: already_exists.cpp:132:5: error: Variable a/v already exists
// CHECK: already_exists.cpp:131:5: note: 'a/v' is created here
// CHECK: already_exists.cpp:132:5: note: this get's own option reuse = false forbids sharing
// CHECK: already_exists.cpp:130:3: note: scope 'a' is opened here with reuse = AUTO_REUSE
// CHECK: already_exists.cpp:135:21: note: 'forbidden::build' is called here
// CHECK: already_exists.cpp:132:22: note: name the second variable 'v_1'
} // namespace forbidden

// reuse = false on a scope inherits; it does not create.
namespace fine {
void build() {
  VS_VARIABLE_SCOPE("a", .reuse = vs::AUTO_REUSE) {
    vs::get_variable("v", {1});
    VS_VARIABLE_SCOPE(vs::get_variable_scope(), .reuse = false) { vs::get_variable("v", {1}); }
  }
}
VS_MODEL(fine, build());
} // namespace fine
// CHECK: 7 errors generated.
