// Any block of a variable, and any number of threads, gives the bits of the whole.
#include "TestFill.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fenv.h>
#include <random>
#include <string>

using namespace varscope;
using namespace varscope::runtime;
using test::Ints;
using test::Variable;

namespace {

std::mt19937 generator(20260101);
std::int64_t below(std::int64_t limit) {
  return static_cast<std::int64_t>(generator() % static_cast<std::uint32_t>(limit));
}

/// Copies the block out of the whole, element by element.
std::vector<unsigned char> cutOut(const Variable& whole, const Ints& offset, const Ints& extent) {
  const std::size_t bytes = size_of(whole.task.dtype), rank = whole.full.size();
  std::vector<unsigned char> result;
  Ints at(rank, 0);
  std::int64_t count = 1;
  for (std::int64_t dim : extent)
    count *= dim;
  for (std::int64_t n = 0; n < count; ++n) {
    std::int64_t position = 0;
    for (std::size_t i = 0; i < rank; ++i)
      position = position * whole.full[i] + offset[i] + at[i];
    const auto* from = whole.bytes.data() + static_cast<std::size_t>(position) * bytes;
    result.insert(result.end(), from, from + bytes);
    for (std::size_t i = rank; i-- > 0 && ++at[i] == extent[i];)
      at[i] = 0;
  }
  return result;
}

const float listData[] = {1, -2, 3.5F, 4, 5, 6, 7};

FillSpec listSpec() {
  FillSpec spec = test::spec(FillKind::constant);
  spec.data = listData;
  spec.data_count = 7;
  return spec;
}

void expectBlocksOfWhole(DType dtype, const FillSpec& spec, const Ints& shape, int trials) {
  Variable whole("scope/v", dtype, shape, spec);
  ASSERT_EQ(whole.fill(3), FillStatus::ok);
  for (int trial = 0; trial < trials; ++trial) {
    Ints offset, extent;
    for (std::int64_t dim : shape) {
      offset.push_back(below(dim));
      extent.push_back(1 + below(dim - offset.back()));
    }
    Variable block("scope/v", dtype, shape, spec, offset, extent);
    ASSERT_EQ(block.fill(3), FillStatus::ok);
    ASSERT_EQ(block.bytes, cutOut(whole, offset, extent));
  }
}

} // namespace

TEST(Blocks, RandomBlocksHaveTheBitsOfTheWhole) {
  const FillKind kinds[] = {FillKind::random_uniform, FillKind::random_normal,
                            FillKind::truncated_normal, FillKind::he_normal,
                            FillKind::uniform_unit_scaling};
  for (FillKind kind : kinds)
    for (DType dtype : {float32, float64, float16, bfloat16}) {
      expectBlocksOfWhole(dtype, test::spec(kind, -1, 1), {7, 5, 3, 11}, 20);
      expectBlocksOfWhole(dtype, test::spec(kind, -1, 1), {41, 101}, 20);
      expectBlocksOfWhole(dtype, test::spec(kind, -1, 1), {1999}, 20);
    }
  for (DType dtype : {int32, int64})
    expectBlocksOfWhole(dtype, test::spec(FillKind::random_uniform, -5, 1000), {41, 101}, 20);
  expectBlocksOfWhole(float32, listSpec(), {4, 9}, 30);
  expectBlocksOfWhole(float64, test::spec(FillKind::identity, 2), {13, 9}, 30);
  expectBlocksOfWhole(float32, test::spec(FillKind::identity, 2), {9, 13}, 30);
  expectBlocksOfWhole(float32, test::spec(FillKind::orthogonal, 1.5), {4, 6, 13}, 10);
  expectBlocksOfWhole(float64, test::spec(FillKind::orthogonal, 1.5), {5, 30}, 10);
}

