#pragma once
/// The functions of the language, and what VariableScope does.

#include <varscope/call_site.h>
#include <varscope/core/types.h>
#include <varscope/detail/build.h>
#include <varscope/element.h>
#include <varscope/options.h>
#include <varscope/roles.h>
#include <varscope/shape.h>
#include <varscope/variable.h>
#include <varscope/variable_scope.h>

#include <concepts>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace varscope {

namespace detail {
/// The dtype of `get_variable<T>`; void: none.
/// \throws ScopeError invalid-argument if another one is given
template <class T> VariableOptions with_dtype(VariableOptions options) {
  if constexpr (!std::is_void_v<T>) {
    static_assert(Element<T>, "get_variable<T>: T is no type of a variable's elements");
    if (options.dtype && *options.dtype != dtype_of<T>)
      throw_invalid("get_variable<T> gives dtype " + std::string(name(dtype_of<T>)) +
                    ", but the options give " + std::string(name(*options.dtype)));
    options.dtype = dtype_of<T>;
  }
  return options;
}

template <class T>
Variable get_in_current_scope(GetKind kind, const char* call, ScopeName name, Shape shape,
                              VariableOptions options, CallSite site) {
  Build& build = Build::current(call);
  return build.get(kind, build.current_scope(), name, std::move(shape),
                   with_dtype<T>(std::move(options)), site);
}

/// The second form of each get: options without a shape. A braced list can be
/// either; as a template this form yields to the first where both fit ("{}").
template <class Options>
concept OnlyOptions = std::same_as<Options, VariableOptions>;
} // namespace detail

/// `tf.get_variable`: the variable of that name in the current scope; created
/// or shared as the scope's reuse says. `get_variable<T>` sets the dtype.
/// \param name put after the scope's name and "/"
/// \throws ScopeError already-exists, does-not-exist, shape-mismatch,
///         dtype-mismatch, partition-mismatch, undefined-shape, missing-name,
///         invalid-name, invalid-argument (also if no model is being built)
template <class T = void>
VS_ROLE("get_variable")
Variable get_variable(ScopeName name, Shape shape = unspecified, VariableOptions options = {},
                      CallSite site = CallSite::current()) {
  return detail::get_in_current_scope<T>(detail::GetKind::get, "get_variable", name,
                                         std::move(shape), std::move(options), site);
}
template <class T = void, class Options = VariableOptions>
  requires detail::OnlyOptions<Options>
VS_ROLE("get_variable")
Variable get_variable(ScopeName name, Options options, CallSite site = CallSite::current()) {
  return detail::get_in_current_scope<T>(detail::GetKind::get, "get_variable", name, unspecified,
                                         std::move(options), site);
}

/// `tf.get_local_variable`: get_variable, not trainable, in the collection
/// "local_variables".
/// \throws ScopeError as get_variable
template <class T = void>
VS_ROLE("get_local_variable")
Variable get_local_variable(ScopeName name, Shape shape = unspecified,
                            VariableOptions options = {}, CallSite site = CallSite::current()) {
  return detail::get_in_current_scope<T>(detail::GetKind::local, "get_local_variable", name,
                                         std::move(shape), std::move(options), site);
}
template <class T = void, class Options = VariableOptions>
  requires detail::OnlyOptions<Options>
VS_ROLE("get_local_variable")
Variable get_local_variable(ScopeName name, Options options, CallSite site = CallSite::current()) {
  return detail::get_in_current_scope<T>(detail::GetKind::local, "get_local_variable", name,
                                         unspecified, std::move(options), site);
}

/// `tf.Variable(..., name=name)`: always a new variable, named under the
/// current name scope and made unique.
/// \param name empty or None: "Variable"
/// \throws ScopeError undefined-shape, invalid-name, invalid-argument
template <class T = void>
VS_ROLE("new_variable")
Variable new_variable(ScopeName name, Shape shape = unspecified, VariableOptions options = {},
                      CallSite site = CallSite::current()) {
  return detail::Build::current("new_variable")
      .new_variable(name, std::move(shape), detail::with_dtype<T>(std::move(options)), site);
}
template <class T = void, class Options = VariableOptions>
  requires detail::OnlyOptions<Options>
