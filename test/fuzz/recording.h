// What a program of the fuzzer shows when it runs without a plan: a build that notes every
// get with its line, every scope, and every error, and prints them as one line of JSON.
#pragma once

#include "../conformance/json.h"
#include "prelude.h"

#include <varscope/detail/dynamic_build.h>
#include <varscope/varscope.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

/// The errors that were thrown, caught or not, as JSON, in order. The run of a program
/// clears them first.
std::vector<std::string>& errors();
/// The lines of the calls that are under way, outermost first: getters nest.
std::vector<std::uint32_t>& open_calls();

/// The dynamic build, with its eyes open.
class RecordingBuild final : public vs::detail::DynamicBuild {
public:
  explicit RecordingBuild(vs::detail::Instance& built) : DynamicBuild(built), instance(built) {}

  vs::VariableScope enter_variable_scope(vs::ScopeName name, const vs::ScopeOptions& options,
                                         vs::CallSite site) override;
  vs::VariableScope enter_variable_scope(const vs::VariableScope& scope,
                                         const vs::ScopeOptions& options,
                                         vs::CallSite site) override;
  std::string_view enter_name_scope(vs::ScopeName name, const vs::NameScopeOptions& options,
                                    vs::CallSite site) override;
  std::string unique_name(std::string_view base, vs::CallSite site) override;
  vs::Variable get(vs::detail::GetKind kind, const vs::VariableScope& scope, vs::ScopeName name,
                   vs::Shape shape, vs::VariableOptions options, vs::CallSite site) override;
  vs::Variable new_variable(vs::ScopeName name, vs::Shape shape, vs::VariableOptions options,
                            vs::CallSite site) override;
  vs::Variable call_getter(const vs::core::GetterChainRef& next, std::string_view name,
                           const vs::VariableRequest& request, vs::CallSite site) override;

  std::vector<std::string> events, scopes; ///< JSON, as in a manifest, with "line" for "at"

private:
  template <typename Call>
  vs::Variable record_get(vs::CallSite site, const Call& call);
  vs::VariableScope record_scope(vs::VariableScope entered);

  vs::detail::Instance& instance;
};

/// Prints {"model", "variables", "events", "scopes", "errors", "raised"}.
void print(std::string_view model, const vs::detail::Instance& instance,
           const RecordingBuild& build, std::string_view raised);
/// Prints {"model", "planned", "variables", "arena", "values"}: what a finished model holds, with the
/// SHA-256 of its arena and of its variables' bytes alone, in the order of their names: paths
/// place them differently.
void print(std::string_view model, bool planned, const std::vector<vs::Variable>& variables,
           std::span<const std::byte> arena);

/// Builds the model and prints what happened.
template <typename Tag>
void record() {
  errors().clear();
  open_calls().clear();
  vs::detail::Instance instance;
  RecordingBuild build(instance);
  std::string raised;
  try {
    const vs::detail::Built<Tag> built;
    build.finish();
  } catch (const vs::ScopeError& error) {
    raised = error.rule();
  } catch (const std::exception& error) {
    raised = std::string("exception: ") + error.what();
  }
  print(Tag::varscope_tag(), instance, build, raised);
}

/// Prints {"model", "failed"}.
void print_failed(std::string_view model, std::string_view what);

/// Builds and initialises the model as its users do. An error of its own is not printed: the
/// recorded run tells it.
template <typename Tag>
void initialize() {
  try {
    vs::Model<Tag> model(/*seed=*/17, {.threads = 1});
    print(Tag::varscope_tag(), model.planned(), model.variables(), model.arena());
  } catch (const vs::ScopeError&) {
  } catch (const std::exception& error) {
    print_failed(Tag::varscope_tag(), error.what());
  }
}

struct Program {
  void (*record)();
  void (*initialize)();
};
/// One for each model of the batch, which defines it.
extern const std::vector<Program> programs;

} // namespace fuzz