TEST(Blocks, ThreadsAndOrderChangeNothing) {
  std::vector<Variable> one, many;
  for (int i = 0; i < 60; ++i) {
    const FillKind kind = i % 3 == 0   ? FillKind::random_normal
                          : i % 3 == 1 ? FillKind::truncated_normal
                                       : FillKind::random_uniform;
    const DType dtype = i % 4 == 0 ? float64 : i % 5 == 0 ? float16 : float32;
    const std::int64_t rows = i == 7 ? 700001 : 1 + below(3000);
    one.emplace_back("v" + std::to_string(i), dtype, Ints{rows, 3}, test::spec(kind, -1, 2));
  }
  one.emplace_back("o", float32, Ints{40, 40}, test::spec(FillKind::orthogonal, 1));
  one.emplace_back("p", float32, Ints{30, 40}, test::spec(FillKind::orthogonal, 1));
  many = {one.rbegin(), one.rend()};
  const auto fillAll = [](std::vector<Variable>& variables, unsigned threads) {
    std::vector<FillTask> tasks;
    for (Variable& variable : variables)
      tasks.push_back(variable.get());
    return fill(tasks.data(), tasks.size(), 11, threads, false);
  };
  ASSERT_EQ(fillAll(one, 1), FillStatus::ok);
  for (unsigned threads : {2U, 3U, 16U, 0U}) {
    for (Variable& variable : many)
      std::fill(variable.bytes.begin(), variable.bytes.end(), 0x5A);
    ASSERT_EQ(fillAll(many, threads), FillStatus::ok);
    for (std::size_t i = 0; i < one.size(); ++i)
      ASSERT_EQ(one[i].bytes, many[one.size() - 1 - i].bytes) << i << " " << threads;
  }
}

// Empty and odd-sized tasks between large ones, so that pieces begin anywhere.
TEST(Blocks, PiecesBeginAnywhere) {
  std::vector<Variable> one, many;
  for (int i = 0; i < 700; ++i)
    one.emplace_back("w" + std::to_string(i), i % 11 == 0 ? float64 : float32,
                     Ints{i % 5 == 0 ? 0 : i % 97 == 1 ? 300007 : 1 + below(50)},
                     test::spec(i % 2 ? FillKind::random_normal : FillKind::ones, 0, 1));
  many = one;
  for (auto* variables : {&one, &many}) {
    std::vector<FillTask> tasks;
    for (Variable& variable : *variables)
      tasks.push_back(variable.get());
    ASSERT_EQ(fill(tasks.data(), tasks.size(), 11, variables == &one ? 1 : 5, false), FillStatus::ok);
  }
  for (std::size_t i = 0; i < one.size(); ++i)
    ASSERT_EQ(one[i].bytes, many[i].bytes) << i;
  Variable alone = one[300];
  ASSERT_EQ(alone.fill(11), FillStatus::ok);
  EXPECT_EQ(alone.bytes, one[300].bytes);
}

TEST(Blocks, ManyTinyTasksAreEachTheirOwnStream) {
  constexpr std::size_t count = 3000;
  std::vector<float> arena(count * 16);
  const std::int64_t shape[] = {16}, odd[] = {13};
  std::vector<FillTask> tasks(count);
  for (std::size_t i = 0; i < count; ++i) {
    tasks[i].out = arena.data() + i * 16;
    tasks[i].rank = 1;
    tasks[i].full_shape = i % 7 == 0 ? odd : shape;
    tasks[i].name = test::hashOf("v" + std::to_string(i));
    tasks[i].spec = test::spec(i % 100 < 50 ? FillKind::random_normal : FillKind::random_uniform, 0, 1);
  }
  ASSERT_EQ(fill(tasks.data(), count, 5, 2, true), FillStatus::ok);
  for (std::size_t i = 0; i < count; ++i) {
    Variable alone("v" + std::to_string(i), float32, {i % 7 == 0 ? 13 : 16}, tasks[i].spec);
    ASSERT_EQ(alone.fill(5), FillStatus::ok);
    ASSERT_EQ(std::memcmp(alone.bytes.data(), tasks[i].out, alone.bytes.size()), 0) << i;
    if (i % 7 == 0) {
      EXPECT_EQ(arena[i * 16 + 13], 0.0F) << "written beyond the block";
    }
  }
}

