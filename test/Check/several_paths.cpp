// Models of several paths, found by random programs: each path is followed once, and what the paths agree on
// is one value.
// RUN: %varscope check %s --source-root=%S -Wno-conditional-variable -Wno-accidental-share -- %include 2>&1 | count 0
// RUN: rm -rf %t && %varscope generate %s -o %t -Wno-conditional-variable -Wno-accidental-share -- %include
// RUN: %python %utils/manifest-variables.py %t/*.json | %FileCheck %s
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <varscope/varscope.h>
#include <vector>
namespace vs = varscope;

bool input(int index);

// Iterations of a loop that one path of three has.
namespace loops {
void build() {
  if (input(0))
    vs::get_variable("a", {1});
  if (input(1))
    vs::get_variable("b", {2});
  VS_VARIABLE_SCOPE("m", .reuse = vs::AUTO_REUSE)
    for (int i = 0; i < 2; ++i)
      for (int j = 0; j < 2; ++j)
        vs::get_variable("v" + std::to_string(i), {1});
}
VS_MODEL(m1_loops, build());
} // namespace loops
// CHECK: m1_loops a 1
// CHECK-NEXT: m1_loops b 2
// CHECK-NEXT: m1_loops m/v0 1
// CHECK-NEXT: m1_loops m/v1 1

// A value of four paths that is written where they cannot meet.
namespace variants {
std::string shorter(const std::string& text) { return text.size() > 5 ? text.substr(0, 5) : text; }
void build() {
  const bool a = input(0), b = input(1);
  using Item = std::variant<int, std::string>;
  Item item = a ? (b ? Item("x") : Item(7)) : (b ? Item("y") : Item(4));
  for (const std::string& each : std::vector<std::string>{"w", "both1"})
    item = shorter(each + each);
  vs::get_variable(std::get<std::string>(item), {1});
}
VS_MODEL(m2_variants, build());
} // namespace variants
// CHECK-NEXT: m2_variants both1 1

// A container that differs by path, and grows.
namespace containers {
struct Layer {
  std::string name;
  int size;
};
void build() {
  const bool a = input(0);
  std::vector<std::unique_ptr<Layer>> layers;
  layers.push_back(std::make_unique<Layer>(Layer{"l", (a ? 2 : 7) % 5}));
  layers.push_back(std::make_unique<Layer>(Layer{"k", 3}));
  for (const auto& layer : layers)
    vs::get_variable(layer->name, {layer->size});
}
VS_MODEL(m3_containers, build());
} // namespace containers
// CHECK-NEXT: m3_containers l 2
// CHECK-NEXT: m3_containers k 3

// Scopes that every path opens alike are one scope.
namespace scopes {
void build() {
  const bool a = input(0);
  VS_VARIABLE_SCOPE("m") {
    VS_VARIABLE_SCOPE(a ? "same" : "same") { vs::get_variable("v", {1}); }
  }
  vs::VariableScope kept;
  if (a) {
    VS_VARIABLE_SCOPE_AS(scope, "x") kept = scope;
  } else {
    VS_VARIABLE_SCOPE_AS(scope, "x") kept = scope;
  }
  VS_VARIABLE_SCOPE(kept) vs::get_variable("v", {1});
  kept.reuse_variables();
  VS_VARIABLE_SCOPE(kept) vs::get_variable("v", {1});
}
VS_MODEL(m4_scopes, build());
} // namespace scopes
// CHECK-NEXT: m4_scopes m/same/v 1
// CHECK-NEXT: m4_scopes x/v 1

// A truth value as a number is one of two.
namespace truths {
void build() {
  const bool a = input(0);
  vs::get_variable("n" + std::to_string(a + 1), {1});
  vs::get_variable(std::string(static_cast<std::size_t>(a), 's') + "e", {1});
}
VS_MODEL(m5_truths, build());
} // namespace truths
// CHECK-NEXT: m5_truths n2 1
// CHECK-NEXT: m5_truths se 1
// CHECK-NEXT: m5_truths n1 1
// CHECK-NEXT: m5_truths e 1

// A callable is no other on another path.
namespace callables {
void build() {
  if (input(0))
    vs::get_variable("a", {1});
  vs::get_variable("b", {4},
                   {.initializer =
                        [](std::span<float> out, const vs::Shape&, vs::PartitionInfo, vs::RandomStream&) {
                          for (float& value : out)
                            value = 1;
                        },
                    .regularizer = [](std::span<const float>, const vs::Shape&) { return 1.0; },
                    .constraint = [](std::span<float>, const vs::Shape&) {}});
}
VS_MODEL(m6_callables, build());
} // namespace callables
// CHECK-NEXT: m6_callables a 1
// CHECK-NEXT: m6_callables b 4

// Containers that are made from other values have objects of their own types.
namespace elements {
int length(const std::string& text) {
  int count = 0;
  for (char c : std::string(text))
    count += c != 'b';
  return count;
}
void build() {
  std::map<std::string, std::string> table{{"abc", "x"}};
  table["d"] = "yy";
  table.emplace("ef", "zzz");
  for (const auto& [key, value] : table)
    vs::get_variable(key + std::to_string(length(key)) + std::to_string(length(value)), {1});
  std::set<std::string> names{"bg"};
  names.insert("hhh");
  for (const std::string& name : names)
    vs::get_variable(name + std::to_string(length(name)), {1});
}
VS_MODEL(m7_elements, build());
} // namespace elements
// CHECK-NEXT: m7_elements abc21 1
// CHECK-NEXT: m7_elements d12 1
// CHECK-NEXT: m7_elements ef23 1
// CHECK-NEXT: m7_elements bg1 1
// CHECK-NEXT: m7_elements hhh3 1

// What is written to a character of a string that differs by path.
namespace characters {
void build() {
  std::string text = input(0) ? "yes" : "no";
  char& first = text.front();
  text.back() = 'k';
  vs::get_variable("back_" + text, {1});
  for (char& each : text)
    each = each == 'k' ? 'l' : each;
  first = 'q';
  text[1] = input(1) ? 'u' : 'v';
  vs::get_variable(text + "_" + first, {1});
}
VS_MODEL(m8_characters, build());
} // namespace characters
// CHECK-NEXT: m8_characters back_yek 1
// CHECK-DAG: m8_characters back_nk 1
// CHECK-DAG: m8_characters qul_q 1
// CHECK-DAG: m8_characters qvl_q 1
// CHECK-DAG: m8_characters qu_q 1
// CHECK-DAG: m8_characters qv_q 1
