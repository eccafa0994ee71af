#pragma once
// What layers of Marian see of it, declared with the signatures that it has.
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

namespace marian {

template <class T> using Ptr = std::shared_ptr<T>;
template <class T, class... Args> Ptr<T> New(Args&&... args) {
  return std::make_shared<T>(std::forward<Args>(args)...);
}

struct Shape {
  Shape();
  Shape(std::initializer_list<int> list);
  int operator[](int axis) const;
};

class Node;
using Expr = Ptr<Node>;
class Node {
public:
  const Shape& shape() const;
};

namespace inits {
class NodeInitializer;
Ptr<NodeInitializer> zeros();
Ptr<NodeInitializer> ones();
Ptr<NodeInitializer> fromValue(float v);
Ptr<NodeInitializer> glorotUniform(bool fanIn = true, bool fanOut = true, float scale = 1.f);
} // namespace inits

class ExpressionGraph {
public:
  ExpressionGraph(bool inference = false);
  Expr param(const std::string& pname, const Shape& shape, const Ptr<inits::NodeInitializer>& init,
             bool fixed = false);
  Expr get(std::string name);
  void forward();
};

Expr affine(Expr a, Expr b, Expr c);
Expr dot(Expr a, Expr b);
Expr layerNorm(Expr x, Expr gamma, Expr beta);

class Options {
public:
  template <class T> T get(const char* key) const;
  template <class T> T get(const char* key, T defaultValue) const;
};

} // namespace marian
