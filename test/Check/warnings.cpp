// Warning options as in clang.
// RUN: %varscope check %s -- %include 2>&1 | FileCheck %s --check-prefix=WARNING
// RUN: %varscope check %s -Wno-silent-rename -- %include 2>&1 | count 0
// RUN: not %varscope check %s -Werror -- %include 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: not %varscope check %s -Werror=silent-rename -- %include 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: %varscope check %s -Werror -Wno-error=silent-rename -- %include 2>&1 | FileCheck %s --check-prefix=WARNING
// RUN: %varscope check %s -Wsilent-renam -- %include 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: %varscope check %s -- %include -DNOLINT_IT 2>&1 | count 0
// An error by option keeps a model from its files.
// RUN: rm -rf %t && not %varscope generate %s -o %t -Werror -- %include 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: not ls %t/m.varscope.cpp
// RUN: %varscope generate %s -o %t -- %include 2>&1 | FileCheck %s --check-prefix=WARNING
// RUN: ls %t/m.varscope.cpp %t/m.varscope.json
#include <varscope/varscope.h>
namespace vs = varscope;

void build() {
  vs::new_variable("v", {1});
#ifdef NOLINT_IT
  vs::get_variable("v", {1}); // NOLINT(varscope-silent-rename)
#else
  vs::get_variable("v", {1});
#endif
}
VS_MODEL(m, build());

// WARNING: :22:3: warning: {{.*}} [varscope-silent-rename]
// WARNING: 1 warning generated.
// ERROR: :22:3: error: {{.*}} [varscope-silent-rename]
// UNKNOWN: varscope: warning: unknown warning option '-Wsilent-renam'; did you mean '-Wsilent-rename'?
