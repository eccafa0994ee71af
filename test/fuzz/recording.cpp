// usage: PROGRAM record|initialize INPUTS

#include "recording.h"

#include "../../examples/common/sha256.h"

#include <dlfcn.h>

#include <iostream>
#include <map>
#include <typeinfo>
#include <utility>

namespace fuzz {

using conformance::json;
using conformance::numbers;
using conformance::object;

std::vector<std::string>& errors() {
  static std::vector<std::string> all;
  return all;
}

std::vector<std::uint32_t>& open_calls() {
  static std::vector<std::uint32_t> lines;
  return lines;
}

namespace {

struct OpenCall {
  explicit OpenCall(vs::CallSite site) { open_calls().push_back(site.line); }
  ~OpenCall() { open_calls().pop_back(); }
  OpenCall(const OpenCall&) = delete;
  OpenCall& operator=(const OpenCall&) = delete;
};

/// An error, where its innermost scope call stands (0: in none).
void record_error(const vs::ScopeError& error) {
  errors().push_back(object(
      {{"rule", json(error.rule())},
       {"line", json(static_cast<std::int64_t>(open_calls().empty() ? 0 : open_calls().back()))},
       {"lines", numbers(open_calls())},
       {"what", json(std::string_view(error.what()))}}));
}

std::string partition(const vs::detail::VariableRecord& of) {
  if (of.whole_name.empty())
    return "null";
  return object({{"of", json(of.whole_name)},
                 {"full_shape", numbers(of.full_shape)},
                 {"offset", numbers(of.var_offset)}});
}

std::string variables_json(const std::vector<vs::Variable>& variables) {
  std::vector<std::string> list;
  for (const vs::Variable& variable : variables)
    list.push_back(object({{"variable", conformance::variable_object(variable)},
                           {"partition", partition(*variable.get())},
                           {"offset", json(static_cast<std::int64_t>(variable.get()->offset))},
                           {"bytes", json(static_cast<std::int64_t>(variable.get()->bytes))}}));
  return json(list);
}

} // namespace

vs::VariableScope RecordingBuild::record_scope(vs::VariableScope entered) {
  scopes.push_back(object(
      {{"name", json(entered.name())}, {"name_scope", json(entered.original_name_scope())}}));
  return entered;
}

vs::VariableScope RecordingBuild::enter_variable_scope(vs::ScopeName name,
                                                       const vs::ScopeOptions& options,
                                                       vs::CallSite site) {
  const OpenCall call(site);
  return record_scope(DynamicBuild::enter_variable_scope(name, options, site));
}

vs::VariableScope RecordingBuild::enter_variable_scope(const vs::VariableScope& scope,
                                                       const vs::ScopeOptions& options,
                                                       vs::CallSite site) {
  const OpenCall call(site);
  return record_scope(DynamicBuild::enter_variable_scope(scope, options, site));
}

std::string_view RecordingBuild::enter_name_scope(vs::ScopeName name,
                                                  const vs::NameScopeOptions& options,
                                                  vs::CallSite site) {
  const OpenCall call(site);
  return DynamicBuild::enter_name_scope(name, options, site);
}

std::string RecordingBuild::unique_name(std::string_view base, vs::CallSite site) {
  const OpenCall call(site);
  return DynamicBuild::unique_name(base, site);
}

/// An event stands where its get ends. It is a creation if the variable that the get returns
/// was not there when it began. A get that a custom getter forwards is the getter's own gets.
template <typename Call>
vs::Variable RecordingBuild::record_get(vs::CallSite site, const Call& call) {
  const std::size_t singles = instance.variables.size(), wholes = instance.wholes.size();
  const OpenCall open(site);
  const std::size_t listed = events.size();
  const vs::Variable result = call();
  if (!result || events.size() != listed)
    return result;
  const vs::detail::VariableRecord& record = *result.get();
  const bool created = record.index >= (record.is_whole ? wholes : singles);
  events.push_back(object({{"kind", json(std::string_view(created ? "create" : "share"))},
                           {"name", json(std::string_view(record.op_name))},
                           {"line", json(static_cast<std::int64_t>(site.line))}}));
  return result;
}

vs::Variable RecordingBuild::get(vs::detail::GetKind kind, const vs::VariableScope& scope,
                                 vs::ScopeName name, vs::Shape shape, vs::VariableOptions options,
                                 vs::CallSite site) {
  return record_get(site, [&] {
    return DynamicBuild::get(kind, scope, name, std::move(shape), std::move(options), site);
  });
}

vs::Variable RecordingBuild::new_variable(vs::ScopeName name, vs::Shape shape,
                                          vs::VariableOptions options, vs::CallSite site) {
  return record_get(site, [&] {
    return DynamicBuild::new_variable(name, std::move(shape), std::move(options), site);
  });
}

vs::Variable RecordingBuild::call_getter(const vs::core::GetterChainRef& next,
                                         std::string_view name, const vs::VariableRequest& request,
                                         vs::CallSite site) {
  return record_get(site,
                    [&] { return DynamicBuild::call_getter(next, name, request, site); });
}

void print(std::string_view model, const vs::detail::Instance& instance,
           const RecordingBuild& build, std::string_view raised) {
  const auto all = [](const vs::detail::VariableRecord&) { return true; };
  std::cout << object({{"model", json(model)},
                       {"variables", raised.empty() ? variables_json(instance.select(all)) : "[]"},
                       {"events", json(build.events)},
                       {"scopes", json(build.scopes)},
                       {"errors", json(errors())},
                       {"raised", json(raised)}})
            << '\n';
}

void print(std::string_view model, bool planned, const std::vector<vs::Variable>& variables,
           std::span<const std::byte> arena) {
  std::map<std::string_view, const vs::detail::VariableRecord*> by_name;
  for (const vs::Variable& variable : variables)
    by_name[variable.get()->op_name] = variable.get();
  std::vector<std::byte> values;
  for (const auto& [name, record] : by_name) {
    const auto bytes = arena.subspan(record->offset, record->bytes);
    values.insert(values.end(), bytes.begin(), bytes.end());
  }
  std::cout << object({{"model", json(model)},
                       {"planned", json(planned)},
                       {"variables", variables_json(variables)},
                       {"arena", json(std::string_view(examples::sha256(arena)))},
                       {"values", json(std::string_view(examples::sha256(values)))}})
            << '\n';
}

void print_failed(std::string_view model, std::string_view what) {
  std::cout << object({{"model", json(model)}, {"failed", json(what)}}) << '\n';
}

} // namespace fuzz

/// Every error is seen where it is thrown, because programs catch some: the C++ run-time
/// library's function is called next.
extern "C" [[noreturn]] void __cxa_throw(void* thrown, void* type, void (*destroy)(void*)) {
  if (*static_cast<const std::type_info*>(type) == typeid(vs::ScopeError))
    fuzz::record_error(*static_cast<const vs::ScopeError*>(thrown));
  using Throw = void (*)(void*, void*, void (*)(void*));
  static const Throw next = reinterpret_cast<Throw>(dlsym(RTLD_NEXT, "__cxa_throw"));
  next(thrown, type, destroy);
  __builtin_unreachable();
}

namespace {
unsigned long inputs = 0;
}

bool input(int index) { return (inputs >> index & 1) != 0; }

int main(int argc, char** argv) {
  if (argc != 3)
    return 2;
  inputs = std::stoul(argv[2]);
  const bool record = std::string_view(argv[1]) == "record";
  for (const fuzz::Program& program : fuzz::programs) {
    (record ? program.record : program.initialize)();
    std::cout << std::flush;
  }
}
