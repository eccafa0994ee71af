// Whether objects from before are changed.
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

} // namespace
} // namespace varscope::resolve
