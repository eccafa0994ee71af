// Comments that switch findings off, as clang-tidy reads them.
// RUN: %varscope extract %s -o - -- -std=c++20 | %FileCheck %s --match-full-lines --implicit-check-not='(suppress'

int f();
int a() { return f(); } // NOLINT
int b() { return f(); } // NOLINT(varscope-unresolved, varscope-shape-*, other-check)
int c() { return f(); } // NOLINT(other-check)
// NOLINTNEXTLINE(varscope-*)
int d() { return f(); } // NOLINTED is another word
// NOLINTBEGIN(varscope-already-exists)
int e() { return f(); }
// NOLINTEND(varscope-already-exists)
// NOLINTBEGIN(varscope-missing-name)
int g() { return f(); }

// CHECK: (suppress 0 5)
// CHECK-NEXT: (suppress 0 6 "shape-mismatch" "unresolved")
// CHECK-NEXT: (suppress 0 9 {{.*"unresolved".*}})
// CHECK-NEXT: (suppress 0 10 "already-exists")
// CHECK-NEXT: (suppress 0 11 "already-exists")
// CHECK-NEXT: (suppress 0 12 "already-exists")
