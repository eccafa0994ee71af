#pragma once
/// Getter: how a custom getter calls on.

#include <varscope/call_site.h>
#include <varscope/core/types.h>
#include <varscope/custom_getter.h>
#include <varscope/detail/build.h>
#include <varscope/options.h>
#include <varscope/roles.h>
#include <varscope/variable.h>

#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

namespace varscope {

/// A custom getter's first argument; to be called while the getter runs, any
/// number of times.
class VS_ROLE("Getter") Getter {
public:
  Getter(detail::Build& of, core::GetterChainRef wrapping)
      : build(&of), next(std::move(wrapping)) {}

  /// The getter that this one wraps, or the variable store.
  /// \param name the whole name: no scope's is put before it
  /// \throws ScopeError as varscope::get_variable
  VS_ROLE("Getter.call")
  Variable operator()(std::string_view name, const VariableRequest& request,
                      CallSite site = CallSite::current()) const {
    return build->call_getter(next, name, request, site);
  }

private:
  detail::Build* build;
  core::GetterChainRef next;
};

namespace detail {
/// A user's custom getter at run time.
class CustomGetterCallable : public Callable {
public:
  virtual Variable run(const Getter& getter, std::string_view name,
                       const VariableRequest& request) const = 0;
};

template <class F> class CustomGetterFunction final : public CustomGetterCallable {
public:
  explicit CustomGetterFunction(F callable) : function(std::move(callable)) {}
  Variable run(const Getter& getter, std::string_view name,
               const VariableRequest& request) const override {
    return function(getter, name, request);
  }

private:
  F function;
};

template <class F> std::shared_ptr<const Callable> make_custom_getter(F&& function) {
  using Function = std::decay_t<F>;
  return std::make_shared<CustomGetterFunction<Function>>(std::forward<F>(function));
}

inline Variable run(const CustomGetter& custom_getter, const Getter& getter, std::string_view name,
                    const VariableRequest& request) {
  return static_cast<const CustomGetterCallable&>(*custom_getter.callable())
      .run(getter, name, request);
}

/// The core's form of a request; it gives a getter no custom_getter.
inline core::GetRequest to_core(VariableRequest request) {
  core::GetRequest get;
  if (request.shape.is_specified())
    get.shape = std::move(request.shape);
  get.options = {.dtype = request.dtype,
                 .initializer = std::move(request.initializer),
                 .regularizer = std::move(request.regularizer),
                 .trainable = request.trainable,
                 .collections = std::move(request.collections),
                 .caching_device = std::move(request.caching_device),
                 .partitioner = std::move(request.partitioner),
                 .validate_shape = request.validate_shape,
                 .use_resource = request.use_resource,
                 .custom_getter = {},
                 .constraint = std::move(request.constraint),
                 .synchronization = request.synchronization,
                 .aggregation = request.aggregation,
                 .reuse = request.reuse};
  return get;
}
inline core::GetRequest to_core(Shape shape, VariableOptions options) {
  core::GetRequest get;
  if (shape.is_specified())
    get.shape = std::move(shape);
  get.options = std::move(options);
  return get;
}
inline VariableRequest from_core(core::GetRequest get) {
  VariableOptions& options = get.options;
  return {.shape = get.shape ? std::move(*get.shape) : Shape(unspecified),
          .dtype = options.dtype,
          .initializer = std::move(options.initializer),
          .regularizer = std::move(options.regularizer),
          .trainable = options.trainable,
          .collections = std::move(options.collections),
          .caching_device = std::move(options.caching_device),
          .partitioner = std::move(options.partitioner),
          .validate_shape = options.validate_shape,
          .use_resource = options.use_resource,
          .constraint = std::move(options.constraint),
          .synchronization = options.synchronization,
          .aggregation = options.aggregation,
          .reuse = options.reuse};
}
} // namespace detail

} // namespace varscope
