// A function whose definition is in no source that was given: reported where it may hold scope
// calls, with the file that declares it; what is called for its value is an unknown value.
// RUN: split-file %s %t
// RUN: not %varscope check %t/model.cpp --source-root=%t -- %include -isystem %t/system 2>&1 | %FileCheck %t/model.cpp
// RUN: %varscope check %t/model.cpp %t/layers.cpp --source-root=%t -- %include -isystem %t/system 2>&1 | count 0

//--- system/tensors.h
#pragma once
void synchronize();
void log(const char* message);
//--- layers.h
#pragma once
#include <memory>
#include <string>
#include <varscope/varscope.h>
struct Weights {
  varscope::Variable kernel, bias;
};
struct Config {
  int width;
};
// Of the program, and opaque: nothing of them says that they build.
struct Tensor {
  float* data;
};
Tensor matmul(const Tensor& a, const Tensor& b);
Tensor operator+(const Tensor& a, const Tensor& b);
float norm(varscope::Variable of);
void fill(float* data, int count);
bool training();
int lookup(const std::string& option);

Weights dense(int in, int out);
void add_head(int units);
Tensor block(Tensor in, const std::string& name);
struct Scoped {
  explicit Scoped(const char* name);
  ~Scoped();
  int width = 2;
};
struct Layer {
  virtual ~Layer() = default;
  virtual int build(int width) = 0;
};
struct Linear : Layer {
  int build(int width) override;
};
struct Named : Layer {
  explicit Named(std::string name);
  int build(int width) override;
  std::string name;
};
//--- layers.cpp
#include "layers.h"
namespace vs = varscope;
Tensor matmul(const Tensor& a, const Tensor&) { return a; }
Tensor operator+(const Tensor& a, const Tensor&) { return a; }
float norm(vs::Variable) { return 0; }
void fill(float* data, int) { *data = 0; }
bool training() { return false; }
int lookup(const std::string&) { return 1; }
Weights dense(int in, int out) { return {vs::get_variable("kernel", {in, out}), vs::get_variable("bias", {out})}; }
void add_head(int units) { vs::get_variable("head", {units}); }
Tensor block(Tensor in, const std::string& name) {
  vs::get_variable(name, {1});
  return in;
}
Scoped::Scoped(const char*) {}
Scoped::~Scoped() {}
int Linear::build(int width) {
  vs::get_variable("linear", {width});
  return width;
}
Named::Named(std::string name) : name(std::move(name)) {}
int Named::build(int width) {
  vs::get_variable(name, {width});
  return width;
}
//--- model.cpp
#include "layers.h"
#include <tensors.h>
#include <vector>
namespace vs = varscope;

void opaque() {
  float buffer[4];
  const Tensor x{buffer};
  const Tensor sum = matmul(x, x) + x;
  fill(buffer, 4);
  fill(sum.data, 1);
  const vs::Variable v = vs::get_variable("v", {1});
  if (norm(v) > 1 || training() || lookup("option") == 3)
    buffer[0] = 1;
  synchronize();
  log("a system's function makes no scope calls");
}
VS_MODEL(m_opaque, opaque());

void variables() { const Weights w = dense(1, 2); }
// CHECK: model.cpp:[[#@LINE-1]]:38: error: what this call does to the scopes is not known at compile time: 'dense(1, 2)' is unknown, because the function 'dense' (declared in layers.h) has no definition in this program; give the command the source that defines it [varscope-unresolved]
VS_MODEL(m_variables, variables());

void effect() { add_head(3); }
// CHECK: model.cpp:[[#@LINE-1]]:17: error: what this call does to the scopes is not known at compile time: 'add_head(3)' is unknown, because the function 'add_head' (declared in layers.h) has no definition in this program; give the command the source that defines it, or, if it makes no scope calls, include its header as a system's (-isystem) [varscope-unresolved]
VS_MODEL(m_effect, effect());

void unused() { lookup("option"); }
// CHECK: model.cpp:[[#@LINE-1]]:17: error: what this call does {{.*}} the function 'lookup' (declared in layers.h) {{.*}} [varscope-unresolved]
VS_MODEL(m_unused, unused());

void named(Tensor x) { x = block(x, "block"); }
// CHECK: model.cpp:[[#@LINE-1]]:28: error: what this call does {{.*}} the function 'block' (declared in layers.h) {{.*}} [varscope-unresolved]
VS_MODEL(m_named, named({}));

void constructor() {
  Scoped scope("scope");
  // CHECK: model.cpp:[[#@LINE-1]]:10: error: what this call does {{.*}} the function 'Scoped::Scoped' (declared in layers.h) {{.*}} [varscope-unresolved]
}
VS_MODEL(m_constructor, constructor());

void constructed_by_the_library() {
  std::vector<std::unique_ptr<Layer>> layers;
  layers.push_back(std::make_unique<Named>("layer"));
  // CHECK: model.cpp:[[#@LINE-1]]:20: error: what this call does {{.*}} the function 'Named::Named' (declared in layers.h) {{.*}} [varscope-unresolved]
}
VS_MODEL(m_library, constructed_by_the_library());

struct Here : Layer {
  int build(int width) override {
    vs::get_variable("here", {width});
    return width;
  }
};
void overrider(Layer& layer) { const int width = layer.build(1); }
// CHECK: model.cpp:[[#@LINE-1]]:50: error: {{.*}} the function 'Linear::build' {{.*}} [varscope-unresolved]
void overriders() {
  Here here;
  overrider(here);
  Linear linear;
  overrider(linear);
}
VS_MODEL(m_overrider, overriders());
