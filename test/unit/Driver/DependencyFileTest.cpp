#include "Driver/DependencyFile.h"
#include "../TemporaryDirectory.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

using varscope::makeDependencyFile;

TEST(DependencyFile, RuleAndPhonyHeaders) {
  EXPECT_EQ(makeDependencyFile("m.vsum", {"m.cpp", "a.h"}),
            "m.vsum: \\\n  m.cpp \\\n  a.h\n\na.h:\n");
  EXPECT_EQ(makeDependencyFile("m.vsum", {}), "m.vsum:\n");
}

// "link/../x" is not "x" where link leads elsewhere; build systems take it for that.
TEST(DependencyFile, LinksAreFollowed) {
  const varscope::test::OwnDirectory own;
  const std::string& root = own.directory;
  std::filesystem::create_directories(root + "/there/below");
  std::filesystem::create_directory_symlink(root + "/there/below", root + "/link");
  std::ofstream(root + "/there/a.h");
  EXPECT_EQ(makeDependencyFile("m.vsum", {root + "/link/../a.h"}),
            "m.vsum: \\\n  " + root + "/there/a.h\n");
}

TEST(DependencyFile, Escapes) {
  EXPECT_EQ(makeDependencyFile("a b", {"c$d#e\\f"}), "a\\ b: \\\n  c$$d\\#e\\\\f\n");
}
