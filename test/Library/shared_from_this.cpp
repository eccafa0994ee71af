// Objects that know their owners.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#include "Inputs/names.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

void get(const std::string& name, long count) { vs::get_variable(name + std::to_string(count), {1}); }

/// A node of an expression, as graphs of tensors have it.
struct Node : std::enable_shared_from_this<Node> {
  std::string label;
  std::vector<std::shared_ptr<Node>> inputs;
  explicit Node(std::string label) : label(std::move(label)) {}
  Node(const Node& other) = default;
  Node& operator=(const Node& other) = default;
  virtual ~Node() { vs::get_variable("end_" + label, {1}); }
  virtual std::string kind() const { return "node"; }

  std::shared_ptr<Node> then(std::string next) {
    auto made = std::make_shared<Node>(std::move(next));
    made->inputs.push_back(shared_from_this());
    return made;
  }
  std::weak_ptr<Node> weak() { return weak_from_this(); }
  std::shared_ptr<const Node> constant() const { return shared_from_this(); }
};
struct Special : Node {
  using Node::Node;
  std::string kind() const override { return "special"; }
};

void shared() {
  std::shared_ptr<Node> last;
  {
    auto first = std::make_shared<Node>("first");
    last = first->then("second")->then("third");
    get("first", first.use_count());
  }
  get("last", last.use_count());
  get("before", last->inputs[0].use_count());
  vs::get_variable(last->inputs[0]->inputs[0]->label, {1});
  last.reset();
  vs::get_variable("after", {1});
}

void derived() {
  const std::shared_ptr<Special> special(new Special("special"));
  const std::shared_ptr<Node> same = special->then("x")->inputs[0];
  vs::get_variable(same->kind(), {1});
  get("same", same.use_count());
  const auto constant = same->constant();
  get("constant", constant.use_count());
}

void weak() {
  std::unique_ptr<Node> unique = std::make_unique<Node>("unique");
  std::shared_ptr<Node> now = std::move(unique);
  const std::weak_ptr<Node> observer = now->weak();
  get("weak", observer.use_count());
  vs::get_variable(observer.lock()->label + "_locked", {1});
  now = nullptr;
  vs::get_variable(observer.expired() ? "expired" : "alive", {1});
}

void copied() {
  const auto one = std::make_shared<Node>("one");
  const auto two = std::make_shared<Node>(*one);
  two->label = "two";
  get("two", two->then("y")->inputs[0].use_count());
  get("one", one.use_count());
}

void build() {
  VS_VARIABLE_SCOPE("shared") { shared(); }
  VS_VARIABLE_SCOPE("derived") { derived(); }
  VS_VARIABLE_SCOPE("weak") { weak(); }
  VS_VARIABLE_SCOPE("copied") { copied(); }
}
VS_MODEL(shared_from_this, build());

int main() { printNames<shared_from_this>(); }
