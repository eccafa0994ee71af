#include "ScopeIR/Parser.h"
#include "ScopeIR/Printer.h"

#include "llvm/ADT/Twine.h"

#include <gtest/gtest.h>
#include <random>

namespace varscope::ir {
namespace {

/// Every form, every type and every operation, in canonical form.
std::string everything() {
  std::string text = R"(varscope-summary 1
(files "a.h" "net.cpp")
(event "varscope.get_variable" 2)
(model "net" "c:@F@f" @1:9:1)
(look-up "net" "a/b" @1:12:3-1:20)
(global "c:@g" "g" @1:2:3 i32 constant
  (int "7" i32 @2:9))
(global "c:@h" "h" @0:1:2 (ptr (const i8)))
(record "c:@S@R" "R" @0:3:8
  (base "c:@S@B")
  (field "x" i64)
  (field "y" (array (ref (rec "c:@S@Q")) 4))
  (override "c:@S@B@F@v" "c:@S@R@F@v")
  (destructor "c:@S@R@F@~R#")
  (default-constructor "c:@S@R@F@R#")
  (call-operator "c:@S@R@F@operator()#"))
(function "c:@F@declared" "declared" @0:5:1 void)
(function "c:@F@f" "f" @1:7:1 (lib "std::array" (other "__int128 *") 4)
  (self "c:@S@R")
  (param "n" (const u64))
  (variadic)
  (initialize (init "x" @7:3-7:9 (int "1" i64)))
  (body
    (block
)";
  std::string locals;
#define VARSCOPE_OP(Enumerator, Spelling, Class, Text, Type, MinKids, MaxKids)                     \
  {                                                                                                \
    text += "      (do-expr @0:8:1~1:4 (";                                                         \
    text += Spelling;                                                                              \
    if (TextKind::Text != TextKind::None)                                                          \
      text += " \"t\"";                                                                            \
    if (Type)                                                                                      \
      text += " bool";                                                                             \
    for (int i = 0; i < (MaxKids < 0 ? 2 : MaxKids); ++i)                                          \
      text += " (null)";                                                                           \
    text += "))\n";                                                                                \
  }
#include "ScopeIR/Ops.def"
  text.pop_back();
  return text + R"()))
(suppress 1 7 "shape-mismatch")
(line 1 7 "R::R() : x(1) { \"\\\x00\n\t }")
)";
}

std::string errorOf(llvm::StringRef text) {
  auto module = parse(text, "a.vsum");
  return module ? "no error" : llvm::toString(module.takeError());
}

TEST(Parser, RoundTripOfEverything) {
  std::string text = everything();
  auto module = parse(text, "a.vsum");
  ASSERT_TRUE(bool(module)) << llvm::toString(module.takeError());
  std::string printed = toString(**module);
  auto again = parse(printed, "b.vsum");
  ASSERT_TRUE(bool(again)) << llvm::toString(again.takeError());
  EXPECT_EQ(toString(**again), printed);
  // Statements start lines, so compare without the white space between forms.
  auto squeezed = [](std::string s) {
    std::string out;
    for (char c : s)
      if (c == '\n' || c == ' ') {
        if (!out.empty() && out.back() != ' ')
          out += ' ';
      } else
        out += c;
    return out;
  };
  EXPECT_EQ(squeezed(printed), squeezed(text));
}

TEST(Parser, ErrorsSayWhere) {
  EXPECT_EQ(errorOf(""), "a.vsum:1:1: not a scope summary (no 'varscope-summary' line)");
  EXPECT_EQ(errorOf("varscope-summary 2\n"),
            "a.vsum:1:18: summary of version '2', this varscope reads version 1: extract it again");
  EXPECT_EQ(errorOf("varscope-summary 1\n(files \"a\" \"a\")"), "a.vsum:2:15: file listed twice");
  EXPECT_EQ(errorOf("varscope-summary 1\n (funcion)"), "a.vsum:2:10: unknown form 'funcion'");
  EXPECT_EQ(errorOf("varscope-summary 1\n(model \"a"), "a.vsum:2:8: string without an end");
  EXPECT_EQ(errorOf("varscope-summary 1\n(model \"\\q\" \"\")"),
            "a.vsum:2:8: unknown escape in string");
  EXPECT_EQ(errorOf("varscope-summary 1\n(model \"a\" \"f\" @0:1:1)"),
            "a.vsum:2:16: no such file number");
  EXPECT_EQ(errorOf("varscope-summary 1\n(files \"a\")\n(model \"a\" \"f\" @1:1)"),
            "a.vsum:3:16: location without a file");
  EXPECT_EQ(errorOf("varscope-summary 1\n(global \"g\" \"g\" i32 (nop))"),
            "a.vsum:2:22: unknown operation 'nop'");
  EXPECT_EQ(errorOf("varscope-summary 1\n(global \"g\" \"g\" i32)(global \"g\" \"g\" i32)"),
            "a.vsum:2:40: second global 'g'");
  EXPECT_EQ(errorOf("varscope-summary 1\n(global \"g\" \"g\" i300)"),
            "a.vsum:2:17: malformed type");
  EXPECT_EQ(errorOf("varscope-summary 1\n(files \"a\"))"), "a.vsum:2:12: expected '('");
}

TEST(Parser, DeepNestingIsAnError) {
  std::string nodes = "varscope-summary 1\n(global \"g\" \"g\" i32 ";
  for (int i = 0; i < 1000000; ++i)
    nodes += "(load ";
  EXPECT_NE(errorOf(nodes).find("nests too deeply"), std::string::npos);
  std::string types = "varscope-summary 1\n(global \"g\" \"g\" ";
  for (int i = 0; i < 1000000; ++i)
    types += "(ptr ";
  EXPECT_NE(errorOf(types).find("type nests too deeply"), std::string::npos);
}

/// Whatever is parsed from damaged text prints and parses again.
void survives(const std::string& text) {
  auto module = parse(text, "x");
  if (!module) {
    std::string error = llvm::toString(module.takeError());
    EXPECT_TRUE(llvm::StringRef(error).starts_with("x:")) << error;
    return;
  }
  std::string printed = toString(**module);
  auto again = parse(printed, "y");
  ASSERT_TRUE(bool(again)) << llvm::toString(again.takeError()) << '\n' << printed;
  EXPECT_EQ(toString(**again), printed);
}

TEST(Parser, SurvivesDamage) {
  const std::string text = everything();
  for (std::size_t length = 0; length < text.size(); length += 7)
    survives(text.substr(0, length));
  std::mt19937 random(1);
  const std::string alphabet = "()\" @0:-~\\\nxi8c\xff";
  for (int round = 0; round < 2000; ++round) {
    std::string damaged = text;
    for (int change = 0; change < 3; ++change) {
      std::size_t where = random() % damaged.size();
      char c = alphabet[random() % alphabet.size()];
      switch (random() % 3) {
      case 0:
        damaged[where] = c;
        break;
      case 1:
        damaged.erase(where, random() % 20);
        break;
      default:
        damaged.insert(where, 1, c);
      }
    }
    survives(damaged);
  }
}

} // namespace
} // namespace varscope::ir
