#pragma once
/// Creations: names, initial values, collections, regularisers (rules 10, 15
/// to 17, 28, 36, 38, 40, 41). Included by graph.h.

#include <varscope/core/graph.h>

namespace varscope::core {

inline VariableHandle Graph::create_partitioned(std::string_view key, const StoreRequest& request,
                                                const Shape& shape,
                                                std::vector<std::int64_t> parts) {
  const auto [axis, count] = cut_of(parts);
  if (store.single(errors::text(key, "/part_0"))) {
    if (!store.single(errors::text(key, "/part_", std::to_string(count - 1))))
      throw errors::missing_shard(key, count);
    if (store.single(errors::text(key, "/part_", std::to_string(count))))
      throw errors::extra_shard(key, count);
  }

  PartitionedVariable whole;
  whole.key = key;
  whole.shape = shape;
  whole.dtype = request.initializer.is_value()
                    ? detail::value_dtype(request.initializer, request.dtype)
                    : request.dtype;
  whole.partitions = std::move(parts);
  for (std::int64_t i = 0; i != count; ++i) {
    const auto [offset, length] = shard_range(shape[axis], count, i);
    std::vector<std::int64_t> offsets(shape.rank(), 0), extents(shape.begin(), shape.end());
    offsets[axis] = offset;
    extents[axis] = length;
    for (std::size_t a = 0; a != offsets.size(); ++a)
      if (offsets[a] >= shape[a])
        throw errors::partition_offset(offsets[a], shape[a], offsets, shape);
    whole.slices.push_back(get_shard(errors::text(key, "/part_", std::to_string(i)), request,
                                     Slice{whole.key, shape, std::move(offsets)},
                                     Shape(extents)));
  }
  return VariableStore::handle(store.add_whole(std::move(whole)));
}

inline std::uint32_t Graph::get_shard(std::string_view key, const StoreRequest& request,
                                      Slice slice, Shape shape) {
  const InNameScope at_root(name_scopes, "");
  { const InNameScope initializer(name_scopes, errors::text(key, "/PartitionedInitializer")); }
  const auto [index, kind] = share_or_create(std::string(key), request, std::move(shape), slice);
  if (kind == EventKind::share) // a variable of that key becomes a slice
    store.set_slice(index, std::move(slice));
  return index;
}

/// Creates what the store was asked for. `shape` is the slice's for a slice.
inline const Variable& Graph::create_from_request(std::string key, const StoreRequest& request,
                                                  Shape shape, std::optional<Slice> slice) {
  const VariableOptions& options = request.given.options;
  Variable variable;
  variable.initializer =
      request.initializer ? request.initializer : default_initializer(request.dtype);
  variable.dtype = request.dtype;
  if (variable.initializer.is_value()) {
    variable.dtype = detail::value_dtype(variable.initializer, request.dtype);
    if (!slice)
      shape = detail::value_shape(variable.initializer);
  }
  if (!shape.is_fully_defined())
    throw errors::undefined_shape();
  variable.key = std::move(key);
  variable.shape = std::move(shape);
  variable.slice = std::move(slice);
  variable.trainable = detail::is_trainable(options);
  variable.use_resource = request.use_resource;
  variable.collections = detail::collections_of(options);
  variable.regularizer = request.regularizer;
  variable.constraint = request.constraint;
  variable.caching_device = request.caching_device;

  const InNameScope at_root(name_scopes, "");
  const std::string name = variable.key;
  const Variable& created = create(name, std::move(variable));
  store.add_key(created);
  regularize(created);
  return created;
}

inline VariableHandle Graph::new_variable(std::string_view name, const GetRequest& request) {
  const VariableOptions& options = request.options;
  if (options.regularizer)
    throw errors::foreign_argument("regularizer");
  if (options.partitioner)
    throw errors::foreign_argument("partitioner");
  if (options.custom_getter)
    throw errors::foreign_argument("custom_getter");
  if (!options.reuse.is_absent())
    throw errors::foreign_argument("reuse");
  detail::check_value_dtype(options);

  const bool has_shape = request.shape && request.shape->is_specified();
  Variable variable;
  variable.dtype = options.dtype.value_or(float32);
  variable.initializer =
      options.initializer ? options.initializer : default_initializer(variable.dtype);
  if (variable.initializer.is_value()) {
    if (has_shape)
      throw errors::value_with_shape();
    variable.dtype = detail::value_dtype(variable.initializer, variable.dtype);
    variable.shape = detail::value_shape(variable.initializer);
  } else {
    if (!has_shape)
      throw options.initializer ? errors::undefined_shape() : errors::missing_initial_value();
    detail::check_dimensions(*request.shape);
    variable.shape = *request.shape;
  }
  if (!variable.shape.is_fully_defined())
    throw errors::undefined_shape();
  variable.trainable = detail::is_trainable(options);
  variable.use_resource =
      options.use_resource.value_or(current_scope()->use_resource.value_or(false));
  variable.collections = detail::collections_of(options);
  variable.constraint = options.constraint;
  variable.caching_device = options.caching_device;

  const VariableHandle result =
      VariableStore::handle(create(name.empty() ? "Variable" : name, std::move(variable)));
  host.on_get(EventKind::new_variable, result, request, Reuse(false));
  return result;
}

/// Puts a variable into the graph under the current name scope, as
/// TensorFlow's Variable does: opens a name scope of its name, has the initial
/// value computed inside, then adds the operations. What fails leaves the names
/// taken until then (rule 16).
inline const Variable& Graph::create(std::string_view name, Variable variable) {
  const InNameScope own(name_scopes, name);
  const std::string scope = name_scopes.current();
  variable.index = static_cast<std::uint32_t>(store.variables().size());
  variable.name = scope;
  fill_name_scope(scope, variable);
  // The host may have created others meanwhile; add() numbers anew.
  return store.add(std::move(variable));
}

inline void Graph::fill_name_scope(const std::string& scope, const Variable& variable) {
  UniqueNames& names = name_scopes.names;
  const bool is_value = variable.initializer.is_value();
  names.take_parts(scope, {is_value && !variable.use_resource ? NamePart::initial_value
                                                              : NamePart::initializer});
  check_initializer(variable.initializer, variable.dtype, variable.shape,
                    variable.slice ? variable.slice->full_shape : variable.shape);
  const std::uint64_t total = arena_bytes_with(variable);
  if (!is_valid_op_name(scope))
    throw errors::invalid_node_name(scope);
  if (!names.add_node(scope))
    throw errors::duplicate_node_name(scope);
  if (variable.use_resource)
    names.take_parts(scope, {NamePart::is_initialized, NamePart::assign, NamePart::read});
  else
    names.take_parts(scope, {NamePart::assign, NamePart::read});
  set_arena_bytes(total);
}

inline std::uint64_t Graph::arena_bytes_with(const Variable& variable) const {
  const std::optional<std::uint64_t> bytes = bytes_of(variable.shape, variable.dtype);
  const std::optional<std::uint64_t> room = bytes ? padded(*bytes) : std::nullopt;
  if (!room)
    throw errors::variable_too_large(variable.name, variable.shape);
  std::uint64_t total = 0;
  if (__builtin_add_overflow(arena_bytes, *room, &total))
    throw errors::model_too_large(variable.name);
  return total;
}

inline void Graph::set_arena_bytes(std::uint64_t total) {
  if (undo_log.recording())
    undo_log.record([] { return "arena bytes"; }, arena_bytes, [this] { return arena_bytes; },
                    [this](std::uint64_t before) { arena_bytes = before; });
  arena_bytes = total;
}

inline void Graph::regularize(const Variable& variable) {
  if (!variable.regularizer)
    return;
  const InNameScope scope(name_scopes, errors::text(variable.key, "/Regularizer/"));
  const bool has_loss = variable.regularizer.kind() == Regularizer::Kind::callable
                            ? host.regularize(variable.regularizer, variable)
                            : !variable.regularizer.is_null();
  if (has_loss)
    store.collect(regularization_losses_key, VariableStore::handle(variable));
}

} // namespace varscope::core
