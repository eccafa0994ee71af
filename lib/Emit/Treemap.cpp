#include "Emit/Treemap.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

using namespace llvm;
using namespace varscope;

namespace {

struct Area {
  double x, y, width, height;
};

/// A variable of no bytes is to be seen as well.
double weight(const NameTree& tree) { return double(std::max<std::uint64_t>(tree.bytes, 1)); }

class Layouter {
public:
  explicit Layouter(double aspect) : aspect(aspect) {}

  std::vector<TreemapNode> run(const NameTree& root) {
    nodes.push_back({&root, 0, 0, 1, 1, 0, 0});
    for (std::size_t i = 0; i < nodes.size(); ++i)
      layOut(i);
    return std::move(nodes);
  }

private:
  void layOut(std::size_t parent);
  void placeRow(ArrayRef<const NameTree*> row, double sum, double perArea, Area& rest,
                std::size_t parent);
  /// The worst ratio of sides in a row of these weights along a side.
  static double worst(double least, double greatest, double sum, double side, double perArea) {
    const double area = sum / perArea, squared = area * area;
    return std::max(side * side * (greatest / perArea) / squared,
                    squared / (side * side * (least / perArea)));
  }

  double aspect;
  std::vector<TreemapNode> nodes;
};

void Layouter::placeRow(ArrayRef<const NameTree*> row, double sum, double perArea, Area& rest,
                        std::size_t parent) {
  const bool isColumn = rest.width >= rest.height;
  const double side = isColumn ? rest.height : rest.width;
  const double thickness = side > 0 ? sum / perArea / side : 0;
  double along = 0;
  for (const NameTree* tree : row) {
    const double length = side * weight(*tree) / sum;
    const Area area = isColumn ? Area{rest.x, rest.y + along, thickness, length}
                               : Area{rest.x + along, rest.y, length, thickness};
    nodes.push_back({tree, area.x / aspect, area.y, area.width / aspect, area.height,
                     nodes[parent].depth + 1, parent});
    along += length;
  }
  if (isColumn)
    rest.x += thickness, rest.width -= thickness;
  else
    rest.y += thickness, rest.height -= thickness;
}

void Layouter::layOut(std::size_t parent) {
  const NameTree& tree = *nodes[parent].tree;
  if (tree.children.empty())
    return;
  std::vector<const NameTree*> children;
  double total = 0;
  for (const std::unique_ptr<NameTree>& child : tree.children) {
    children.push_back(child.get());
    total += weight(*child);
  }
  llvm::sort(children, [](auto* a, auto* b) {
    return std::pair(weight(*b), StringRef(a->name)) < std::pair(weight(*a), StringRef(b->name));
  });

  Area rest{nodes[parent].x * aspect, nodes[parent].y, nodes[parent].width * aspect,
            nodes[parent].height};
  const double area = rest.width * rest.height;
  const double perArea = area > 0 ? total / area : 1;
  for (std::size_t begin = 0; begin < children.size();) {
    const double side = std::min(rest.width, rest.height);
    double sum = weight(*children[begin]);
    std::size_t end = begin + 1;
    double ratio = worst(sum, sum, sum, side, perArea);
    for (; end < children.size(); ++end) {
      const double more = sum + weight(*children[end]);
      const double next =
          worst(weight(*children[end]), weight(*children[begin]), more, side, perArea);
      if (!(next <= ratio))
        break;
      sum = more;
      ratio = next;
    }
    placeRow(ArrayRef(children).slice(begin, end - begin), sum, perArea, rest, parent);
    begin = end;
  }
}

} // namespace

std::vector<TreemapNode> varscope::makeTreemap(const NameTree& root, double aspect) {
  return Layouter(aspect).run(root);
}
