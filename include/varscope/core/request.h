#pragma once
/// A get on its way to the store, and what is asked of its arguments.

#include <varscope/core/messages.h>
#include <varscope/core/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace varscope::core {

/// A get with its defaults resolved, as the store sees it. Refers to the
/// request and the scope instead of copying them.
struct StoreRequest {
  const GetRequest& given;
  DType dtype;
  const Initializer& initializer;
  const Regularizer& regularizer;
  const Partitioner& partitioner;
  const Constraint& constraint;
  const std::optional<std::string>& caching_device;
  bool use_resource;
  Reuse reuse; ///< absent acts like AUTO_REUSE (rule 7)

  static const Shape& no_shape() {
    static const Shape shape(unspecified);
    return shape;
  }
  const Shape& shape() const { return given.shape ? *given.shape : no_shape(); }
  bool never_shares() const { return reuse.mode() == Reuse::Mode::no; }
  bool never_creates() const { return reuse.mode() == Reuse::Mode::yes; }
};

namespace detail {
/// The first that is present.
template <class T> const T& either(const T& own, const T& inherited) {
  return own ? own : inherited;
}

inline bool is_trainable(const VariableOptions& options) {
  return options.trainable.value_or(options.synchronization !=
                                    VariableSynchronization::ON_READ); // rule 41
}

/// A dimension that is no size and not `unknown` either.
inline void check_dimensions(const Shape& shape) {
  for (const std::int64_t size : shape)
    if (size < 0 && size != unknown)
      throw errors::negative_dimension(size);
}

/// TensorShape.is_compatible_with.
inline bool is_compatible(const Shape& asked, const Shape& found) {
  if (!asked.is_specified() || !found.is_specified())
    return true;
  if (asked.rank() != found.rank())
    return false;
  for (std::size_t axis = 0; axis != asked.rank(); ++axis)
    if (asked[axis] != unknown && found[axis] != unknown && asked[axis] != found[axis])
      return false;
  return true;
}

/// Of a value; unspecified if the resolver does not know it.
inline Shape value_shape(const Initializer& value) {
  return value.data() ? value.data()->shape : Shape(unspecified);
}
inline DType value_dtype(const Initializer& value, DType otherwise) {
  return value.data() ? value.data()->dtype : otherwise;
}

inline void check_value_dtype(const VariableOptions& options) {
  if (!options.initializer.is_value() || !options.dtype)
    return;
  if (const DType dtype = value_dtype(options.initializer, *options.dtype); dtype != *options.dtype)
    throw errors::value_dtype_mismatch(dtype, *options.dtype);
}

inline CollectionKeys collections_of(const VariableOptions& options) {
  static const CollectionKeys global(std::vector<std::string>{global_variables_key}),
      trainable(std::vector<std::string>{global_variables_key, trainable_variables_key});
  if (!options.collections.get())
    return is_trainable(options) ? trainable : global;
  std::vector<std::string> keys = *options.collections.get();
  if (is_trainable(options))
    keys.emplace_back(trainable_variables_key);
  return keys;
}
} // namespace detail

} // namespace varscope::core
