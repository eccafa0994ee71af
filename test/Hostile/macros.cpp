// Macros that hide everything: names, scopes, shapes, the model. Places are where they are used.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
// RUN: rm -rf %t && %varscope generate %s -o %t -- %include -DRIGHT
// RUN: %gxx -DRIGHT %s %t/hidden.varscope.cpp %runtime-lib -o %t/run && %t/run
#include <varscope/varscope.h>
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#define TEXT_(a) #a
#define TEXT(a) TEXT_(a)
#define NAME(n) TEXT(CAT(w, n))
#define VAR(n) varscope::get_variable(NAME(n), {n + 1})
#define SCOPE VS_VARIABLE_SCOPE
#define LAYER(s, ...) SCOPE(#s) { __VA_ARGS__; }
#define MODEL(tag) VS_MODEL(tag, CAT(build_, tag)());
#define EACH(m) m(0), m(1), m(2)
void build_hidden() {
  LAYER(a, EACH(VAR))
#ifdef RIGHT
  LAYER(b, EACH(VAR))
#else
  LAYER(a, EACH(VAR))
  // CHECK: macros.cpp:[[@LINE-1]]:{{[0-9]+}}: error: Variable a/w0 already exists, disallowed.{{.*}} [varscope-already-exists]
  // CHECK: macros.cpp:[[@LINE-6]]:{{[0-9]+}}: note: 'a/w0' is created here
#endif
}
MODEL(hidden)
#ifdef RIGHT
int main() {
  varscope::Model<hidden> model(1);
  return model.planned() && model.variables().size() == 6 ? 0 : 1;
}
#endif
