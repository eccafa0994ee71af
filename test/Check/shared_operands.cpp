// What an operand of an open order changes and another one uses: a model that depends on the order is unresolved.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <algorithm>
#include <cstdlib>
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
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:20: error: in which order the operands of 'join(namer(), namer())' are evaluated is not known at compile time: C++ leaves that to the compiler, and the model depends on it (variable 'n0n1' would be 'n1n0'); write them in separate statements, or in a braced list, which goes from left to right [varscope-unresolved]
  // CHECK: shared_operands.cpp:[[#@LINE-2]]:3: note: this depends on it
}
VS_MODEL(m_both, both());

void reader() {
  int n = 0;
  vs::get_variable(join("n" + std::to_string(n++), std::to_string(n)), {1});
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:20: error: {{.*}} (variable 'n01' would be 'n00')
}
VS_MODEL(m_reader, reader());

void operands() {
  std::vector<std::string> names{"a", "b"};
  auto name = names.begin();
  vs::get_variable(*name++ + *name++, {1});
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:20: error: in which order the operands of '*name++ + *name++' {{.*}} (variable 'ab' would be 'ba')
}
VS_MODEL(m_operands, operands());

void builtin() {
  int n = 1;
  const auto next = [&] { return n *= 3; };
  const int difference = 10 * next() + next();
  vs::get_variable("v" + std::to_string(difference), {1});
  // CHECK: shared_operands.cpp:[[#@LINE-2]]:26: error: in which order the operands of '10 * next() + next()' {{.*}} (variable 'v39' would be 'v93')
}
VS_MODEL(m_builtin, builtin());

// In a call that an operand of another one makes, too.
void nested() {
  Namer namer;
  const auto pair = [&] { return join(namer(), namer()); };
  vs::get_variable(join(pair(), "x"), {1});
  // CHECK: shared_operands.cpp:[[#@LINE-2]]:34: error: in which order the operands of 'join(namer(), namer())'
}
VS_MODEL(m_nested, nested());

// The call that shows it is found among others that do not.
void outer() {
  Namer namer, other;
  std::string both = join(other(), other());
  join(join("a", namer()), join(both, namer()));
  vs::get_variable("known" + namer(), {1});
  vs::get_variable(join(join("a", namer()), join("b", namer())), {1});
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:20: error: in which order the operands of 'join(join("a", namer()), join("b", namer()))' {{.*}} (variable 'an3bn4' would be 'an4bn3')
}
VS_MODEL(m_outer, outer());

// One of them makes scope calls.
int counted(int& n) {
  vs::get_variable("v" + std::to_string(n), {1});
  // CHECK-NOT: [[#@LINE-1]]:{{.*}}error
  return n;
}
int bump(int& n) { return ++n; }
void take(int, int) {}
void scoped() {
  int n = 0;
  take(counted(n), bump(n));
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:3: error: in which order the operands of 'take(counted(n), bump(n))' {{.*}} (variable 'v0' would be 'v1')
  // CHECK: shared_operands.cpp:[[#@LINE-10]]:3: note: this depends on it
}
VS_MODEL(m_scoped, scoped());

// A shape; an error; fewer variables.
void shape() {
  int64_t n = 2;
  const auto size = [&] { return n *= 2; };
  const auto get = [](int64_t rows, int64_t columns) { vs::get_variable("v", {rows, columns}); };
  get(size(), size());
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:3: error: in which order the operands of 'get(size(), size())' {{.*}} (variable 'v' would have another shape, dtype, initializer or other property)
}
VS_MODEL(m_shape, shape());

void error() {
  int n = 0;
  vs::get_variable("v0", {1});
  vs::get_variable(join("v", join(std::to_string(++n), std::to_string(n--))), {1});
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:30: error: {{.*}} (variable 'v11' would be 'v00')
}
VS_MODEL(m_error, error());

