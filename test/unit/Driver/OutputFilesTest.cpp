#include "Driver/OutputFiles.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace varscope;
using namespace llvm;

namespace {

class OutputFiles : public testing::Test {
protected:
  OutputFiles() { sys::fs::createUniqueDirectory("varscope-output", directory); }
  ~OutputFiles() override { sys::fs::remove_directories(directory); }

  std::string file(StringRef name) const { return (directory + "/" + name).str(); }
  static std::string contents(const std::string& path) {
    auto buffer = MemoryBuffer::getFile(path);
    return buffer ? (*buffer)->getBuffer().str() : "(none)";
  }
  std::vector<std::string> names() const {
    std::vector<std::string> result;
    std::error_code error;
    for (sys::fs::directory_iterator i(directory, error), end; !error && i != end; i.increment(error))
      result.push_back(sys::path::filename(i->path()).str());
    std::sort(result.begin(), result.end());
    return result;
  }
  SmallString<64> directory;
};

TEST_F(OutputFiles, DirectoriesAreOpenAsTheUmaskSays) {
  EXPECT_FALSE(bool(writeFile(file("sub/a"), "one")));
  EXPECT_EQ(unsigned(*sys::fs::getPermissions(file("sub"))),
            unsigned(sys::fs::all_all) & ~sys::fs::getUmask());
}

TEST_F(OutputFiles, WritesReplacesAndLeavesNothingElse) {
  EXPECT_FALSE(bool(writeFile(file("sub/a"), "one")));
  EXPECT_EQ(contents(file("sub/a")), "one");
  EXPECT_FALSE(bool(writeFile(file("sub/a"), "two")));
  EXPECT_EQ(contents(file("sub/a")), "two");
  EXPECT_FALSE(bool(removeFile(file("sub/a"))));
  EXPECT_FALSE(bool(removeFile(file("sub/a")))) << "removing nothing is no error";
  EXPECT_EQ(names(), std::vector<std::string>{"sub"});
}

TEST_F(OutputFiles, EqualContentsLeaveTheFileAlone) {
  EXPECT_FALSE(bool(writeFile(file("a"), "one")));
  sys::fs::file_status before, after;
  sys::fs::status(file("a"), before);
  EXPECT_FALSE(bool(writeFile(file("a"), "one")));
  sys::fs::status(file("a"), after);
  EXPECT_EQ(before.getUniqueID(), after.getUniqueID());
  EXPECT_FALSE(bool(writeFile(file("a"), "two")));
  sys::fs::status(file("a"), after);
  EXPECT_NE(before.getUniqueID(), after.getUniqueID()) << "replaced, not rewritten";
}

TEST_F(OutputFiles, ErrorsNameThePath) {
  std::ofstream(file("a")) << "one";
  EXPECT_EQ(toString(writeFile(file("a/b"), "x")).find("cannot "), 0u);
  sys::fs::create_directory(file("d"));
  EXPECT_EQ(toString(writeFile(file("d"), "x")).find("cannot write '" + file("d") + "': "), 0u);
  EXPECT_EQ(names(), (std::vector<std::string>{"a", "d"})) << "no temporary file stays";
}

TEST_F(OutputFiles, AFileOnItsWayIsOnlyThereWhenItIsKept) {
  std::ofstream(file("a")) << "one";
  {
    Expected<OutputFile> given = OutputFile::create(file("a"));
    ASSERT_TRUE(bool(given));
    given->os() << "two";
  }
  EXPECT_EQ(contents(file("a")), "one");
  EXPECT_EQ(names(), std::vector<std::string>{"a"}) << "no temporary file stays";
  Expected<OutputFile> kept = OutputFile::create(file("a"));
  ASSERT_TRUE(bool(kept));
  kept->os() << "two";
  EXPECT_FALSE(bool(kept->keep()));
  EXPECT_EQ(contents(file("a")), "two");
  EXPECT_EQ(names(), std::vector<std::string>{"a"});
}

TEST_F(OutputFiles, AKeptFileIsComparedPieceByPiece) {
  const std::string large(300'000, 'x');
  for (const std::string& text : {large, large + "y", large.substr(1) + "y", std::string()}) {
    ASSERT_FALSE(bool(writeFile(file("a"), text)));
    for (const std::string& next : {text, large}) {
      sys::fs::file_status before, after;
      sys::fs::status(file("a"), before);
      Expected<OutputFile> made = OutputFile::create(file("a"));
      ASSERT_TRUE(bool(made));
      made->os() << next;
      ASSERT_FALSE(bool(made->keep()));
      sys::fs::status(file("a"), after);
      EXPECT_EQ(contents(file("a")), next);
      EXPECT_EQ(before.getUniqueID() == after.getUniqueID(), next == text);
      EXPECT_EQ(names(), std::vector<std::string>{"a"});
    }
  }
}

TEST_F(OutputFiles, LeftoversOfDeadRunsGo) {
  for (const char* name : {"m.cpp.tmp-0123abcd", "n.cpp.tmp-0123abcd", "m.cpp.tmp-0123abc",
                           "m.cpp.tmp-0123abcx", "m.cpp", "m.cpp.tmp-00000000"})
    std::ofstream(file(name)) << name;
  removeLeftovers(directory, [](StringRef output) { return output == "m.cpp"; });
  EXPECT_EQ(names(), (std::vector<std::string>{"m.cpp", "m.cpp.tmp-0123abc", "m.cpp.tmp-0123abcx",
                                               "n.cpp.tmp-0123abcd"}));
}

} // namespace