// Variables alike in one task, and each by itself, whatever lies between them.
TEST(Blocks, SeveralVariablesInOneTask) {
  const FillSpec specs[] = {test::spec(FillKind::random_normal, 0, 1), test::spec(FillKind::truncated_normal, 0, 1),
                            test::spec(FillKind::random_uniform, -5, 9), test::spec(FillKind::ones), listSpec()};
  for (const FillSpec& spec : specs)
    for (DType dtype : {float32, float64, float16, int32, int64})
      for (std::int64_t elements : {1, 16, 100, 5000}) {
        if ((dtype == int32 || dtype == int64) && spec.kind != FillKind::random_uniform && spec.kind != FillKind::ones)
          continue;
        if (static_cast<std::uint64_t>(elements) < spec.data_count)
          continue;
        const std::size_t bytes = static_cast<std::size_t>(elements) * size_of(dtype), stride = bytes + 64;
        const std::size_t count = elements == 5000 ? 60 : 150; // more than one piece, for two threads
        std::vector<NameHash> names;
        for (std::size_t i = 0; i < count; ++i)
          names.push_back(test::hashOf("v" + std::to_string(i)));
        for (const std::size_t between : {std::size_t{0}, std::size_t{64}}) {
          std::vector<unsigned char> arena(count * stride, 0xA5);
          FillTask task = Variable("", dtype, {elements}, spec).task;
          task.out = arena.data();
          task.rank = 1;
          task.full_shape = &elements;
          task.names = names.data();
          task.count = count;
          task.stride = bytes + between;
          ASSERT_EQ(fill(&task, 1, 5, 2, false), FillStatus::ok);
          for (std::size_t i = 0; i < count; ++i) {
            Variable alone("v" + std::to_string(i), dtype, {elements}, spec);
            ASSERT_EQ(alone.fill(5), FillStatus::ok);
            ASSERT_EQ(std::memcmp(alone.bytes.data(), arena.data() + i * task.stride, bytes), 0) << i;
            if (between > 0) {
              ASSERT_EQ(arena[i * task.stride + bytes], 0xA5) << "written beyond the variable";
            }
          }
        }
      }
}

TEST(Blocks, PartsHaveTheBitsOfTheWhole) {
  const FillSpec specs[] = {test::spec(FillKind::random_normal, 0, 1), test::spec(FillKind::identity, 2),
                            test::spec(FillKind::orthogonal, 1), listSpec(), test::spec(FillKind::ones)};
  for (const FillSpec& spec : specs) {
    Variable block("v", float32, {40, 30}, spec, {7, 3}, {21, 25});
    ASSERT_EQ(block.fill(5), FillStatus::ok);
    for (int trial = 0; trial < 20; ++trial) {
      FillTask task = block.get();
      task.first = static_cast<std::uint64_t>(below(21 * 25));
      task.elements = trial == 0 ? FillTask::all : static_cast<std::uint64_t>(below(21 * 25 - static_cast<std::int64_t>(task.first)));
      const std::size_t count = trial == 0 ? 21 * 25 - task.first : task.elements;
      std::vector<unsigned char> part(count * 4 + 4, 0xA5);
      task.out = part.data();
      ASSERT_EQ(fill(&task, 1, 5, 1, false), FillStatus::ok);
      ASSERT_EQ(std::memcmp(part.data(), block.bytes.data() + task.first * 4, count * 4), 0);
      ASSERT_EQ(part[count * 4], 0xA5);
    }
  }
}

// Long ones as well, which are painted in place: up to the next block of the stream, whole blocks, and what is left.
TEST(Blocks, LongPartsBeginAndEndAnywhere) {
  for (DType dtype : {float32, float64, bfloat16}) {
    Variable whole("v", dtype, {2000}, test::spec(FillKind::random_normal, 0, 1));
    ASSERT_EQ(whole.fill(5), FillStatus::ok);
    const std::size_t size = size_of(dtype);
    for (std::uint64_t first = 0; first < 9; ++first)
      for (std::uint64_t elements = 500; elements < 509; ++elements) {
        FillTask task = whole.get();
        std::vector<unsigned char> part(elements * size + size, 0xA5);
        task.out = part.data();
        task.first = first;
        task.elements = elements;
        ASSERT_EQ(fill(&task, 1, 5, 1, false), FillStatus::ok);
        ASSERT_EQ(std::memcmp(part.data(), whole.bytes.data() + first * size, elements * size), 0) << first << " " << elements;
        ASSERT_EQ(part[elements * size], 0xA5);
      }
  }
}

