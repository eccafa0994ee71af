// A million nested scopes, and builders that call each other for ever, end at the bound.
// RUN: not %varscope check %s --source-root=%S -- %include > %t 2>&1
// RUN: FileCheck %s < %t && FileCheck %s --check-prefix=MUTUAL < %t
// RUN: wc -l %t | FileCheck %s --check-prefix=LINES
// LINES: {{^ *[0-9]?[0-9]?[0-9] }}
#include <memory>
#include <varscope/varscope.h>
#include <vector>
namespace vs = varscope;

template <class Guard> struct Open {
  Guard guard;
  explicit Open(const char* name) : guard(name) {}
};
template <class Guard> void nest(int n) {
  std::vector<std::unique_ptr<Open<Guard>>> open;
  for (int i = 0; i < n; ++i)
    open.push_back(std::make_unique<Open<Guard>>("s"));
  vs::get_variable("v", {1});
}
VS_MODEL(scopes, nest<vs::VariableScopeGuard>(1'000'000));
// CHECK-DAG: error: resolving model 'scopes' takes scopes nested more than 2000 deep; simplify the builder, or raise the limit with --max-depth [varscope-unresolved]
VS_MODEL(name_scopes, nest<vs::NameScopeGuard>(1'000'000));
// CHECK-DAG: error: resolving model 'name_scopes' takes scopes nested more than 2000 deep; simplify the builder, or raise the limit with --max-depth [varscope-unresolved]

void odd(int n);
void even(int n) {
  VS_VARIABLE_SCOPE("e") { odd(n + 1); }
}
void odd(int n) {
  VS_VARIABLE_SCOPE("o") { even(n + 1); }
}
VS_MODEL(mutual, even(0));
// CHECK-DAG: error: resolving model 'mutual' takes calls nested more than 2000 deep; simplify the builder, or raise the limit with --max-depth [varscope-unresolved]
// Last, by its place:
// MUTUAL: error: resolving model 'mutual'
// MUTUAL: note: (skipping {{[0-9]+}} scopes)
// MUTUAL: note: (skipping {{[0-9]+}} calls)
// MUTUAL: 3 errors generated.