VS_ROLE("new_variable")
Variable new_variable(ScopeName name, Options options, CallSite site = CallSite::current()) {
  return detail::Build::current("new_variable")
      .new_variable(name, unspecified, detail::with_dtype<T>(std::move(options)), site);
}

/// `tf.get_variable_scope()`: the current scope object.
VS_ROLE("get_variable_scope") inline VariableScope get_variable_scope() {
  return detail::Build::current("get_variable_scope").current_scope();
}
/// `tf.get_default_graph().get_name_scope()`: "a/b"; "" at the root.
VS_ROLE("get_name_scope") inline std::string get_name_scope() {
  return detail::Build::current("get_name_scope").name_scope();
}
/// `tf.get_default_graph().unique_name(base)`: a name under the current name
/// scope that nothing else gets.
VS_ROLE("unique_name")
inline std::string unique_name(std::string_view base, CallSite site = CallSite::current()) {
  return detail::Build::current("unique_name").unique_name(base, site);
}
/// `tf.get_collection(key)`: what the model being built has so far.
VS_ROLE("get_collection") inline std::vector<Variable> get_collection(std::string_view key) {
  return detail::Build::current("get_collection").collection(key, nullptr);
}

// -- VariableScope -------------------------------------------------------------

inline detail::Build& VariableScope::checked() const { return detail::Build::of(*this); }

inline Reuse VariableScope::reuse() const { return object ? object->reuse : Reuse(); }
inline void VariableScope::reuse_variables() const {
  checked();
  object->reuse = true;
}
inline void VariableScope::set_initializer(Initializer initializer) const {
  checked();
  object->initializer = std::move(initializer);
}
inline void VariableScope::set_regularizer(Regularizer regularizer) const {
  checked();
  object->regularizer = std::move(regularizer);
}
inline void VariableScope::set_caching_device(std::string_view caching_device) const {
  checked();
  object->caching_device = caching_device;
}
inline void VariableScope::set_partitioner(Partitioner partitioner) const {
  checked();
  object->partitioner = std::move(partitioner);
}
inline void VariableScope::set_custom_getter(CustomGetter custom_getter) const {
  checked();
  object->getters = custom_getter ? std::make_shared<const core::GetterChain>(
                                        core::GetterChain{std::move(custom_getter), nullptr})
                                  : nullptr;
}
inline void VariableScope::set_dtype(DType dtype) const {
  checked();
  object->dtype = dtype;
}
inline void VariableScope::set_use_resource(bool use_resource) const {
  checked();
  object->use_resource = use_resource;
}

template <class T>
Variable VariableScope::get_variable(ScopeName name, Shape shape, VariableOptions options,
                                     CallSite site) const {
  return checked().get(detail::GetKind::get, *this, name, std::move(shape),
                       detail::with_dtype<T>(std::move(options)), site);
}
template <class T, class Options>
  requires std::same_as<Options, VariableOptions>
Variable VariableScope::get_variable(ScopeName name, Options options, CallSite site) const {
  return checked().get(detail::GetKind::get, *this, name, unspecified,
                       detail::with_dtype<T>(std::move(options)), site);
}

inline std::vector<Variable> VariableScope::get_collection(std::string_view key) const {
  return checked().collection(key, this);
}
inline std::vector<Variable> VariableScope::global_variables() const {
  return get_collection(core::global_variables_key);
}
inline std::vector<Variable> VariableScope::trainable_variables() const {
  return get_collection(core::trainable_variables_key);
}
inline std::vector<Variable> VariableScope::local_variables() const {
  return get_collection(core::local_variables_key);
}

} // namespace varscope
