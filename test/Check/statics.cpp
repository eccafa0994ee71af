// A static is initialised once in a program, not once in each model: by whoever comes first.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <cstdlib>
#include <map>
#include <string>
#include <vector>
#include <varscope/varscope.h>
namespace vs = varscope;

// What has nothing to do with the call that runs is the same whoever comes first.
const std::string& full() {
  static const std::string base = "base", text = base + "_text";
  return text;
}
const std::string& made() {
  static const auto names = [] {
    std::vector<std::string> names;
    for (const char* name : {"a", "b"})
      names.push_back(name);
    return names;
  }();
  return names[1];
}
std::string table(int i) {
  constexpr int size = 3;
  static const std::map<int, std::string> names{{1, std::string(size, 'o')}, {2, "t"}};
  return names.at(i);
}
void same() {
  vs::get_variable(full(), {1});
  vs::get_variable(made(), {1});
  vs::get_variable(table(1), {1});
}
VS_MODEL(m_same, same());

const std::string& named(const std::string& prefix) {
  static const std::string text = prefix + "_x";
  return text;
}
void argument() {
  vs::get_variable(named("a"), {1});
  // CHECK: statics.cpp:[[#@LINE-1]]:3: error: the variable's name is not known at compile time: 'named("a")' is unknown, because the static 'text' has the value that the first call in the program gives it, which may be before this one; {{.*}} [varscope-unresolved]
}
VS_MODEL(m_argument, argument());

struct Layer {
  std::string name;
  const std::string& text() const {
    static const std::string text = name + "_x";
    return text;
  }
};
void object() {
  vs::get_variable(Layer{"a"}.text(), {1});
  // CHECK: statics.cpp:[[#@LINE-1]]:3: error: {{.*}}the static 'text' has the value that the first call
}
VS_MODEL(m_object, object());

std::string captured(int i) {
  static const auto text = [&] { return std::to_string(i); }();
  return text;
}
void closure() {
  vs::get_variable("v" + captured(1), {1});
  // CHECK: statics.cpp:[[#@LINE-1]]:3: error: {{.*}}the static 'text' has the value that the first call
}
VS_MODEL(m_closure, closure());

const vs::Variable& cached() {
  static const vs::Variable variable = vs::get_variable("cached", {1});
  // CHECK: statics.cpp:[[#@LINE-1]]:3: error: whether the scope calls of the static 'variable' happen is not known at compile time: it is initialised once in a program, by the first model that gets here, not by each; make it a variable that is not static [varscope-unresolved]
  // CHECK: note: 'cached' is called here
  return variable;
}
void get() { cached(); }
VS_MODEL(m_get, get());

// What it is on one path is not what it is on another.
const bool big = std::getenv("BIG") != nullptr;
const std::string& chosen() {
  static const std::string text = big ? "large" : "small";
  return text;
}
void paths() {
  const std::string name = big ? "if_" + chosen() : "else_" + chosen();
  vs::get_variable(name, {1});
  // CHECK: statics.cpp:[[#@LINE-1]]:3: warning: variable 'else_small' exists only under a condition that is unknown{{.*}} [varscope-conditional-variable]
  // CHECK: statics.cpp:[[#@LINE-2]]:3: warning: variable 'if_large' exists only under a condition that is unknown{{.*}} [varscope-conditional-variable]
}
VS_MODEL(m_paths, paths());

void statement() {
  std::string name;
  if (big)
    name = "if_" + chosen();
  else
    name = "else_" + chosen();
  vs::get_variable(name + chosen(), {1});
  // CHECK: statics.cpp:[[#@LINE-1]]:3: warning: variable 'else_smallsmall' exists only
  // CHECK: statics.cpp:[[#@LINE-2]]:3: warning: variable 'if_largelarge' exists only
}
VS_MODEL(m_statement, statement());

// CHECK: 4 warnings and 4 errors generated.
