#pragma once
/// The data of the semantic core. See graph.h for the concepts.

#include <varscope/dtype.h>
#include <varscope/error.h>
#include <varscope/options.h> // Initializer, Regularizer, Constraint, Partitioner, CustomGetter, Reuse, ScopeOptions, VariableOptions
#include <varscope/shape.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace varscope::core {

enum class EventKind : std::uint8_t { create, share, new_variable };

/// The scope's custom getters, innermost first.
struct GetterChain {
  CustomGetter getter;
  std::shared_ptr<const GetterChain> outer;
};
using GetterChainRef = std::shared_ptr<const GetterChain>;

/// Whether the same getters run in the same order.
inline bool same_getters(const GetterChain* a, const GetterChain* b) {
  for (; a != b; a = a->outer.get(), b = b->outer.get())
    if (a == nullptr || b == nullptr || !(a->getter == b->getter))
      return false;
  return true;
}

/// One variable-scope object. Shared by reference: `set_*` and
/// `reuse_variables()` act on this object only (rule 4). Changed through
/// Graph::update alone.
struct Scope {
  /// Tells the graph's scope objects apart; runs of the same calls give the same numbers.
  std::uint64_t id = 0;
  std::string name;                ///< "a/b"
  std::string original_name_scope; ///< "a/b_1/"
  Reuse reuse;                     ///< yes, no or automatic; never absent
  std::optional<DType> dtype;      ///< absent: float32
  Initializer initializer;
  Regularizer regularizer;
  Partitioner partitioner;
  Constraint constraint;
  std::optional<std::string> caching_device;
  std::optional<bool> use_resource;
  GetterChainRef getters;          ///< innermost first; null: none

  friend bool operator==(const Scope& a, const Scope& b) {
    return a.id == b.id && a.name == b.name && a.original_name_scope == b.original_name_scope &&
           a.reuse == b.reuse && a.dtype == b.dtype && a.initializer == b.initializer &&
           a.regularizer == b.regularizer && a.partitioner == b.partitioner &&
           a.constraint == b.constraint && a.caching_device == b.caching_device &&
           a.use_resource == b.use_resource && same_getters(a.getters.get(), b.getters.get());
  }
};
using ScopeRef = std::shared_ptr<Scope>;

/// Where a slice lies in its whole.
struct Slice {
  std::string of;                    ///< op name of the whole
  Shape full_shape;
  std::vector<std::int64_t> offset;  ///< per axis, of the slice's first element
  friend bool operator==(const Slice&, const Slice&) = default;
};

/// The collections of a variable, sorted and without repeats. Most variables of a model are in
/// the same ones: copies share their names.
class CollectionKeys {
public:
  CollectionKeys() = default;
  CollectionKeys(std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    keys = std::make_shared<const std::vector<std::string>>(std::move(names));
  }
  const std::vector<std::string>& names() const {
    static const std::vector<std::string> none;
    return keys ? *keys : none;
  }
  auto begin() const { return names().begin(); }
  auto end() const { return names().end(); }
  friend bool operator==(const CollectionKeys& a, const CollectionKeys& b) {
    return a.keys == b.keys || a.names() == b.names();
  }

private:
  std::shared_ptr<const std::vector<std::string>> keys;
};

struct Variable {
  std::uint32_t index = 0; ///< position in Graph::variables()
  std::string key;         ///< name in the store; empty for new_variable
  std::string name;        ///< graph (op) name: "scope1/v1"
  DType dtype{};
  Shape shape;
  bool trainable = true;
  bool use_resource = false; ///< TensorFlow's kind of variable; shows in its messages
  CollectionKeys collections;
  Initializer initializer;              ///< never absent; a slice has its whole's
  Regularizer regularizer;
  Constraint constraint;
  std::optional<std::string> caching_device;
  std::optional<Slice> slice;
  /// Of another library's variable: the tree that has it (trees.h). Its `name` is its `key`
  /// there; its shape may be unspecified or partly unknown, its initializer absent.
  std::optional<std::uint32_t> tree;
  bool has_dtype = true; ///< false: not known, which is for variables of trees alone
  friend bool operator==(const Variable&, const Variable&) = default;
};

struct PartitionedVariable {
  std::uint32_t index = 0; ///< position in Graph::partitioned()
  std::string key;         ///< the whole's key; also its op name
  DType dtype{};
  Shape shape;
  std::vector<std::int64_t> partitions;   ///< parts per axis
  std::vector<std::uint32_t> slices;      ///< indices in Graph::variables()
  friend bool operator==(const PartitionedVariable&, const PartitionedVariable&) = default;
};

/// A variable, a partitioned whole, or nothing (a getter may return nothing).
struct VariableHandle {
  enum class Kind : std::uint8_t { none, single, partitioned } kind = Kind::none;
  std::uint32_t index = 0;
  friend bool operator==(const VariableHandle&, const VariableHandle&) = default;
};

/// A get's arguments: its shape (absent: unspecified) and its options.
struct GetRequest {
  std::optional<Shape> shape;
  VariableOptions options;
};

/// TensorFlow's tf.GraphKeys.
inline constexpr const char* global_variables_key = "variables";
inline constexpr const char* trainable_variables_key = "trainable_variables";
inline constexpr const char* local_variables_key = "local_variables";
inline constexpr const char* regularization_losses_key = "regularization_losses";

} // namespace varscope::core
