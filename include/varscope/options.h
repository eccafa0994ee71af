#pragma once
/// The options of scopes and gets. Designated initialisers name them, in the
/// order of their members; a member left out is absent.

#include <varscope/constraint.h>
#include <varscope/custom_getter.h>
#include <varscope/dtype.h>
#include <varscope/initializer.h>
#include <varscope/partitioner.h>
#include <varscope/regularizer.h>
#include <varscope/reuse.h>
#include <varscope/roles.h>
#include <varscope/scope_name.h>
#include <varscope/shape.h>

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

namespace varscope {

/// `tf.VariableSynchronization`. ON_READ makes a variable not trainable by default.
enum class VariableSynchronization : std::uint8_t { AUTO, NONE, ON_WRITE, ON_READ };
/// `tf.VariableAggregation`; recorded, without effect in one process.
enum class VariableAggregation : std::uint8_t { NONE, SUM, MEAN, ONLY_FIRST_REPLICA };

/// No collection at all, as TensorFlow's empty list.
struct VS_ROLE("NoCollections") NoCollections {};
VS_ROLE("no_collections") inline constexpr NoCollections no_collections{};

/// The collections that a variable is put in: absent (the default ones), or a list.
class VS_ROLE("Collections") Collections {
public:
  VS_ROLE("Collections") Collections() = default;
  VS_ROLE("Collections") Collections(NoCollections) : list(std::in_place) {}
  VS_ROLE("Collections")
  Collections(std::initializer_list<std::string_view> keys)
      : list(std::in_place, keys.begin(), keys.end()) {}
  template <std::ranges::input_range R>
    requires std::convertible_to<std::ranges::range_reference_t<R>, std::string_view>
  VS_ROLE("Collections")
  Collections(const R& keys) : list(std::in_place) {
    for (std::string_view key : keys)
      list->emplace_back(key);
  }

  explicit operator bool() const { return list.has_value(); }
  /// Empty if absent.
  const std::optional<std::vector<std::string>>& get() const { return list; }
  friend bool operator==(const Collections&, const Collections&) = default;

private:
  std::optional<std::vector<std::string>> list;
};

/// TensorFlow's `values` argument: tensors that must belong to one graph. Here
/// there is one graph, so it has no effect.
class VS_ROLE("Values") Values {
public:
  VS_ROLE("Values") Values() = default;
  template <class V> VS_ROLE("Values") Values(std::initializer_list<V>) : given(true) {}
  template <std::ranges::input_range R>
    requires(!std::same_as<std::remove_cvref_t<R>, Values>)
  VS_ROLE("Values")
  Values(const R&) : given(true) {}

  explicit operator bool() const { return given; }
  friend bool operator==(const Values&, const Values&) = default;

private:
  bool given = false;
};

/// Options of `tf.variable_scope`.
struct VS_ROLE("options") ScopeOptions {
  ScopeName default_name = {};
  Values values = {};
  Initializer initializer = {};
  Regularizer regularizer = {};
  std::optional<std::string> caching_device = {};
  Partitioner partitioner = {};
  CustomGetter custom_getter = {};
  Reuse reuse = {};
  std::optional<DType> dtype = {};
  std::optional<bool> use_resource = {};
  Constraint constraint = {};
  std::optional<bool> auxiliary_name_scope = {};
};

/// Options of `tf.name_scope`.
struct VS_ROLE("options") NameScopeOptions {
  ScopeName default_name = {};
  Values values = {};
};

/// Options of `tf.get_variable`, and `reuse`, which TensorFlow has on
/// `VariableScope.get_variable` alone.
struct VS_ROLE("options") VariableOptions {
  std::optional<DType> dtype = {};
  Initializer initializer = {};
  Regularizer regularizer = {};
  std::optional<bool> trainable = {};
  Collections collections = {};
  std::optional<std::string> caching_device = {};
  Partitioner partitioner = {};
  std::optional<bool> validate_shape = {};
  std::optional<bool> use_resource = {};
  CustomGetter custom_getter = {};
  Constraint constraint = {};
  std::optional<VariableSynchronization> synchronization = {};
  std::optional<VariableAggregation> aggregation = {};
  Reuse reuse = {};
};

/// What a custom getter is asked for, with every default resolved.
struct VS_ROLE("options") VariableRequest {
  Shape shape = unspecified;
  std::optional<DType> dtype = {};
  Initializer initializer = {};
  Regularizer regularizer = {};
  std::optional<bool> trainable = {};
  Collections collections = {};
  std::optional<std::string> caching_device = {};
  Partitioner partitioner = {};
  std::optional<bool> validate_shape = {};
  std::optional<bool> use_resource = {};
  Constraint constraint = {};
  std::optional<VariableSynchronization> synchronization = {};
  std::optional<VariableAggregation> aggregation = {};
  Reuse reuse = {};
};

} // namespace varscope
