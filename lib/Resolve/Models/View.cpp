#include "Resolve/Models/View.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Pair.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Sequence.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {

bool ViewState::equals(const LibraryState& other) const {
  if (!classof(other))
    return false;
  const auto& o = static_cast<const ViewState&>(other);
  return view == o.view && base.same(o.base) && last.same(o.last) && callable == o.callable && count == o.count;
}

void ViewState::forEachPlace(llvm::function_ref<void(Place, bool)> visit) const {
  if (base.isPlace())
    visit(base.target(), false);
  if (callable)
    visit(callable, false); // shared by copies of the view
}

namespace {

/// iota(first), iota(first, bound).
bool iotaElements(Interpreter& in, const ViewState& view, llvm::SmallVectorImpl<Value>& out, std::uint64_t most) {
  Value first = in.load(view.base), last = in.load(view.last);
  if (!first.isInt() || (last.isNone() && most > maxElements) || (!last.isNone() && !last.isInt()))
    return false;
  for (Value at = first; out.size() < most && (last.isNone() || at.asInt() < last.asInt());
       at = Value::integer(at.bits() + 1, at.width(), at.isSigned()))
    out.push_back(at);
  return true;
}

bool below(Interpreter& in, const ViewState& view, llvm::SmallVectorImpl<Value>& out, std::uint64_t most) {
  if (const auto* inner = in.state<ViewState>(view.base)) {
    auto kept = llvm::makeIntrusiveRefCnt<ViewState>(*inner);
    return viewElements(in, *kept, out, most);
  }
  return sequenceElements(in, view.base, out);
}

} // namespace

bool viewElements(Interpreter& in, const ViewState& view, llvm::SmallVectorImpl<Value>& out, std::uint64_t most) {
  constexpr std::uint64_t all = maxElements + 1;
  llvm::SmallVector<Value> elements;
  Value callable = view.callable ? Value::place(view.callable) : Value();
  auto holds = [&](const Value& element) { return in.decide(in.call(callable, element)); };
  if (view.view == ViewState::Iota)
    return iotaElements(in, view, out, most);
  std::uint64_t wanted = view.view == ViewState::Take   ? std::min(view.count, most)
                         : view.view == ViewState::Drop ? (most == all ? all : most + view.count)
                         : view.view == ViewState::Transform || view.view == ViewState::Enumerate ||
                                 view.view == ViewState::All
                             ? most
                             : all;
  if (!below(in, view, elements, wanted))
    return false;
  switch (view.view) {
  case ViewState::All:
  case ViewState::Iota:
    break;
  case ViewState::Transform:
    for (Value& element : elements)
      element = in.call(callable, element);
    break;
  case ViewState::Filter:
    llvm::erase_if(elements, [&](const Value& element) { return !holds(element); });
    break;
  case ViewState::TakeWhile:
    elements.erase(llvm::find_if_not(elements, holds), elements.end());
    break;
  case ViewState::DropWhile:
    elements.erase(elements.begin(), llvm::find_if_not(elements, holds));
    break;
  case ViewState::Take:
    elements.truncate(std::min<std::size_t>(elements.size(), view.count));
    break;
  case ViewState::Drop:
    elements.erase(elements.begin(), elements.begin() + std::min<std::size_t>(elements.size(), view.count));
    break;
  case ViewState::Reverse:
    std::reverse(elements.begin(), elements.end());
    break;
  case ViewState::Keys:
  case ViewState::Values:
    for (Value& element : elements) {
      const auto* pair = in.state<TupleState>(element);
      if (!pair || pair->parts.size() < 2)
        return false;
      element = Value::place(pair->parts[view.view == ViewState::Values]);
    }
    break;
  case ViewState::Enumerate:
    for (std::size_t i = 0; i < elements.size(); ++i) {
      auto pair = llvm::makeIntrusiveRefCnt<TupleState>();
      Place element = elements[i].isPlace() ? elements[i].target() : in.materialize(elements[i]);
      pair->parts = {in.materialize(Value::int64(i)), element};
      pair->owned = {true, false};
      elements[i] = Value::library(pair);
    }
    break;
  }
  elements.truncate(std::min<std::size_t>(elements.size(), most));
  out.append(elements.begin(), elements.end());
  return true;
}

