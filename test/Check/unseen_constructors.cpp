// Constructors that the library calls inside, of what it is given: where they reach scopes, that is said, and not passed over.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
// RUN: rm -rf %t && %varscope generate %s -o %t -- %include -DRIGHT
// RUN: %python %utils/manifest-variables.py %t/followed.varscope.json | FileCheck %s --check-prefix=NAMES
#include <any>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>
#include <varscope/varscope.h>
namespace vs = varscope;

struct Layer {
  Layer(const char* name) { vs::get_variable(name, {1}); }
};
#ifdef RIGHT
void right() {
  std::pair<int, Layer> pair(1, Layer("pair"));
  std::tuple<Layer> tuple(Layer("tuple"));
  std::optional<Layer> optional = Layer("optional");
  optional.emplace("emplaced");
  std::variant<int, Layer> variant = Layer("variant");
  std::map<int, Layer> map;
  map.insert({1, Layer("map")});
  map.try_emplace(2, "tried");
  std::vector<Layer> vector{"vector", "two"};
  std::any any = Layer("any");
}
VS_MODEL(followed, right());
// NAMES: pair 1
// NAMES-NEXT: tuple 1
// NAMES-NEXT: optional 1
// NAMES-NEXT: emplaced 1
// NAMES-NEXT: variant 1
// NAMES-NEXT: map 1
// NAMES-NEXT: tried 1
// NAMES-NEXT: vector 1
// NAMES-NEXT: two 1
// NAMES-NEXT: any 1
#else
void pair() { std::pair<int, Layer> pair(1, "a"); }
// CHECK: unseen_constructors.cpp:[[@LINE-1]]:37: error: what this call does to the scopes is not known at compile time: the library may call 'Layer::Layer' inside of it; write an object that is made before, or as an argument, instead [varscope-unresolved]
VS_MODEL(m_pair, pair());
void tuple() { std::tuple<int, Layer> tuple{1, "a"}; }
// CHECK: unseen_constructors.cpp:[[@LINE-1]]:39: error: what this call does to the scopes
VS_MODEL(m_tuple, tuple());
void optional() { std::optional<Layer> optional("a"); }
// CHECK: unseen_constructors.cpp:[[@LINE-1]]:40: error: what this call does to the scopes
VS_MODEL(m_optional, optional());
void assigned() {
  std::optional<Layer> optional;
  optional = "a";
  // CHECK: unseen_constructors.cpp:[[@LINE-1]]:3: error: what this call does to the scopes
}
VS_MODEL(m_assigned, assigned());
void variant() { std::variant<int, Layer> variant("a"); }
// CHECK: unseen_constructors.cpp:[[@LINE-1]]:43: error: what this call does to the scopes
VS_MODEL(m_variant, variant());
void any() { std::any any(std::in_place_type<Layer>, "a"); }
// CHECK: unseen_constructors.cpp:[[@LINE-1]]:23: error: what this call does to the scopes
VS_MODEL(m_any, any());
void map() { std::map<int, Layer> map{{1, "a"}}; }
// CHECK: unseen_constructors.cpp:[[@LINE-1]]:39: error: what this call does to the scopes
VS_MODEL(m_map, map());
void range() {
  const char* names[]{"a", "b"};
  std::vector<Layer> vector(names, names + 2);
  // CHECK: unseen_constructors.cpp:[[@LINE-1]]:22: error: what this call does to the scopes
}
VS_MODEL(m_range, range());
// CHECK: 8 errors generated.
#endif
