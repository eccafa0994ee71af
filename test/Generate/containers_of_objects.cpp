// Objects that containers make: default construction, and constructors chosen by emplace,
// try_emplace. A key that is there keeps its object.
// RUN: cd %S && %varscope generate containers_of_objects.cpp -o %t -- %include
// RUN: FileCheck %s --input-file=%t/net.varscope.json
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <varscope/varscope.h>
#include <vector>
namespace vs = varscope;

struct Dense {
  std::string prefix = "dense";
  int units = 3;
  Dense() = default;
  Dense(std::string prefix, int units = 7) : prefix(std::move(prefix)), units(units) {}
  void build(const std::string& at) {
    VS_VARIABLE_SCOPE(at) {
      VS_VARIABLE_SCOPE(prefix) { vs::get_variable("k", {units}); }
    }
  }
};

void build() {
  std::vector<Dense> v(1);
  v[0].build("vector"); // CHECK: "name": "vector/dense/k"
  v.resize(2);
  v[1].build("resize"); // CHECK: "name": "resize/dense/k"
  std::map<std::string, Dense> m;
  m["a"].build("index"); // CHECK: "name": "index/dense/k"
  m.emplace("b", "conv").first->second.build("emplace"); // CHECK: "name": "emplace/conv/k"
  m.try_emplace("c", "two", 5).first->second.build("try"); // CHECK: "name": "try/two/k", {{.*}}"shape": [5]
  m.try_emplace("d").first->second.build("none"); // CHECK: "name": "none/dense/k"
  m.try_emplace("c", "other", 6).first->second.build("again"); // CHECK: "name": "again/two/k", {{.*}}"shape": [5]
  m.emplace("e", Dense("moved", 1)).first->second.build("moved"); // CHECK: "name": "moved/moved/k"
  m.insert_or_assign("e", Dense("assigned", 1)).first->second.build("set"); // CHECK: "name": "set/assigned/k"
  std::unordered_map<int, std::unique_ptr<Dense>> u;
  u.emplace(1, std::make_unique<Dense>("owned")).first->second->build("pointer"); // CHECK: "name": "pointer/owned/k"
  std::vector<std::unique_ptr<Dense>> w;
  w.emplace_back(std::move(u[1]));
  w.back()->build("given"); // CHECK: "name": "given/owned/k"
}
VS_MODEL(net, build());
