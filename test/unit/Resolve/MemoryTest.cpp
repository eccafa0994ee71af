// What a region has changed.
#include "Resolve/Memory.h"

#include <gtest/gtest.h>

namespace varscope::resolve {
namespace {

TEST(MemoryChanges, OnlyObjectsFromBeforeTheRegion) {
  Memory memory;
  const Place old = memory.allocate(Value::int64(1)), untouched = memory.allocate(Value::int64(2));
  const Memory::Region region = memory.open();
  const Memory::ChangeMark mark = memory.changeMark();
  memory.write(memory.allocate(Value::int64(3)), Value::int64(4));
  EXPECT_TRUE(memory.changedSince(mark).empty());
  memory.read(untouched);
  memory.write(old, Value::int64(5));
  memory.write(old, Value::int64(6));
  EXPECT_EQ(memory.changedSince(mark), std::vector{old});
  memory.rollback(region);
  EXPECT_EQ(memory.read(old).asInt(), 1);
}

TEST(MemoryChanges, OfRegionsInside) {
  Memory memory;
  const Place old = memory.allocate(Value::int64(1));
  const Memory::Region region = memory.open();
  const Memory::ChangeMark mark = memory.changeMark();
  const Place made = memory.allocate(Value::int64(2));
  const Memory::Region inside = memory.open();
  memory.write(made, Value::int64(3));
  memory.write(old, Value::int64(4));
  memory.commit(inside);
  EXPECT_EQ(memory.changedSince(mark), std::vector{old});
  memory.commit(region);
}

TEST(MemoryChanges, UnseenOnesDoNotCountUntilOneIsSeen) {
  Memory memory;
  const Place old = memory.allocate(Value::int64(1));
  const Memory::Region region = memory.open();
  const Memory::ChangeMark mark = memory.changeMark();
  {
    const Memory::Unseen unseen(memory);
    memory.write(old, Value::int64(2));
  }
  EXPECT_TRUE(memory.changedSince(mark).empty());
  memory.write(old, Value::int64(3));
  EXPECT_EQ(memory.changedSince(mark), std::vector{old});
  memory.rollback(region);
  EXPECT_EQ(memory.read(old).asInt(), 1);
}

} // namespace
} // namespace varscope::resolve
