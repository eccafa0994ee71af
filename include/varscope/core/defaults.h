#pragma once
/// What a scope object hands down, and what a get takes from it (rules 1, 34,
/// 35, 39, 42). The run time with a plan shares these with the core, as it has
/// no other use for it.

#include <varscope/core/request.h>
#include <varscope/core/types.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace varscope::core {

/// What an entry's options change in the new scope, which has its parent's (or
/// the re-entered object's) defaults.
inline void override_defaults(Scope& scope, const ScopeOptions& options) {
  if (options.reuse) // False inherits (rule 1)
    scope.reuse = options.reuse;
  if (options.initializer)
    scope.initializer = options.initializer;
  if (options.regularizer)
    scope.regularizer = options.regularizer;
  if (options.caching_device)
    scope.caching_device = options.caching_device;
  if (options.partitioner)
    scope.partitioner = options.partitioner;
  if (options.custom_getter)
    scope.getters =
        std::make_shared<const GetterChain>(GetterChain{options.custom_getter, scope.getters});
  if (options.dtype)
    scope.dtype = options.dtype;
  if (options.use_resource)
    scope.use_resource = options.use_resource;
  scope.constraint = options.constraint; // not inherited (rule 35)
}

/// The getters that a get runs through, innermost first; null: none. The
/// get's own replaces the scope's.
inline GetterChainRef getters_of(const Scope& scope, const VariableOptions& options) {
  return options.custom_getter
             ? std::make_shared<const GetterChain>(GetterChain{options.custom_getter, nullptr})
             : scope.getters;
}

/// A get as a custom getter is given it: with every default resolved.
inline GetRequest with_defaults(const Scope& scope, GetRequest request) {
  VariableOptions& all = request.options;
  all.trainable = detail::is_trainable(all);
  all.custom_getter = {};
  if (!all.dtype)
    all.dtype = scope.dtype.value_or(float32);
  if (!all.initializer)
    all.initializer = scope.initializer;
  if (!all.regularizer)
    all.regularizer = scope.regularizer;
  if (!all.partitioner)
    all.partitioner = scope.partitioner;
  if (!all.constraint)
    all.constraint = scope.constraint;
  if (!all.caching_device)
    all.caching_device = scope.caching_device;
  if (!all.validate_shape)
    all.validate_shape = true;
  if (!all.synchronization)
    all.synchronization = VariableSynchronization::AUTO;
  if (!all.aggregation)
    all.aggregation = VariableAggregation::NONE;
  if (!all.use_resource)
    all.use_resource = scope.use_resource;
  if (all.reuse.is_absent())
    all.reuse = scope.reuse;
  return request;
}

/// get_local_variable as a get.
inline GetRequest local_request(GetRequest request) {
  request.options.trainable = false;
  std::vector<std::string> keys =
      request.options.collections.get().value_or(std::vector<std::string>());
  keys.emplace_back(local_variables_key);
  request.options.collections = Collections(keys);
  return request;
}

} // namespace varscope::core