namespace {

/// Several variables in one task, of whole shapes or blocks of them, and perhaps only a part of each.
struct Group {
  Ints shape, offset, extent;
  std::vector<NameHash> names;
  FillTask task;
  std::size_t bytesEach = 0;
};

Group randomGroup(int number, const FillSpec& spec, DType dtype) {
  Group group;
  for (std::int64_t rank = 1 + below(3); rank > 0; --rank)
    group.shape.push_back(1 + below(rank == 1 && number % 5 == 0 ? 3000 : 12));
  std::int64_t elements = 1;
  for (std::int64_t dim : group.shape) {
    group.offset.push_back(number % 3 == 0 ? below(dim) : 0);
    group.extent.push_back(number % 3 == 0 ? 1 + below(dim - group.offset.back()) : dim);
    elements *= group.extent.back();
  }
  group.task.dtype = dtype;
  group.task.spec = spec;
  group.task.rank = static_cast<std::uint32_t>(group.shape.size());
  if (number % 4 == 1) {
    // From the first on, up to the last, or neither.
    const std::int64_t first = number % 3 == 1 ? 0 : below(elements);
    const std::int64_t rest = number % 3 == 2 ? elements - first : below(elements - first + 1);
    group.task.first = static_cast<std::uint64_t>(first);
    group.task.elements = number % 3 == 2 ? FillTask::all : static_cast<std::uint64_t>(rest);
    elements = rest;
  }
  group.bytesEach = static_cast<std::size_t>(elements) * size_of(dtype);
  group.task.count = number % 7 == 0 ? 1 : 1 + static_cast<std::uint64_t>(below(20));
  for (std::uint64_t i = 0; i < group.task.count; ++i)
    group.names.push_back(test::hashOf("g" + std::to_string(number) + "/" + std::to_string(i)));
  group.task.name = group.names.front();
  return group;
}

} // namespace

// Each of them has the values it has alone, and nothing between them is touched, however many tasks and threads there are.
TEST(Blocks, GroupsOfBlocksAndPartsInOneArena) {
  constexpr std::size_t gap = 64;
  const FillSpec specs[] = {test::spec(FillKind::random_normal, 0, 1), test::spec(FillKind::random_uniform, -5, 9),
                            test::spec(FillKind::ones)};
  for (const int tasks : {1, 63, 64, 65, 128, 200}) {
    std::vector<Group> groups;
    std::size_t size = gap;
    for (int i = 0; i < tasks; ++i) {
      const DType dtypes[] = {float32, float64, float16};
      groups.push_back(randomGroup(i, specs[below(3)], dtypes[below(3)]));
      Group& group = groups.back();
      group.task.stride = (group.bytesEach + 7) / 8 * 8 + (i % 2 ? gap : 0);
      size += group.task.count * group.task.stride + gap;
    }
    std::vector<unsigned char> arena(size), wanted(size, 0xA5);
    std::vector<FillTask> all;
    std::size_t at = gap;
    for (Group& group : groups) {
      group.task.out = arena.data() + at;
      group.task.full_shape = group.shape.data();
      group.task.offset = group.offset.data();
      group.task.extent = group.extent.data();
      group.task.names = group.names.data();
      all.push_back(group.task);
      for (std::uint64_t i = 0; i < group.task.count; ++i, at += group.task.stride) {
        FillTask alone = group.task;
        alone.count = 1;
        alone.name = group.names[i];
        alone.out = wanted.data() + at;
        ASSERT_EQ(fill(&alone, 1, 5, 1, false), FillStatus::ok);
      }
      at += gap;
    }
    for (const unsigned threads : {1U, 2U, 5U}) {
      std::fill(arena.begin(), arena.end(), 0xA5);
      ASSERT_EQ(fill(all.data(), all.size(), 5, threads, false), FillStatus::ok);
      const auto differing = std::mismatch(arena.begin(), arena.end(), wanted.begin()).first - arena.begin();
      ASSERT_EQ(static_cast<std::size_t>(differing), size) << tasks << " tasks, " << threads << " threads";
    }
  }
}

