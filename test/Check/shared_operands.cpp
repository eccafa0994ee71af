// What an operand of an open order changes and another one uses is not known: a name that it decides is unresolved.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <algorithm>
#include <memory>
#include <string>
#include <vector>
#include <varscope/varscope.h>
namespace vs = varscope;

struct Namer {
  int next = 0;
  std::string operator()() { return "n" + std::to_string(next++); }
};
std::string join(const std::string& a, const std::string& b) { return a + b; }

void both() {
  Namer namer;
  vs::get_variable(join(namer(), namer()), {1});
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:3: error: the variable's name is not known at compile time: 'join(namer(), namer())' is unknown, because it depends on which of 'namer()' and 'namer()' comes first, which C++ leaves to the compiler; {{.*}} [varscope-unresolved]
}
VS_MODEL(m_both, both());

void reader() {
  int n = 0;
  vs::get_variable(join("n" + std::to_string(n++), std::to_string(n)), {1});
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:3: error: {{.*}}'"n" + std::to_string(n++)' and 'std::to_string(n)' comes first
}
VS_MODEL(m_reader, reader());

void operands() {
  std::vector<std::string> names{"a", "b"};
  auto name = names.begin();
  vs::get_variable(*name++ + *name++, {1});
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:3: error: {{.*}}'*name++' and '*name++' comes first
}
VS_MODEL(m_operands, operands());

// In a call that an operand of another one makes, too.
void nested() {
  Namer namer;
  const auto pair = [&] { return join(namer(), namer()); };
  vs::get_variable(join(pair(), pair()), {1});
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:3: error: {{.*}}'pair()' and 'pair()' comes first
}
VS_MODEL(m_nested, nested());

void inner() {
  Namer namer, other;
  const auto pair = [&] { return join(namer(), namer()); };
  vs::get_variable(join(pair(), other()), {1});
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:3: error: {{.*}}'namer()' and 'namer()' comes first
}
VS_MODEL(m_inner, inner());

// The counter is not known either, whoever reads it later.
void later() {
  Namer namer;
  join(namer(), namer());
  vs::get_variable("known", {1});
  vs::get_variable(namer(), {1});
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:3: error: {{.*}}'namer()' is unknown, because it depends on which of 'namer()' and 'namer()' comes first
}
VS_MODEL(m_later, later());

// One of them makes scope calls.
int counted(int& n) {
  vs::get_variable("v" + std::to_string(n), {1});
  return n;
}
int bump(int& n) { return ++n; }
void take(int, int) {}
void scoped() {
  int n = 0;
  take(counted(n), bump(n));
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:20: error: which of 'counted(n)' and 'bump(n)' comes first is not known at compile time: C++ leaves the order of these operands to the compiler, and one of them reaches scope calls, and they share an object that one of them changes; write them in separate statements, or in a braced list, which goes from left to right [varscope-unresolved]
  // CHECK: shared_operands.cpp:[[#@LINE-2]]:8: note: the other one is here
}
VS_MODEL(m_scoped, scoped());

// What is counted, but also seen.
struct Counted {
  int* count;
  explicit Counted(int* count) : count(count) { ++*count; }
  Counted(const Counted& other) : count(other.count) { ++*count; }
  ~Counted() { --*count; }
  std::string text() const { return std::to_string(*count); }
};
std::string name(Counted, std::string text) { return text; }

void counted() {
  int count = 0;
  const Counted one(&count);
  vs::get_variable(name(one, "c" + one.text()), {1});
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:3: error: {{.*}}'one' and '"c" + one.text()' comes first
}
VS_MODEL(m_counted, counted());

// What both add to is not the same in another order, if the order shows in it.
void listed() {
  std::vector<std::string> list;
  const auto add = [&](const char* text) { list.push_back(text); return 1; };
  std::max(add("a"), add("b"));
  vs::get_variable(list[0], {1});
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:3: error: {{.*}}'add("a")' and 'add("b")' comes first
}
VS_MODEL(m_listed, listed());

// New objects that refer to each other.
struct Link {
  const Link* next;
  std::string name;
};
void linked() {
  std::vector<std::unique_ptr<Link>> links;
  const auto push = [&]() -> Link& {
    links.push_back(std::make_unique<Link>(links.empty() ? Link{nullptr, "a"} : Link{links.back().get(), "b"}));
    return *links.back();
  };
  const auto pair = std::make_pair(push(), push());
  vs::get_variable(pair.first.name, {1});
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:3: error: {{.*}}'push()' and 'push()' comes first
}
VS_MODEL(m_linked, linked());

// CHECK: 10 errors generated.
