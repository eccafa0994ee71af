// Captures, `this`, generic lambdas, lambdas that call themselves; templates instantiated
// with lambdas are told apart.
// RUN: %varscope extract %s -o - -- -std=c++20 | %FileCheck %s

#include <functional>
#include <string>

template <class F> int apply(F f) { return f(1); }

// CHECK: (record "[[BOTH:[^"]*]]" "captures::(lambda)"
// CHECK-NEXT: (field "x" (ref i32))
// CHECK-NEXT: (field "y" i32)
// CHECK-NEXT: (field "z" (lib "std::basic_string" i8))
// CHECK-NEXT: (call-operator "[[CALL:[^"]*]]")

// CHECK-LABEL: (function "c:@F@captures#I#I#"
// CHECK: (closure (rec "[[BOTH]]") {{.*}} (bind "x" {{.*}} (local "x" {{.*}})) (init "y" {{.*}} (load {{.*}} (local "y" {{.*}}))) (init "z" {{.*}} (lib "std::basic_string::basic_string"
// CHECK: (call "[[CALL]]" {{.*}} (local "f" {{.*}}) (int "2" i32
int captures(int x, int y) {
  auto f = [&x, y, z = std::string("s")](auto k) { return x += y + k + z.size(); };
  return f(2);
}

// CHECK-LABEL: (function "c:@F@recursive#"
// CHECK: (var "f" (lib "std::function" {{.*}} (undef
// CHECK-NEXT: (do-expr {{.*}} (assign {{.*}} (local "f"
int recursive() {
  std::function<int(int)> f = [&f](int n) { return n ? f(n - 1) : 0; };
  return f(3);
}

// CHECK-LABEL: (function "c:@F@told_apart#"
// CHECK: (call "[[FIRST:[^"]*lambdas.cpp:[^"]*]]"
// CHECK-NOT: (call "[[FIRST]]"
// CHECK: (return
inline int told_apart() { return apply([](int x) { return x; }) + apply([](int x) { return -x; }); }
int use() { return told_apart(); }

struct Net {
  int width = 3;
  // CHECK-LABEL: (function "c:@S@Net@F@method#"
  // CHECK: (closure {{.*}} (bind "this" {{.*}} (this
  int method();
};
int Net::method() {
  auto f = [this] { return width; };
  return f();
}

// The lambda's own object holds what it captured.
// CHECK-LABEL: (function "{{[^"]*}}" "Net::method::(lambda)::operator()"
// CHECK: (return {{.*}} (load {{.*}} (field "width" {{.*}} (field "this" {{.*}} (this
// CHECK: (function "[[CALL]]" "captures::(lambda)::operator()"
// CHECK: (opassign "+" u64 {{.*}} (field "x" {{.*}} (this
