// First values of other libraries' variables, and the options that describe them.

#include "Resolve/Models/Sequence.h"
#include "Resolve/Roles/Options.h"
#include "Resolve/Roles/Registry.h"
#include "Resolve/Roles/Trees.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include <varscope/initializers.h>

namespace varscope::resolve {

std::optional<Shape> softShape(Interpreter& in, const Value& given) {
  const auto size = [&](const Value& value) { return in.integer(value).value_or(unknown); };
  const Value content = in.load(given);
  if (content.isInt())
    return Shape{size(content)};
  if (const auto* shape = content.as<ShapeState>()) {
    if (!shape->specified)
      return std::nullopt;
    return Shape(llvm::to_vector(llvm::map_range(shape->dims, size)));
  }
  llvm::SmallVector<Value> dims;
  if (content.isUnknown() || !sequenceElements(in, given, dims))
    return std::nullopt;
  return Shape(llvm::to_vector(llvm::map_range(dims, size)));
}

const Value* SettingsState::find(llvm::StringRef name) const {
  for (const auto& [known, value] : values)
    if (known == name)
      return &value;
  return nullptr;
}

bool SettingsState::equals(const LibraryState& other) const {
  if (!classof(other))
    return false;
  const auto& o = static_cast<const SettingsState&>(other);
  return llvm::equal(values, o.values, [](const auto& a, const auto& b) {
    return a.first == b.first && a.second.same(b.second);
  });
}

namespace {

using runtime::FillKind;

Initializer initializerNamed(llvm::StringRef name) {
  return llvm::StringSwitch<Initializer>(name)
      .Case("zeros", zeros())
      .Case("ones", ones())
      .Case("random_uniform", random_uniform(0, 1))
      .Case("random_normal", random_normal(0, 1))
      .Case("identity", identity())
      .Default({});
}

/// torch::zeros({2, 3}), torch::zeros_like(x), and Tensor().
Value tensor(Interpreter& in, const LibCall& call) {
  auto state = llvm::makeIntrusiveRefCnt<TensorState>();
  if (const auto* like = in.state<TensorState>(call.arg("like"))) {
    state->shape = like->shape;
    state->dtype = like->dtype;
  }
  state->defined = !call.named.empty() || !call.args.empty();
  if (call.has("shape")) {
    state->shape = softShape(in, call.arg("shape"));
    state->dtype = float32;
  }
  if (call.has("options"))
    state->dtype = std::nullopt;
  if (auto kind = in.string(call.arg("initializer")))
    state->initializer = initializerNamed(*kind);
  return asResult(in, call, Value::library(state));
}

/// What is done to a tensor is numeric work.
Value tensorMethod(Interpreter& in, const LibCall& call) {
  return in.unknown("'" + call.key + "' is numeric work");
}

Value noTensor(Interpreter&, const ir::Type&) {
  auto state = llvm::makeIntrusiveRefCnt<TensorState>();
  state->defined = false;
  return Value::library(state);
}

Value settings(Interpreter& in, const LibCall& call) {
  auto state = llvm::makeIntrusiveRefCnt<SettingsState>();
  for (const auto& [name, value] : call.named)
    state->values.emplace_back(name.str(), in.copyOf(value));
  return Value::library(state);
}

/// A setter, `options.bias(false)`, or a getter, `options.bias()`.
Value setting(Interpreter& in, const LibCall& call) {
  const llvm::StringRef name = call.key.rsplit("::").second;
  const auto* known = call.args.empty() ? nullptr : in.state<SettingsState>(call.args[0]);
  if (!known)
    return in.unknownResult(call);
  if (call.named.empty()) {
    const Value* value = known->find(name);
    return value ? asResult(in, call, *value) : in.unknown("the option '" + name + "', which was not set");
  }
  auto changed = llvm::makeIntrusiveRefCnt<SettingsState>(*known);
  const Value value = in.copyOf(call.named.front().second);
  llvm::erase_if(changed->values, [&](const auto& each) { return each.first == name; });
  changed->values.emplace_back(name.str(), value);
  if (!call.args[0].isPlace())
    return Value::library(changed);
  in.write(call.args[0], Value::library(changed));
  return call.args[0];
}

Value noSettings(Interpreter&, const ir::Type&) { return Value::make<SettingsState>(); }

constexpr ModelEntry models[] = {
    {"varscope.value", tensor},
    {"varscope.value::*", tensorMethod},
    {"varscope.settings", settings},
    {"varscope.settings::*", setting},
};

} // namespace

void addTensorsRoles(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{"varscope.value", noTensor});
  table.add(LibraryType{"varscope.settings", noSettings});
}

} // namespace varscope::resolve
