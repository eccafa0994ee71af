#include "Emit/Text.h"

#include <gtest/gtest.h>

using namespace varscope;

namespace {

ReportedFinding example(Level level = Level::Error) {
  Finding f;
  f.rule = Rule::AlreadyExists;
  f.at = {"m.cpp", 3, 10, 3, 15};
  f.message = "Variable v already exists";
  f.notes = {{NoteKind::Creation, {"m.cpp", 1, 1, 0, 0}, "created here"},
             {NoteKind::Call, {"other.cpp", 7, 2, 0, 0}, "called from here"},
             {NoteKind::Hint, {}, "a hint"}};
  return {f, level};
}

/// A terminal, as far as colours go.
struct ColorStream : llvm::raw_string_ostream {
  explicit ColorStream(std::string& text) : raw_string_ostream(text) { enable_colors(true); }
  bool is_displayed() const override { return true; }
  bool has_colors() const override { return true; }
};

template <class Stream = llvm::raw_string_ostream>
std::string printed(const std::vector<ReportedFinding>& findings) {
  SourceLines lines;
  lines.add("m.cpp", 1, "first line");
  lines.add("m.cpp", 3, "\tauto x = get(1);");
  std::string text;
  Stream os(text);
  printText(os, findings, lines);
  return text;
}

TEST(Text, NothingToSay) { EXPECT_EQ(printed({}), ""); }

TEST(Text, LocationLineCaretNotes) {
  EXPECT_EQ(printed({example()}), R"(m.cpp:3:10: error: Variable v already exists [varscope-already-exists]
        auto x = get(1);
                ^~~~~
m.cpp:1:1: note: created here
first line
^
other.cpp:7:2: note: called from here
note: a hint
1 error generated.
)");
}

TEST(Text, NothingSteersTheTerminal) {
  Finding f;
  f.rule = Rule::InvalidName;
  f.at = {"m.cpp", 1, 2, 1, 3};
  f.message = std::string("'a\0b\n\x1b[31m' is no name", 22);
  SourceLines lines;
  lines.add("m.cpp", 1, "a\x1b\tb");
  std::string text;
  llvm::raw_string_ostream os(text);
  printText(os, std::vector<ReportedFinding>{{f, Level::Error}}, lines);
  EXPECT_EQ(text, R"(m.cpp:1:2: error: 'a\x00b\x0a\x1b[31m' is no name [varscope-invalid-name]
a?      b
 ^
1 error generated.
)");
}

TEST(Text, ConditionsAndLevels) {
  ReportedFinding f = example(Level::Warning);
  f.finding.notes.clear();
  f.finding.conditions = {"'training' is false"};
  EXPECT_EQ(printed({f, example()}).substr(0, 85),
            std::string("m.cpp:3:10: warning: Variable v already exists, when 'training' is false "
                        "[varscope-already-exists]").substr(0, 85));
  EXPECT_NE(printed({f, example()}).find("1 warning and 1 error generated.\n"), std::string::npos);
  EXPECT_NE(printed({f, f}).find("2 warnings generated.\n"), std::string::npos);
}

TEST(Text, FixIts) {
  ReportedFinding f = example();
  f.finding.notes.clear();
  f.finding.fixes = {{"share it", {{{"m.cpp", 3, 11, 3, 14}, "set"}, {{"m.cpp", 1, 6, 1, 6}, "new"}}}};
  EXPECT_EQ(printed({f}), R"(m.cpp:3:10: error: Variable v already exists [varscope-already-exists]
        auto x = get(1);
                ^~~~~
m.cpp:3:11: note: share it
        auto x = get(1);
                 ^~~
                 set
m.cpp:1:6: note: and here
first line
     ^
     new
1 error generated.
)");
}

TEST(Text, OfALongStackBothEnds) {
  ReportedFinding f = example();
  f.finding.notes.clear();
  for (unsigned i = 1; i <= 12; ++i)
    f.finding.notes.push_back({NoteKind::Call, {"other.cpp", i, 1, 0, 0}, "called here"});
  const std::string text = printed({f});
  EXPECT_NE(text.find("other.cpp:5:1: note: called here\nnote: (skipping 2 calls)\nother.cpp:8:1: note: called here\n"),
            std::string::npos)
      << text;
  f.finding.notes.pop_back();
  EXPECT_EQ(printed({f}).find("skipping"), std::string::npos);
}

TEST(Text, PlacesOutsideOfTheirLine) {
  ReportedFinding f = example();
  f.finding.notes.clear();
  f.finding.at = {"m.cpp", 1, 500, 1, 600}; // the line changed since
  EXPECT_EQ(printed({f}), "m.cpp:1:500: error: Variable v already exists "
                          "[varscope-already-exists]\n1 error generated.\n");
  f.finding.at = {"m.cpp", 1, 7, 9, 2}; // over several lines
  EXPECT_NE(printed({f}).find("      ^~~~\n"), std::string::npos);
}

TEST(Text, Colors) {
  EXPECT_EQ(printed({example()}).find('\x1b'), std::string::npos);
  EXPECT_NE(printed<ColorStream>({example()}).find("\x1b[0;1;31merror: "), std::string::npos);
}

} // namespace
