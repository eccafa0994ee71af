// Many models built and initialised at once, and one read by many threads: the outcome is a single
// thread's. Each test is a process of its own, and the threads come first: what the process sets up
// only once (the choice of kernels, say) is set up by all of them at once.
#include "OnThreads.h"
#include "TestModel.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace {

struct Tower {
  vs::Variable kernel, same;
  std::vector<std::string> scopes;
};

/// Something of each kind; `big` and `turn` are work for several threads in one initialisation.
Tower build_tower() {
  Tower tower;
  VS_VARIABLE_SCOPE("tower", .initializer = vs::truncated_normal(0, 1),
                    .regularizer = vs::l2(0.5)) {
    tower.kernel = vs::get_variable("kernel", {31, 9}, {.constraint = vs::max_norm(1)});
    vs::get_variable("table", {40, 6}, {.partitioner = vs::fixed_size_partitioner(3)});
  }
  VS_VARIABLE_SCOPE("tower", .reuse = true) { tower.same = vs::get_variable("kernel", {31, 9}); }
  vs::get_variable("big", {400, 1000});
  vs::get_variable("turn", {24, 24}, {.initializer = vs::orthogonal()});
  vs::get_variable("own", {50}, {.initializer = own_uniform});
  for (int i = 0; i < 8; ++i)
    VS_VARIABLE_SCOPE_AS(scope, nullptr, .default_name = "dense") {
      tower.scopes.emplace_back(scope.name());
      vs::get_variable("bias", {5}, {.initializer = vs::random_normal()});
    }
  return tower;
}
VS_MODEL(tower_model, build_tower());

/// What a user sees of a model, in order.
struct Seen {
  std::vector<std::string> text;
  std::vector<std::byte> bytes;
  double loss = 0;
  bool operator==(const Seen&) const = default;
};

Seen see(const vs::Model<tower_model>& model) {
  Seen seen;
  seen.text = model->scopes;
  for (const char* key : {"variables", "trainable_variables", "regularization_losses"})
    for (const vs::Variable variable : model.collection(key))
      seen.text.emplace_back(variable.name());
  for (const vs::Variable variable : model.variables())
    seen.text.push_back(std::string(model.find(variable.name()).op_name()) + " " +
                        std::to_string(variable.size_bytes()));
  seen.text.push_back(model->kernel == model->same ? "shared" : "two");
  seen.bytes.assign(model.arena().begin(), model.arena().end());
  seen.loss = model.regularization_loss();
  return seen;
}

TEST(Threads, BuildModelsAtOnce) {
  const auto seen = on_threads([](std::size_t i) {
    std::vector<Seen> rounds;
    for (std::uint64_t seed : {i, i, i + 1}) {
      // One, all processors, or two and more for each initialisation.
      vs::Model<tower_model> model(7, {.threads = static_cast<unsigned>(i % 4)});
      model.initialize(seed);
      rounds.push_back(see(model));
    }
    return rounds;
  });
  for (std::size_t i = 0; i != thread_count; ++i) {
    EXPECT_TRUE(seen[i][0] == see(vs::Model<tower_model>(i, {.threads = 1}))) << i;
    EXPECT_TRUE(seen[i][1] == seen[i][0]) << i;
    EXPECT_TRUE(seen[i][2] == seen[(i + 1) % thread_count][0] || i + 1 == thread_count) << i;
    EXPECT_FALSE(seen[i][2] == seen[i][0]) << i;
  }
}

// A build that fails is its own thread's business.
TEST(Threads, FailAlone) {
  const auto seen = on_threads([](std::size_t i) {
    std::vector<std::string> rules;
    for (int round = 0; round < 20; ++round)
      rules.push_back(violation([i] {
                        VS_VARIABLE_SCOPE("s") {
                          vs::get_variable("v", {3});
                          if (i % 2 != 0)
                            vs::get_variable("v", {3});
                        }
                      }).rule);
    return rules;
  });
  for (std::size_t i = 0; i != thread_count; ++i)
    EXPECT_EQ(seen[i], std::vector<std::string>(20, i % 2 != 0 ? "already-exists" : "")) << i;
}

TEST(Threads, ReadOneModel) {
  const vs::Model<tower_model> model(5);
  const auto seen = on_threads([&](std::size_t) { return see(model); });
  const Seen expected = see(vs::Model<tower_model>(5, {.threads = 1}));
  for (const Seen& one : seen)
    EXPECT_TRUE(one == expected);
}

TEST(Threads, ShareAnOutline) {
  const vs::Outline<tower_model> outline;
  constexpr std::size_t row = 1000, rows = 400 / thread_count;
  const auto parts = on_threads([&](std::size_t i) {
    std::vector<float> part(rows * row);
    outline.initialize(outline.find("big"), 5, std::as_writable_bytes(std::span(part)),
                       i * rows * row);
    return part;
  });
  const vs::Model<tower_model> model(5, {.threads = 1});
  const float* whole = model.find("big").data<float>();
  for (std::size_t i = 0; i != thread_count; ++i)
    EXPECT_TRUE(std::equal(parts[i].begin(), parts[i].end(), whole + i * rows * row)) << i;
}

} // namespace
