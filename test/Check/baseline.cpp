// A baseline hides findings by rule, model and variable, wherever they move, and no others.
// RUN: rm -rf %t && mkdir %t
// RUN: %varscope check %s --write-baseline %t/known.json -- %include 2>&1 | count 0
// RUN: FileCheck %s --check-prefix=FILE --input-file=%t/known.json
// RUN: %varscope check %s --baseline %t/known.json -- %include 2>&1 | count 0
// RUN: sed 's/^int moved;/\n\n&/' %s > %t/moved.cpp
// RUN: not %varscope check %t/moved.cpp --baseline %t/known.json -- %include -DNEW 2>&1 | %FileCheck %s
// RUN: %varscope generate %s --baseline %t/known.json -o %t/out -- %include 2>&1 | FileCheck %s --check-prefix=NOTE
// RUN: sh -c '%varscope check %s --baseline %s -- %include 2>&1; test $? = 2' | FileCheck %s --check-prefix=BAD
#include <varscope/varscope.h>
#include <cstdlib>
namespace vs = varscope;
int moved;

void build() {
  vs::get_variable("known", {1});
  vs::get_variable("known", {1});
}
VS_MODEL(adopted, build());

void unknown() { vs::get_variable(std::getenv("NAME"), {1}); }
VS_MODEL(unresolved_model, unknown());

#ifdef NEW
void more() {
  vs::get_variable("other", {1});
  vs::get_variable("other", {1});
}
VS_MODEL(newer, more());
#endif

// FILE: {"schema": 1, "findings": [
// FILE-NEXT: {"rule":"already-exists","model":"adopted","variable":"known"},
// FILE-NEXT: {"rule":"unresolved","model":"unresolved_model",
// FILE-NEXT: ]}
// CHECK: error: Variable other already exists{{.*}} [varscope-already-exists]
// CHECK: 1 error generated.
// NOTE: note: model 'adopted' gets no files: it has an error, which a comment or the baseline hides
// BAD: baseline.cpp: not a baseline:
