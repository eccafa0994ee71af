#include "Ide/Text.h"

#include <gtest/gtest.h>

using namespace varscope::ide;
using llvm::lsp::Position;
using llvm::lsp::Range;

namespace {

TEST(Text, Utf16CountsUnits) {
  EXPECT_EQ(utf16Length("abc"), 3u);
  EXPECT_EQ(utf16Length("\xc3\xa9t\xc3\xa9"), 3u);        // été
  EXPECT_EQ(utf16Length("\xf0\x9f\x98\x80!"), 3u);        // a face is a pair
  EXPECT_EQ(utf16Length("\xff\xc3"), 2u);                 // no UTF-8
}

TEST(Text, BytesOfUnits) {
  EXPECT_EQ(bytesOf("\xf0\x9f\x98\x80!", 2), 4u);
  EXPECT_EQ(bytesOf("\xf0\x9f\x98\x80!", 1), 4u); // never within a character
  EXPECT_EQ(bytesOf("\xf0\x9f\x98\x80!", 3), 5u);
  EXPECT_EQ(bytesOf("ab", 9), 2u);
}

TEST(Text, OffsetsOfPositions) {
  TextLines lines("one\r\ntwo\n");
  EXPECT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines.line(0), "one");
  EXPECT_EQ(lines.offset(Position(1, 1)), 6u);
  EXPECT_EQ(lines.offset(Position(0, 99)), 3u);
  EXPECT_EQ(lines.offset(Position(2, 0)), 9u);
  EXPECT_EQ(lines.offset(Position(7, 0)), 9u);
}

TEST(Text, Changes) {
  std::string text = "a \xf0\x9f\x98\x80 b\nc";
  llvm::lsp::TextDocumentContentChangeEvent change;
  change.range = Range(Position(0, 5), Position(1, 1));
  change.text = "X";
  varscope::ide::apply(change, text);
  EXPECT_EQ(text, "a \xf0\x9f\x98\x80 X");
  change.range = std::nullopt;
  change.text = "new";
  varscope::ide::apply(change, text);
  EXPECT_EQ(text, "new");
}

TEST(Text, BackwardRangeIsEmpty) {
  std::string text = "abc";
  llvm::lsp::TextDocumentContentChangeEvent change;
  change.range = Range(Position(0, 2), Position(0, 1));
  change.text = "-";
  varscope::ide::apply(change, text);
  EXPECT_EQ(text, "ab-c");
}

TEST(Text, LineMapFollowsAnEdit) {
  const LineMap map("a\nb\nc\nd", "a\nx\ny\nc\nd");
  EXPECT_EQ(map.forward(0), 0u);
  EXPECT_EQ(map.forward(1), std::nullopt);
  EXPECT_EQ(map.forward(3), 4u);
  EXPECT_EQ(map.back(2), std::nullopt);
  EXPECT_EQ(map.back(3), 2u);
}

TEST(Text, LineMapOfEqualAndRepeatedLines) {
  const LineMap same("a\na", "a\na");
  EXPECT_EQ(same.forward(1), 1u);
  const LineMap grown("a\na", "a\na\na");
  EXPECT_EQ(grown.forward(1), 1u);
  EXPECT_EQ(grown.back(2), std::nullopt);
}

} // namespace
