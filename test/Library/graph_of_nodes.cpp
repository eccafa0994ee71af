// An engine with a stack of names, and a graph that operands add nodes to in whatever order: the nodes' numbers differ then,
// the variables do not.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#include "Inputs/names.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

using Sizes = std::vector<int64_t>;
class Graph;

class Scope {
public:
  Scope(Graph& graph, std::string name);
  Scope(const Scope&) = delete;
  ~Scope();

private:
  Graph& graph;
};

struct Tensor {
  Graph* graph;
  std::size_t node;
  const Sizes& shape() const;
};

class Graph {
public:
  struct Node {
    std::string op;
    std::vector<std::size_t> inputs;
    Sizes shape;
  };
  std::vector<std::string> scopes;
  std::vector<Node> nodes;

  [[nodiscard]] Scope scope(std::string name) { return Scope(*this, std::move(name)); }
  Tensor add(std::string op, const std::vector<Tensor>& inputs, Sizes shape) {
    std::vector<std::size_t> numbers;
    for (const Tensor& input : inputs)
      numbers.push_back(input.node);
    nodes.push_back({std::move(op), std::move(numbers), std::move(shape)});
    return {this, nodes.size() - 1};
  }
  Tensor parameter(const std::string& name, Sizes shape) {
    std::string full;
    for (const std::string& scope : scopes)
      full += scope + ".";
    full += name;
    if (const auto [use, isFirst] = used.emplace(full, 0); !isFirst)
      full += "_" + std::to_string(++use->second);
    vs::get_variable(full, shape);
    return add("parameter", {}, std::move(shape));
  }

private:
  std::map<std::string, int> used;
};

Scope::Scope(Graph& graph, std::string name) : graph(graph) { graph.scopes.push_back(std::move(name)); }
Scope::~Scope() { graph.scopes.pop_back(); }
const Sizes& Tensor::shape() const { return graph->nodes[node].shape; }

Tensor matmul(Tensor a, Tensor b) { return a.graph->add("matmul", {a, b}, {a.shape()[0], b.shape()[1]}); }
Tensor operator+(Tensor a, Tensor b) { return a.graph->add("add", {a, b}, a.shape()); }
Tensor operator*(Tensor a, Tensor b) { return a.graph->add("multiply", {a, b}, a.shape()); }
Tensor relu(Tensor x) { return x.graph->add("relu", {x}, x.shape()); }
Tensor concat(const std::vector<Tensor>& parts) {
  Sizes shape = parts.front().shape();
  shape[1] = 0;
  for (const Tensor& part : parts)
    shape[1] += part.shape()[1];
  return parts[0].graph->add("concat", parts, shape);
}

Tensor dense(Tensor x, int64_t units, const std::string& name = "dense") {
  const Scope scope = x.graph->scope(name);
  const Tensor kernel = x.graph->parameter("kernel", {x.shape()[1], units});
  return matmul(x, kernel) + x.graph->parameter("bias", {units});
}
Tensor residual(Tensor x, int depth) {
  const Scope scope = x.graph->scope("residual" + std::to_string(depth));
  return depth == 0 ? x : x * x + residual(relu(dense(x, x.shape()[1])), depth - 1);
}
Tensor gated(Tensor x) { return relu(x) * dense(x, x.shape()[1], "gate"); }
Tensor heads(Tensor x, int count) {
  std::vector<Tensor> all;
  for (int i = 0; i < count; ++i)
    all.push_back(dense(x, 3, "head"));
  return concat(all);
}

void build() {
  Graph graph;
  const Tensor x = graph.add("input", {}, {32, 10});
  Tensor y = heads(gated(residual(x, 2)), 3);
  const std::map<std::string, std::function<Tensor(Tensor)>> outputs{
    {"value", [](Tensor t) { return dense(relu(dense(t, 5, "hidden")), 1); }},
    {"policy", [](Tensor t) { return dense(t, 4); }}};
  for (const auto& [name, make] : outputs) {
    const Scope scope = graph.scope(name);
    y = concat({y, make(y)});
  }
  std::set<std::size_t> live;
  const std::function<void(std::size_t)> visit = [&](std::size_t node) {
    if (live.insert(node).second)
      for (std::size_t input : graph.nodes[node].inputs)
        visit(input);
  };
  visit(y.node);
  const auto parameters =
    std::count_if(graph.nodes.begin(), graph.nodes.end(), [](const Graph::Node& node) { return node.op == "parameter"; });
  vs::get_variable("counts", {static_cast<int64_t>(live.size()), parameters, y.shape()[1]});
}
VS_MODEL(graph_of_nodes, build());

int main() { printNames<graph_of_nodes>(); }
