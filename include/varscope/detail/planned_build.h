#pragma once
/// A build with a plan: every call is one step of the plan's automaton
/// (plan.h), found by its site and the hash of the name it is given. No name
/// is built, looked up or compared; a step that does not exist, or does not
/// fit the call, is the error that the plan is stale.
///
/// Scope objects keep their defaults at run time (callables, and parameters
/// that the compiler could not know); their names are the plan's.

#include <varscope/core/defaults.h>
#include <varscope/core/initial_values.h>
#include <varscope/core/names.h>
#include <varscope/core/request.h>
#include <varscope/detail/build.h>
#include <varscope/detail/instance.h>
#include <varscope/getter.h>
#include <varscope/plan.h>
#include <varscope/plan_error.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace varscope::detail {

class PlannedBuild final : public Build {
public:
  /// \throws PlanError for a unit of another version
  PlannedBuild(Instance& built, const plan::Plan& model_plan)
      : instance(built), plan(model_plan) {
    if (plan.version != plan::version)
      throw PlanError("the plan of model " + std::string(plan.model) + " has version " +
                      std::to_string(plan.version) + ", but this program's VarScope reads version " +
                      std::to_string(plan::version) + ": rebuild it with varscope generate");
    for (std::uint32_t i = 0; i != plan.variable_count; ++i)
      add(plan.variables[i]);
    for (std::uint32_t i = 0; i != plan.whole_count; ++i)
      add(plan.wholes[i]);
    core::Scope root;
    root.reuse = false;
    open.push_back({handle(std::make_shared<core::Scope>(std::move(root)), "", ""), ""});
  }

  /// The end of the build.
  /// \returns bytes of the arena
  std::uint64_t finish() {
    check_nesting();
    if (!plan.steps[cursor].may_end)
      stale("the build ends here, but the plan goes on");
    return plan.arena_bytes;
  }

  VariableScope current_scope() override { return open.back().scope; }
  VariableScope enter_variable_scope(ScopeName name, const ScopeOptions& options,
                                     CallSite site) override {
    const ScopeName given = name ? name : options.default_name;
    return enter(*open.back().scope.get(), given.get().value_or(std::string_view()), options, site);
  }
  VariableScope enter_variable_scope(const VariableScope& scope, const ScopeOptions& options,
                                     CallSite site) override {
    return enter(*scope.get(), {}, options, site);
  }
  std::string_view enter_name_scope(ScopeName name, const NameScopeOptions&,
                                    CallSite site) override {
    const plan::Step& step =
        advance(Call::name_scope, name.get().value_or(std::string_view()), site);
    const char* text = plan.texts[step.payload];
    open.push_back({open.back().scope, text});
    return text;
  }
  void exit_variable_scope() noexcept override { open.pop_back(); }
  void exit_name_scope() noexcept override { open.pop_back(); }

  std::string name_scope() override {
    std::string_view text = open.back().name_scope;
    if (text.ends_with('/'))
      text.remove_suffix(1);
    return std::string(text);
  }
  std::string unique_name(std::string_view base, CallSite site) override {
    return plan.texts[advance(Call::unique_name, base, site).payload];
  }

  Variable get(GetKind kind, const VariableScope& given_scope, ScopeName given_name, Shape shape,
               VariableOptions options, CallSite site) override {
    const VariableScope scope = given_scope; // a getter may leave it while it is in use
    const std::string_view name = given_name.get().value_or(std::string_view());
    core::GetRequest request = to_core(std::move(shape), std::move(options));
    if (kind == GetKind::local)
      request = core::local_request(std::move(request));
    const core::GetterChainRef getters = core::getters_of(*scope.get(), request.options);
    request = core::with_defaults(*scope.get(), std::move(request));
    return getters ? run_getter(*getters, core::join(scope.name(), name), name, request, site)
                   : bind(advance(Call::get, name, site), request);
  }
  Variable new_variable(ScopeName name, Shape shape, VariableOptions options,
                        CallSite site) override {
    return bind(advance(Call::get, name.get().value_or(std::string_view()), site),
                to_core(std::move(shape), std::move(options)));
  }
  Variable call_getter(const core::GetterChainRef& next, std::string_view name,
                       const VariableRequest& request, CallSite site) override {
    const core::GetRequest passed = to_core(request);
    return next ? run_getter(*next, name, name, passed, site)
                : bind(advance(Call::get, name, site), passed);
  }

