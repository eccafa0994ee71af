#pragma once
// Layers as objects: a base class holds the prefix, virtual methods build.
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <varscope/varscope.h>

namespace vs = varscope;

namespace encoder {

struct Config {
  int layers = 6;
  std::int64_t vocabulary = 1000, width = 32, heads = 4, inner = 64, positions = 128;
  bool tied = true;
};

class Layer {
public:
  Layer(const Config& config, std::string prefix) : config(config), prefix(std::move(prefix)) {}
  virtual ~Layer() = default;
  virtual void build() = 0;

protected:
  vs::Variable weight(const std::string& leaf, vs::Shape shape) const {
    return vs::get_variable(prefix + "_" + leaf, shape, {.initializer = vs::truncated_normal(0, 0.02f)});
  }
  vs::Variable bias(const std::string& leaf, std::int64_t size) const {
    return vs::get_variable(prefix + "_" + leaf, {size}, {.initializer = vs::zeros()});
  }
  const Config& config;
  std::string prefix;
};

class Norm final : public Layer {
public:
  using Layer::Layer;
  void build() override;

private:
  vs::Variable scale_, shift_;
};

class Attention final : public Layer {
public:
  enum class Role : unsigned char { Query, Key, Value };
  using Layer::Layer;
  void build() override;

private:
  static constexpr Role roles[] = {Role::Query, Role::Key, Role::Value};
  static const char* name(Role role);
  std::vector<vs::Variable> projections_;
  vs::Variable output_;
};

class FeedForward final : public Layer {
public:
  FeedForward(const Config& config, const std::string& prefix) : Layer(config, prefix), inner_(config.inner) {}
  void build() override;

private:
  std::int64_t inner_;
};

/// A layer of layers, with a norm before each.
class Block final : public Layer {
public:
  Block(const Config& config, int number);
  void build() override;

private:
  template <class L> void add(const std::string& leaf) {
    parts_.push_back(std::make_unique<L>(config, prefix + "_" + leaf));
  }
  std::vector<std::unique_ptr<Layer>> parts_;
};

class Embedding final : public Layer {
public:
  explicit Embedding(const Config& config) : Layer(config, "Wemb") {}
  void build() override;
  /// The table once more, as the output layer's weights.
  vs::Variable tie() const;

private:
  vs::Variable table_;
};

} // namespace encoder