namespace {

/// An adaptor that waits for its range: views::transform(f).
struct AdaptorState final : LibraryStateOf<AdaptorState> {
  llvm::SmallVector<llvm::IntrusiveRefCntPtr<ViewState>, 2> steps;
  bool equals(const LibraryState&) const override { return false; }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override {
    for (const auto& step : steps)
      step->forEachPlace(visit);
  }
  std::string print() const override { return "a range adaptor"; }
};

/// A view of a range that is named; of a temporary's content, which the view takes over.
Value baseOf(Interpreter& in, const Value& range) {
  Value content = in.load(range);
  if (content.as<ViewState>() || !range.isPlace())
    return content;
  return range;
}

Value applied(Interpreter& in, const AdaptorState& adaptor, const Value& range) {
  Value base = baseOf(in, range);
  for (const auto& step : adaptor.steps) {
    auto view = llvm::makeIntrusiveRefCnt<ViewState>(*step);
    view->base = std::move(base);
    base = Value::library(view);
  }
  return base;
}

/// views::NAME(range, argument), views::NAME(argument), views::NAME.
template <ViewState::Kind Kind> Value adapt(Interpreter& in, const LibCall& call) {
  constexpr bool calls = Kind == ViewState::Transform || Kind == ViewState::Filter || Kind == ViewState::TakeWhile ||
                         Kind == ViewState::DropWhile;
  constexpr bool counts = Kind == ViewState::Take || Kind == ViewState::Drop;
  constexpr std::size_t arity = calls || counts;
  if (call.size() < arity || call.size() > arity + 1)
    return in.unknownResult(call);
  auto adaptor = llvm::makeIntrusiveRefCnt<AdaptorState>();
  auto step = llvm::makeIntrusiveRefCnt<ViewState>(Kind);
  if (calls) {
    in.refuseScopes(call); // what reaches a scope event is not called by a view
    std::size_t position = call.size() - 1;
    if (!in.callable(call.args[position]))
      return in.unknownResult(call);
    step->callable = in.materialize(take(in, call, position), objectType(in, call.args[position]));
  } else if (counts) {
    std::optional<std::int64_t> count = in.integer(call.args.back());
    if (!count || *count < 0)
      return in.unknownResult(call);
    step->count = *count;
  }
  adaptor->steps.push_back(step);
  return call.size() > arity ? applied(in, *adaptor, call.args[0]) : Value::library(adaptor);
}

Value iota(Interpreter& in, const LibCall& call) {
  auto view = llvm::makeIntrusiveRefCnt<ViewState>(ViewState::Iota);
  view->base = in.load(call.args[0]);
  if (call.size() > 1)
    view->last = in.load(call.args[1]);
  return view->base.isInt() && (view->last.isNone() || view->last.isInt()) ? Value::library(view)
                                                                          : in.unknownResult(call);
}

/// range | adaptor, adaptor | adaptor.
Value pipe(Interpreter& in, const LibCall& call) {
  const auto* right = in.state<AdaptorState>(call.args[1]);
  if (!right)
    return in.unknownResult(call);
  auto adaptor = llvm::makeIntrusiveRefCnt<AdaptorState>(*right);
  if (const auto* left = in.state<AdaptorState>(call.args[0])) {
    adaptor->steps.insert(adaptor->steps.begin(), left->steps.begin(), left->steps.end());
    return Value::library(adaptor);
  }
  return applied(in, *adaptor, call.args[0]);
}

std::optional<llvm::SmallVector<Value>> elementsOf(Interpreter& in, const LibCall& call) {
  llvm::SmallVector<Value> elements;
  const auto* view = in.state<ViewState>(call.args[0]);
  if (!view)
    return std::nullopt;
  auto kept = llvm::makeIntrusiveRefCnt<ViewState>(*view);
  return viewElements(in, *kept, elements, maxElements + 1) ? std::optional(elements) : std::nullopt;
}

Value size(Interpreter& in, const LibCall& call) {
  auto elements = elementsOf(in, call);
  return elements ? Value::size(elements->size()) : in.unknownResult(call);
}
Value empty(Interpreter& in, const LibCall& call) {
  auto elements = elementsOf(in, call);
  return elements ? Value::boolean(elements->empty()) : in.unknownResult(call);
}
Value element(Interpreter& in, const LibCall& call, std::size_t index) {
  auto elements = elementsOf(in, call);
  return elements && index < elements->size() ? (*elements)[index] : in.unknownResult(call);
}
Value front(Interpreter& in, const LibCall& call) { return element(in, call, 0); }
Value index(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> at = in.integer(call.args[1]);
  return at && *at >= 0 ? element(in, call, *at) : in.unknownResult(call);
}
Value begin(Interpreter& in, const LibCall& call) { return beginOf(in, call.args[0], false); }
Value end(Interpreter& in, const LibCall& call) { return endOf(in, call.args[0], false); }

void elements(Interpreter& in, Place range, llvm::SmallVectorImpl<Value>& out) {
  sequenceElements(in, Value::place(range), out);
}

constexpr ModelEntry models[] = {
    {"std::ranges::views::iota", iota},
    {"std::ranges::views::all", adapt<ViewState::All>},
    {"std::ranges::views::transform", adapt<ViewState::Transform>},
    {"std::ranges::views::filter", adapt<ViewState::Filter>},
    {"std::ranges::views::take_while", adapt<ViewState::TakeWhile>},
    {"std::ranges::views::drop_while", adapt<ViewState::DropWhile>},
    {"std::ranges::views::take", adapt<ViewState::Take>},
    {"std::ranges::views::drop", adapt<ViewState::Drop>},
    {"std::ranges::views::reverse", adapt<ViewState::Reverse>},
    {"std::ranges::views::keys", adapt<ViewState::Keys>},
    {"std::ranges::views::values", adapt<ViewState::Values>},
    {"std::ranges::views::enumerate", adapt<ViewState::Enumerate>},
    {"std::ranges::views::__adaptor::operator|", pipe},
    {"std::ranges::operator|", pipe},
    {"std::ranges::iota_view::iota_view", iota},
    {"std::ranges::view_interface::front", front},
    {"std::ranges::view_interface::operator[]", index},
    {"std::ranges::view_interface::empty", empty},
    {"std::ranges::view_interface::size", size},
};

constexpr llvm::StringLiteral classes[] = {
    "std::ranges::iota_view", "std::ranges::transform_view",  "std::ranges::filter_view",
    "std::ranges::take_view", "std::ranges::drop_view",       "std::ranges::take_while_view",
    "std::ranges::ref_view",  "std::ranges::drop_while_view", "std::ranges::reverse_view",
    "std::ranges::owning_view", "std::ranges::elements_view", "std::ranges::enumerate_view"};

} // namespace

void addView(ModelTable& table) {
  table.add(models);
  for (llvm::StringLiteral name : classes) {
    table.add(LibraryType{name, nullptr, nullptr, elements});
    table.add((name + "::begin").str(), begin);
    table.add((name + "::end").str(), end);
    table.add((name + "::size").str(), size);
    table.add((name + "::empty").str(), empty);
  }
}

} // namespace varscope::resolve
