// What the tool says at compile time is what LibTorch does at run time, case by case: an
// error or none, and without an error the names and shapes of named_parameters() and
// named_buffers(). compare.py does the comparison; -DRUN makes the program of the same cases.
#include <torch/nn.h>

#ifdef RUN
#include "run.h"
#else
#include <varscope/roles.h>
#define CASE(tag, ...) VS_MODEL(tag, __VA_ARGS__)
#endif

namespace nn = torch::nn;

// -- right ----------------------------------------------------------------------------------

struct Plain : nn::Module {
  Plain() {
    weight = register_parameter("weight", torch::randn({3, 4}));
    register_buffer("running", torch::zeros({4}));
  }
  torch::Tensor weight;
};
CASE(plain, std::make_shared<Plain>());

// Members set in the initialiser list, which is where tutorials register them.
struct Members : nn::Module {
  explicit Members(int64_t width)
      : fc1(register_module("fc1", nn::Linear(width, 8))), fc2(register_module("fc2", nn::Linear(8, 2))) {
    scale = register_parameter("scale", torch::ones({1}));
  }
  nn::Linear fc1, fc2;
  torch::Tensor scale;
};
CASE(members, std::make_shared<Members>(5));

// A parameter, a buffer and a module may have one name: they are in different lists.
struct OneName : nn::Module {
  OneName() {
    register_parameter("x", torch::zeros({2}));
    register_module("x", nn::Linear(2, 2));
  }
};
CASE(one_name_for_two_kinds, std::make_shared<OneName>());

struct BlockImpl : nn::Module {
  BlockImpl(int64_t in, int64_t out, bool bias)
      : conv(nn::Conv2dOptions(in, out, 3).bias(bias)), norm(out) {
    register_module("conv", conv);
    register_module("norm", norm);
  }
  nn::Conv2d conv;
  nn::BatchNorm2d norm;
};
TORCH_MODULE(Block);

struct Loop : nn::Module {
  explicit Loop(int depth) {
    for (int i = 0; i < depth; ++i)
      blocks.push_back(register_module("block" + std::to_string(i), Block(i == 0 ? 3 : 8, 8, i % 2 == 0)));
  }
  std::vector<Block> blocks;
};
CASE(loop_with_a_counter, std::make_shared<Loop>(3));

struct Listed : nn::Module {
  Listed() {
    for (int i = 0; i < 3; ++i)
      layers->push_back(nn::Linear(4, i + 1));
    register_module("layers", layers);
  }
  nn::ModuleList layers;
};
CASE(module_list, std::make_shared<Listed>());

struct Chained : nn::Module {
  Chained() { register_module("net", net); }
  nn::Sequential net{nn::Linear(4, 8), nn::ReLU(), nn::Linear(nn::LinearOptions(8, 2).bias(false))};
};
CASE(sequential, std::make_shared<Chained>());

struct Pushed : nn::Module {
  Pushed() {
    net->push_back("first", nn::Linear(4, 8));
    net->push_back(nn::Linear(8, 2));
    register_module("net", net);
  }
  nn::Sequential net;
};
CASE(sequential_with_names, std::make_shared<Pushed>());

// A member of a base class, and a holder as a model.
struct BaseImpl : nn::Module {
  explicit BaseImpl(const std::string& name) { embedding = register_module(name, nn::Embedding(100, 16)); }
  nn::Embedding embedding{nullptr};
};
struct DerivedImpl : BaseImpl {
  DerivedImpl() : BaseImpl("tokens") { norm = register_module("norm", nn::LayerNorm(nn::LayerNormOptions({16}))); }
  nn::LayerNorm norm{nullptr};
};
TORCH_MODULE(Derived);
CASE(derived_holder, Derived());

// A module that two members hold, registered once.
struct Tied : nn::Module {
  Tied() {
    nn::Linear shared(4, 4);
    register_module("encoder", shared);
    decoder = shared;
  }
  nn::Linear decoder{nullptr};
};
CASE(tied, std::make_shared<Tied>());

struct Resettable : nn::Cloneable<Resettable> {
  Resettable() { reset(); }
  void reset() override {
    weight = register_parameter("weight", torch::empty({2, 2}), /*requires_grad=*/false);
    register_parameter("none", torch::Tensor(), false);
  }
  torch::Tensor weight;
};
CASE(cloneable_and_undefined, std::make_shared<Resettable>());