  std::vector<Variable> collection(std::string_view key, const VariableScope* scope) override {
    const std::string prefix =
        !scope || scope->name().empty() ? "" : std::string(scope->name()) + "/";
    return instance.select([&](const VariableRecord& variable) {
      return has_collection(variable, key) && variable.op_name.starts_with(prefix);
    });
  }

private:
  enum class Call : std::uint8_t { variable_scope, name_scope, get, unique_name };
  struct OpenScope {
    VariableScope scope;
    std::string_view name_scope; ///< "a/b_1/"; "" at the root
  };

  // -- steps ---------------------------------------------------------------------

  static bool is(plan::StepKind step, Call call) {
    switch (step) {
    case plan::StepKind::start: return false;
    case plan::StepKind::enter_variable_scope: return call == Call::variable_scope;
    case plan::StepKind::enter_name_scope: return call == Call::name_scope;
    case plan::StepKind::get:
    case plan::StepKind::get_partitioned:
    case plan::StepKind::get_nothing: return call == Call::get;
    case plan::StepKind::unique_name: return call == Call::unique_name;
    }
    return false;
  }

  static bool is(const plan::Site& place, const CallSite& site) {
    return place.file == plan::fnv1a("") ||
           (place.file == site.file && place.first_line <= site.line && site.line <= place.last_line);
  }

  const plan::Step& advance(Call call, std::string_view name, CallSite site) {
    check_nesting();
    const std::uint64_t hash = plan::fnv1a(name);
    const plan::Step& from = plan.steps[cursor];
    for (std::uint32_t i = 0; i != from.next_count; ++i) {
      const plan::Step& step = plan.steps[from.next[i]];
      const plan::Site& place = plan.sites[step.site];
      if (is(step.kind, call) && step.name == hash && is(place, site)) {
        cursor = from.next[i];
        return step;
      }
    }
    stale("the call with name '" + std::string(name) + "' in line " + std::to_string(site.line) +
          " is not in the plan at this point");
  }

  [[noreturn]] void stale(const std::string& why) const {
    throw PlanError("the plan of model " + std::string(plan.model) + " is stale: " + why +
                    "; rebuild it with varscope generate");
  }

  // -- scopes --------------------------------------------------------------------

  VariableScope handle(core::ScopeRef scope, const char* name, const char* original) const {
    return VariableScope(std::move(scope), name, original, id());
  }
  VariableScope enter(const core::Scope& defaults, std::string_view name,
                      const ScopeOptions& options, CallSite site) {
    const plan::Scope& entered =
        plan.scopes[advance(Call::variable_scope, name, site).payload];
    auto scope = std::make_shared<core::Scope>(defaults);
    core::override_defaults(*scope, options);
    open.push_back({handle(std::move(scope), entered.name, entered.original_name_scope),
                    entered.name_scope});
    return open.back().scope;
  }

  // -- gets ----------------------------------------------------------------------

  /// \param full as the getter is given the name  \param given as the call gives it
  Variable run_getter(const core::GetterChain& getters, std::string_view full,
                      std::string_view given, const core::GetRequest& request, CallSite site) {
    check_nesting();
    open.push_back({open.back().scope, ""}); // a getter runs in the root name scope
    struct Restore {
      std::vector<OpenScope>& scopes;
      ~Restore() { scopes.pop_back(); }
    };
    Variable result;
    {
      const Restore at_exit{open};
      result = run(getters.getter, Getter(*this, getters.outer), full, from_core(request));
    }
    if (result != variable_of(advance(Call::get, given, site)))
      stale("a custom getter returns another variable than planned");
    return result;
  }

  Variable variable_of(const plan::Step& step) const {
    if (step.kind == plan::StepKind::get_nothing)
      return Variable();
    return Variable(step.kind == plan::StepKind::get ? &instance.variables[step.payload]
                                                     : &instance.wholes[step.payload]);
  }