void taken() {
  int n = 0;
  const auto first = [&] { return n++ ? "v" : "w"; };
  vs::get_variable("v", {1});
  const auto get = [](const char* name, const char*) { vs::get_variable(name, {1}); };
  get(first(), first());
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:3: error: in which order the operands of 'get(first(), first())' {{.*}} (it would have an error: Variable v already exists, disallowed.
  // CHECK: shared_operands.cpp:[[#@LINE-3]]:56: note: this depends on it
}
VS_MODEL(m_taken, taken());

void fewer() {
  int n = 0;
  const auto next = [&] { return n++; };
  const auto get = [](int count, int) {
    for (int i = 0; i < count; ++i)
      vs::get_variable("v" + std::to_string(i), {1});
  };
  get(next(), next());
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:3: error: {{.*}} (it would have more or fewer scopes and variables)
}
VS_MODEL(m_fewer, fewer());

// What is counted, but also seen.
struct Counted {
  int* count;
  explicit Counted(int* count) : count(count) { ++*count; }
  Counted(const Counted& other) : count(other.count) { ++*count; }
  ~Counted() { --*count; }
  std::string text() const { return std::to_string(*count); }
};
std::string name(Counted, std::string text) { return text; }

void seen() {
  int count = 0;
  const Counted one(&count);
  vs::get_variable(name(one, "c" + one.text()), {1});
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:20: error: {{.*}} (variable 'c2' would be 'c1')
}
VS_MODEL(m_seen, seen());

// Objects end in the reverse of the order in which they were made.
struct Ends {
  std::string* log;
  const char* name;
  ~Ends() { *log += name; }
};
void ends() {
  std::string log;
  const auto pass = [](const Ends&, const Ends&) {};
  pass(Ends{&log, "a"}, Ends{&log, "b"});
  vs::get_variable(log, {1});
  // CHECK: shared_operands.cpp:[[#@LINE-2]]:3: error: {{.*}} (variable 'ba' would be 'ab')
}
VS_MODEL(m_ends, ends());

// An operand that throws leaves others alone, or not.
void throws() {
  int n = 0;
  const auto fail = []() -> int { throw 1; };
  try {
    take(bump(n), fail());
  } catch (int) {
    vs::get_variable("v" + std::to_string(n), {1});
    // CHECK: shared_operands.cpp:[[#@LINE-3]]:5: error: {{.*}} (variable 'v1' would be 'v0')
  }
}
VS_MODEL(m_throws, throws());

// On one path.
void path() {
  Namer namer;
  std::string name = "x";
  if (std::getenv("TWICE"))
    name = join(namer(), namer());
  vs::get_variable(name, {1});
  // CHECK: shared_operands.cpp:[[#@LINE-2]]:12: error: {{.*}} (variable 'n0n1' would be 'n1n0')
  // CHECK: shared_operands.cpp:[[#@LINE-2]]:3: warning: variable 'n0n1' exists only under
  // CHECK: shared_operands.cpp:[[#@LINE-3]]:3: warning: variable 'x' exists only under
}
VS_MODEL(m_path, path());

// Two conditions, which are met in another order.
void paths() {
  int n = 0;
  const auto name = [&](const char* variable) { return std::getenv(variable) ? (++n, "yes") : (++n, "no"); };
  const std::string both = join(name("ONE"), name("TWO"));
  vs::get_variable("v" + std::to_string(n), {1});
  if (both == "yesno")
    vs::get_variable("w", {1});
  // CHECK: shared_operands.cpp:[[#@LINE-1]]:5: warning: variable 'w' exists only under
}
VS_MODEL(m_paths, paths());

// Either order comes to the same.
void same() {
  Namer namer;
  join(namer(), namer());
  vs::get_variable(namer(), {1});
  std::vector<std::string> list;
  const auto add = [&](const char* text) { list.push_back(text); return list.size(); };
  std::max(add("a"), add("b"));
  std::sort(list.begin(), list.end());
  vs::get_variable(list[0], {static_cast<int64_t>(list.size())});
}
VS_MODEL(m_same, same());

// CHECK: 3 warnings and 15 errors generated.
