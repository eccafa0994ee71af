#include "Resolve/Models/Sequence.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"
#include "Resolve/Models/View.h"

namespace varscope::resolve {

llvm::IntrusiveRefCntPtr<LibraryState> SequenceState::from(Interpreter& in, bool moves) const {
  auto made = llvm::makeIntrusiveRefCnt<SequenceState>(*this);
  if (owns)
    made->elements = SharedList<Place>(
      llvm::map_range(elements, [&](Place element) { return in.partFrom(element, moves); }));
  return made;
}

namespace {
bool isArray(const ir::Type* type) { return type && type->name == "std::array"; }
} // namespace

llvm::SmallVector<Place, 2> SequenceState::partsLike(const LibraryState&, const ir::Type* type) const {
  return isArray(type) ? llvm::SmallVector<Place, 2>(elements.begin(), elements.end()) : llvm::SmallVector<Place, 2>();
}

llvm::IntrusiveRefCntPtr<LibraryState> SequenceState::move(Interpreter& in, const ir::Type* type) const {
  return owns && !isArray(type) ? nullptr : from(in, true);
}

bool SequenceState::equals(const LibraryState& other) const {
  return classof(other) && llvm::equal(elements, static_cast<const SequenceState&>(other).elements);
}

void SequenceState::forEachPlace(llvm::function_ref<void(Place, bool)> visit) const {
  for (Place element : elements)
    visit(element, owns);
}

std::string SequenceState::print() const {
  return "a sequence of " + std::to_string(elements.size());
}

bool sequenceElements(Interpreter& in, const Value& sequence, llvm::SmallVectorImpl<Value>& out) {
  if (const auto* view = in.state<ViewState>(sequence)) {
    llvm::IntrusiveRefCntPtr<ViewState> kept = llvm::makeIntrusiveRefCnt<ViewState>(*view);
    return viewElements(in, *kept, out, maxElements + 1);
  }
  if (const auto* state = in.state<SequenceState>(sequence)) {
    for (Place element : state->elements)
      out.push_back(Value::place(element));
    return true;
  }
  Value content = in.load(sequence);
  if (content.isUnknown() || content.is(ValueKind::Undef) || content.isNone())
    return false;
  return in.elements(sequence, out);
}

Value sequenceElement(Interpreter& in, const Value& sequence, std::uint64_t index) {
  if (const auto* state = in.state<SequenceState>(sequence))
    return index < state->elements.size() ? Value::place(state->elements[index]) : Value();
  Value content = in.load(sequence);
  if (content.is(ValueKind::Aggregate))
    return index < content.parts().parts.size() ? Value::place(content.parts().parts[index])
                                                : Value();
  return {};
}

bool pointsInto(Interpreter& in, const Value& container) {
  const auto* state = in.state<SequenceState>(container);
  return !state || state->pointed == container.target();
}

Value pointedElement(Interpreter& in, const Value& container, std::uint64_t index) {
  return pointsInto(in, container) ? sequenceElement(in, container, index) : Value();
}

std::optional<std::uint64_t> sequenceSize(Interpreter& in, const Value& sequence) {
  if (const auto* state = in.state<SequenceState>(sequence))
    return state->elements.size();
  Value content = in.load(sequence);
  if (content.is(ValueKind::Aggregate))
    return content.parts().parts.size();
  llvm::SmallVector<Value> elements;
  if (content.is(ValueKind::Object) && in.elements(sequence, elements))
    return elements.size();
  return std::nullopt;
}

Value makeSequence(Interpreter& in, llvm::ArrayRef<Value> values) {
  auto state = llvm::makeIntrusiveRefCnt<SequenceState>();
  for (const Value& value : values)
    state->elements.push_back(in.materialize(value));
  return Value::library(state);
}

namespace {

const ir::Type* elementType(const ir::Type* container) { return typeArgument(container, 0); }

Value zeroOf(Interpreter& in, const ir::Type* type) {
  return type ? in.zero(*type) : in.unknown("an element of a type that is not known");
}

bool isSpan(const ir::Type* type) {
  return type && type->kind == ir::TypeKind::Library && type->name == "std::span";
}

/// `count` copies of a value, or of T{}; false if there are too many.
bool filled(Interpreter& in, std::uint64_t count, const Value* value, const ir::Type* type,
            SequenceState& out) {
  if (count > maxElements)
    return false;
  for (std::uint64_t i = 0; i < count; ++i)
    out.elements.push_back(in.materialize(value ? in.copyOf(*value) : zeroOf(in, type), type));
  return true;
}

Value copies(Interpreter& in, llvm::ArrayRef<Value> elements, const ir::Type* type) {
  auto state = llvm::makeIntrusiveRefCnt<SequenceState>();
  for (const Value& element : elements)
    state->elements.push_back(in.materialize(in.copyOf(element), type));
  return Value::library(state);
}

Value view(llvm::ArrayRef<Value> elements) {
  auto state = llvm::makeIntrusiveRefCnt<SequenceState>();
  state->owns = false;
  for (const Value& element : elements) {
    if (!element.isPlace())
      return {};
    state->elements.push_back(element.target());
  }
  return Value::library(state);
}

} // namespace

Value constructSequence(Interpreter& in, const LibCall& call) {
  llvm::ArrayRef<Value> args = withoutAllocator(in, call.args);
  const ir::Type* type = elementType(call.type);
  llvm::SmallVector<Value> elements;
  if (args.empty())
    return Value::make<SequenceState>();
  Value first = in.load(args[0]);
  if (args.size() == 1 && sequenceElements(in, args[0], elements)) {
    Value result = isSpan(call.type) ? view(elements) : copies(in, elements, type);
    return result.isNone() ? in.unknownResult(call) : result;
  }
  auto state = llvm::makeIntrusiveRefCnt<SequenceState>();
  if (first.isInt() && !isSpan(call.type))
    return filled(in, first.bits(), args.size() > 1 ? &args[1] : nullptr, type, *state)
               ? Value::library(state)
               : in.unknown("a container of more elements than are followed");
  if (args.size() == 2 && isSpan(call.type) && in.integer(args[1])) {
    std::uint64_t count = *in.integer(args[1]);
    Value from = first;
    if (from.is(ValueKind::Pointer) && from.hasIndex()) {
      Value array = Value::place(from.target());
      for (std::uint64_t i = 0; i < count; ++i) {
        Value element = pointedElement(in, array, from.index() + i);
        if (element.isNone())
          return in.unknownResult(call);
        elements.push_back(element);
      }
      return view(elements);
    }
  }
  if (args.size() == 2 && iteratorRange(in, args[0], args[1], elements)) {
    Value result = isSpan(call.type) ? view(elements) : copies(in, elements, type);
    return result.isNone() ? in.unknownResult(call) : result;
  }
  return in.unknownResult(call);
}

namespace {

Value size(Interpreter& in, const LibCall& call) {
  std::optional<std::uint64_t> size = sequenceSize(in, call.args[0]);
  return size ? Value::size(*size) : in.unknownResult(call);
}

Value empty(Interpreter& in, const LibCall& call) {
  std::optional<std::uint64_t> size = sequenceSize(in, call.args[0]);
  return size ? Value::boolean(*size == 0) : in.unknownResult(call);
}

Value element(Interpreter& in, const LibCall& call, std::optional<std::uint64_t> index) {
  if (index)
    if (Value found = sequenceElement(in, call.args[0], *index); !found.isNone())
      return found;
  llvm::StringRef reason = index ? "an index past the end" : "an element at an unknown index";
  if (sequenceSize(in, call.args[0]) && call.args[0].isPlace())
    return unknownElement(in, call.args[0].target(), reason);
  return in.unknownResult(call);
}

std::optional<std::uint64_t> indexArgument(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> index = in.integer(call.args[1]);
  return index ? std::optional<std::uint64_t>(*index) : std::nullopt;
}

Value index(Interpreter& in, const LibCall& call) {
  return element(in, call, indexArgument(in, call));
}

Value at(Interpreter& in, const LibCall& call) {
  std::optional<std::uint64_t> index = indexArgument(in, call);
  std::optional<std::uint64_t> size = sequenceSize(in, call.args[0]);
  if (!index || !size)
    in.mayRaise("std::out_of_range", call);
  else if (*index >= *size)
    in.raise("std::out_of_range", "vector::_M_range_check: __n (which is " + llvm::Twine(*index) +
                                      ") >= this->size() (which is " + llvm::Twine(*size) + ")");
  return element(in, call, index);
}

Value front(Interpreter& in, const LibCall& call) { return element(in, call, 0); }
Value back(Interpreter& in, const LibCall& call) {
  std::optional<std::uint64_t> size = sequenceSize(in, call.args[0]);
  return element(in, call, size ? std::optional<std::uint64_t>(*size - 1) : std::nullopt);
}

Value data(Interpreter& in, const LibCall& call) {
  if (!call.args[0].isPlace())
    return in.unknownResult(call);
  const Place container = call.args[0].target();
  if (!pointsInto(in, call.args[0])) {
    const Memory::Unseen unseen(in.memory()); // the program's container is as before
    in.edit<SequenceState>(container).pointed = container;
  }
  return Value::pointerInto(container, 0);
}

Value fill(Interpreter& in, const LibCall& call) {
  llvm::SmallVector<Value> elements;
  if (!sequenceElements(in, call.args[0], elements))
    return lost(in, call);
  for (const Value& element : elements)
    in.assign(element, in.copyOf(call.args[1]));
  return {};
}

Value toArray(Interpreter& in, const LibCall& call) {
  llvm::SmallVector<Value> elements;
  return sequenceElements(in, call.args[0], elements) ? copies(in, elements, elementType(call.type))
                                                      : in.unknownResult(call);
}

/// span::subspan, first, last.
Value part(Interpreter& in, const LibCall& call, std::uint64_t from, std::uint64_t count) {
  llvm::SmallVector<Value> elements;
  if (!sequenceElements(in, call.args[0], elements) || from > elements.size())
    return in.unknownResult(call);
  count = std::min<std::uint64_t>(count, elements.size() - from);
  return view(llvm::ArrayRef(elements).slice(from, count));
}
Value subspan(Interpreter& in, const LibCall& call) {
  std::optional<std::uint64_t> from = indexArgument(in, call);
  std::optional<std::int64_t> count =
      call.size() > 2 ? in.integer(call.args[2]) : std::optional<std::int64_t>(-1);
  return from && count ? part(in, call, *from, *count) : in.unknownResult(call);
}
Value firstPart(Interpreter& in, const LibCall& call) {
  std::optional<std::uint64_t> count = indexArgument(in, call);
  return count ? part(in, call, 0, *count) : in.unknownResult(call);
}
Value lastPart(Interpreter& in, const LibCall& call) {
  std::optional<std::uint64_t> count = indexArgument(in, call);
  std::optional<std::uint64_t> size = sequenceSize(in, call.args[0]);
  return count && size && *count <= *size ? part(in, call, *size - *count, *count)
                                          : in.unknownResult(call);
}

Value begin(Interpreter& in, const LibCall& call) { return beginOf(in, call.args[0], false); }
Value end(Interpreter& in, const LibCall& call) { return endOf(in, call.args[0], false); }
Value rbegin(Interpreter& in, const LibCall& call) { return beginOf(in, call.args[0], true); }
Value rend(Interpreter& in, const LibCall& call) { return endOf(in, call.args[0], true); }

Value makeDefault(Interpreter& in, const ir::Type& type) {
  auto state = llvm::makeIntrusiveRefCnt<SequenceState>();
  if (isArray(&type) && !filled(in, type.count, nullptr, elementType(&type), *state))
    return in.unknown("an array of more elements than are followed");
  return Value::library(state);
}

void elements(Interpreter& in, Place range, llvm::SmallVectorImpl<Value>& out) {
  sequenceElements(in, Value::place(range), out);
}

#define VARSCOPE_READERS(type)                                                                     \
  {"std::" type "::size", size}, {"std::" type "::empty", empty},                                  \
      {"std::" type "::operator[]", index}, {"std::" type "::at", at},                             \
      {"std::" type "::front", front}, {"std::" type "::back", back},                              \
      {"std::" type "::data", data}, {"std::" type "::begin", begin},                              \
      {"std::" type "::cbegin", begin}, {"std::" type "::end", end},                               \
      {"std::" type "::cend", end}, {"std::" type "::rbegin", rbegin},                             \
      {"std::" type "::rend", rend}, {"std::" type "::crbegin", rbegin}, {                         \
    "std::" type "::crend", rend                                                                   \
  }
constexpr ModelEntry models[] = {
    VARSCOPE_READERS("vector"),
    VARSCOPE_READERS("deque"),
    VARSCOPE_READERS("list"),
    VARSCOPE_READERS("array"),
    {"std::to_array", toArray},
    {"std::array::fill", fill},
    VARSCOPE_READERS("span"),
    {"std::span::span", constructSequence},
    {"std::span::subspan", subspan},
    {"std::span::first", firstPart},
    {"std::span::last", lastPart},
    VARSCOPE_READERS("initializer_list"),
    {"std::initializer_list::initializer_list", constructSequence},
};
#undef VARSCOPE_READERS

} // namespace

void addSequence(ModelTable& table) {
  table.add(models);
  static constexpr llvm::StringLiteral names[] = {"std::vector", "std::deque", "std::list",
                                                  "std::array", "std::span",
                                                  "std::initializer_list"};
  for (llvm::StringLiteral name : names)
    table.add(LibraryType{.name = name, .makeDefault = makeDefault, .elements = elements, .element = pointedElement,
                          .endsBackwards = name == "std::array"});
}

} // namespace varscope::resolve
