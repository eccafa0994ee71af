#pragma once
/// VariableScope: the handle of a scope object.

#include <varscope/call_site.h>
#include <varscope/core/types.h>
#include <varscope/options.h>
#include <varscope/roles.h>
#include <varscope/variable.h>

#include <concepts>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace varscope {

namespace detail {
class Build;
} // namespace detail

/// `tf.VariableScope`: a cheap copyable handle; copies are the same scope
/// object. Valid while the model that it belongs to is being built; its names
/// live as long as the model. A default-constructed one is no scope.
///
/// Methods that need the build throw ScopeError invalid-argument when no model
/// is being built, or another one than the scope's.
class VS_ROLE("VariableScope") VariableScope {
public:
  VS_ROLE("VariableScope") VariableScope() = default;
  VariableScope(core::ScopeRef scope_object, std::string_view scope_name,
                std::string_view scope_original_name_scope, std::uint64_t of_build)
      : object(std::move(scope_object)), text(scope_name), name_scope(scope_original_name_scope),
        build_id(of_build) {}

  /// "a/b"; "" for the root.
  VS_ROLE("VariableScope.name") std::string_view name() const { return text; }
  /// "a/b_1/": the name scope that the scope object's first entry opened.
  VS_ROLE("VariableScope.original_name_scope") std::string_view original_name_scope() const {
    return name_scope;
  }
  /// false, true or AUTO_REUSE.
  VS_ROLE("VariableScope.reuse") inline Reuse reuse() const;
  /// Shares from now on; for this scope object only.
  VS_ROLE("VariableScope.reuse_variables") inline void reuse_variables() const;

  VS_ROLE("VariableScope.set_initializer") inline void set_initializer(Initializer initializer) const;
  VS_ROLE("VariableScope.set_regularizer") inline void set_regularizer(Regularizer regularizer) const;
  VS_ROLE("VariableScope.set_caching_device")
  inline void set_caching_device(std::string_view caching_device) const;
  VS_ROLE("VariableScope.set_partitioner") inline void set_partitioner(Partitioner partitioner) const;
  VS_ROLE("VariableScope.set_custom_getter")
  inline void set_custom_getter(CustomGetter custom_getter) const;
  VS_ROLE("VariableScope.set_dtype") inline void set_dtype(DType dtype) const;
  VS_ROLE("VariableScope.set_use_resource") inline void set_use_resource(bool use_resource) const;

  /// `scope.get_variable(name, ...)`, whatever scope is open.
  /// \throws ScopeError as varscope::get_variable
  template <class T = void>
  VS_ROLE("VariableScope.get_variable")
  Variable get_variable(ScopeName name, Shape shape = unspecified, VariableOptions options = {},
                        CallSite site = CallSite::current()) const;
  template <class T = void, class Options = VariableOptions>
    requires std::same_as<Options, VariableOptions>
  VS_ROLE("VariableScope.get_variable")
  Variable get_variable(ScopeName name, Options options,
                        CallSite site = CallSite::current()) const;

  /// Those under the prefix `name() + "/"`, in order of creation.
  VS_ROLE("VariableScope.global_variables") inline std::vector<Variable> global_variables() const;
  VS_ROLE("VariableScope.trainable_variables")
  inline std::vector<Variable> trainable_variables() const;
  VS_ROLE("VariableScope.local_variables") inline std::vector<Variable> local_variables() const;
  VS_ROLE("VariableScope.get_collection")
  inline std::vector<Variable> get_collection(std::string_view key) const;

  /// Whether they are the same scope object.
  friend bool operator==(const VariableScope& a, const VariableScope& b) {
    return a.object == b.object;
  }

  /// For the run time.
  const core::ScopeRef& get() const { return object; }
  std::uint64_t build() const { return build_id; }

private:
  inline detail::Build& checked() const;

  core::ScopeRef object;
  std::string_view text, name_scope;
  std::uint64_t build_id = 0;
};

} // namespace varscope
