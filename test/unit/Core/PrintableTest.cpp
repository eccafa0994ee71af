#include <varscope/core/printable.h>

#include <gtest/gtest.h>

using varscope::core::printable;

TEST(Printable, TextStaysAsItIs) {
  EXPECT_EQ(printable(""), "");
  EXPECT_EQ(printable("a\"\\ ~"), "a\"\\ ~");
  const std::string characters = "\u00a0\u00e4\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010ffff";
  EXPECT_EQ(printable(characters), characters);
}

TEST(Printable, ControlCharactersAreSpelled) {
  using std::string_literals::operator""s;
  EXPECT_EQ(printable("a\0b\n\x1b[31m\x7f"s), "a\\x00b\\x0a\\x1b[31m\\x7f");
  EXPECT_EQ(printable("\u0080\u009f"), "\\xc2\\x80\\xc2\\x9f") << "C1: terminals obey them too";
}

TEST(Printable, BytesThatAreNoUtf8AreSpelled) {
  EXPECT_EQ(printable("\xff"), "\\xff");
  EXPECT_EQ(printable("a\x80z"), "a\\x80z") << "no beginning";
  EXPECT_EQ(printable("\xc3"), "\\xc3") << "cut short";
  EXPECT_EQ(printable("\xe2\x82z"), "\\xe2\\x82z");
  EXPECT_EQ(printable("\xf0\x9f\x98"), "\\xf0\\x9f\\x98");
  EXPECT_EQ(printable("\xc0\xaf"), "\\xc0\\xaf") << "longer than need be";
  EXPECT_EQ(printable("\xe0\x80\x80"), "\\xe0\\x80\\x80");
  EXPECT_EQ(printable("\xf0\x8f\xbf\xbf"), "\\xf0\\x8f\\xbf\\xbf");
  EXPECT_EQ(printable("\xed\xa0\x80"), "\\xed\\xa0\\x80") << "half of a surrogate pair";
  EXPECT_EQ(printable("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80") << "beyond Unicode";
  EXPECT_EQ(printable("\xf5\x90\x80\x80"), "\\xf5\\x90\\x80\\x80");
  EXPECT_EQ(printable("\x90\x90\x80\x80"), "\\x90\\x90\\x80\\x80");
  EXPECT_EQ(printable("\xf0\x90z\x80"), "\\xf0\\x90z\\x80");
  EXPECT_EQ(printable(std::string_view("\u00e4", 1)), "\\xc3") << "what follows is not the text's";
}
