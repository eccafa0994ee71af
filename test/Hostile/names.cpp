// Names of any bytes: a clear error that steers no terminal, JSON that is JSON, nothing generated.
// RUN: not %varscope check %s --source-root=%S -- %include > %t.txt 2>&1
// RUN: FileCheck %s < %t.txt
// RUN: not grep -P "[\x00-\x08\x0b-\x1f\x7f]" %t.txt
// RUN: %python -c "open(r'%t.txt', encoding='utf-8').read()"
// RUN: not %varscope check %s --source-root=%S --format=sarif -- %include > %t.sarif
// RUN: %python -c "import json; print(len(json.load(open(r'%t.sarif', encoding='utf-8'))['runs'][0]['results']))" | grep -x 9
// RUN: rm -rf %t && not %varscope generate %s --source-root=%S -o %t -- %include 2>/dev/null
// RUN: ls %t | FileCheck %s --check-prefix=FILES
#include <varscope/varscope.h>
namespace vs = varscope;

VS_MODEL(quote, vs::get_variable("a\"b", {1}));
// CHECK: names.cpp:[[@LINE-1]]:17: error: 'a"b' is not a valid scope name [varscope-invalid-name]
VS_MODEL(backslash, vs::get_variable("a\\b", {1}));
// CHECK: names.cpp:[[@LINE-1]]:21: error: 'a\b' is not a valid scope name
VS_MODEL(newline, vs::get_variable("a\nb", {1}));
// CHECK: names.cpp:[[@LINE-1]]:19: error: 'a\x0ab' is not a valid scope name
VS_MODEL(percent, vs::get_variable("a%sb", {1}));
// CHECK: names.cpp:[[@LINE-1]]:19: error: 'a%sb' is not a valid scope name
VS_MODEL(comment, vs::get_variable("a*/b", {1}));
// CHECK: names.cpp:[[@LINE-1]]:19: error: 'a*/b' is not a valid scope name
VS_MODEL(trigraph, vs::get_variable("a?\?/b", {1}));
// CHECK: names.cpp:[[@LINE-1]]:20: error: 'a??/b' is not a valid scope name
VS_MODEL(nul, vs::get_variable(std::string("a\0b", 3), {1}));
// CHECK: names.cpp:[[@LINE-1]]:15: error: 'a\x00b' is not a valid scope name
VS_MODEL(not_utf8, vs::get_variable("a\xff\xc3", {1}));
// CHECK: names.cpp:[[@LINE-1]]:20: error: 'a\xff\xc3' is not a valid scope name
VS_MODEL(escape, vs::get_variable("a\x1b[31mb", {1}));
// CHECK: names.cpp:[[@LINE-1]]:18: error: 'a\x1b[31mb' is not a valid scope name

// What is odd in C++ is a name like any other.
VS_MODEL(keyword, vs::get_variable("class", {1}));
// FILES: keyword.varscope.cpp
// FILES-NEXT: keyword.varscope.json
// FILES-NOT: {{.}}
