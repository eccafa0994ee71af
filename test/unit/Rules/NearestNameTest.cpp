#include "Rules/NearestName.h"

#include <gtest/gtest.h>

using varscope::nearestName;

TEST(NearestName, FewestEditsThenFirst) {
  EXPECT_EQ(nearestName("a/kernle", {"b/bias", "a/kernel", "a/kern"}), "a/kernel");
  EXPECT_EQ(nearestName("x", {"a", "b"}), "a");
  EXPECT_EQ(nearestName("same", {"sane", "same", "some"}), "same");
  EXPECT_EQ(nearestName("x", {}), "");
}

TEST(NearestName, Limit) {
  EXPECT_EQ(nearestName("abcd", {"wxyz"}, 2), "");
  EXPECT_EQ(nearestName("abcd", {"abxy"}, 2), "abxy");
  EXPECT_EQ(nearestName("abcd", {"abcx"}, 0), "");
}