  /// What a get that reached the store yields. `request` has the scope's defaults.
  Variable bind(const plan::Step& step, const core::GetRequest& request) {
    switch (step.kind) {
    case plan::StepKind::get:
      reach(instance.variables[step.payload], step.creates, request);
      break;
    case plan::StepKind::get_partitioned:
      reach(instance.wholes[step.payload], step.creates, request);
      break;
    default: break;
    }
    return variable_of(step);
  }
  void reach(VariableRecord& variable, bool creates, const core::GetRequest& request) {
    if (variable.exists == creates)
      stale("variable " + std::string(variable.op_name) +
            (creates ? " is created twice" : " is shared before it is created"));
    check(variable, creates, request);
    if (!creates)
      return;
    if (!variable.is_whole)
      return create(variable, request);
    for (Variable slice : variable.slices)
      if (VariableRecord& shard = instance.variables[slice.get()->index]; !shard.exists)
        create(shard, request);
    summarize_slices(variable);
    variable.exists = true;
  }

  /// The shape and dtype asked for are those that were planned: a changed
  /// number in the source must not yield memory of the old size.
  void check(const VariableRecord& variable, bool creates, const core::GetRequest& request) {
    const VariableOptions& options = request.options;
    if (request.shape && !core::detail::is_compatible(*request.shape, variable.shape))
      stale("variable " + std::string(variable.op_name) + " is planned with shape " +
            variable.shape.str() + ", but asked for with " + request.shape->str());
    const DType dtype = creates && options.initializer.is_value()
                            ? options.initializer.data()->dtype
                            : options.dtype.value_or(float32);
    if (dtype != variable.dtype)
      stale("variable " + std::string(variable.op_name) + " is planned with dtype " +
            std::string(name(variable.dtype)) + ", but asked for with " +
            std::string(name(dtype)));
  }

  void create(VariableRecord& variable, const core::GetRequest& request) {
    const VariableOptions& options = request.options;
    variable.exists = true;
    variable.regularizer = options.regularizer;
    variable.constraint = options.constraint;
    if (!plan.variables[variable.index].runtime_initializer)
      return;
    variable.initializer = options.initializer
                               ? options.initializer
                               : core::default_initializer(variable.dtype);
    if (variable.initializer.is_value() &&
        variable.initializer.data()->shape != variable.full_shape)
      stale("variable " + std::string(variable.op_name) + " is planned with shape " +
            variable.full_shape.str() + ", but its value has " +
            variable.initializer.data()->shape.str());
    core::check_initializer(variable.initializer, variable.dtype, variable.shape,
                            variable.full_shape);
  }

  // -- records -------------------------------------------------------------------

  static Shape shape_of(const std::int64_t* sizes, std::uint32_t rank) {
    return Shape(std::vector<std::int64_t>(sizes, sizes + rank));
  }
  void add(const plan::Variable& planned) {
    VariableRecord& record = instance.variables.emplace_back();
    record.index = static_cast<std::uint32_t>(instance.variables.size() - 1);
    record.trainable = planned.trainable;
    record.dtype = planned.dtype;
    record.name = std::string_view(planned.name, planned.name_length + 2); // ":0"
    record.op_name = std::string_view(planned.name, planned.name_length);
    if (planned.caching_device)
      record.caching_device = planned.caching_device;
    record.shape = record.full_shape = shape_of(planned.shape, planned.rank);
    record.var_offset.assign(planned.rank, 0);
    if (planned.slice) {
      record.whole_name = planned.slice->of;
      record.full_shape = shape_of(planned.slice->full_shape, planned.rank);
      record.var_offset.assign(planned.slice->offset, planned.slice->offset + planned.rank);
    }
    record.initializer = Initializer::from_spec(planned.initializer, record.full_shape);
    record.collections.assign(planned.collections,
                              planned.collections + planned.collection_count);
    record.hash = planned.hash;
    record.offset = planned.offset;
    record.bytes = planned.bytes;
    record.arena = &instance.arena;
  }
  void add(const plan::Whole& planned) {
    VariableRecord& record = instance.wholes.emplace_back();
    record.index = static_cast<std::uint32_t>(instance.wholes.size() - 1);
    record.is_whole = true;
    record.dtype = planned.dtype;
    record.name = record.op_name = std::string_view(planned.name, planned.name_length);
    record.shape = record.full_shape = shape_of(planned.shape, planned.rank);
    for (std::uint32_t i = 0; i != planned.slice_count; ++i)
      record.slices.emplace_back(&instance.variables[planned.slices[i]]);
    record.arena = &instance.arena;
    summarize_slices(record);
  }

  Instance& instance;
  const plan::Plan& plan;
  std::uint32_t cursor = 0; ///< the latest step
  std::vector<OpenScope> open; ///< innermost last; the root is first
};

} // namespace varscope::detail
