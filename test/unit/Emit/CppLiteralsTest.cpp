#include "Emit/CppLiterals.h"

#include <gtest/gtest.h>

#include <limits>

using namespace varscope;

TEST(CppString, KeepsEveryByteAndEndsNothing) {
  EXPECT_EQ(cppString("a/b"), "\"a/b\"");
  EXPECT_EQ(cppString("\"\\"), R"("\"\\")");
  EXPECT_EQ(cppString("?" "?/"), R"("\?\?/")");
  EXPECT_EQ(cppString(llvm::StringRef("\0" "7", 2)), R"("\0007")");
  EXPECT_EQ(cppString("\n\x7f\xff"), R"("\012\177\377")");
  EXPECT_EQ(cppString("*/"), "\"*/\"") << "never written into a comment";
}

TEST(CppNumber, Exact) {
  EXPECT_EQ(cppNumber(0.1), "0x1.999999999999ap-4");
  EXPECT_EQ(cppNumber(0.1f), "0x1.99999ap-4f");
  EXPECT_EQ(cppNumber(-0.0), "-0x0p+0");
  EXPECT_EQ(cppNumber(std::numeric_limits<double>::infinity()),
            "__builtin_bit_cast(double, 0x7ff0000000000000u)");
  EXPECT_EQ(cppNumber(std::numeric_limits<std::int64_t>::min()), "(-9223372036854775807 - 1)");
  EXPECT_EQ(cppNumber(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615u");
}
