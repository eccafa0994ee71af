#pragma once
/// The data of the semantic core. See graph.h for the concepts.

#include <varscope/dtype.h>
#include <varscope/options.h> // Initializer, Regularizer, Constraint, Partitioner, CustomGetter, Reuse, ScopeOptions, VariableOptions
#include <varscope/shape.h>
#include <varscope/error.h>

namespace varscope::core {

enum class EventKind : std::uint8_t { create, share, new_variable };

/// One variable-scope object. Shared by reference: `set_*` and
/// `reuse_variables()` act on this object only (rule 4).
struct Scope {
  std::string name;                ///< "a/b"
  std::string original_name_scope; ///< "a/b_1/"
  Reuse reuse;                     ///< yes, no or automatic; never absent
  std::optional<DType> dtype;
  Initializer initializer;
  Regularizer regularizer;
  Partitioner partitioner;
  Constraint constraint;
  std::optional<std::string> caching_device;
  std::optional<bool> use_resource;
  std::shared_ptr<const struct GetterChain> getters; ///< innermost first; null: none
};
using ScopeRef = std::shared_ptr<Scope>;

/// The scope's custom getters, innermost first.
struct GetterChain {
  CustomGetter getter;
  std::shared_ptr<const GetterChain> outer;
};

/// Where a slice lies in its whole.
struct Slice {
  std::string of;                    ///< op name of the whole
  Shape full_shape;
  std::vector<std::int64_t> offset;
};

struct Variable {
  std::uint32_t index = 0; ///< position in Graph::variables()
  std::string key;         ///< name in the store; empty for new_variable
  std::string name;        ///< graph (op) name: "scope1/v1"
  DType dtype{};
  Shape shape;
  bool trainable = true;
  std::vector<std::string> collections; ///< sorted, without repeats
  Initializer initializer;
  Regularizer regularizer;
  Constraint constraint;
  std::optional<std::string> caching_device;
  std::optional<Slice> slice;
};

struct PartitionedVariable {
  std::uint32_t index = 0; ///< position in Graph::partitioned()
  std::string key;         ///< the whole's key; also its op name
  DType dtype{};
  Shape shape;
  std::vector<std::int64_t> partitions;   ///< parts per axis
  std::vector<std::uint32_t> slices;      ///< indices in Graph::variables()
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

} // namespace varscope::core
