// Clang's own words, and status 2. Warnings are the user's compiler's business.
// RUN: not %varscope check %s -- %include -Wall 2>&1 | FileCheck %s --implicit-check-not=warning:
// RUN: %varscope check %s -- %include -DFINE -Wall -Werror 2>&1 | count 0
// RUN: sh -c '%varscope check %s -- %include 2>/dev/null; test $? = 2'
// RUN: sh -c '%varscope check %s -- %include -DFINE -DORDER 2>/dev/null; test $? = 2'
// RUN: not %varscope check %s -- %include -DFINE -DORDER 2>&1 | FileCheck %s --check-prefix=ORDER
#include <varscope/varscope.h>
static int unused;
#ifndef FINE
int x = undeclared; // CHECK: does_not_compile.cpp:[[#@LINE]]:9: error: use of undeclared identifier 'undeclared'
#endif
#ifdef ORDER
void order() {
  // ORDER: error: {{.*}}-Wreorder-init-list
  varscope::get_variable("v", {1}, {.trainable = true, .dtype = varscope::float32});
}
#endif
