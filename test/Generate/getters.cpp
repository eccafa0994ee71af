// Custom getters of every shape, partitioners, and what both do to names: the program checks
// itself without its plan and with it.
// RUN: rm -rf %t && mkdir -p %t
// RUN: cd %S && %varscope generate getters.cpp -o %t -- %include
// RUN: %clangxx -c %s -o %t/main.o
// RUN: %clangxx %t/main.o %runtime-lib -o %t/run && %t/run > %t/run.txt
// RUN: %clangxx %t/main.o %t/g_shapes.varscope.cpp %t/g_parts.varscope.cpp %t/g_ema.varscope.cpp \
// RUN:   %runtime-lib -o %t/planned && %t/planned planned > %t/planned.txt
// RUN: diff %t/run.txt %t/planned.txt
#include <varscope/varscope.h>

#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace vs = varscope;

int failures = 0;
#define CHECK(...)                                                                                 \
  do                                                                                               \
    if (!(__VA_ARGS__)) {                                                                          \
      ++failures;                                                                                  \
      std::printf("line %d: %s\n", __LINE__, #__VA_ARGS__);                                        \
    }                                                                                              \
  while (0)

vs::Variable plain(vs::Getter g, std::string_view n, vs::VariableRequest r) { return g(n, r); }
vs::Variable renamer(const vs::Getter& g, std::string_view n, const vs::VariableRequest& r) {
  return g(std::string(n) + "_x", r);
}
struct Functor {
  std::string suffix;
  int calls = 2;
  vs::Variable operator()(vs::Getter g, std::string_view n, vs::VariableRequest r) const {
    vs::Variable last;
    for (int i = 0; i < calls; ++i)
      last = g(std::string(n) + suffix + std::to_string(i), r);
    return last;
  }
};
void shapes() {
  auto lam = [](vs::Getter g, std::string_view n, vs::VariableRequest r) {
    r.trainable = false;
    r.initializer = vs::ones();
    r.dtype = vs::float64;
    return g(n, r);
  };
  std::function<vs::Variable(vs::Getter, std::string_view, vs::VariableRequest)> fn = plain;
  VS_VARIABLE_SCOPE("a", .custom_getter = plain) {
    auto v = vs::get_variable("v", {2});
    CHECK(v.op_name() == "a/v");
  }
  VS_VARIABLE_SCOPE("b", .custom_getter = &renamer) {
    auto v = vs::get_variable("v", {2});
    CHECK(v.op_name() == "b/v_x");
  }
  VS_VARIABLE_SCOPE("c", .custom_getter = Functor{"_f"}) {
    auto v = vs::get_variable("v", {2});
    CHECK(v.op_name() == "c/v_f1");
  }
  VS_VARIABLE_SCOPE("d", .custom_getter = lam) {
    auto v = vs::get_variable("v", {2});
    CHECK(!v.trainable() && v.dtype() == vs::float64);
    VS_VARIABLE_SCOPE("in", .custom_getter = renamer) {
      auto w = vs::get_variable("w", {2});
      CHECK(w.op_name() == "d/in/w_x" && !w.trainable());
    }
    auto u = vs::get_variable("u", {2}, {.custom_getter = plain});
    CHECK(u.trainable());
  }
  VS_VARIABLE_SCOPE("e", .custom_getter = fn) { vs::get_variable("v", {2}); }
  // returns nothing / something else
  vs::Variable other = vs::get_variable("other", {3});
  auto nothing = [](vs::Getter, std::string_view, vs::VariableRequest) { return vs::Variable(); };
  auto something = [other](vs::Getter, std::string_view, vs::VariableRequest) { return other; };
  CHECK(!vs::get_variable("n", {2}, {.custom_getter = nothing}));
  CHECK(vs::get_variable("o", {2}, {.custom_getter = something}) == other);
  // sees arguments
  auto sees = [](vs::Getter g, std::string_view n, vs::VariableRequest r) {
    CHECK(n == "f/v");
    CHECK(r.dtype == vs::float64);
    CHECK((r.shape == vs::Shape{2, 3}));
    CHECK(r.initializer == vs::ones());
    CHECK(r.regularizer == vs::l2(0.5));
    CHECK(r.caching_device == "/d");
    return g(n, r);
  };
  VS_VARIABLE_SCOPE("f", .initializer = vs::ones(), .regularizer = vs::l2(.5),
                    .caching_device = "/d", .custom_getter = sees, .dtype = vs::float64)
  vs::get_variable("v", {2, 3});
  // captures & maps by reference; layered averages
  std::map<std::string, vs::Variable> made;
  auto rec = [&made](vs::Getter g, std::string_view n, vs::VariableRequest r) {
    auto v = g(n, r);
    made[std::string(n)] = v;
    return v;
  };
  VS_VARIABLE_SCOPE("g", .custom_getter = rec) {
    vs::get_variable("x", {1});
    vs::get_variable("y", {2});
  }
  CHECK(made.size() == 2 && made.at("g/y").shape() == vs::Shape{2});
  // set on a scope, and reset
  auto sc = vs::get_variable_scope();
  sc.set_custom_getter(renamer);
  CHECK(vs::get_variable("k", {1}).op_name() == "k_x");
  sc.set_custom_getter({});
  CHECK(vs::get_variable("l", {1}).op_name() == "l");
  // a getter with partitioner; getter that opens scopes and creates further variables
  VS_VARIABLE_SCOPE("h", .partitioner = vs::fixed_size_partitioner(2), .custom_getter = plain) {
    CHECK(vs::get_variable("p", {4}).slices().size() == 2);
  }
  auto scopes = [](vs::Getter g, std::string_view n, vs::VariableRequest r) {
    VS_VARIABLE_SCOPE("extra") {
      vs::get_variable("m", {1}, {.custom_getter = plain, .reuse = vs::AUTO_REUSE});
    }
    return g(n, r);
  };
  vs::get_variable("q1", {2}, {.custom_getter = scopes});
  vs::get_variable("q2", {2}, {.custom_getter = scopes});
  // changes shape and asks twice, reuse in request
  auto share = [](vs::Getter g, std::string_view n, vs::VariableRequest r) {
    auto a = g(n, r);
    r.reuse = true;
    auto b = g(n, r);
    CHECK(a == b);
    r.shape = {7};
    r.reuse = vs::AUTO_REUSE;
    return g(std::string(n) + "/seven", r);
  };
  CHECK(vs::get_variable("s", {2}, {.custom_getter = share}).shape() == vs::Shape{7});
  auto wn = [](vs::Getter g, std::string_view n, vs::VariableRequest r) {
    if (n.ends_with("kernel")) {
      auto v = g(std::string(n) + "/v", r);
      r.shape = {r.shape[1]};
      r.initializer = vs::ones();
      g(std::string(n) + "/g", r);
      return v;
    }
    return g(n, r);
  };
  VS_VARIABLE_SCOPE("wn", .custom_getter = wn) {
    vs::get_variable("kernel", {3, 4});
    vs::get_variable("bias", {4});
  }
  // throwing getter
  auto thr = [](vs::Getter g, std::string_view n, vs::VariableRequest r) -> vs::Variable {
    g(n, r);
    throw 42;
  };
  try {
    vs::get_variable("t", {1}, {.custom_getter = thr});
    CHECK(false);
  } catch (int i) {
    CHECK(i == 42);
  }
  // scope.get_variable uses that scope's getter; local & T
  vs::VariableScope saved;
  VS_VARIABLE_SCOPE_AS(s2, "z", .custom_getter = renamer) { saved = s2; }
  CHECK(saved.get_variable("v", {1}).op_name() == "z/v_x");
  VS_VARIABLE_SCOPE(saved) { CHECK(vs::get_local_variable<int>("w", {1}).op_name() == "z/w_x"); }
  CHECK(vs::new_variable("nv", {1}).op_name() == "nv");
}
void parts() {
  auto a = vs::get_variable("a", {5, 2}, {.partitioner = vs::fixed_size_partitioner(3)});
  CHECK(a.slices().size() == 3);
  CHECK((a.slices()[0].shape() == vs::Shape{2, 2}));
  CHECK((a.slices()[2].shape() == vs::Shape{1, 2}));
  auto b = vs::get_variable("b", {4, 6}, {.partitioner = vs::fixed_size_partitioner(3, 1)});
  CHECK((b.slices()[1].shape() == vs::Shape{4, 2}));
  auto c = vs::get_variable("c", {16, 4}, {.partitioner = vs::variable_axis_size_partitioner(64)});
  CHECK(c.slices().size() == 4);
  auto d = vs::get_variable("d", {16, 4},
                            {.partitioner = vs::variable_axis_size_partitioner(64, 0, 16, 2)});
  CHECK(d.slices().size() == 2);
  auto e =
      vs::get_variable("e", {16, 4}, {.partitioner = vs::min_max_variable_partitioner(8, 0, 64)});
  CHECK(e.slices().size() == 4);
  auto f = vs::get_variable("f", {3, 4}, {.partitioner = [](const vs::Shape& s, vs::DType t) {
                              return std::vector<int>{1, t == vs::float32 && s[1] > 2 ? 2 : 1};
                            }});
  CHECK(f.slices().size() == 2);
  auto g = vs::get_variable("g", {2}, {.partitioner = vs::fixed_size_partitioner(9)});
  CHECK(g.slices().size() == 2);
  CHECK(a.op_name() == "a");
  CHECK(a.name() == "a");
  CHECK(a.size_bytes() == 40);
  CHECK(a.collections().empty());
  CHECK((a.shape() == vs::Shape{5, 2}));
  VS_VARIABLE_SCOPE("", .reuse = true) {}
  auto sc = vs::get_variable_scope();
  sc.reuse_variables();
  CHECK(vs::get_variable("a") == a);
  CHECK(vs::get_variable("a", {5, 2}, {.partitioner = vs::fixed_size_partitioner(3)}) == a);
  CHECK(vs::get_variable("a", {5, 2}) == a);
  auto n = vs::get_variable(
      "scal", {}, {.partitioner = vs::fixed_size_partitioner(3), .reuse = vs::AUTO_REUSE});
  CHECK(n.slices().empty());
  int total = 0;
  for (auto s : vs::get_collection("variables"))
    total += s.op_name().empty() ? 0 : 1;
  CHECK(total == 21);
  for (auto s : a.slices())
    VS_VARIABLE_SCOPE("per", .reuse = vs::AUTO_REUSE)
    vs::get_variable("n" + std::to_string(s.shape()[0]), {s.shape()[0]}, {.reuse = vs::AUTO_REUSE});
}
struct Ema {
  vs::Variable operator()(vs::Getter g, std::string_view n, vs::VariableRequest r) const {
    auto v = g(n, r);
    if (r.trainable.value_or(true)) {
      VS_NAME_SCOPE("ema") vs::new_variable(n, r.shape, {.trainable = false});
    }
    return v;
  }
};
void ema() {
  VS_VARIABLE_SCOPE("m", .custom_getter = Ema{}) {
    vs::get_variable("a", {2});
    VS_VARIABLE_SCOPE("n") {
      vs::get_variable("b", {3});
      vs::get_variable("c", {3}, {.trainable = false});
    }
  }
}
VS_MODEL(g_shapes, shapes());
VS_MODEL(g_parts, parts());
VS_MODEL(g_ema, ema());

template <class Tag>
void show(bool planned) {
  vs::Model<Tag> model(7);
  CHECK(model.planned() == planned);
  std::uint64_t hash = 0;
  for (std::byte each : model.arena())
    hash = hash * 31 + std::to_integer<std::uint64_t>(each);
  for (vs::Variable each : model.variables())
    std::printf("%s %s\n", std::string(each.op_name()).c_str(), each.shape().str().c_str());
  std::printf("%zu bytes %llx\n", model.arena().size(), static_cast<unsigned long long>(hash));
}

int main(int argc, char**) {
  show<g_shapes>(argc > 1);
  show<g_parts>(argc > 1);
  show<g_ema>(argc > 1);
  return failures;
}
