// What holds a callable with some of its arguments: std::bind, bind_front, mem_fn.

#include "Resolve/Models/Functors.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {
namespace {

/// std::placeholders::_1 and its kin.
struct PlaceholderState final : LibraryStateOf<PlaceholderState> {
  unsigned number;
  explicit PlaceholderState(unsigned number) : number(number) {}
  bool equals(const LibraryState& other) const override {
    return classof(other) && number == static_cast<const PlaceholderState&>(other).number;
  }
  std::string print() const override { return "a placeholder"; }
};

struct BoundState final : LibraryStateOf<BoundState> {
  llvm::SmallVector<Place, 2> parts; ///< copies, the callable first
  bool usesPlaceholders = false;     ///< a call's arguments go where they stand, not behind the copies
  llvm::IntrusiveRefCntPtr<LibraryState> copy(Interpreter& in) const override {
    auto made = llvm::makeIntrusiveRefCnt<BoundState>(*this);
    for (Place& part : made->parts)
      part = in.partFrom(part, false);
    return made;
  }
  bool equals(const LibraryState& other) const override {
    return classof(other) && parts == static_cast<const BoundState&>(other).parts;
  }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override {
    for (Place part : parts)
      visit(part, true);
  }
  Value callable() const override { return Value::place(parts[0]); }
  static Value run(Interpreter& in, const LibraryState& state, llvm::ArrayRef<Value> given) {
    const auto& self = static_cast<const BoundState&>(state);
    llvm::SmallVector<Value, 4> args;
    for (Place part : llvm::ArrayRef(self.parts).drop_front()) {
      Value value = Value::place(part);
      const Value content = in.peek(value);
      if (const auto* placeholder = content.as<PlaceholderState>()) {
        if (placeholder->number > given.size())
          return in.unknown("a bound function with fewer arguments than it takes");
        value = given[placeholder->number - 1];
      } else if (isReference(in, value)) {
        value = content.state().callable();
      }
      args.push_back(std::move(value));
    }
    if (!self.usesPlaceholders)
      args.append(given.begin(), given.end());
    return invoked(in, Value::place(self.parts[0]), args);
  }
  static bool isReference(Interpreter& in, const Value& part) {
    const ir::Type* type = objectType(in, part);
    return type && type->name == "std::reference_wrapper" && in.peek(part).is(ValueKind::Library);
  }
  Invoke functor() const override { return run; }
  std::string print() const override { return "a bound function"; }
};

template <bool UsesPlaceholders> Value bind(Interpreter& in, const LibCall& call) {
  if (!in.callable(call.args[0]))
    return in.unknownResult(call);
  auto state = llvm::makeIntrusiveRefCnt<BoundState>();
  state->usesPlaceholders = UsesPlaceholders;
  for (std::size_t i = 0; i < call.size(); ++i) {
    // What bind() makes is called before, in place of its result.
    if (UsesPlaceholders && i > 0 && in.peek(call.args[i]).template as<BoundState>())
      return in.unknown("a bound function as an argument of '" + call.key + "' is not modelled");
    state->parts.push_back(in.materialize(take(in, call, i), objectType(in, call.args[i])));
  }
  return Value::library(state);
}

template <unsigned Number> Value placeholder(Interpreter& in, const LibCall&) {
  return Value::place(in.materialize(Value::make<PlaceholderState>(Number)));
}

constexpr ModelEntry models[] = {
    {"std::bind", bind<true>},
    {"std::bind_front", bind<false>},
    {"std::mem_fn", bind<false>},
    {"std::placeholders::_1", placeholder<1>},
    {"std::placeholders::_2", placeholder<2>},
    {"std::placeholders::_3", placeholder<3>},
    {"std::placeholders::_4", placeholder<4>},
    {"std::placeholders::_5", placeholder<5>},
    {"std::placeholders::_6", placeholder<6>},
};

} // namespace

void addBind(ModelTable& table) {
  table.add(models);
  // libstdc++'s and libc++'s classes of what the functions make.
  for (llvm::StringRef name : {"_Bind", "__bind", "_Bind_front", "__bind_front_t", "_Mem_fn", "__mem_fn"})
    table.add(("std::" + name + "::operator()").str(), callFunctor);
}

} // namespace varscope::resolve
