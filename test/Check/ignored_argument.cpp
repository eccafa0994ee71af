// What a shared get gives that differs from the creating one's has no effect.
// RUN: %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <varscope/varscope.h>
namespace vs = varscope;

template <class First, class Second> void share(First first, Second second) {
  VS_VARIABLE_SCOPE("s") { first(); }
  VS_VARIABLE_SCOPE("s", .reuse = true) { second(); }
}

namespace differs {
void build() {
  share([] { vs::get_variable("a", {2}, {.initializer = vs::zeros()}); },
        [] {
          vs::get_variable("a", {2}, {.initializer = vs::ones()});
          // CHECK: ignored_argument.cpp:[[#@LINE-1]]:11: warning: 's/a' is shared: what this get gives for initializer differs {{.*}}[varscope-ignored-argument]
          // CHECK: ignored_argument.cpp:13:14: note: 's/a' is created here
        });
  share([] { vs::get_variable("b", {2}); },
        [] {
          vs::get_variable("b", {2}, {.regularizer = vs::l2(0.5)});
          // CHECK: ignored_argument.cpp:[[#@LINE-1]]:11: warning: {{.*}} gives for regularizer differs
          vs::get_variable("b", {2}, {.trainable = false});
          // CHECK: ignored_argument.cpp:[[#@LINE-1]]:11: warning: {{.*}} gives for trainable differs
          vs::get_variable("b", {2}, {.collections = {"mine"}});
          // CHECK: ignored_argument.cpp:[[#@LINE-1]]:11: warning: {{.*}} gives for collections differs
          vs::get_variable("b", {2}, {.constraint = vs::non_neg()});
          // CHECK: ignored_argument.cpp:[[#@LINE-1]]:11: warning: {{.*}} gives for constraint differs
          vs::get_variable("b", {2}, {.initializer = vs::constant(3), .trainable = false});
          // CHECK: ignored_argument.cpp:[[#@LINE-1]]:11: warning: {{.*}} gives for initializer, trainable differs
        });
}
VS_MODEL(differs, build());
} // namespace differs

namespace same {
vs::Variable layer() {
  return vs::get_variable("w", {2},
                          {.initializer = vs::truncated_normal(0, 0.1),
                           .regularizer = vs::l2(0.5),
                           .trainable = true,
                           .collections = {"mine", "variables"},
                           .constraint = vs::max_norm(2)});
}
vs::Variable callable() {
  return vs::get_variable("c", {2}, {.initializer = [](std::span<float> out, const vs::Shape&, vs::PartitionInfo, vs::RandomStream&) {
                                       for (float& each : out)
                                         each = 1;
                                     }});
}
void build() {
  // The same builder gives the same.
  share(layer, layer);
  share(callable, callable);
  // An argument left out is never reported.
  share([] { vs::get_variable("a", {2}, {.initializer = vs::zeros(), .trainable = false}); },
        [] { vs::get_variable("a", {2}); });
  // Nor is one that says what the default, or the scope's, was.
  share([] { vs::get_variable("d", {2}); },
        [] { vs::get_variable("d", {2}, {.initializer = vs::glorot_uniform(), .trainable = true}); });
  VS_VARIABLE_SCOPE("t", .initializer = vs::ones()) { vs::get_variable("v", {2}); }
  VS_VARIABLE_SCOPE("t", .reuse = true) { vs::get_variable("v", {2}, {.initializer = vs::ones()}); }
}
VS_MODEL(same, build());
} // namespace same

namespace partitions {
void build() {
  VS_VARIABLE_SCOPE("p", .partitioner = vs::fixed_size_partitioner(2)) {
    vs::get_variable("emb", {4, 2}, {.initializer = vs::zeros()});
  }
  VS_VARIABLE_SCOPE("p", .partitioner = vs::fixed_size_partitioner(2), .reuse = true) {
    vs::get_variable("emb", {4, 2});
    vs::get_variable("emb", {4, 2}, {.initializer = vs::zeros()});
    vs::get_variable("emb", {4, 2}, {.initializer = vs::ones()});
    // CHECK: ignored_argument.cpp:[[#@LINE-1]]:5: warning: 'p/emb' is shared: what this get gives for initializer differs
  }
}
VS_MODEL(partitioned, build());
} // namespace partitions

namespace getters {
vs::Variable through(vs::Getter getter, std::string_view name, vs::VariableRequest request) {
  return getter(name, request);
}
void build() {
  VS_VARIABLE_SCOPE("g", .initializer = vs::zeros()) { vs::get_variable("v", {2}, {.trainable = false}); }
  VS_VARIABLE_SCOPE("g", .initializer = vs::ones(), .custom_getter = through, .reuse = true) {
    // What the getter is given for an argument left out is nobody's wish.
    vs::get_variable("v", {2});
    vs::get_variable("v", {2}, {.trainable = true});
    // CHECK: ignored_argument.cpp:[[#@LINE-1]]:5: warning: 'g/v' is shared: what this get gives for trainable differs
    // CHECK: ignored_argument.cpp:{{[0-9]+}}:10: note: a custom getter calls on here
  }
}
VS_MODEL(through_a_getter, build());
} // namespace getters
// CHECK: 8 warnings generated.
