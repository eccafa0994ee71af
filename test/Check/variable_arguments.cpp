// What a va_list does not have is not known.
// RUN: not %varscope check %s -- %include 2>&1 | %FileCheck %s
#include <varscope/varscope.h>

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace vs = varscope;

int number(int count, ...) {
  va_list arguments;
  va_start(arguments, count);
  int last = 0;
  for (int i = 0; i < count; ++i)
    last = va_arg(arguments, int);
  va_end(arguments);
  return last;
}
// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: {{.*}}the call has fewer arguments than 'va_arg' reads{{.*}}[varscope-unresolved]
void fewer() { vs::get_variable("v" + std::to_string(number(2, 1)), {1}); }
VS_MODEL(fewer_model, fewer());

// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: {{.*}}'va_arg' reads another type than the argument has{{.*}}[varscope-unresolved]
void other() { vs::get_variable("v" + std::to_string(number(1, 1.0)), {1}); }
VS_MODEL(other_model, other());

// vsnprintf leaves nothing in the list: on most processors the second call would go on behind the arguments.
std::string twice(const char* format, ...) {
  char text[16];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  return text;
}
// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: {{.*}}the arguments of a va_list that is not known{{.*}}[varscope-unresolved]
void used() { vs::get_variable(twice("%d", 1), {1}); }
VS_MODEL(used_model, used());

std::string ended(const char* format, ...) {
  char text[16];
  va_list arguments;
  va_start(arguments, format);
  va_end(arguments);
  vsnprintf(text, sizeof text, format, arguments);
  return text;
}
// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: {{.*}}the arguments of a va_list that is not known{{.*}}[varscope-unresolved]
void after() { vs::get_variable(ended("%d", 1), {1}); }
VS_MODEL(after_model, after());

// The text is not known because an argument is not; the message names that.
std::string given(const char* format, ...) {
  char text[16];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  return text;
}
// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: {{.*}}the library's 'getenv' is not understood here{{.*}}[varscope-unresolved]
void unknown() { vs::get_variable(given("%s", std::getenv("NAME")), {1}); }
VS_MODEL(unknown_model, unknown());