// A look-up of what is there.
int lookUp() {
  Members net(5);
  net.named_parameters()["fc2.weight"];
  net.named_parameters()["scale"];
  return 0;
}
CASE(look_up, lookUp());

// What is never registered is no variable of the model.
struct Forgotten : nn::Module {
  Forgotten() { fc1 = register_module("fc1", nn::Linear(2, 2)); }
  nn::Linear fc1{nullptr};
  nn::Linear fc2{2, 3};
};
CASE(never_registered, std::make_shared<Forgotten>());

// Caught: the program goes on.
struct Caught : nn::Module {
  Caught() {
    register_parameter("a", torch::zeros({1}));
    register_parameter("b", torch::zeros({2}));
  }
};
CASE(two_parameters, std::make_shared<Caught>());

// -- wrong ----------------------------------------------------------------------------------

struct TwiceParameter : nn::Module {
  TwiceParameter() {
    register_parameter("weight", torch::randn({3}));
    register_parameter("weight", torch::randn({3}));
  }
};
CASE(duplicate_parameter, std::make_shared<TwiceParameter>());

struct TwiceBuffer : nn::Module {
  TwiceBuffer() {
    for (int i = 0; i < 2; ++i)
      register_buffer("mean", torch::zeros({3}));
  }
};
CASE(duplicate_buffer, std::make_shared<TwiceBuffer>());

struct TwiceModule : nn::Module {
  TwiceModule() {
    register_module("fc", nn::Linear(2, 2));
    register_module("fc", nn::Linear(2, 3));
  }
};
CASE(duplicate_module, std::make_shared<TwiceModule>());

struct DottedParameter : nn::Module {
  DottedParameter() { register_parameter("fc.weight", torch::randn({3})); }
};
CASE(dotted_parameter, std::make_shared<DottedParameter>());

struct DottedModule : nn::Module {
  explicit DottedModule(const std::string& prefix) { register_module(prefix + "." + std::to_string(0), nn::Linear(2, 2)); }
};
CASE(dotted_module, std::make_shared<DottedModule>("layers"));

struct EmptyName : nn::Module {
  EmptyName() { register_parameter("", torch::randn({3})); }
};
CASE(empty_parameter_name, std::make_shared<EmptyName>());

struct EmptyModuleName : nn::Module {
  explicit EmptyModuleName(std::string name = "") { register_module(name, nn::Linear(2, 2)); }
};
CASE(empty_module_name, std::make_shared<EmptyModuleName>());

struct UndefinedTwice : nn::Module {
  UndefinedTwice() {
    register_parameter("bias", torch::Tensor(), false);
    register_parameter("bias", torch::zeros({2}));
  }
};
CASE(undefined_then_defined, std::make_shared<UndefinedTwice>());

struct ForgottenCounter : nn::Module {
  explicit ForgottenCounter(int depth) {
    for (int i = 0; i < depth; ++i)
      register_module("block", Block(4, 4, true));
  }
};
CASE(loop_without_a_counter, std::make_shared<ForgottenCounter>(2));

int lookUpForgotten() {
  Forgotten net;
  net.named_parameters()["fc2.weight"];
  return 0;
}
CASE(look_up_of_never_registered, lookUpForgotten());

int lookUpMisspelt() {
  Members net(5);
  net.named_parameters()["fc1.wieght"];
  return 0;
}
CASE(look_up_misspelt, lookUpMisspelt());

int lookUpBuffer() {
  Plain net;
  net.named_parameters()["running"]; // it is a buffer
  return 0;
}
CASE(look_up_of_a_buffer, lookUpBuffer());

struct TwiceInBase : BaseImpl {
  TwiceInBase() : BaseImpl("tokens") { register_module("tokens", nn::Embedding(10, 4)); }
};
CASE(duplicate_of_the_base, std::make_shared<TwiceInBase>());

struct SequentialTwice : nn::Module {
  SequentialTwice() {
    net->push_back("fc", nn::Linear(2, 2));
    net->push_back("fc", nn::Linear(2, 2));
    register_module("net", net);
  }
  nn::Sequential net;
};
CASE(duplicate_in_sequential, std::make_shared<SequentialTwice>());

#ifdef RUN
int main() { return runCases(); }
#endif
