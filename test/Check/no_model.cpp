// Scope calls without a model are worth a note, and no error.
// RUN: %varscope check %s -- %include 2>&1 | %FileCheck %s
#include <varscope/varscope.h>
varscope::Variable build() { return varscope::get_variable("v", {1}); }
// CHECK: note: the program has scope calls but no VS_MODEL
