// Whether objects from before are changed, and which may be changed unseen.
#include "Resolve/Memory.h"

#include <gtest/gtest.h>

namespace varscope::resolve {
namespace {

class MemoryChanges : public ::testing::Test {
protected:
  Memory memory;
  const Place old = memory.allocate(Value::int64(1));
};

TEST_F(MemoryChanges, OfObjectsFromBefore) {
  const Memory::Changes changes(memory);
  memory.write(memory.allocate(Value::int64(3)), Value::int64(4));
  memory.read(old);
  EXPECT_FALSE(changes.any());
  memory.write(old, Value::int64(5));
  EXPECT_TRUE(changes.any());
}

TEST_F(MemoryChanges, ByTheirEnd) {
  const Memory::Changes changes(memory);
  memory.free(memory.allocate(Value::int64(2)));
  EXPECT_FALSE(changes.any());
  memory.free(old);
  EXPECT_TRUE(changes.any());
}

TEST_F(MemoryChanges, InACellThatIsUsedAgain) {
  memory.free(memory.allocate(Value::int64(2)));
  const Memory::Changes changes(memory);
  memory.write(memory.allocate(Value::int64(3)), Value::int64(4));
  EXPECT_FALSE(changes.any());
}

TEST_F(MemoryChanges, OfWhatIsMadeOnTheWay) {
  const Memory::Changes changes(memory);
  const Place made = memory.allocate(Value::int64(2));
  {
    const Memory::Changes inner(memory);
    memory.write(made, Value::int64(3));
    EXPECT_TRUE(inner.any());
  }
  EXPECT_FALSE(changes.any());
  {
    const Memory::Changes inner(memory);
    memory.write(old, Value::int64(3));
  }
  EXPECT_TRUE(changes.any());
}

TEST_F(MemoryChanges, InRegions) {
  const Memory::Changes changes(memory);
  const Memory::Region region = memory.open();
  memory.write(old, Value::int64(2));
  memory.rollback(region);
  EXPECT_EQ(memory.read(old).asInt(), 1);
  EXPECT_TRUE(changes.any());
}

TEST_F(MemoryChanges, UnseenOnesDoNotCount) {
  const Memory::Changes changes(memory);
  {
    const Memory::Unseen unseen(memory);
    memory.write(old, Value::int64(2));
  }
  EXPECT_FALSE(changes.any());
  memory.write(old, Value::int64(3));
  EXPECT_TRUE(changes.any());
}

TEST_F(MemoryChanges, OfAStringByItsCharacters) {
  const Place text = memory.allocate(Value::string("ab"));
  const Memory::Changes changes(memory);
  memory.write(memory.characterOf(text, 0), Value::integer('x', 8, true));
  EXPECT_TRUE(changes.any());
  EXPECT_EQ(memory.read(text).str(), "xb");
}

using Exposure = Memory::Exposure;

class MemoryExposure : public ::testing::Test {
protected:
  Memory memory;
  const Place first = memory.allocate(Value::int64(1)), second = memory.allocate(Value::int64(2));
  static constexpr auto pointers = Exposure::Pointers, strangers = Exposure::Strangers;
  using Places = std::vector<Place>;
};

TEST_F(MemoryExposure, IsToldOnceForEachChange) {
  memory.write(first, Value::int64(3));
  EXPECT_EQ(memory.takeTouched(pointers), Places());
  memory.expose(first, strangers);
  EXPECT_EQ(memory.takeTouched(strangers), Places{first});
  EXPECT_EQ(memory.takeTouched(strangers), Places());
  memory.write(first, Value::int64(4));
  memory.write(first, Value::int64(5));
  memory.write(second, Value::int64(6));
  EXPECT_EQ(memory.takeTouched(strangers), Places{first});
}

TEST_F(MemoryExposure, PointersReachWhatStrangersDoNot) {
  memory.expose(first, pointers);
  memory.expose(second, strangers);
  EXPECT_EQ(memory.takeTouched(strangers), Places{second});
  EXPECT_EQ(memory.takeTouched(pointers), Places{first});
  memory.expose(second, pointers); // it stays exposed to strangers
  memory.expose(first, strangers);
  memory.write(second, Value::int64(3));
  EXPECT_EQ(memory.takeTouched(strangers), (Places{first, second}));
  EXPECT_EQ(memory.takeTouched(pointers), Places());
}

TEST_F(MemoryExposure, EndsWithTheObject) {
  memory.expose(first, strangers);
  memory.free(first);
  const Place next = memory.allocate(Value::int64(3)); // in the same cell
  EXPECT_EQ(memory.takeTouched(pointers), Places());
  memory.expose(next, strangers);
  EXPECT_EQ(memory.takeTouched(pointers), Places{next});
}

TEST_F(MemoryExposure, IsTakenBackWithItsRegion) {
  memory.expose(second, pointers);
  const Memory::Region region = memory.open();
  memory.expose(first, pointers);
  memory.expose(second, strangers);
  memory.rollback(region);
  EXPECT_EQ(memory.takeTouched(strangers), Places());
  memory.write(first, Value::int64(3));
  EXPECT_EQ(memory.takeTouched(pointers), Places{second});
}

TEST_F(MemoryExposure, WhatWasToldInARegionIsToldAgainAfterIt) {
  memory.expose(first, strangers);
  const Memory::Region region = memory.open();
  EXPECT_EQ(memory.takeTouched(strangers), Places{first});
  memory.rollback(region);
  EXPECT_EQ(memory.takeTouched(strangers), Places{first});
  memory.commit(memory.open());
  EXPECT_EQ(memory.takeTouched(strangers), Places());
}

TEST_F(MemoryExposure, IsPartOfWhatARegionDid) {
  const Memory::Region region = memory.open();
  memory.expose(first, strangers);
  const Memory::Delta delta = memory.extract(region);
  ASSERT_EQ(delta.changes.size(), 1U);
  EXPECT_EQ(delta.changes[0].exposure, strangers);
  EXPECT_EQ(memory.takeTouched(pointers), Places());
}

TEST_F(MemoryExposure, OfAStringByItsCharacters) {
  const Place text = memory.allocate(Value::string("ab"));
  memory.expose(memory.characterOf(text, 0), strangers);
  EXPECT_EQ(memory.takeTouched(strangers), Places{text});
  memory.write(memory.characterOf(text, 1), Value::integer('x', 8, true));
  EXPECT_EQ(memory.takeTouched(strangers), Places{text});
}

} // namespace
} // namespace varscope::resolve
