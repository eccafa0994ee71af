#pragma once
/// A name tree as nested rectangles whose areas are the bytes below.

#include "Emit/NameTree.h"

namespace varscope {

struct TreemapNode {
  const NameTree* tree;
  double x, y, width, height; ///< in units of the whole: 0 to 1
  unsigned depth;             ///< 0: the model
  std::size_t parent;         ///< index; the root's is its own
};

/// Parents before children. A square that is looked at in the shape `aspect` (width / height)
/// gets rectangles that are as near to squares as may be (squarified, after Bruls, Huizing and
/// van Wijk).
std::vector<TreemapNode> makeTreemap(const NameTree& root, double aspect);

} // namespace varscope
