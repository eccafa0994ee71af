// Conditions, loops, switch, jumps and exceptions.
// RUN: %varscope extract %s -o - -- -std=c++20 | %FileCheck %s

#include <vector>

// CHECK-LABEL: (function "c:@F@conditions#I#"
// CHECK: (block
// CHECK-NEXT: (block
// CHECK-NEXT: (var "half" i32
// CHECK-NEXT: (if {{.*}} (bin ">" bool
// CHECK-NEXT: (block
// CHECK-NEXT: (return
// CHECK-NEXT: (block
// CHECK-NEXT: (return
// The branch of a constant condition is the only one.
// CHECK-NOT: (if
// CHECK: (return {{.*}} (int "1" i32
int conditions(int x) {
  if (int half = x / 2; half > 3)
    return half;
  else
    return -half;
  if constexpr (sizeof(int) == 4)
    return 1;
  else
    return 2;
}

// CHECK-LABEL: (function "c:@F@each#&1
// CHECK: (foreach "x" i32 {{.*}} (local "xs"
// CHECK: (foreach "y" (ref (const i32)) {{.*}} (local "a"
// A conversion makes the variable of the element.
// CHECK: (foreach "element" (ref (const i32)) {{.*}} (local "xs"
// CHECK: (var "z" f64 {{.*}} (cast f64 {{.*}} (load {{.*}} (local "element"
int each(const std::vector<int>& xs) {
  int sum = 0, a[2] = {1, 2};
  for (int x : xs)
    sum += x;
  for (const auto& y : a)
    sum += y;
  for (double z : xs)
    sum += z > 1;
  return sum;
}

// CHECK-LABEL: (function "c:@F@jumps#I#"
// CHECK: (for {{.*}} (unknown "the order in which this body runs is not understood"
// CHECK: (return {{.*}} (unknown "the order in which this body runs is not understood"
int jumps(int x) {
again:
  if (--x > 0)
    goto again;
  return x;
}

// CHECK-LABEL: (function "c:@F@loops#I#"
// CHECK: (var "i" i32
// CHECK-NEXT: (for {{.*}} (bin "<" bool
// CHECK-NEXT: (block
// CHECK-NEXT: (do-expr {{.*}} (inc "++x" {{.*}} (local "i"
// CHECK: (continue
// CHECK: (for {{.*}} (bin ">" bool
// CHECK-NEXT: (block {{.*}})
// CHECK: (break
// CHECK: (do-while
// A condition's variable lives for one iteration.
// CHECK: (for {{.*}} (bool "true"
// CHECK: (var "left" i32
// CHECK-NEXT: (if {{.*}} (un "!" bool
// CHECK: (break
int loops(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    if (i == 2)
      continue;
    sum += i;
  }
  while (n > 0) {
    --n;
    break;
  }
  do
    ++sum;
  while (sum < 3);
  while (int left = n--)
    sum += left;
  return sum;
}

struct Walk {
  int at;
  int operator*() const { return at; }
  Walk& operator++() { return ++at, *this; }
  bool operator!=(const Walk& other) const { return at != other.at; }
};
struct Span {
  Walk begin() const { return {0}; }
  Walk end() const { return {3}; }
};
// CHECK-LABEL: (function "c:@F@own_range#"
// CHECK: (ref "__range1" {{.*}} (temp {{.*}} (zero (rec "c:@S@Span")
// CHECK: (var "__begin1" (rec "c:@S@Walk"){{.*}} (call "c:@S@Span@F@begin#1"
// CHECK: (for {{.*}} (call "c:@S@Walk@F@operator!=
// CHECK: (call "c:@S@Walk@F@operator++#"
// CHECK: (var "x" i32 {{.*}} (call "c:@S@Walk@F@operator*#1"
int own_range() {
  int sum = 0;
  for (int x : Span())
    sum += x;
  return sum;
}

// CHECK-LABEL: (function "c:@F@selects#I#"
// CHECK: (switch {{.*}} (load {{.*}} (local "n"
// CHECK-NEXT: (case {{.*}} (labels {{.*}} (int "1" i32 {{.*}}) (int "2" i32
// CHECK-NEXT: (do-expr
// CHECK-NEXT: (break
// CHECK-NEXT: (case {{.*}} (labels {{.*}} (int "3" i32
// CHECK-NEXT: (do-expr
// CHECK-NEXT: (case {{.*}} (labels {{[^()]*}})
int selects(int n) {
  int out = 0;
  switch (n) {
  case 1:
  case 2:
    out = 1;
    break;
  case 3:
    out = 2;
    [[fallthrough]];
  default:
    out += 3;
  }
  return out;
}

// CHECK-LABEL: (function "c:@F@throws#I#"
// CHECK: (try
// CHECK: (throw i32 {{.*}} (load
// CHECK: (catch "e" (ref (const i32))
// CHECK: (catch "" void
// CHECK: (throw void
int throws(int n) {
  try {
    if (n > 0)
      throw n;
  } catch (const int& e) {
    return e;
  } catch (...) {
    throw;
  }
  return 0;
}
