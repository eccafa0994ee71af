// The same bits from every instruction set: each kernel under every target
// that can run here, against the scalar reference.
#include "TestFill.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

using namespace varscope;
using namespace varscope::runtime;
using test::Variable;

namespace {

const KernelTable& reference() { return *test::allTables().back(); }

struct Law {
  const char* name;
  KernelSet KernelTable::* kernels;
  double low, high;
};
constexpr Law laws[] = {
    {"uniform", &KernelTable::uniform, -0.7, 0.9},
    {"normal", &KernelTable::normal, -HUGE_VAL, HUGE_VAL},
    {"truncated_normal", &KernelTable::truncatedNormal, -1.5, 1.7},
    {"words", &KernelTable::words, 0, 0},
};

template <class T>
void compareKernel(const Kernel<T>& actual, const Kernel<T>& expected, const Law& law) {
  const rng::Affine<T> affine{T(0.37), T(0.11), static_cast<T>(law.low), static_cast<T>(law.high)};
  constexpr std::size_t perBlock = 16 / sizeof(T), most = 5000;
  std::vector<T> a(most * perBlock), b(most * perBlock);
  for (std::size_t blocks : {std::size_t{1}, std::size_t{3}, std::size_t{16}, std::size_t{17}, most}) {
    // Across the carry from the low to the high word of the counter.
    const rng::StreamKey stream{123, 456, 789, 0xFFFFFFFF};
    actual.run(stream, 0xFFFFFFFE, blocks, affine, a.data());
    expected.run(stream, 0xFFFFFFFE, blocks, affine, b.data());
    ASSERT_EQ(std::memcmp(a.data(), b.data(), blocks * 16), 0) << law.name << " " << blocks;
  }
}

template <class T>
void compareTile(const Kernel<T>& actual, const Kernel<T>& expected, const Law& law) {
  const rng::Affine<T> affine{T(0.37), T(0.11), static_cast<T>(law.low), static_cast<T>(law.high)};
  BlockTile tile{};
  for (std::uint32_t i = 0; i < BlockTile::capacity; ++i)
    tile.set(i, {i * 77, ~i, i * i, 5}, (std::uint64_t{i} << 40) + 3);
  T a[1024 / sizeof(T)], b[1024 / sizeof(T)];
  for (std::size_t blocks : {1, 5, 63, 64}) {
    actual.tile(tile, blocks, affine, a);
    expected.tile(tile, blocks, affine, b);
    ASSERT_EQ(std::memcmp(a, b, blocks * 16), 0) << law.name << " " << blocks;
  }
}

template <class T>
void compareMany(const Kernel<T>& actual, const Kernel<T>& expected, const Law& law) {
  const rng::Affine<T> affine{T(0.37), T(0.11), static_cast<T>(law.low), static_cast<T>(law.high)};
  std::vector<NameHash> names;
  for (std::uint64_t i = 0; i < 200; ++i)
    names.push_back({i * 0x9E3779B97F4A7C15, ~i << 20});
  for (std::size_t count : {1, 7, 16, 200})
    for (std::size_t blocks : {1, 3, 4}) {
      const std::size_t stride = blocks * 16 + 48;
      std::vector<unsigned char> a(count * stride, 0xA5), b = a;
      actual.many(77, names.data(), count, blocks, affine, a.data(), stride);
      expected.many(77, names.data(), count, blocks, affine, b.data(), stride);
      ASSERT_EQ(a, b) << law.name << " " << count << " " << blocks;
    }
}

} // namespace

TEST(Targets, AtLeastFourRunHere) {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("avx2"))
    GTEST_SKIP() << "this processor has no AVX2";
  std::set<std::string> names;
  for (const KernelTable* table : test::allTables())
    names.insert(table->target);
  EXPECT_GE(names.size(), 4U);
  EXPECT_TRUE(names.count("SCALAR"));
#endif
}

TEST(Targets, KernelsGiveTheSameBits) {
  for (const KernelTable* table : test::allTables()) {
    SCOPED_TRACE(table->target);
    for (const Law& law : laws) {
      const KernelSet &actual = table->*law.kernels, &expected = reference().*law.kernels;
      compareKernel(actual.single, expected.single, law);
      compareKernel(actual.wide, expected.wide, law);
      compareTile(actual.single, expected.single, law);
      compareTile(actual.wide, expected.wide, law);
      compareMany(actual.single, expected.single, law);
      compareMany(actual.wide, expected.wide, law);
    }
  }
}

TEST(Targets, EveryInitialiserGivesTheSameBits) {
  const FillKind kinds[] = {
      FillKind::zeros, FillKind::ones, FillKind::random_uniform, FillKind::random_normal,
      FillKind::truncated_normal, FillKind::uniform_unit_scaling, FillKind::glorot_uniform,
      FillKind::glorot_normal, FillKind::he_uniform, FillKind::he_normal, FillKind::lecun_uniform,
      FillKind::lecun_normal, FillKind::orthogonal, FillKind::identity};
  for (const KernelTable* table : test::allTables())
    for (FillKind kind : kinds)
      for (DType dtype : {float32, float64, float16, bfloat16}) {
        Variable actual("a/b", dtype, {37, 29}, test::spec(kind, 0.25, 1.75)), expected = actual;
        ASSERT_EQ(actual.fill(7, *table), FillStatus::ok) << static_cast<int>(kind);
        ASSERT_EQ(expected.fill(7, reference()), FillStatus::ok);
        ASSERT_EQ(actual.bytes, expected.bytes)
            << table->target << " " << static_cast<int>(kind) << " " << name(dtype);
      }
}

// Several panels and chunks of rows, and what is left of each.
TEST(Targets, LargeOrthogonalGivesTheSameBits) {
  for (const KernelTable* table : test::allTables())
    for (DType dtype : {float32, float64}) {
      Variable actual("a/b", dtype, {333, 170}, test::spec(FillKind::orthogonal, 1)), expected = actual;
      ASSERT_EQ(actual.fill(7, *table), FillStatus::ok);
      ASSERT_EQ(expected.fill(7, reference()), FillStatus::ok);
      ASSERT_EQ(actual.bytes, expected.bytes) << table->target << " " << name(dtype);
    }
}

TEST(Targets, NamesRestrictToWhatTheyNeed) {
  const auto tables = test::allTables();
  EXPECT_EQ(kernelsFor("no such target"), nullptr);
  EXPECT_EQ(kernelsFor("avx2"), nullptr);
  EXPECT_STREQ(kernelsFor("SCALAR")->target, "SCALAR");
  for (const KernelTable* table : tables)
    EXPECT_STREQ(kernelsFor(table->target)->target, table->target);
#if defined(__x86_64__)
  // Not a target of its own in Highway 1.0.3: what is left needs no more than SSE2.
  const std::string least = kernelsFor("SSE2")->target;
  EXPECT_TRUE(least == "SSE2" || least == "EMU128" || least == "SCALAR") << least;
#endif
}
