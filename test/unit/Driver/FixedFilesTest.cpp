#include "Driver/FixedFiles.h"
#include "../TemporaryDirectory.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

using namespace varscope;

namespace {

class FixedFilesTest : public varscope::test::TemporaryDirectory {
protected:
  FixedFilesTest() { write("a.cpp", "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten"); }

  static ReportedFinding finding(std::vector<Edit> edits) {
    Finding f;
    f.rule = Rule::AlreadyExists;
    f.fixes.push_back({"fix", std::move(edits)});
    return {f, Level::Error};
  }
  static Edit insertion(unsigned line, unsigned column, const std::string& text) {
    return {{"a.cpp", line, column, 0, 0}, text};
  }
  static Edit replacement(unsigned line, unsigned begin, unsigned end, const std::string& text) {
    return {{"a.cpp", line, begin, line, end}, text};
  }
  std::string text() {
    return llvm::MemoryBuffer::getFile(directory + "/a.cpp").get()->getBuffer().str();
  }
};

TEST_F(FixedFilesTest, OnceForTheWholeProgram) {
  FixedFiles files(directory);
  const ReportedFinding same = finding({insertion(1, 4, "!")});
  EXPECT_EQ(files.apply({same, same}), 1u);
  EXPECT_EQ(files.write(llvm::errs()), ExitStatus::Clean);
  EXPECT_TRUE(llvm::StringRef(text()).starts_with("one!\ntwo\n"));
}

TEST_F(FixedFilesTest, OneFixPerLine) {
  FixedFiles files(directory);
  EXPECT_EQ(files.apply({finding({insertion(2, 1, "<")}), finding({insertion(2, 4, ">")})}), 1u);
  EXPECT_EQ(files.apply({finding({insertion(2, 5, ">")})}), 1u);
  EXPECT_EQ(files.write(llvm::errs()), ExitStatus::Clean);
  EXPECT_TRUE(llvm::StringRef(text()).starts_with("one\n<two>\n"));
}

TEST_F(FixedFilesTest, WholeOrNotAtAll) {
  FixedFiles files(directory);
  const Edit outside = replacement(3, 4, 99, "x"), newLine = insertion(4, 1, "\n"), nowhere = insertion(77, 1, "x");
  for (const Edit& wrong : {outside, newLine, nowhere})
    EXPECT_EQ(files.apply({finding({insertion(1, 1, "x"), wrong})}), 0u);
  EXPECT_EQ(files.apply({finding({replacement(1, 1, 3, "x"), replacement(1, 2, 4, "y")})}), 0u); // they overlap
  EXPECT_EQ(files.apply({finding({{{"missing.cpp", 1, 1, 0, 0}, "x"}})}), 0u);
  EXPECT_TRUE(files.texts().empty());
}

TEST_F(FixedFilesTest, SeveralEditsOfOneFix) {
  FixedFiles files(directory);
  EXPECT_EQ(files.apply({finding({replacement(1, 1, 2, "Ow"), insertion(1, 4, "."), insertion(3, 1, "+")})}), 1u);
  EXPECT_EQ(files.texts().size(), 1u);
  files.undo();
  EXPECT_TRUE(files.texts().empty());
}

TEST_F(FixedFilesTest, UnifiedDiff) {
  FixedFiles files(directory);
  files.apply({finding({insertion(1, 4, "!")}), finding({insertion(10, 4, "!")})});
  std::string diff;
  llvm::raw_string_ostream os(diff);
  files.printDiff(os);
  EXPECT_EQ(diff, "--- a/a.cpp\n+++ b/a.cpp\n"
                  "@@ -1,4 +1,4 @@\n-one\n+one!\n two\n three\n four\n"
                  "@@ -7,4 +7,4 @@\n seven\n eight\n nine\n-ten\n\\ No newline at end of file\n"
                  "+ten!\n\\ No newline at end of file\n");
}

TEST_F(FixedFilesTest, ModesStay) {
  const std::string path = directory + "/a.cpp";
  ASSERT_FALSE(llvm::sys::fs::setPermissions(path, llvm::sys::fs::perms(0751)));
  FixedFiles files(directory);
  files.apply({finding({insertion(1, 1, "x")})});
  EXPECT_EQ(files.write(llvm::errs()), ExitStatus::Clean);
  EXPECT_EQ(llvm::sys::fs::getPermissions(path).get(), llvm::sys::fs::perms(0751));
}

} // namespace
