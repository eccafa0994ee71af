#pragma once
/// A graph with the smallest host, and words to drive it with.

#include <varscope/core/graph.h>
#include <varscope/initializers.h>

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace varscope::core::test {

/// User code, as tests write it.
struct PartitionCode : Callable {
  std::function<std::vector<std::int64_t>(const Shape&, DType)> run;
};
struct GetterCode : Callable {
  std::function<VariableHandle(Graph&, const GetterLink&, std::string_view, const GetRequest&)> run;
};
struct RegularizerCode : Callable {
  std::function<bool(const Variable&)> run;
};

template <class Code, class Function> std::shared_ptr<const Callable> code(Function function) {
  auto made = std::make_shared<Code>();
  made->run = std::move(function);
  return made;
}

struct Event {
  EventKind kind;
  std::string name;
  Reuse reuse; ///< in force
};

class TestGraph : public Host {
public:
  Graph graph{*this};
  std::vector<Event> events;

  std::vector<std::int64_t> partition(const Partitioner& partitioner, const Shape& shape,
                                      DType dtype) override {
    return static_cast<const PartitionCode&>(*partitioner.callable()).run(shape, dtype);
  }
  VariableHandle call_custom_getter(const CustomGetter& getter, const GetterLink& link,
                                    std::string_view name, const GetRequest& request) override {
    return static_cast<const GetterCode&>(*getter.callable()).run(graph, link, name, request);
  }
  bool regularize(const Regularizer& regularizer, const Variable& variable) override {
    return static_cast<const RegularizerCode&>(*regularizer.callable()).run(variable);
  }
  void on_get(EventKind kind, const VariableHandle& variable, const GetRequest&,
              Reuse reuse) override {
    events.push_back({kind, name(variable), reuse});
  }

  VariableHandle get(std::string_view name, Shape shape = {1}, VariableOptions options = {}) {
    return graph.get_variable(graph.current_scope(), name, {std::move(shape), std::move(options)});
  }
  /// Creates or shares and tells the graph name.
  std::string get_name(std::string_view variable, Shape shape = {1}, VariableOptions options = {}) {
    return name(get(variable, std::move(shape), std::move(options)));
  }
  std::string make_name(std::string_view variable, Shape shape = {1},
                        VariableOptions options = {}) {
    return name(graph.new_variable(variable, {std::move(shape), std::move(options)}));
  }
  std::string name(VariableHandle handle) const {
    switch (handle.kind) {
    case VariableHandle::Kind::single: return graph.variables()[handle.index].name;
    case VariableHandle::Kind::partitioned: return graph.partitioned()[handle.index].key;
    case VariableHandle::Kind::none: break;
    }
    return "nothing";
  }
  const Variable& variable(VariableHandle handle) const { return graph.variables()[handle.index]; }
  std::vector<std::string> names(const std::vector<VariableHandle>& handles) const {
    std::vector<std::string> result;
    for (const VariableHandle handle : handles)
      result.push_back(name(handle));
    return result;
  }
  std::vector<std::string> variable_names() const {
    std::vector<std::string> result;
    for (const Variable& variable : graph.variables())
      result.push_back(variable.name);
    return result;
  }
};

/// `with tf.variable_scope(...)` for a C++ scope.
class In {
public:
  In(TestGraph& test, const char* name, const ScopeOptions& options = {})
      : graph(test.graph),
        entry(graph.enter_variable_scope(
            name ? std::optional<std::string_view>(name) : std::nullopt, options)) {}
  In(TestGraph& test, const ScopeRef& scope, const ScopeOptions& options = {})
      : graph(test.graph), entry(graph.enter_variable_scope(scope, options)) {}
  ~In() { graph.exit_variable_scope(entry); }
  In(const In&) = delete;
  In& operator=(const In&) = delete;

  const ScopeRef& scope() const { return entry.scope; }
  const Scope* operator->() const { return entry.scope.get(); }

private:
  Graph& graph;
  ScopeEntry entry;
};

/// `with tf.name_scope(...)` for a C++ scope.
class InName {
public:
  InName(TestGraph& test, std::optional<std::string_view> name,
         std::optional<std::string_view> default_name = {})
      : graph(test.graph), entry(graph.enter_name_scope(name, default_name)) {}
  ~InName() { graph.exit_name_scope(entry); }
  InName(const InName&) = delete;
  InName& operator=(const InName&) = delete;
  const std::string& text() const { return entry.text; }

private:
  Graph& graph;
  NameScopeEntry entry;
};

/// The slug and the text of the ScopeError that `run` throws.
template <class Run> std::pair<std::string, std::string> error_of(const Run& run) {
  try {
    run();
  } catch (const ScopeError& error) {
    return {std::string(error.rule()), error.what()};
  }
  return {"no error", ""};
}

/// What the journal tells of a change, which is taken back.
template <class Change> Delta delta_of(Journal& journal, const Change& change) {
  const Journal::Mark mark = journal.mark();
  change();
  Delta delta = journal.delta(mark);
  journal.rollback(mark);
  EXPECT_TRUE(journal.delta(mark).empty());
  journal.release(mark);
  return delta;
}

using Names = std::vector<std::string>;
using Failure = std::pair<std::string, std::string>;

inline Failure already_exists(const std::string& key) {
  return {"already-exists", "Variable " + key +
                                " already exists, disallowed. Did you mean to set reuse=True or "
                                "reuse=tf.AUTO_REUSE in VarScope?"};
}
inline Failure does_not_exist(const std::string& key) {
  return {"does-not-exist",
          "Variable " + key +
              " does not exist, or was not created with tf.get_variable(). Did you mean to set "
              "reuse=tf.AUTO_REUSE in VarScope?"};
}

inline const Reuse inherit_reuse(false), share_only(true), create_only(false);

} // namespace varscope::core::test
