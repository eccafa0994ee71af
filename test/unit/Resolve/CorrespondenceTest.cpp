// Two ways to go on from one state: whether they lead to the same.
#include "Resolve/Correspondence.h"

#include <gtest/gtest.h>

#include <functional>

namespace varscope::resolve {
namespace {

constexpr std::uint32_t firstUnknown = 10;

class TwoWays : public ::testing::Test {
protected:
  using Results = std::vector<Value>;
  using Way = std::function<Results()>;

  bool correspond(const Way& one, const Way& other) {
    const Memory::Region apart = memory.open();
    const Results others = other();
    const Memory::Delta taken = memory.extract(apart);
    const Memory::Region region = memory.open();
    const Results results = one();
    const bool holds = Correspondence(memory, memory.delta(region), taken, firstUnknown).holds(results, others);
    memory.rollback(region);
    memory.discard(taken);
    EXPECT_EQ(memory.read(a).asInt(), 1);
    return holds;
  }
  Place make(std::int64_t content) { return memory.allocate(Value::int64(content)); }
  Place pointer(Place target) { return memory.allocate(Value::pointerTo(target)); }
  Value unknown(std::uint32_t id, const char* reason) {
    auto state = llvm::makeIntrusiveRefCnt<UnknownState>();
    state->id = id;
    state->reason = reason;
    return Value::unknown(state);
  }

  Memory memory;
  const Place a = make(1), b = make(1);
};

TEST_F(TwoWays, WhatIsChangedAlike) {
  const auto adds = [&](std::int64_t first, std::int64_t second) {
    return Way([=, this] {
      for (std::int64_t term : {first, second})
        memory.write(a, Value::int64(memory.read(a).asInt() + term));
      return Results();
    });
  };
  EXPECT_TRUE(correspond(adds(2, 3), adds(3, 2)));
  EXPECT_FALSE(correspond(adds(2, 3), adds(2, 2)));
  EXPECT_FALSE(correspond(adds(2, 3), [] { return Results(); }));
  EXPECT_FALSE(correspond([] { return Results(); }, adds(2, 3)));
}

TEST_F(TwoWays, UnseenChangesAreNotCompared) {
  const Way counts = [&] {
    const Memory::Unseen unseen(memory);
    memory.write(a, Value::int64(5));
    return Results();
  };
  EXPECT_TRUE(correspond(counts, [] { return Results(); }));
}

TEST_F(TwoWays, WhatEnds) {
  const Way ends = [&] { return memory.free(b), Results(); };
  EXPECT_TRUE(correspond(ends, ends));
  EXPECT_FALSE(correspond(ends, [&] { return memory.write(b, Value::int64(2)), Results(); }));
}

TEST_F(TwoWays, NewObjectsInAnotherOrder) {
  const Way one = [&] {
    const Place three = make(3), four = make(4);
    return Results{Value::pointerTo(three), Value::pointerTo(four)};
  };
  const Way other = [&] {
    const Place four = make(4), three = make(3);
    return Results{Value::pointerTo(three), Value::pointerTo(four)};
  };
  EXPECT_TRUE(correspond(one, other));
  const Way exchanged = [&] {
    const Results results = one();
    return Results{results[1], results[0]};
  };
  EXPECT_FALSE(correspond(one, exchanged));
}

TEST_F(TwoWays, NewObjectsThatReferToEachOther) {
  const Way two = [&] { return Results{Value::pointerTo(pointer(make(3))), Value::pointerTo(pointer(make(3)))}; };
  const Way shared = [&] {
    const Place target = make(3);
    return Results{Value::pointerTo(pointer(target)), Value::pointerTo(pointer(target))};
  };
  EXPECT_TRUE(correspond(two, two));
  EXPECT_TRUE(correspond(shared, shared));
  EXPECT_FALSE(correspond(two, shared));
  EXPECT_FALSE(correspond(shared, two));
}

TEST_F(TwoWays, ACircle) {
  const Way circle = [&] {
    const Place first = make(0), second = pointer(first);
    memory.write(first, Value::pointerTo(second));
    return Results{Value::pointerTo(first)};
  };
  EXPECT_TRUE(correspond(circle, circle));
}

TEST_F(TwoWays, AnOldObjectIsNoNewOne) {
  const Way old = [&] { return Results{Value::pointerTo(a)}; };
  EXPECT_TRUE(correspond(old, old));
  EXPECT_FALSE(correspond(old, [&] { return Results{Value::pointerTo(b)}; }));
  EXPECT_FALSE(correspond(old, [&] { return Results{Value::pointerTo(make(1))}; }));
  EXPECT_FALSE(correspond([&] { return Results{Value::pointerTo(make(1))}; }, old));
}

TEST_F(TwoWays, ChangedObjectsReferToNewOnes) {
  const auto points = [&](std::int64_t content) {
    return Way([=, this] { return memory.write(a, Value::pointerTo(make(content))), Results(); });
  };
  EXPECT_TRUE(correspond(points(3), points(3)));
  EXPECT_FALSE(correspond(points(3), points(4)));
}

TEST_F(TwoWays, UnknownValues) {
  const auto results = [](const Value& first, const Value& second) { return Way([=] { return Results{first, second}; }); };
  const Value old = unknown(1, "file");
  EXPECT_TRUE(correspond(results(old, old), results(old, old)));
  EXPECT_FALSE(correspond(results(old, old), results(old, unknown(2, "file"))));
  EXPECT_TRUE(correspond(results(unknown(10, "file"), unknown(11, "clock")), results(unknown(13, "file"), unknown(12, "clock"))));
  EXPECT_FALSE(correspond(results(unknown(10, "file"), old), results(unknown(12, "clock"), old)));
  // One value twice is not two.
  const Value one = unknown(10, "file"), another = unknown(12, "file");
  EXPECT_TRUE(correspond(results(one, one), results(another, another)));
  EXPECT_FALSE(correspond(results(one, one), results(another, unknown(13, "file"))));
  EXPECT_FALSE(correspond(results(one, unknown(11, "file")), results(another, another)));
}

} // namespace
} // namespace varscope::resolve
