// A library call of what is not known may throw: what its handler does is foreseen as well.
// RUN: rm -rf %t && %varscope generate %s -o %t --source-root=%S -- %include 2>&1 | %FileCheck %s --check-prefixes=CHECK
#include <cstdlib>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>
#include <varscope/varscope.h>
namespace vs = varscope;

std::string setting();
int number();

namespace text {
void build() {
  try {
    [[maybe_unused]] int layers = std::stoi(setting());
    vs::get_variable("given", {1});
    // CHECK: may_throw.cpp:[[#@LINE-1]]:5: warning: variable 'given' exists only {{.*}}'std::stoi(setting()) throws std::invalid_argument' is false and 'std::stoi(setting()) throws std::out_of_range' is false
  } catch (const std::out_of_range&) {
    vs::get_variable("large", {1});
    // CHECK: may_throw.cpp:[[#@LINE-1]]:5: warning: variable 'large' exists only {{.*}}'std::stoi(setting()) throws std::out_of_range' is true
  } catch (const std::exception&) {
    vs::get_variable("wrong", {1});
    // CHECK: may_throw.cpp:[[#@LINE-1]]:5: warning: variable 'wrong' exists only {{.*}}'std::stoi(setting()) throws std::invalid_argument' is true
  }
}
VS_MODEL(m_text, build());
} // namespace text

namespace elements {
void build(int index) {
  std::vector<int> list{1, 2};
  std::map<int, int> map{{1, 1}};
  try {
    [[maybe_unused]] int element = list.at(static_cast<std::size_t>(index)) + map.at(index);
  } catch (const std::out_of_range&) {
    vs::get_variable("none", {1});
    // CHECK: may_throw.cpp:[[#@LINE-1]]:5: warning: variable 'none' exists only
  }
  vs::get_variable("after", {1});
}
VS_MODEL(m_elements, build(number()));
} // namespace elements

// Where nobody catches it, the builder goes on or ends.
namespace nobody {
void build() {
  [[maybe_unused]] int layers = std::stoi(setting());
  vs::get_variable("v", {1});
}
VS_MODEL(m_nobody, build());
} // namespace nobody

// CHECK-NOT: 'after'
// CHECK-NOT: 'v'
