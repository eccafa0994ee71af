// A model's variables without their memory: any part has the bits that a Model has there.
#include "TestModel.h"

#include <cstddef>
#include <cstring>
#include <span>
#include <vector>

namespace {

void build_parts() {
  vs::get_variable("table", {40, 6}, {.partitioner = vs::fixed_size_partitioner(3)});
  vs::get_variable("bias", {7}, {.initializer = vs::constant(0.5)});
  vs::get_variable("kernel", {31, 9}, {.dtype = vs::float64, .initializer = vs::truncated_normal(0, 1)});
  vs::get_variable("turn", {12, 12}, {.initializer = vs::orthogonal()});
  vs::get_variable("own", {50}, {.initializer = own_uniform});
  for (int i = 0; i < 20; ++i)
    vs::get_variable("tiny_" + std::to_string(i), {5}, {.initializer = vs::random_normal()});
}
VS_MODEL(parts_model, build_parts());

template <class T> std::span<std::byte> bytes_of(std::vector<T>& values) {
  return std::as_writable_bytes(std::span(values));
}

TEST(Outline, HasTheVariablesOfTheModel) {
  vs::Outline<parts_model> outline;
  vs::Model<parts_model> model;
  ASSERT_EQ(outline.variables().size(), model.variables().size());
  EXPECT_EQ(outline.arena_bytes(), model.arena().size());
  for (std::size_t i = 0; i != model.variables().size(); ++i) {
    const vs::Variable a = outline.variables()[i], b = model.variables()[i];
    EXPECT_EQ(a.op_name(), b.op_name());
    EXPECT_EQ(a.shape(), b.shape());
    EXPECT_EQ(vs::Outline<parts_model>::arena_offset(a),
              static_cast<std::uint64_t>(reinterpret_cast<const std::byte*>(
                                             b.dtype() == vs::float64
                                                 ? static_cast<const void*>(b.data<double>())
                                                 : static_cast<const void*>(b.data<float>())) -
                                         model.arena().data()));
  }
  EXPECT_THROW(outline.find("bias").data<float>(), vs::ScopeError);
  EXPECT_THROW(outline.find("absent"), vs::ScopeError);
}

TEST(Outline, PartsOfVariablesHaveTheModelsBits) {
  vs::Outline<parts_model> outline;
  vs::Model<parts_model> model(9);
  for (const char* name : {"table/part_1", "bias", "turn", "own", "tiny_7"}) {
    const std::span<float> whole = model.find(name).span<float>();
    for (std::size_t first : {std::size_t{0}, std::size_t{1}, whole.size() / 2, whole.size()}) {
      std::vector<float> part(whole.size() - first);
      outline.initialize(outline.find(name), 9, bytes_of(part), first);
      EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + static_cast<std::ptrdiff_t>(first))) << name;
    }
  }
  // Rows of a partitioned whole, over the border of its shards.
  std::vector<float> rows(3 * 6);
  outline.initialize(outline.find("table"), 9, bytes_of(rows), 13 * 6);
  EXPECT_EQ(rows[0], model.find("table/part_0").data<float>()[13 * 6]);
  EXPECT_EQ(rows[6], model.find("table/part_1").data<float>()[0]);
}

TEST(Outline, PartsOfTheArenaHaveTheModelsBits) {
  vs::Outline<parts_model> outline;
  vs::Model<parts_model> model(9);
  const std::span<std::byte> arena = model.arena();
  alignas(64) static std::byte part[1 << 14];
  ASSERT_LE(arena.size(), sizeof(part));
  for (std::size_t begin : {std::size_t{0}, std::size_t{64}, std::size_t{1024}, arena.size() - 64})
    for (std::size_t size : {std::size_t{64}, std::size_t{192}, arena.size() - begin}) {
      if (size > arena.size() - begin)
        continue;
      std::fill(std::begin(part), std::end(part), std::byte{0xA5});
      outline.initialize_arena(9, begin, std::span(part).first(size));
      ASSERT_EQ(std::memcmp(part, arena.data() + begin, size), 0) << begin << " " << size;
      ASSERT_EQ(part[size], std::byte{0xA5});
    }
}

TEST(Outline, RefusesPartsThatDoNotFit) {
  vs::Outline<parts_model> outline;
  std::vector<float> part(8);
  const auto refused = [](auto call) {
    try {
      call();
      return false;
    } catch (const vs::ScopeError& error) {
      return error.rule() == "invalid-argument";
    }
  };
  const vs::Variable bias = outline.find("bias");
  EXPECT_TRUE(refused([&] { outline.initialize(bias, 1, bytes_of(part)); }));
  EXPECT_TRUE(refused([&] { outline.initialize(bias, 1, bytes_of(part).first(4), 7); }));
  EXPECT_TRUE(refused([&] { outline.initialize(bias, 1, bytes_of(part).first(3)); }));
  alignas(64) std::byte memory[128];
  EXPECT_TRUE(refused([&] { outline.initialize_arena(1, 32, memory); }));
  EXPECT_TRUE(refused([&] { outline.initialize_arena(1, 0, std::span(memory).first(60)); }));
  EXPECT_TRUE(refused([&] { outline.initialize_arena(1, outline.arena_bytes(), memory); }));
}

} // namespace
