#pragma once
/// Gets: defaults, custom getters, sharing (rules 7 to 9, 29 to 33, 36 to 39, 42).
/// Included by graph.h.

#include <varscope/core/graph.h>

namespace varscope::core {

inline VariableHandle Graph::get_variable(const ScopeRef& given_scope, std::string_view name,
                                          const GetRequest& request) {
  const ScopeRef scope = given_scope; // a getter may leave it while it is in use
  const VariableOptions& options = request.options;
  detail::check_value_dtype(options);
  const std::string key = join(scope->name, name);
  const Reuse reuse = options.reuse.is_absent() ? scope->reuse : options.reuse;
  const std::optional<bool> use_resource =
      options.use_resource ? options.use_resource : scope->use_resource;

  if (const GetterChainRef getters = getters_of(*scope, options)) {
    const InNameScope at_root(name_scopes, "");
    return run_getters(getters, key, with_defaults(*scope, request));
  }

  return get_from_store(
      key, {request, options.dtype.value_or(scope->dtype.value_or(float32)),
            detail::either(options.initializer, scope->initializer),
            detail::either(options.regularizer, scope->regularizer),
            detail::either(options.partitioner, scope->partitioner),
            detail::either(options.constraint, scope->constraint),
            detail::either(options.caching_device, scope->caching_device),
            use_resource.value_or(false), reuse});
}

inline VariableHandle Graph::get_local_variable(const ScopeRef& scope, std::string_view name,
                                                GetRequest request) {
  return get_variable(scope, name, local_request(std::move(request)));
}

inline VariableHandle Graph::run_getters(const GetterChainRef& getters, std::string_view key,
                                         const GetRequest& request) {
  return host.call_custom_getter(getters->getter, GetterLink{getters->outer}, key, request);
}

inline VariableHandle Graph::call_getter(const GetterLink& link, std::string_view name,
                                         const GetRequest& request) {
  if (link.next)
    return run_getters(link.next, name, request);
  const VariableOptions& options = request.options;
  return get_from_store(name, {request, options.dtype.value_or(float32), options.initializer,
                               options.regularizer, options.partitioner, options.constraint,
                               options.caching_device, options.use_resource.value_or(false),
                               options.reuse});
}

inline VariableHandle Graph::get_from_store(std::string_view key, const StoreRequest& request) {
  const bool is_scalar = request.shape().is_specified() && request.shape().rank() == 0;
  if (request.partitioner && !is_scalar)
    return get_partitioned(key, request);
  if (request.never_creates() && !request.partitioner && store.whole(key))
    return get_partitioned(key, request);
  if (store.has_shards() && store.single(errors::text(key, "/part_0")))
    throw errors::partitioned_exists(key);
  return get_single(key, request);
}

namespace detail {
/// What an existing variable asks of those who share it.
inline void check_share(std::string_view key, const Shape& shape, DType dtype,
                        const Variable& found) {
  if (!is_compatible(shape, found.shape))
    throw errors::shape_mismatch(key, shape, found.shape);
  if (dtype != found.dtype)
    throw errors::dtype_mismatch(key, dtype, found.dtype, !found.use_resource);
}
} // namespace detail

inline VariableHandle Graph::get_single(std::string_view key, const StoreRequest& request) {
  const auto [index, kind] =
      share_or_create(std::string(key), request, request.shape(), std::nullopt);
  const VariableHandle result{VariableHandle::Kind::single, index};
  host.on_get(kind, result, request.given, request.reuse);
  return result;
}

/// TensorFlow's _get_single_variable: of a plain variable, or of one slice.
inline std::pair<std::uint32_t, EventKind>
Graph::share_or_create(std::string key, const StoreRequest& request, Shape shape,
                       std::optional<Slice> slice) {
  if (!slice && request.initializer.is_value() && shape.is_specified())
    throw errors::value_with_shape();
  detail::check_dimensions(shape);

  if (const Variable* found = store.single(key)) {
    if (request.never_shares())
      throw errors::already_exists(key);
    // A slice of a value is a tensor of its own: no shape is asked for, and its dtype counts.
    const bool from_value = slice && request.initializer.is_value();
    const DType dtype =
        from_value ? detail::value_dtype(request.initializer, request.dtype) : request.dtype;
    detail::check_share(key, from_value ? StoreRequest::no_shape() : shape, dtype, *found);
    return {found->index, EventKind::share};
  }
  if (request.never_creates())
    throw errors::does_not_exist(key);
  const Variable& created =
      create_from_request(std::move(key), request, std::move(shape), std::move(slice));
  return {created.index, EventKind::create};
}

inline VariableHandle Graph::get_partitioned(std::string_view key, const StoreRequest& request) {
  const InNameScope at_root(name_scopes, "");
  if (store.single(key))
    throw errors::unpartitioned_exists(key);
  Shape shape = request.shape();
  detail::check_dimensions(shape);
  if (request.initializer.is_value()) {
    const Shape value = detail::value_shape(request.initializer);
    if (!detail::is_compatible(shape, value))
      throw errors::merged_shapes(shape, value);
    if (value.is_specified())
      shape = value;
  }

  std::optional<std::vector<std::int64_t>> parts;
  if (request.partitioner) {
    check_partitionable(shape);
    parts = request.partitioner.kind() == Partitioner::Kind::callable
                ? host.partition(request.partitioner, shape, request.dtype)
                : builtin_parts(request.partitioner, shape, request.dtype);
    check_parts(*parts, shape);
  }

  VariableHandle result;
  EventKind kind = EventKind::share;
  if (const PartitionedVariable* found = store.whole(key)) {
    check_partitioned_share(*found, request, shape, parts ? &*parts : nullptr);
    result = VariableStore::handle(*found);
  } else if (request.never_creates()) {
    throw errors::partitioned_does_not_exist(key);
  } else {
    result = create_partitioned(key, request, shape, std::move(*parts));
    kind = EventKind::create;
  }
  host.on_get(kind, result, request.given, request.reuse);
  return result;
}

inline void Graph::check_partitioned_share(const PartitionedVariable& found,
                                           const StoreRequest& request, const Shape& shape,
                                           const std::vector<std::int64_t>* parts) const {
  if (request.never_shares())
    throw errors::partitioned_already_exists(found.key);
  if (!detail::is_compatible(shape, found.shape))
    throw errors::partitioned_mismatch(Rule::ShapeMismatch, found.key, "shape", shape.str(),
                                       found.shape.str());
  if (request.dtype != found.dtype)
    throw errors::partitioned_mismatch(Rule::DTypeMismatch, found.key, "dtype",
                                       errors::dtype_name(request.dtype),
                                       errors::dtype_name(found.dtype));
  if (parts && *parts != found.partitions)
    throw errors::partitioned_mismatch(Rule::PartitionMismatch, found.key, "partitions",
                                       errors::list(*parts), errors::list(found.partitions));
}

} // namespace varscope::core
