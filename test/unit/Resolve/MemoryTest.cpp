// Who reads and changes watched objects, and what a region has changed.
#include "Resolve/Memory.h"

#include <gtest/gtest.h>

#include <functional>

namespace varscope::resolve {
namespace {

constexpr std::uint64_t first = 1, second = 2, third = 4;

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

class MemoryWatch : public ::testing::Test {
protected:
  /// Users that share an object, when each of these runs.
  std::uint64_t sharing(std::initializer_list<std::function<void()>> users) {
    const Memory::Region region = memory.open();
    memory.watch({a, b, text});
    int number = 0;
    for (const auto& user : users) {
      memory.setUser(number++);
      user();
    }
    const std::uint64_t result = memory.unwatch();
    memory.rollback(region);
    return result;
  }
  void change(Place place) { memory.write(place, Value::int64(7)); }

  Memory memory;
  Place a = memory.allocate(Value::int64(1)), b = memory.allocate(Value::int64(2)), text = memory.allocate(Value::string("ab"));
};

TEST_F(MemoryWatch, ReadersShareNothing) {
  EXPECT_EQ(sharing({[&] { memory.read(a); }, [&] { memory.read(a); }}), 0u);
}

TEST_F(MemoryWatch, AReaderBeforeOrAfterAWriterShares) {
  EXPECT_EQ(sharing({[&] { memory.read(a); }, [&] { change(a); }}), first | second);
  EXPECT_EQ(sharing({[&] { change(a); }, [] {}, [&] { memory.read(a); }}), first | third);
}

TEST_F(MemoryWatch, WritersShareAndOthersDoNot) {
  EXPECT_EQ(sharing({[&] { change(a); }, [&] { change(b); }}), 0u);
  EXPECT_EQ(sharing({[&] { change(a); }, [&] { change(b); memory.read(b); }, [&] { change(a); }}), first | third);
}

TEST_F(MemoryWatch, ACharacterIsItsString) {
  const Place character = memory.characterOf(text, 1);
  EXPECT_EQ(sharing({[&] { memory.read(character); }, [&] { memory.write(text, Value::string("cd")); }}), first | second);
  EXPECT_EQ(sharing({[&] { memory.read(text); }, [&] { memory.write(character, Value::integer('x', 8, true)); }}), first | second);
}

TEST_F(MemoryWatch, EndingAnObjectChangesIt) {
  EXPECT_EQ(sharing({[&] { memory.free(a); }, [&] { memory.read(b); }}), 0u);
  EXPECT_EQ(sharing({[&] { memory.read(a); }, [&] { memory.free(a); }}), first | second);
}

TEST_F(MemoryWatch, WhatIsUnseenIsNotNoted) {
  EXPECT_EQ(sharing({[&] { change(a); }, [&] { const Memory::Unseen unseen(memory); memory.read(a); change(a); }}), 0u);
}

TEST_F(MemoryWatch, NobodyRuns) {
  const Memory::Region region = memory.open();
  memory.watch({a});
  memory.setUser(-1);
  change(a);
  memory.setUser(1);
  memory.read(a);
  EXPECT_EQ(memory.unwatch(), 0u);
  change(a); // no longer watched
  EXPECT_EQ(memory.unwatch(), 0u);
  memory.commit(region);
}

} // namespace
} // namespace varscope::resolve
