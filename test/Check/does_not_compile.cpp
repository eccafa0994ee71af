// Clang's own words, and status 2. Warnings are the user's compiler's business.
// A class of the user's own may be initialised in any order that Clang takes.
// RUN: not %varscope check %s -- %include -Wall 2>&1 | FileCheck %s --implicit-check-not=warning:
// RUN: %varscope check %s -- %include -DFINE -Wall -Werror 2>&1 | count 0
// RUN: sh -c '%varscope check %s -- %include 2>/dev/null; test $? = 2'
// RUN: sh -c '%varscope check %s -- %include -DFINE -DORDER 2>/dev/null; test $? = 2'
// RUN: not %varscope check %s -- %include -DFINE -DORDER 2>&1 | FileCheck %s --check-prefix=ORDER
// RUN: sh -c '%varscope check %s -- %include -DFINE -DORDER -Wno-reorder-init-list 2>/dev/null; test $? = 2'
#include <varscope/varscope.h>
static int unused;
#ifndef FINE
int x = undeclared; // CHECK: does_not_compile.cpp:[[#@LINE]]:9: error: use of undeclared identifier 'undeclared'
#endif
struct Own { int first, second; };
[[maybe_unused]] static Own own{.second = 1, .first = 2};
#ifdef ORDER
void order() {
  // ORDER: :[[#@LINE+1]]:{{.*}} error: ISO C++ requires field designators to be specified in declaration order
  varscope::get_variable("v", {1}, {.trainable = true, .dtype = varscope::float32});
}
#endif
