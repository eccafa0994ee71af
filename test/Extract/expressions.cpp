// Literals, arithmetic, conversions, references, pointers, arrays and constants.
// RUN: %varscope extract %s -o - -- -std=c++20 | %FileCheck %s

#include <cstdint>

enum class Kind : std::uint8_t { conv = 3, dense };
constexpr int layers = 6;
constexpr int square(int x) { return x * x; }
template <int N> int times(int x) { return x * N; }

// CHECK-LABEL: (function "c:@F@folded#" "folded"
// CHECK: (var "a" i32 {{.*}} (int "6" i32
// CHECK: (var "b" i32 {{.*}} (int "36" i32
// CHECK: (var "c" u64 {{.*}} (int "8" u64
// CHECK: (return {{.*}} (call "c:@F@times<#VI2>#I#"
int folded() {
  int a = layers;
  int b = square(layers);
  std::uint64_t c = sizeof(double);
  return times<2>(static_cast<int>(a + b + c));
}

// CHECK-LABEL: (function "c:@F@literals#" "literals"
// CHECK: (var "i" i64 {{.*}} (int "784" i64
// CHECK: (var "c" i8 {{.*}} (int "97" i8
// CHECK: (var "b" bool {{.*}} (bool "true"
// CHECK: (var "f" f64 {{.*}} (float "0x1p-1" f64
// CHECK: (var "g" f32 {{.*}} (float "-0x1.8p0" f32
// CHECK: (var "s" (ptr (const i8)) {{.*}} (str "a\"b"
// CHECK: (var "t" (ptr (const i8)) {{.*}} (cond {{.*}} (str "x" {{.*}}) (str "y"
// CHECK: (var "n" (ptr i32) {{.*}} (null
// CHECK: (var "k" u8 {{.*}} (int "4" u8
// CHECK: (var "z" i32 {{.*}} (zero i32
// CHECK: (var "u" i32 {{.*}} (undef i32
int literals() {
  std::int64_t i = 784;
  char c = 'a';
  bool b = true;
  double f = 0.5;
  float g = -1.5;
  const char* s = "a\"b";
  const char* t = b ? "x" : "y"; // an array until it decays: both have one length
  int* n = nullptr;
  Kind k = Kind::dense;
  int z{};
  int u;
  u = z;
  return u;
}

// CHECK-LABEL: (function "c:@F@operators#I#*I#" "operators"
// CHECK: (ref "r" {{.*}} (local "x"
// CHECK: (assign {{.*}} (local "r" {{.*}}) (bin "+" i32 {{.*}} (load {{.*}} (local "x" {{.*}})) (int "1" i32
// CHECK: (opassign "*" i32 {{.*}} (local "x" {{.*}}) (int "2" i32
// CHECK: (inc "++x" {{.*}} (local "x"
// CHECK: (inc "x--" {{.*}} (local "x"
// CHECK: (var "y" f64 {{.*}} (cast f64 {{.*}} (un "-" i32 {{.*}} (load {{.*}} (local "x"
// CHECK: (assign {{.*}} (deref {{.*}} (load {{.*}} (local "p"
// CHECK: (var "q" (ptr i32) {{.*}} (addr {{.*}} (local "x"
// CHECK: (var "a" (array i32 3) {{.*}} (list (array i32 3) {{.*}} (int "1" i32 {{.*}}) (zero i32){{.*}}(zero i32)
// CHECK: (assign {{.*}} (index {{.*}} (local "a" {{.*}}) (int "1" i32
// CHECK: (return {{.*}} (load {{.*}} (cond {{.*}} (and {{.*}} (local "x" {{.*}}) (local "r"
int operators(int x, int* p) {
  int& r = x;
  r = x + 1;
  x *= 2;
  ++x;
  x--;
  double y = -x;
  *p = static_cast<int>(y);
  int* q = &x;
  int a[3] = {1};
  a[1] = q[0];
  return x > 1 && !p ? x : r;
}

// Functions are values, by whatever name they come.
// CHECK-LABEL: (function "c:@F@pointers#*F
// CHECK: (icall {{.*}} (load {{.*}} (local "f"
// CHECK: (var "g" (ptr (other "int (int)")) {{.*}} (fnref "c:@F@square#I#"
// CHECK: (icall {{.*}} (load {{.*}} (local "g"
int pointers(int (*f)(int)) {
  f(1);
  int (&g)(int) = square;
  return g(2);
}
