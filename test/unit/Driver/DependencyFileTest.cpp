#include "Driver/DependencyFile.h"

#include <gtest/gtest.h>

using varscope::makeDependencyFile;

TEST(DependencyFile, RuleAndPhonyHeaders) {
  EXPECT_EQ(makeDependencyFile("m.vsum", {"m.cpp", "a.h"}),
            "m.vsum: \\\n  m.cpp \\\n  a.h\n\na.h:\n");
  EXPECT_EQ(makeDependencyFile("m.vsum", {}), "m.vsum:\n");
}

TEST(DependencyFile, Escapes) {
  EXPECT_EQ(makeDependencyFile("a b", {"c$d#e\\f"}), "a\\ b: \\\n  c$$d\\#e\\\\f\n");
}
