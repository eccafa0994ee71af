// A name of a megabyte: it is planned like any other; where it is wrong the message stays readable.
// RUN: rm -rf %t && %varscope generate %s -o %t -- %include
// RUN: %gxx -Wno-overlength-strings -c %t/megabyte.varscope.cpp -o %t/unit.o
// RUN: %python %utils/manifest-variables.py %t/megabyte.varscope.json | wc -c | grep -x 1048579
// RUN: not %varscope check %s --source-root=%S -- %include -DWRONG > %t/out 2>&1
// RUN: wc -c %t/out | FileCheck %s --check-prefix=SIZE
// SIZE: {{^ *[0-9]?[0-9]?[0-9]?[0-9] }}
// RUN: FileCheck %s < %t/out
// CHECK: error: 'aaaa{{a*}} ...({{[0-9]+}} bytes)... {{a*}}?' is not a valid scope name [varscope-invalid-name]
#include <varscope/varscope.h>
#ifdef WRONG
VS_MODEL(megabyte, varscope::get_variable(std::string((1 << 20) - 1, 'a') + "?", {1}));
#else
VS_MODEL(megabyte, varscope::get_variable(std::string(1 << 20, 'a'), {1}));
#endif
