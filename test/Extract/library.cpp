// Library functions and classes are named without inline namespaces, template and default
// arguments.
// RUN: %varscope extract %s -o - -- -std=c++20 | %FileCheck %s

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

const std::string root = "model";

// CHECK: (global "{{.*}}" "root" {{.*}} (lib "std::basic_string" i8) constant
// CHECK-NEXT: (lib "std::basic_string::basic_string" (lib "std::basic_string" i8) {{.*}} (str "model"

// CHECK-LABEL: (function "c:@F@containers#"
// CHECK: (var "v" (lib "std::vector" i32) {{.*}} (lib "std::vector::vector" (lib "std::vector" i32) {{.*}} (list (lib "std::initializer_list" i32) {{.*}} (int "1" i32 {{.*}}) (int "2" i32
// CHECK: (lib "std::vector::push_back" void {{.*}} (local "v"
// CHECK: (var "a" (lib "std::array" i32 2) {{.*}} (list (lib "std::array" i32 2) {{.*}} (int "3" i32 {{.*}}) (int "4" i32
// A base class of the implementation does not show.
// CHECK: (lib "std::shared_ptr::operator->" (ptr i32)
// CHECK: (ref "key" {{.*}} (lib "std::get" {{.*}} (int "0" u64
// CHECK: (ref "value" {{.*}} (lib "std::get" {{.*}} (int "1" u64
// CHECK: (lib "std::array::operator[]" (ref i32) {{.*}} (local "a"
int containers() {
  std::vector<int> v{1, 2};
  v.push_back(3);
  std::array<int, 2> a{3, 4};
  std::shared_ptr<int> p;
  p.operator->();
  auto [key, value] = std::tuple(1, 2.0);
  return a[1] + v[0] + key + (value > 1);
}

// A constructor that the library chooses, and one that is written.
// CHECK-LABEL: (function "c:@F@hidden#I#"
// CHECK: (var "made" {{.*}} (inside "c:@S@Named@F@Named#*1C#" {{.*}} (lib "std::pair::pair"
// CHECK: (var "given" {{.*}} (lib "std::pair::pair"
struct Named {
  explicit Named(const char*) {}
};
int hidden(int n) {
  std::pair<int, Named> made(1, "a");
  std::pair<int, Named> given(n, Named("b"));
  return made.first + given.first;
}

// What a function only reads, and where a type stands among a tuple's.
// CHECK-LABEL: (function "c:@F@reads#
// CHECK: (lib "std::vector::push_back" {{.*}} (local "names" {{.*}}) (readonly {{.*}} (local "name"
// CHECK: (lib "std::vector::push_back" {{.*}} (local "names" {{.*}}) (lib "std::move"
// CHECK: (lib "std::get" {{.*}} (int "1" u64
// CHECK: (lib "std::ranges::sort" {{[^()]*}}{{.*}} (local "names"
void reads(std::vector<std::string>& names, std::string name, std::tuple<int, std::string> pair) {
  names.push_back(name);
  names.push_back(std::forward<std::string>(name));
  std::get<std::string>(pair).clear();
  std::ranges::sort(names);
}

// CHECK-LABEL: (function "c:@F@strings#I#"
// CHECK: (lib "std::operator+" (lib "std::basic_string" i8) {{.*}} (global {{.*}} (temp {{.*}} (lib "std::to_string" (lib "std::basic_string" i8)
// CHECK: (lib "std::basic_string::append" (ref (lib "std::basic_string" i8)) {{.*}} (local "s" {{.*}}) (str "x"
// CHECK: (assign {{.*}} (local "s" {{.*}}) (copy {{.*}} (global
// CHECK: (lib "std::basic_string::operator std::basic_string_view" (lib "std::basic_string_view" i8)
std::string strings(int i) {
  std::string s = root + std::to_string(i);
  s.append("x");
  s = root;
  std::string_view view = s;
  return s;
}
