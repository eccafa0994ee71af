// Constructors, bases, virtual calls, destructors, operators, defaulted copies.
// RUN: %varscope extract %s -o - -- -std=c++20 | %FileCheck %s

#include <string>

struct Layer {
  explicit Layer(std::string prefix) : prefix(std::move(prefix)) {}
  virtual ~Layer() {}
  virtual int width(int x) const = 0;
  std::string prefix;
};
struct Dense : Layer {
  Dense(int n) : Layer("dense"), units(n) {}
  Dense() : Dense(4) {}
  int width(int x) const override { return x * units + scale; }
  int units;
  int scale = 2;
};
struct Pair {
  int first = 1, second = 2;
  int& sum;
};

// CHECK: (record "c:@S@Dense" "Dense"
// CHECK-NEXT: (base "c:@S@Layer")
// CHECK-NEXT: (field "units" i32)
// CHECK-NEXT: (field "scale" i32)
// CHECK-NEXT: (override "c:@S@Dense@F@width#I#1" "c:@S@Dense@F@width#I#1")
// CHECK-NEXT: (override "c:@S@Layer@F@width#I#1" "c:@S@Dense@F@width#I#1")
// CHECK-NEXT: (default-constructor "c:@S@Dense@F@Dense#"))
// CHECK: (record "c:@S@Layer" "Layer"
// CHECK: (destructor "c:@S@Layer@F@~Layer#")

// CHECK-LABEL: (function "c:@F@aggregate#I#"
// CHECK: (record (rec "c:@S@Pair") {{.*}} (init "first" {{.*}} (int "1" i32 {{.*}})) (init "second" {{.*}} (int "5" i32 {{.*}})) (bind "sum" {{.*}} (local "n"
int aggregate(int n) {
  Pair pair{.second = 5, .sum = n};
  return pair.sum;
}

// CHECK-LABEL: (function "c:@F@calls#&1$@S@Layer#"
// CHECK: (vcall "c:@S@Layer@F@width#I#1" {{.*}} (readonly {{.*}} (local "layer" {{.*}})) (int "3" i32
// CHECK: (var "d" (rec "c:@S@Dense") {{.*}} (construct "c:@S@Dense@F@Dense#I#"
// CHECK: (var "e" (rec "c:@S@Dense") {{.*}} (copy {{.*}} (local "d"
// CHECK: (assign {{.*}} (local "e" {{.*}}) (move {{.*}} (lib "std::move" (ref (rec "c:@S@Dense")) {{.*}} (local "d"
// CHECK: (call "c:@S@Dense@F@width#I#1" {{[^()]*}}(local "e"
// CHECK-SAME: (field "prefix" {{.*}} (field "base:c:@S@Layer" {{.*}} (local "e"
// CHECK: (var "p" (ptr (rec "c:@S@Layer")) {{.*}} (cast (ptr (rec "c:@S@Layer")) {{.*}} (new (ptr (rec "c:@S@Dense")) {{.*}} (construct "c:@S@Dense@F@Dense#"
// CHECK: (delete {{.*}} (load {{.*}} (local "p"
int calls(const Layer& layer) {
  int n = layer.width(3);
  Dense d(n);
  Dense e = d;
  e = std::move(d);
  n += e.Dense::width(1) + e.prefix.size();
  Layer* p = new Dense();
  delete p;
  return n;
}

// CHECK-LABEL: (function "c:@S@Dense@F@Dense#" "Dense::Dense"
// CHECK: (initialize (init "this" {{.*}} (construct "c:@S@Dense@F@Dense#I#"
// CHECK-LABEL: (function "c:@S@Dense@F@Dense#I#" "Dense::Dense"
// CHECK-NEXT: (self "c:@S@Dense")
// CHECK-NEXT: (param "n" i32)
// CHECK-NEXT: (initialize (init "base:c:@S@Layer" {{.*}} (construct "c:@S@Layer@F@Layer#
// CHECK-NEXT: (initialize (init "units"
// CHECK-NEXT: (initialize (init "scale" {{.*}} (int "2" i32
// CHECK-LABEL: (function "c:@S@Layer@F@Layer#
// CHECK: (initialize (init "prefix" {{.*}} (move {{.*}} (lib "std::move"
