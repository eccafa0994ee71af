#include "EngineTest.h"

#include "llvm/ADT/StringExtras.h"

namespace varscope::resolve::test {
namespace {

std::vector<std::string>* noted = nullptr;

class PlainHost final : public core::Host {
public:
  explicit PlainHost(Interpreter& in) : in(in) {}
  std::vector<std::int64_t> partition(const Partitioner&, const Shape&, DType) override { return {}; }
  core::VariableHandle call_custom_getter(const CustomGetter&, const core::GetterLink&, std::string_view,
                                          const core::GetRequest&) override {
    return {};
  }
  bool regularize(const Regularizer&, const core::Variable&) override { return false; }
  void on_get(core::EventKind kind, const core::VariableHandle& variable, const core::GetRequest& request,
              Reuse reuse) override {
    in.recorder().stored(kind, variable, name, request, reuse);
  }
  std::string name;

private:
  Interpreter& in;
};

struct GuardState final : LibraryStateOf<GuardState> {
  core::ScopeEntry entry;
  bool equals(const LibraryState& other) const override { return this == &other; }
  std::string print() const override { return "a scope"; }
};

Value note(Interpreter& in, const LibCall& call) {
  noted->push_back(in.load(call.args[0]).print());
  return {};
}
Value pureNote(Interpreter& in, const LibCall& call) { // without deciding
  noted->push_back(in.peek(call.args[0]).print());
  return {};
}
Value opaque(Interpreter& in, const LibCall&) { return in.unknown("an opaque value"); }

Value get(Interpreter& in, const LibCall& call) {
  const Value name = in.load(call.args[0]);
  if (!name.isString())
    in.unresolved(call.argNode(0), name, "the variable's name", "a literal");
  core::GetRequest request;
  request.shape = Shape({2});
  if (call.key == "test.get_reuse")
    request.options.reuse = AUTO_REUSE;
  core::Graph& graph = in.graph();
  in.recorder().beginGet(name, request);
  const core::VariableHandle handle = graph.get_variable(graph.current_scope(), name.str().str(), request);
  in.recorder().endGet(handle);
  return Value::int64(handle.index);
}
Value enter(Interpreter& in, const LibCall& call) {
  const Value name = in.load(call.args[0]);
  if (!name.isString())
    in.unresolved(call.argNode(0), name, "the scope's name", "a literal");
  ScopeOptions options;
  if (call.size() > 1)
    options.reuse = Reuse(in.boolean(call.args[1]).value_or(false));
  core::Graph& graph = in.graph();
  const core::ScopeRef from = graph.current_scope();
  auto state = llvm::makeIntrusiveRefCnt<GuardState>();
  state->entry = graph.enter_variable_scope(name.str().str(), options);
  in.recorder().entered(state->entry, name, from, options.reuse, false);
  return Value::library(state);
}
void leave(Interpreter& in, Place place) {
  const auto* state = in.state<GuardState>(Value::place(place));
  if (!state)
    return;
  in.graph().exit_variable_scope(state->entry);
  in.recorder().left(state->entry);
}

std::unique_ptr<core::Host> makeHost(Interpreter& in) { return std::make_unique<PlainHost>(in); }

const ModelTable& table() {
  static const ModelTable made = [] {
    ModelTable models;
    models.add("test.note", note);
    models.add("test.peek", pureNote);
    models.add("test.opaque", opaque);
    models.add("test.get", get);
    models.add("varscope.get_variable", get); // a scope event by its name alone
    models.add("test.get_reuse", get);
    models.add("test.enter", enter);
    LibraryType guard{.name = "test.Scope"};
    guard.destroy = leave;
    models.add(guard);
    static constexpr llvm::StringLiteral runtimeError[] = {"std::runtime_error"};
    static constexpr llvm::StringLiteral exception[] = {"std::exception"};
    LibraryType scopeError{.name = "varscope.ScopeError"};
    scopeError.bases = runtimeError;
    models.add(scopeError);
    LibraryType error{.name = "std::runtime_error"};
    error.bases = exception;
    models.add(error);
    models.makeHost = makeHost;
    return models;
  }();
  return made;
}

std::string printed(const Trace& trace) {
  std::string text;
  for (const auto& item : trace.items) {
    text += text.empty() ? "" : "; ";
    if (const auto* get = std::get_if<GetEvent>(&item))
      text += (get->kind == core::EventKind::share ? "share " : "create ") + get->name;
    else if (const auto* scope = std::get_if<ScopeEvent>(&item))
      text += "scope " + scope->name;
    else if (const auto* either = std::get_if<Alternatives>(&item)) {
      text += "{" + either->condition + ": " + printed(either->paths.at(0)) + " | " + printed(either->paths.at(1)) + "}";
    }
  }
  return text;
}

} // namespace

std::vector<std::string> Outcome::names() const {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < model().variables.size(); ++i)
    all.push_back(model().variables[i].name + (model().conditional[i] ? "?" : ""));
  return all;
}

std::vector<std::string> Outcome::findings() const {
  std::vector<std::string> all;
  for (const Finding& finding : model().findings) {
    std::string text = std::string(slug(finding.rule)) + "@" + std::to_string(finding.at.line);
    if (!finding.conditions.empty())
      text += " when " + llvm::join(finding.conditions, " and ");
    all.push_back(text);
  }
  return all;
}

std::string Outcome::trace() const { return printed(model().trace); }

Outcome resolveText(const std::string& text, ResolveOptions options) {
  Outcome outcome;
  llvm::Expected<std::unique_ptr<ir::Module>> program = ir::parse(text, "test.vsum");
  if (!program) {
    ADD_FAILURE() << llvm::toString(program.takeError());
    outcome.result.models.emplace_back();
    return outcome;
  }
  outcome.program = std::move(*program);
  options.models = &table();
  noted = &outcome.notes;
  outcome.result = resolve(*outcome.program, options);
  noted = nullptr;
  return outcome;
}

std::string programOf(const std::string& body, const std::string& rest) {
  return "varscope-summary 1\n(files \"m.cpp\")\n(model \"m\" \"build\" @0:1:1)\n(function \"build\" \"build\" @0:1:1 void\n"
         "  (body (block @1:1\n" +
         body + ")))\n" + rest;
}

} // namespace varscope::resolve::test