// The second thread begins inside of a group, which is cut between two variables wherever it lies.
TEST(Blocks, GroupsAreCutBetweenVariables) {
  constexpr std::size_t before = 75'001, count = 60'000, each = 5;
  const FillSpec normal = test::spec(FillKind::random_normal, 0, 1);
  Variable large("large", float32, {before}, normal), small("", float32, {each}, normal);
  std::vector<NameHash> names;
  for (std::uint64_t i = 0; i < count; ++i)
    names.push_back({i, ~i});
  FillTask tasks[] = {large.get(), small.get()};
  tasks[1].names = names.data();
  tasks[1].count = count;
  tasks[1].stride = each * sizeof(float);
  const auto filled = [&](unsigned threads) {
    std::vector<float> values(before + count * each);
    tasks[0].out = values.data();
    tasks[1].out = values.data() + before;
    EXPECT_EQ(fill(tasks, 2, 5, threads, false), FillStatus::ok);
    return values;
  };
  const std::vector<float> wanted = filled(1);
  for (const unsigned threads : {2U, 3U})
    EXPECT_TRUE(filled(threads) == wanted) << threads << " threads";
}

TEST(Blocks, PartsAndSeveralThatDoNotFitAreRefused) {
  Variable v("v", float32, {10}, test::spec(FillKind::ones));
  const auto statusOf = [&](auto change) {
    FillTask task = v.get();
    change(task);
    return fill(&task, 1, 5, 1, false);
  };
  EXPECT_EQ(statusOf([](FillTask& task) { task.full_shape = nullptr; }), FillStatus::bad_argument);
  EXPECT_EQ(statusOf([](FillTask& task) { task.first = 11; }), FillStatus::bad_argument);
  EXPECT_EQ(statusOf([](FillTask& task) { task.first = 5, task.elements = 6; }), FillStatus::bad_argument);
  EXPECT_EQ(statusOf([](FillTask& task) { task.first = 10; }), FillStatus::ok);
  EXPECT_EQ(statusOf([](FillTask& task) { task.count = 2, task.stride = 40; }), FillStatus::bad_argument) << "no names";
  EXPECT_EQ(statusOf([](FillTask& task) { task.count = 0; }), FillStatus::bad_argument);
  const NameHash names[2] = {};
  const auto several = [&](std::uint64_t count, std::uint64_t stride) {
    return statusOf([&](FillTask& task) { task.count = count, task.names = names, task.stride = stride; });
  };
  EXPECT_EQ(several(0, 40), FillStatus::bad_argument);
  EXPECT_EQ(several(2, 36), FillStatus::bad_argument) << "they overlap";
  EXPECT_EQ(several(2, 42), FillStatus::bad_argument) << "the second is not aligned";
  EXPECT_EQ(several(std::uint64_t{1} << 63, 40), FillStatus::bad_argument);
  EXPECT_EQ(statusOf([&](FillTask& task) { task.out = v.bytes.data() + 1; }), FillStatus::bad_argument);
  Variable square("v", float32, {4, 4}, test::spec(FillKind::orthogonal, 1));
  FillTask twice = square.get();
  twice.count = 2, twice.names = names, twice.stride = 64;
  EXPECT_EQ(fill(&twice, 1, 5, 1, false), FillStatus::bad_argument) << "orthogonal ones are filled one by one";
}

TEST(Blocks, SeedsAndNamesSelectStreams) {
  const FillSpec normal = test::spec(FillKind::random_normal, 0, 1);
  FillSpec seeded = normal;
  seeded.has_seed = true;
  seeded.seed = 99;
  Variable a("a", float32, {100}, normal), b("b", float32, {100}, normal);
  Variable own("a", float32, {100}, seeded), ownAgain = own;
  a.fill(1);
  b.fill(1);
  EXPECT_NE(a.bytes, b.bytes);
  own.fill(1);
  ownAgain.fill(2);
  EXPECT_NE(a.bytes, own.bytes);
  EXPECT_EQ(own.bytes, ownAgain.bytes) << "the initialiser's seed replaces the model's";
  a.fill(99);
  EXPECT_EQ(a.bytes, own.bytes);
}

TEST(Blocks, CallersRoundingModeChangesNothing) {
  Variable plain("v", float32, {1000}, test::spec(FillKind::random_normal, 0, 1)), other = plain;
  plain.fill();
  fesetround(FE_UPWARD);
  other.fill();
  const int mode = fegetround();
  fesetround(FE_TONEAREST);
  EXPECT_EQ(mode, FE_UPWARD);
  EXPECT_EQ(plain.bytes, other.bytes);
}
