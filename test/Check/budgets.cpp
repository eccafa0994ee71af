// What an analysis may take is bounded; the message at the bound names the option that raises it.
// RUN: not %varscope check %s --source-root=%S --max-paths=7 -Wno-conditional-variable -- %include -DPATHS 2>&1 | %FileCheck %s --check-prefix=PATHS
// RUN: %varscope check %s --source-root=%S --max-paths=8 -Wno-conditional-variable -- %include -DPATHS 2>&1 | count 0
// RUN: not %varscope check %s --source-root=%S --max-depth=10 -- %include -DDEPTH 2>&1 | %FileCheck %s --check-prefix=DEPTH
// RUN: %varscope check %s --source-root=%S --max-depth=11 -- %include -DDEPTH 2>&1 | count 0
// RUN: not %varscope check %s --source-root=%S --max-steps=1000 -- %include -DSTEPS 2>&1 | %FileCheck %s --check-prefix=STEPS
// RUN: %varscope check %s --source-root=%S --max-steps=100000 -- %include -DSTEPS 2>&1 | count 0
// RUN: not %varscope check %s --source-root=%S --max-seconds=1 -- %include -DSECONDS 2>&1 | %FileCheck %s --check-prefix=SECONDS
// RUN: not %varscope check %s --source-root=%S --max-steps=2500 -- %include -DTOGETHER 2>&1 | %FileCheck %s --check-prefix=TOGETHER
// RUN: not %varscope check %s --source-root=%S --max-seconds=1 -- %include -DBRANCH 2>&1 | %FileCheck %s --check-prefix=BRANCH
#include <cstdlib>
#include <varscope/varscope.h>
namespace vs = varscope;

#if defined PATHS
// Three conditions, each with a variable of its own: eight variants.
void build() {
  for (const char* name : {"a", "b", "c"})
    if (std::getenv(name))
      vs::get_variable(name, {1});
}
// PATHS: error: the model has more than 7 variants that depend on conditions not known at compile time, {{.*}}; bind some of the conditions, or raise the limit with --max-paths [varscope-unresolved]
#elif defined DEPTH
// The expression, build, and nine calls of nested.
void nested(int depth) {
  if (depth > 0)
    return nested(depth - 1);
  vs::get_variable("v", {1});
}
void build() { nested(8); }
// DEPTH: error: resolving model 'm' takes calls nested more than 10 deep; simplify the builder, or raise the limit with --max-depth [varscope-unresolved]
#elif defined STEPS
void build() {
  int sum = 0;
  for (int i = 0; i < 1000; ++i)
    sum += i % 7;
  vs::get_variable("v", {sum});
}
// STEPS: error: resolving model 'm' takes more than 1000 steps; simplify the builder, or raise the limit with --max-steps [varscope-unresolved]
#elif defined SECONDS
void build() {
  unsigned n = 1;
  while (n != 0)
    n += 2;
  vs::get_variable("v", {1});
}
// SECONDS: error: resolving model 'm' takes more than 1 seconds; simplify the builder, or raise the limit with --max-seconds [varscope-unresolved]
#elif defined TOGETHER
// The budget is the model's: its second path ends before the condition that makes it another.
void build() {
  int sum = 0;
  for (int i = 0; i < 100; ++i)
    sum += i % 7;
  if (std::getenv("a"))
    vs::get_variable("v", {sum}, {.initializer = vs::value({1, 2})});
  else
    vs::get_variable("w", {sum});
}
// TOGETHER-DAG: error: resolving model 'm' takes more than 2500 steps; simplify the builder, or raise the limit with --max-steps [varscope-unresolved]
// TOGETHER-DAG: error: {{.*}}, when 'std::getenv("a") != 0' is true [varscope-undefined-shape]
#elif defined BRANCH
// Nor is it spent anew for each answer to conditions that are not known.
void build() {
  for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"})
    if (std::getenv(name))
      for (unsigned n = 1; n != 0;)
        n += 2;
  vs::get_variable("v", {1});
}
// BRANCH-NOT: error
// BRANCH: error: resolving model 'm' takes more than 1 seconds; simplify the builder, or raise the limit with --max-seconds [varscope-unresolved]
// BRANCH: 1 error generated.
#endif
VS_MODEL(m, build());
