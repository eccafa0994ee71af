// Annotated declarations, of any library.
// RUN: %varscope extract %s -o - -- -std=c++20 | %FileCheck %s

#define ROLE(name) [[clang::annotate("varscope." name)]]
namespace lib {
struct ROLE("options") Options {
  bool trainable = true;
  int seed = 0;
};
class ROLE("Variable") Variable {
public:
  ROLE("Variable") Variable();
  ROLE("Variable.name") const char* name() const;
  int unmarked() const;
};
template <class T = void>
ROLE("get_variable") Variable get(const char* name, int shape = 0, Options options = {},
                                  int line = __builtin_LINE());
class ROLE("VariableScopeGuard") Guard {
public:
  ROLE("enter_variable_scope") Guard(const char* name);
  ROLE("exit_variable_scope") ~Guard();
};
ROLE("AUTO_REUSE") inline constexpr int auto_reuse = 2;
template <class Tag> class ROLE("Model") Model {
public:
  ROLE("Model") Model();
  ROLE("Model.find") Variable find(const char* name);
};
} // namespace lib

// CHECK: (event "varscope.Model.find" 1)
// CHECK: (event "varscope.get_variable" 2)
// CHECK: (model "net" "[[BUILD:[^"]*]]" @{{.*}})
// CHECK: (look-up "net" "dense/w" @
// CHECK: (record "varscope.VariableScopeGuard"
// CHECK-NEXT: (destructor "role:varscope.exit_variable_scope"))

// CHECK-LABEL: (function "c:@F@build#I#"
// CHECK: (var "guard" (lib "varscope.VariableScopeGuard") {{.*}} (lib "varscope.enter_variable_scope" (lib "varscope.VariableScopeGuard") {{.*}} (init "name" {{.*}} (str "dense"
// What is not written is left out; a template argument is handed over.
// CHECK: (lib "varscope.get_variable" (lib "varscope.Variable") {{[^()]*}}(init "name" {{[^()]*}}(str "w" {{[^()]*}})) (init "shape" {{[^()]*}}(int "2" i32 {{[^()]*}})) (init "options" {{[^()]*}}(record (rec "c:@N@lib@S@Options") {{[^()]*}}(init "seed" {{[^()]*}}(load {{[^()]*}}(local "seed" {{[^()]*}})))){{.*}}(init "T" {{.*}} (zero f32
// CHECK: (lib "varscope.Variable.name" (ptr (const i8)) {{[^()]*}}(local "w"
// CHECK: (lib "varscope.Variable::unmarked" i32 {{[^()]*}}(local "w"
// CHECK: (lib "varscope.AUTO_REUSE" i32
int build(int seed) {
  lib::Guard guard("dense");
  lib::Variable w = lib::get<float>("w", 2, {.seed = seed});
  lib::get("b", 3);
  w.name();
  return w.unmarked() + lib::auto_reuse;
}

struct net {
  [[clang::annotate("varscope.model", "net")]] static int build() { return ::build(7); }
};
// CHECK: (function "[[BUILD]]" "net::build"
// CHECK: (call "c:@F@build#I#" {{.*}} (int "7" i32

int main() {
  lib::Model<net> model;
  model.find("dense/w");
}
