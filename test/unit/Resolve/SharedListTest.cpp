#include "Resolve/SharedList.h"

#include "llvm/ADT/Sequence.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

using varscope::resolve::SharedList;

namespace {

using List = SharedList<int>;
std::vector<int> all(const List& list) { return {list.begin(), list.end()}; }

TEST(SharedList, Empty) {
  const List list;
  EXPECT_TRUE(list.empty());
  EXPECT_EQ(list.size(), 0u);
  EXPECT_EQ(list.begin(), list.end());
}

TEST(SharedList, ACopyStaysWhatItWas) {
  List list(llvm::seq(1000));
  const List copy = list;
  list.insert(500, -1);
  list.erase(0, 10);
  EXPECT_EQ(list.pop_back_val(), 999);
  EXPECT_EQ(list.size(), 990u);
  EXPECT_EQ(copy.size(), 1000u);
  for (int i = 0; i < 1000; ++i)
    ASSERT_EQ(copy[static_cast<std::size_t>(i)], i);
}

TEST(SharedList, ACopySharesItsElements) {
  List list(llvm::seq(1000));
  const List copy = list;
  list.insert(0, -1);
  EXPECT_EQ(&list[1000], &copy[999]);
  EXPECT_NE(&list[1], &copy[0]);
}

/// Any changes at all, beside the standard library's: lists of before are looked at again.
TEST(SharedList, AsAVector) {
  std::mt19937 random(7);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  List list;
  std::vector<int> vector;
  std::vector<std::pair<List, std::vector<int>>> before;
  for (int step = 0; step < 20'000; ++step) {
    const std::size_t at = below(vector.size() + 1);
    if (below(4) != 0) {
      list.insert(at, step);
      vector.insert(vector.begin() + static_cast<std::ptrdiff_t>(at), step);
    } else {
      const std::size_t to = std::min(vector.size(), at + below(below(50) == 0 ? 400 : 4));
      list.erase(at, to);
      vector.erase(vector.begin() + static_cast<std::ptrdiff_t>(at), vector.begin() + static_cast<std::ptrdiff_t>(to));
    }
    ASSERT_EQ(list.size(), vector.size());
    if (step % 400 == 0) {
      ASSERT_EQ(all(list), vector);
      before.emplace_back(list, vector);
    }
  }
  for (const auto& [old, content] : before)
    EXPECT_EQ(all(old), content);
}

TEST(SharedList, ItsIteratorsTellOrder) {
  List list;
  for (int i = 0; i < 600; ++i)
    list.push_back(2 * i);
  EXPECT_EQ(std::lower_bound(list.begin(), list.end(), 701) - list.begin(), 351);
  EXPECT_EQ(*(list.end() - 1), list.back());
  EXPECT_EQ(list.front(), 0);
}

} // namespace
