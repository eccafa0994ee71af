// Arguments and operands that the compiler may evaluate in either order: two that reach scope
// calls are unresolved. What C++ orders, and what is the same in either order, is not.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <string>
#include <tuple>
#include <vector>
#include <varscope/varscope.h>
namespace vs = varscope;

vs::Variable get(const std::string& name) { return vs::get_variable(name, {1}); }
struct Two {
  vs::Variable a, b;
  Two(vs::Variable a, vs::Variable b) : a(a), b(b) {}
  Two& add(vs::Variable) { return *this; }
  friend Two operator+(const Two& x, const Two&) { return x; }
  Two& operator<<(vs::Variable) { return *this; }
  Two& operator+=(vs::Variable) { return *this; }
};
void take(vs::Variable, int, vs::Variable) {}
int scoped(const char* name) {
  VS_VARIABLE_SCOPE(name) { return 1; }
}

void arguments() { take(get("a"), 3, get("b")); }
// CHECK: evaluation_order.cpp:[[#@LINE-1]]:38: error: which of 'get("a")' and 'get("b")' comes first is not known at compile time: C++ leaves the order of these operands to the compiler, and both reach scope calls; write them in separate statements, or in a braced list, which goes from left to right [varscope-unresolved]
// CHECK: evaluation_order.cpp:[[#@LINE-2]]:25: note: the other one is here
VS_MODEL(m_arguments, arguments());

void tuple() { auto made = std::make_tuple(get("a"), get("b")); }
// CHECK: evaluation_order.cpp:[[#@LINE-1]]:54: error: which of {{.*}} [varscope-unresolved]
VS_MODEL(m_tuple, tuple());

void constructor() { Two two(get("a"), get("b")); }
// CHECK: evaluation_order.cpp:[[#@LINE-1]]:40: error: which of {{.*}} [varscope-unresolved]
VS_MODEL(m_constructor, constructor());

void operands() { const int sum = scoped("a") + scoped("b"); (void)sum; }
// CHECK: evaluation_order.cpp:[[#@LINE-1]]:49: error: which of {{.*}} [varscope-unresolved]
VS_MODEL(m_operands, operands());

void overloaded() { Two{get("a"), get("b")} + Two{get("c"), get("d")}; }
// CHECK: evaluation_order.cpp:[[#@LINE-1]]:47: error: which of {{.*}} [varscope-unresolved]
VS_MODEL(m_overloaded, overloaded());

// An operator that is a method has no order either, unless it is called as one.
struct Sum {
  vs::Variable value;
  Sum operator+(const Sum&) const { return *this; }
  bool operator==(const Sum&) const { return true; }
  Sum operator()(const Sum&) const { return *this; }
};
Sum sum(const std::string& name) { return {get(name)}; }
void method() { sum("a") + sum("b"); }
// CHECK: evaluation_order.cpp:[[#@LINE-1]]:28: error: which of 'sum("a")' and 'sum("b")' comes first {{.*}} [varscope-unresolved]
VS_MODEL(m_method, method());

void comparison() { static_cast<void>(sum("a") == sum("b")); }
// CHECK: evaluation_order.cpp:[[#@LINE-1]]:51: error: which of {{.*}} [varscope-unresolved]
VS_MODEL(m_comparison, comparison());

void called() { sum("a").operator+(sum("b"))(sum("c")); }
VS_MODEL(m_called, called());

// One operand with events, braced lists, an object and its arguments, shifts, assignments, && and ?:.
void ordered() {
  take(get("one"), std::string("x").size(), {});
  Two two{get("a"), get("b")};
  std::vector<vs::Variable> list{get("c"), get("d")};
  std::pair<vs::Variable, vs::Variable> pair{get("e"), get("f")};
  Two{get("g"), get("h")}.add(get("i")).add(get("j"));
  two << get("k") << get("l");
  (two << get("m")) += get("n");
  const bool both = scoped("s") == 1 && scoped("t") == 1 ? scoped("u") : scoped("w");
  (void)both;
  list.emplace_back(get("o"));
  list[std::size_t(scoped("p"))] = get("q");
}
VS_MODEL(m_ordered, ordered());

// Either order gets the same.
void same() {
  VS_VARIABLE_SCOPE("same", .reuse = vs::AUTO_REUSE) {
    if (get("v") == get("v"))
      take(get("v"), 0, get("v"));
  }
}
VS_MODEL(m_same, same());
// CHECK: 7 errors generated.
