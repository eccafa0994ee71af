// A va_list is an array of a record, a record or a pointer, as the processor's ABI has it; the names are the same.
// RUN: %varscope generate %s -o %t.array -- -std=c++20 %include --target=x86_64-linux-gnu
// RUN: %python %utils/manifest-variables.py %t.array/network.varscope.json | %FileCheck %s
// RUN: %varscope generate %s -o %t.record -- -std=c++20 %include --target=aarch64-linux-gnu
// RUN: %python %utils/manifest-variables.py %t.record/network.varscope.json | %FileCheck %s
// RUN: %varscope generate %s -o %t.pointer -- -std=c++20 %include --target=powerpc64le-linux-gnu
// RUN: %python %utils/manifest-variables.py %t.pointer/network.varscope.json | %FileCheck %s
// RUN: %varscope generate %s -o %t.narrow -- -std=c++20 %include --target=i386-linux-gnu
// RUN: %python %utils/manifest-variables.py %t.narrow/network.varscope.json | %FileCheck %s
#include <varscope/roles.h>

#include <stdarg.h>

// The C library's headers are those of this processor.
# 1 "stdio.h" 1 3
extern "C" int vsnprintf(char*, __SIZE_TYPE__, const char*, __builtin_va_list);
# 18 "va_list_kinds.cpp" 2

VS_ROLE_WITH("create", "name: label", "shape: size", "what: Weight") float* weight(const char* label, int size);

void print(char* text, const char* format, va_list arguments) {
  va_list copy;
  va_copy(copy, arguments);
  vsnprintf(text, 32, format, copy);
  va_end(copy);
}

float* layer(int size, const char* format, ...) {
  char text[32];
  va_list arguments, others;
  va_start(arguments, format);
  va_copy(others, arguments);
  print(text, format, arguments);
  const int number = va_arg(others, int);
  va_end(others);
  va_end(arguments);
  return weight(text, size + number);
}

VS_MODEL_ROLE("network") void build() {
  layer(10, "blk.%d.%s", 1, "up");
  layer(20, "%d", 2);
}
// CHECK: blk.1.up 11
// CHECK-NEXT: 2 22
