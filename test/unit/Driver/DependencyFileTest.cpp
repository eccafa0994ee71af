#include "Driver/DependencyFile.h"

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
  const std::string root = testing::TempDir() + "varscope_links";
  std::filesystem::remove_all(root);
  std::filesystem::create_directories(root + "/there/below");
  std::filesystem::create_directory_symlink(root + "/there/below", root + "/link");
  std::ofstream(root + "/there/a.h");
  EXPECT_EQ(makeDependencyFile("m.vsum", {root + "/link/../a.h"}),
            "m.vsum: \\\n  " + std::filesystem::canonical(root).string() + "/there/a.h\n");
  std::filesystem::remove_all(root);
}

TEST(DependencyFile, Escapes) {
  EXPECT_EQ(makeDependencyFile("a b", {"c$d#e\\f"}), "a\\ b: \\\n  c$$d\\#e\\\\f\n");
}
