#include "Emit/Explain.h"
#include "TestModels.h"

#include <gtest/gtest.h>

using namespace varscope;
using namespace varscope::test;

namespace {

Manifest manifest() {
  ResolvedModel m = gan();
  core::Variable big = variable(2, "g/h/w", {1000, 500}, Initializer(runtime::FillKind::random_normal, 0, 0.02));
  big.trainable = false;
  add(m, big);
  for (std::uint32_t i = 0; i < 2; ++i) {
    core::Variable slice = variable(3 + i, "emb/part_" + std::to_string(i), {2}, Initializer(runtime::FillKind::ones));
    slice.slice = {"emb", {4}, {2 * i}};
    add(m, slice);
  }
  return makeManifest(m, *core::arena_layout(m.variables));
}

std::string story(const char* name) {
  std::string text;
  llvm::raw_string_ostream os(text);
  EXPECT_TRUE(explainVariable(os, manifest(), name)) << name;
  return text;
}

TEST(Explain, Tree) {
  std::string text;
  llvm::raw_string_ostream os(text);
  explainModel(os, manifest());
  EXPECT_EQ(text, R"(model gan: 5 variables, 500,019 parameters, 1.9 MiB; arena 2,000,256 bytes
  d/  (2 variables, 15 parameters, 60 B)
    kernel  float32 [4, 3]  glorot_uniform  shared by 1 get
    bias  float32 [3]  zeros  shared by 1 get
  g/  (1 variable, 500,000 parameters, 1.9 MiB)
    h/  (1 variable, 500,000 parameters, 1.9 MiB)
      w  float32 [1000, 500]  random_normal(mean=0, stddev=0.02)  not trainable
  emb/  (2 variables, 4 parameters, 16 B)
    part_0  float32 [2]  ones
    part_1  float32 [2]  ones
)");
}

TEST(Explain, Variable) {
  EXPECT_EQ(story("d/bias:0"), R"(d/bias
  dtype         float32
  shape         [3]  (3 parameters, 12 B)
  initializer   zeros
  trainable     yes
  collections   trainable_variables, variables
  arena         bytes 64 to 76
  scopes        d
  created at    src/model.cpp:8:11
                called from src/model.cpp:90:7
                called from src/model.cpp:99:21
  shared at     src/model.cpp:8:11
                called from src/model.cpp:90:7
                called from src/model.cpp:99:21
)");
  EXPECT_NE(story("g/h/w").find("shared by no other get"), std::string::npos);
}

TEST(Explain, Whole) {
  std::string text = story("emb");
  EXPECT_EQ(text.find("emb: a partitioned variable of 2 slices\n"), 0u);
  EXPECT_NE(text.find("slice of      emb [4] at [2]"), std::string::npos);
}

TEST(Explain, UnknownNamesTheNearest) {
  std::string text;
  llvm::raw_string_ostream os(text);
  EXPECT_FALSE(explainVariable(os, manifest(), "d/biass"));
  EXPECT_EQ(text, "");
  EXPECT_EQ(nearestVariable(manifest(), "d/biass"), "d/bias");
  EXPECT_EQ(nearestVariable(manifest(), "embed"), "emb");
  EXPECT_EQ(nearestVariable(Manifest(), "x"), "");
}

} // namespace
