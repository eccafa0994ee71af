// std::reference_wrapper.

#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {
namespace {

struct ReferenceState final : LibraryStateOf<ReferenceState> {
  Place target;
  explicit ReferenceState(Place target) : target(target) {}
  bool equals(const LibraryState& other) const override {
    return classof(other) && target == static_cast<const ReferenceState&>(other).target;
  }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override { visit(target, false); }
  Value callable() const override { return Value::place(target); }
  std::string print() const override { return "a reference"; }
};

Value make(Interpreter& in, const LibCall& call) {
  if (in.state<ReferenceState>(call.args[0]))
    return in.load(call.args[0]);
  return call.args[0].isPlace() ? Value::make<ReferenceState>(call.args[0].target()) : in.unknownResult(call);
}

Value get(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<ReferenceState>(call.args[0]);
  return state ? Value::place(state->target) : in.unknownResult(call);
}

Value assign(Interpreter& in, const LibCall& call) {
  in.write(call.args[0], make(in, call.with(call.key, call.type, 1)));
  return call.args[0];
}

Value invoke(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<ReferenceState>(call.args[0]);
  return state ? in.call(Value::place(state->target), call.args.drop_front()) : in.unknownResult(call);
}

constexpr ModelEntry models[] = {
    {"std::ref", make},
    {"std::cref", make},
    {"std::reference_wrapper::reference_wrapper", make},
    {"std::reference_wrapper::operator=", assign},
    {"std::reference_wrapper::get", get},
    {"std::reference_wrapper::operator &", get},
    {"std::reference_wrapper::operator()", invoke},
};

} // namespace

void addReference(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{"std::reference_wrapper"});
}

} // namespace varscope::resolve
