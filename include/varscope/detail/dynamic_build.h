#pragma once
/// A build without a plan: the semantic core resolves every name while the
/// model's expression runs.

#include <varscope/core/graph.h>
#include <varscope/core/layout.h>
#include <varscope/detail/build.h>
#include <varscope/detail/instance.h>
#include <varscope/getter.h>
#include <varscope/scopes.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace varscope::detail {

/// A number of bytes that 64 bits hold. Not optional::value(): what it throws would tie programs with
/// another standard library to this object of the run-time library.
template <class T> T fitting(std::optional<T> size) {
  if (!size)
    throw std::bad_alloc();
  return *std::move(size);
}

/// The core's Host at run time: calls user code.
class DynamicBuild : public Build, private core::Host {
public:
  explicit DynamicBuild(Instance& built)
      : instance(built), kept(std::make_shared<Kept>(static_cast<core::Host&>(*this))),
        graph(kept->graph) {
    instance.texts = kept;
  }

  /// The end of the build.
  /// \returns bytes of the arena
  std::uint64_t finish() {
    check_nesting();
    sync();
    const core::Layout layout = fitting(core::arena_layout(graph.variables()));
    for (VariableRecord& record : instance.variables) {
      record.offset = layout.variables[record.index].offset;
      place_in_whole(record, graph.variables()[record.index]);
    }
    return layout.arena_bytes;
  }

  VariableScope current_scope() override { return handle(graph.current_scope()); }
  VariableScope enter_variable_scope(ScopeName name, const ScopeOptions& options,
                                     CallSite) override {
    check_nesting();
    return entered(graph.enter_variable_scope(name.get(), options));
  }
  VariableScope enter_variable_scope(const VariableScope& scope, const ScopeOptions& options,
                                     CallSite) override {
    check_nesting();
    return entered(graph.enter_variable_scope(scope.get(), options));
  }
  std::string_view enter_name_scope(ScopeName name, const NameScopeOptions& options,
                                    CallSite) override {
    check_nesting();
    names.push_back(graph.enter_name_scope(name.get(), options.default_name.get(),
                                           static_cast<bool>(options.values)));
    return kept->texts.emplace_back(names.back().text);
  }
  void exit_variable_scope() noexcept override {
    graph.exit_variable_scope(scopes.back());
    scopes.pop_back();
  }
  void exit_name_scope() noexcept override {
    graph.exit_name_scope(names.back());
    names.pop_back();
  }

  std::string name_scope() override { return graph.name_scope(); }
  std::string unique_name(std::string_view base, CallSite) override {
    return graph.unique_name(base);
  }

  Variable get(GetKind kind, const VariableScope& scope, ScopeName name, Shape shape,
               VariableOptions options, CallSite) override {
    check_nesting();
    core::GetRequest request = to_core(std::move(shape), std::move(options));
    if (!name)
      throw ScopeError(Rule::MissingName, "a get needs a name");
    return handle(kind == GetKind::local
                      ? graph.get_local_variable(scope.get(), *name.get(), std::move(request))
                      : graph.get_variable(scope.get(), *name.get(), request));
  }
  Variable new_variable(ScopeName name, Shape shape, VariableOptions options, CallSite) override {
    check_nesting();
    return handle(graph.new_variable(name.get().value_or(std::string_view()),
                                     to_core(std::move(shape), std::move(options))));
  }
  Variable call_getter(const core::GetterChainRef& next, std::string_view name,
                       const VariableRequest& request, CallSite) override {
    return handle(graph.call_getter(core::GetterLink{next}, name, to_core(request)));
  }

  std::vector<Variable> collection(std::string_view key, const VariableScope* scope) override {
    std::vector<Variable> found;
    for (core::VariableHandle variable :
         scope ? graph.collection(key, *scope->get()) : graph.collection(key))
      found.push_back(handle(variable));
    return found;
  }

private:
  /// What the model's names point into. The graph is not called again once
  /// the build, its host, is gone.
  struct Kept {
    explicit Kept(core::Host& host) : graph(host) {}
    core::Graph graph;
    std::deque<std::string> texts;
    std::vector<core::ScopeRef> scopes;
  };

