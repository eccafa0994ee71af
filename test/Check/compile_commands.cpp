// -p: each source's own flags, of other compilers too, as "command" or "arguments", files absolute
// or relative to their directory. Warnings and outputs are the compiler's business.
// RUN: rm -rf %t && mkdir -p %t/command %t/arguments %t/other %t/broken
// RUN: cp %s %t/source.cpp
// RUN: echo '[{"directory": "%t/command", "file": "%t/source.cpp", "command": "/usr/bin/g++ -DM=VS_MODEL %include -std=gnu++20 -O3 -march=native -Wall -Werror -Wlogical-op -fno-gcse -ffat-lto-objects -fplugin=nowhere.so -fsanitize=bounds-strict -specs=nowhere -mtune=nothing -Xclang -include-pch -Xclang nowhere.pch -MD -MF nowhere/x.d -o nowhere/x.o -c %t/source.cpp"}]' > %t/command/compile_commands.json
// RUN: echo '[{"directory": "%t/arguments", "file": "../source.cpp", "arguments": ["clang++-14", "-DM=VS_MODEL", "%include", "-std=c++20", "-Werror", "-c", "../source.cpp", "-o", "nowhere/x.o"]}]' > %t/arguments/compile_commands.json
// RUN: cd %t && %varscope check source.cpp -p command 2>&1 | FileCheck %s
// RUN: cd %t && %varscope check ./source.cpp -p %t/arguments 2>&1 | FileCheck %s
// RUN: cd %t && %varscope check -p arguments 2>&1 | FileCheck %s
// RUN: cd %t && %varscope generate -p arguments -o out && ls out/m.varscope.json
// RUN: not ls %t/command/nowhere

// What cannot be used is status 2.
// RUN: echo '[{"directory": "%t", "file": "else.cpp", "command": "c++ -c else.cpp"}]' > %t/other/compile_commands.json
// RUN: echo '[{' > %t/broken/compile_commands.json
// RUN: sh -c 'cd %t && %varscope check source.cpp -p %t 2>&1; test $? = 2' | FileCheck %s --check-prefix=NONE
// RUN: sh -c 'cd %t && %varscope check source.cpp -p other 2>&1; test $? = 2' | FileCheck %s --check-prefix=OTHER
// RUN: sh -c 'cd %t && %varscope check source.cpp -p broken 2>&1; test $? = 2' | FileCheck %s --check-prefix=BROKEN
// RUN: sh -c 'cd %t && %varscope check source.cpp -p other -- -O2 2>&1; test $? = 2' | FileCheck %s --check-prefix=BOTH
#include <varscope/varscope.h>
static int unused;
void build() {
  varscope::new_variable("v", {1});
  varscope::new_variable("v", {1});
}
M(m, build());

// CHECK-NOT: error:
// CHECK: source.cpp:24:3: warning: {{.*}} [varscope-silent-rename]
// CHECK: 1 warning generated.
// CHECK-NOT: generated.
// NONE: error: no compile_commands.json in '
// OTHER: error: no compile command for 'source.cpp' in 'other'
// BROKEN: error: cannot read 'broken{{.}}compile_commands.json':
// BOTH: error: compiler flags come from '-p' or from behind '--'
