#include "Emit/Treemap.h"

#include <gtest/gtest.h>

using namespace varscope;

namespace {

Manifest manifestOf(std::initializer_list<std::pair<const char*, std::uint64_t>> variables) {
  Manifest manifest;
  manifest.model = "m";
  for (const auto& [name, bytes] : variables) {
    ManifestVariable variable;
    variable.name = name;
    variable.bytes = bytes;
    manifest.variables.push_back(std::move(variable));
  }
  return manifest;
}

TEST(Treemap, AreasAreBytes) {
  const Manifest manifest = manifestOf({{"a/x", 600}, {"a/y", 200}, {"b", 200}});
  const NameTree tree = makeNameTree(manifest);
  const std::vector<TreemapNode> nodes = makeTreemap(tree, 2);
  ASSERT_EQ(nodes.size(), 5u);
  for (const TreemapNode& node : nodes) {
    EXPECT_NEAR(node.width * node.height, double(node.tree->bytes) / 1000, 1e-9) << node.tree->name;
    const TreemapNode& parent = nodes[node.parent];
    EXPECT_GE(node.x, parent.x - 1e-9);
    EXPECT_GE(node.y, parent.y - 1e-9);
    EXPECT_LE(node.x + node.width, parent.x + parent.width + 1e-9);
    EXPECT_LE(node.y + node.height, parent.y + parent.height + 1e-9);
  }
}

TEST(Treemap, SiblingsDoNotOverlap) {
  Manifest manifest;
  for (int i = 0; i < 50; ++i) {
    ManifestVariable variable;
    variable.name = "v" + std::to_string(i);
    variable.bytes = std::uint64_t(i) * i;
    manifest.variables.push_back(std::move(variable));
  }
  const NameTree tree = makeNameTree(manifest);
  const std::vector<TreemapNode> nodes = makeTreemap(tree, 1);
  for (std::size_t a = 1; a < nodes.size(); ++a)
    for (std::size_t b = a + 1; b < nodes.size(); ++b)
      EXPECT_TRUE(nodes[a].x + nodes[a].width <= nodes[b].x + 1e-9 || nodes[b].x + nodes[b].width <= nodes[a].x + 1e-9 ||
                  nodes[a].y + nodes[a].height <= nodes[b].y + 1e-9 || nodes[b].y + nodes[b].height <= nodes[a].y + 1e-9);
}

TEST(Treemap, SquaresRatherThanStrips) {
  const Manifest manifest = manifestOf({{"a", 100}, {"b", 100}, {"c", 100}, {"d", 100}});
  const NameTree tree = makeNameTree(manifest);
  for (const TreemapNode& node : makeTreemap(tree, 1))
    EXPECT_NEAR(node.width, node.height, 1e-9);
}

TEST(Treemap, EmptyModel) {
  const NameTree tree = makeNameTree(Manifest());
  EXPECT_EQ(makeTreemap(tree, 1).size(), 1u);
}

} // namespace
