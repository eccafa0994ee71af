// Operands in an open order that share counters and caches, as the tensors of many engines do: either order comes to the same.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#include "Inputs/names.h"

#include <ctime>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct Node;

/// Counts who points at a node, as boost::intrusive_ptr does.
class Tensor {
public:
  Tensor() = default;
  explicit Tensor(Node* node) : node(node) { retain(); }
  Tensor(const Tensor& other) : node(other.node) { retain(); }
  Tensor(Tensor&& other) noexcept : node(std::exchange(other.node, nullptr)) {}
  Tensor& operator=(Tensor other) noexcept {
    std::swap(node, other.node);
    return *this;
  }
  ~Tensor() { release(); }
  Node* operator->() const { return node; }
  long references() const;

private:
  void retain() const;
  void release();
  Node* node = nullptr;
};

struct Node {
  long references = 0;
  double scale = 1;
  std::string label;
  std::vector<Tensor> inputs;
  std::shared_ptr<std::string> device;
};
void Tensor::retain() const {
  if (node)
    ++node->references;
}
void Tensor::release() {
  if (node && --node->references == 0)
    delete node;
}
long Tensor::references() const { return node->references; }

struct Graph {
  std::shared_ptr<std::string> device = std::make_shared<std::string>("cpu");
  std::map<std::string, Tensor> cache;
  int created = 0;

  Tensor make(std::string label, std::vector<Tensor> inputs = {}) {
    ++created;
    auto* node = new Node{0, static_cast<double>(std::time(nullptr)), std::move(label), std::move(inputs), device};
    return Tensor(node);
  }
  Tensor constant(const std::string& name) {
    auto found = cache.find(name);
    if (found == cache.end())
      found = cache.emplace(name, make(name)).first;
    return found->second;
  }
};

Tensor parameter(Graph& graph, std::string name, int64_t size) {
  const vs::Variable variable = vs::get_variable(name, {size});
  return graph.make(std::string(variable.op_name()));
}
Tensor add(Graph& graph, Tensor a, Tensor b) {
  std::string label = "(" + a->label + "." + b->label + ")";
  return graph.make(std::move(label), {std::move(a), std::move(b)});
}
Tensor dense(Graph& graph, Tensor x, int64_t units) { return add(graph, x, parameter(graph, "kernel", units)); }
Tensor operator+(Tensor a, Tensor b) {
  Graph graph;
  return add(graph, a, b);
}

std::string words(const Tensor& tensor) {
  std::string out;
  for (char c : tensor->label)
    out += c == '(' || c == ')' ? '_' : c == '/' ? '.' : c;
  return out;
}
void show(const Graph& graph, const Tensor& tensor) {
  vs::get_variable("v" + words(tensor) + ".r" + std::to_string(tensor.references()) + ".n" + std::to_string(graph.created) + ".d" +
                     std::to_string(graph.device.use_count()),
                   {1});
}

void build() {
  Graph graph;
  const Tensor x = graph.make("x");
  show(graph, add(graph, x, x));
  show(graph, x + x);
  VS_VARIABLE_SCOPE("one") {
    const Tensor y = add(graph, x, dense(graph, x, 4));
    show(graph, y);
    show(graph, x);
  }
  VS_VARIABLE_SCOPE("two") {
    Tensor y = add(graph, dense(graph, x, 8), add(graph, x, x));
    VS_VARIABLE_SCOPE("inner") { y = add(graph, y, dense(graph, add(graph, y, x), 8)); }
    show(graph, y);
    show(graph, x);
  }
  // Entered in either order.
  show(graph, graph.constant("b") + graph.constant("a"));
  show(graph, graph.constant("a"));
  vs::get_variable("cached" + std::to_string(graph.cache.size()), {graph.created});
}
VS_MODEL(reference_counts, build());

int main() { printNames<reference_counts>(); }