  std::vector<std::int64_t> partition(const Partitioner& partitioner, const Shape& shape,
                                      DType dtype) override {
    return static_cast<const PartitionerCallable&>(*partitioner.callable()).run(shape, dtype);
  }
  core::VariableHandle call_custom_getter(const CustomGetter& getter, const core::GetterLink& link,
                                          std::string_view name,
                                          const core::GetRequest& request) override {
    return handle(run(getter, Getter(*this, link.next), name, from_core(request)));
  }
  bool regularize(const Regularizer& regularizer, const core::Variable&) override {
    return !regularizer.is_null();
  }
  void on_get(core::EventKind, const core::VariableHandle&, const core::GetRequest&,
              Reuse) override {}

  VariableScope entered(core::ScopeEntry entry) {
    scopes.push_back(std::move(entry));
    kept->scopes.push_back(scopes.back().scope);
    return handle(scopes.back().scope);
  }
  VariableScope handle(const core::ScopeRef& scope) const {
    return VariableScope(scope, scope->name, scope->original_name_scope, id());
  }

  Variable handle(core::VariableHandle variable) {
    using Kind = core::VariableHandle::Kind;
    if (variable.kind == Kind::none)
      return Variable();
    sync();
    return Variable(variable.kind == Kind::single ? &instance.variables[variable.index]
                                                  : &instance.wholes[variable.index]);
  }
  core::VariableHandle handle(Variable variable) const {
    using Kind = core::VariableHandle::Kind;
    if (!variable)
      return {};
    if (variable.get()->arena != &instance.arena)
      throw_invalid("a custom getter returned a variable of another model");
    return {variable.get()->is_whole ? Kind::partitioned : Kind::single, variable.get()->index};
  }

  /// Makes records of what the graph has created since.
  void sync() {
    while (instance.variables.size() < graph.variables().size())
      add(graph.variables()[instance.variables.size()]);
    while (instance.wholes.size() < graph.partitioned().size())
      add(graph.partitioned()[instance.wholes.size()]);
  }
  void add(const core::Variable& variable) {
    VariableRecord& record = instance.variables.emplace_back();
    record.index = variable.index;
    record.exists = true;
    record.trainable = variable.trainable;
    record.dtype = variable.dtype;
    record.name = kept->texts.emplace_back(variable.name + ":0");
    record.op_name = variable.name;
    if (variable.caching_device)
      record.caching_device = *variable.caching_device;
    record.shape = variable.shape;
    record.initializer = variable.initializer;
    record.regularizer = variable.regularizer;
    record.constraint = variable.constraint;
    record.collections.assign(variable.collections.begin(), variable.collections.end());
    record.bytes = fitting(core::bytes_of(variable.shape, variable.dtype));
    record.arena = &instance.arena;
  }
  /// A variable becomes a slice some time after its creation.
  static void place_in_whole(VariableRecord& record, const core::Variable& variable) {
    std::string_view stream = variable.name;
    record.full_shape = variable.shape;
    record.var_offset.assign(variable.shape.rank(), 0);
    if (variable.slice) {
      record.whole_name = stream = variable.slice->of;
      record.full_shape = variable.slice->full_shape;
      record.var_offset = variable.slice->offset;
    }
    record.hash = runtime::hash_name(stream.data(), stream.size());
  }
  void add(const core::PartitionedVariable& whole) {
    VariableRecord& record = instance.wholes.emplace_back();
    record.index = whole.index;
    record.is_whole = record.exists = true;
    record.dtype = whole.dtype;
    record.name = record.op_name = whole.key;
    record.shape = record.full_shape = whole.shape;
    for (std::uint32_t index : whole.slices)
      record.slices.emplace_back(&instance.variables[index]);
    record.arena = &instance.arena;
    summarize_slices(record);
  }

  Instance& instance;
  std::shared_ptr<Kept> kept;
  core::Graph& graph;
  std::vector<core::ScopeEntry> scopes;
  std::vector<core::NameScopeEntry> names;
};

} // namespace varscope::detail
