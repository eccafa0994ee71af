// A network of layer objects over two units: which constructor make_unique, emplace_back and
// their kin call stands in the library's bodies, and virtual calls go by the objects' classes.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %varscope generate net.cpp layers.cpp -o %t/out -- %include
// RUN: FileCheck %s --input-file=%t/out/net.varscope.json --implicit-check-not='"dtype"'
// CHECK: "name": "net/stem_0/kernel", "dtype"
// CHECK: "name": "net/stem_1/kernel", "dtype"
// CHECK: "name": "net/stem_1/bias", "dtype"
// CHECK: "name": "net/shared/kernel", "dtype"
// CHECK: "name": "net/kept/kernel", "dtype"
// CHECK: "name": "net/unit/kernel", "dtype"
// CHECK: "name": "net/named/kernel", "dtype"

//--- layers.h
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <varscope/varscope.h>
#include <vector>
namespace vs = varscope;

struct Layer {
  virtual ~Layer() = default;
  virtual vs::Variable build(int inputs) = 0;
};

class Dense : public Layer {
public:
  Dense(std::string prefix, int units, bool bias = false);
  explicit Dense(int units) : Dense("unit", units) {}
  vs::Variable build(int inputs) override;

protected:
  std::string prefix;
  int units;

private:
  bool bias;
};

class Biased final : public Dense {
public:
  Biased(const std::string& prefix, int number, int units)
      : Dense(prefix + "_" + std::to_string(number), units, true) {}
};

struct Pair { // an aggregate
  std::string name;
  int units;
};

class Net {
public:
  explicit Net(std::string_view name) : name(name) {}
  template <class L, class... Args> void add(Args&&... args) {
    layers.push_back(std::make_unique<L>(std::forward<Args>(args)...));
  }
  void build();

private:
  std::string name;
  std::vector<std::unique_ptr<Layer>> layers;
};

//--- layers.cpp
#include "layers.h"

Dense::Dense(std::string prefix, int units, bool bias) : prefix(std::move(prefix)), units(units), bias(bias) {}

vs::Variable Dense::build(int inputs) {
  VS_VARIABLE_SCOPE(prefix) {
    vs::Variable kernel = vs::get_variable("kernel", {inputs, units});
    if (bias)
      vs::get_variable("bias", {units});
    return kernel;
  }
}

//--- net.cpp
#include "layers.h"

void Net::build() {
  VS_VARIABLE_SCOPE(name) {
    for (const auto& layer : layers)
      layer->build(4);
  }
}

void build() {
  const std::string stem = "stem";
  Net net("net");
  net.add<Dense>(stem + "_0", 8);
  net.add<Biased>(stem, 1, 8);
  net.build();

  VS_VARIABLE_SCOPE("net", .auxiliary_name_scope = false) {
    std::shared_ptr<Layer> shared = std::make_shared<Dense>("shared", 2);
    shared->build(1);
    std::optional<Dense> kept;
    kept.emplace("kept", 2).build(1);
    std::vector<Dense> dense;
    dense.emplace_back(3);
    std::vector<Pair> pairs;
    pairs.emplace_back("named", 5);
    dense.emplace_back(pairs.back().name, pairs.back().units);
    for (Dense& each : dense)
      each.build(1);
  }
}
VS_MODEL(net, build());
