// What std::vector<bool> hands out for an element: an object of its own that stands for the element, also where
// it is copied (auto x = bits[0]).

#include "Resolve/Models/BitReference.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Sequence.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {
namespace {

constexpr llvm::StringLiteral classes[] = {"std::_Bit_reference", "std::__bit_reference"};

struct BitReferenceState final : LibraryStateOf<BitReferenceState> {
  Place element;
  explicit BitReferenceState(Place element) : element(element) {}
  Value shown(Interpreter& in) const override { return in.load(Value::place(element)); }
  bool isOf(const ir::Type& type) const override { return llvm::is_contained(classes, type.name); }
  bool equals(const LibraryState& other) const override {
    return classof(other) && element == static_cast<const BitReferenceState&>(other).element;
  }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override { visit(element, false); }
  std::string print() const override { return "a reference to a bit"; }
};

Value get(Interpreter& in, const LibCall& call) { return in.load(call.args[0]); }

Value assign(Interpreter& in, const LibCall& call) {
  in.assign(bitElement(in, call.args[0]), in.load(call.args[1]));
  return call.args[0];
}

Value flip(Interpreter& in, const LibCall& call) {
  in.assign(bitElement(in, call.args[0]), Value::boolean(!in.decide(in.load(call.args[0]))));
  return {};
}

/// std::vector<bool>::flip().
Value flipAll(Interpreter& in, const LibCall& call) {
  llvm::SmallVector<Value> elements;
  if (!sequenceElements(in, call.args[0], elements))
    return lost(in, call);
  for (const Value& element : elements)
    flip(in, LibCall{call.node, call.key, nullptr, element, {}});
  return {};
}

} // namespace

Value bitElement(Interpreter& in, const Value& reference) {
  const Value content = in.stored(reference);
  if (const auto* state = content.as<BitReferenceState>())
    return Value::place(state->element);
  const ir::Type* type = objectType(in, reference);
  const bool isUnknownBit = content.isUnknown() && type && llvm::is_contained(classes, type->name);
  return isUnknownBit ? content : reference;
}

Value bitReference(Value element, const ir::Type* type) {
  const bool isReference = type && type->kind == ir::TypeKind::Library && llvm::is_contained(classes, type->name);
  return isReference && element.isPlace() ? Value::make<BitReferenceState>(element.target()) : element;
}

void addBitReference(ModelTable& table) {
  table.add("std::vector::flip", flipAll);
  for (llvm::StringRef name : classes) {
    table.add((name + "::operator bool").str(), get);
    table.add((name + "::operator=").str(), assign);
    table.add((name + "::flip").str(), flip);
  }
}

} // namespace varscope::resolve
