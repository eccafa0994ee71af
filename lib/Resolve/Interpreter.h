#pragma once
/// Runs scope IR. This header is what models and roles see of the interpreter;
/// its state is in Machine.h, the meaning of each node in Eval/.

#include "Resolve/Memory.h"
#include "Resolve/Recorder.h"
#include "Resolve/Value.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/Twine.h"

#include <varscope/core/graph.h>

#include <memory>

namespace varscope::resolve {

class ModelTable;
struct LibCall;

class Interpreter {
public:
  virtual ~Interpreter() = default;

  virtual const ir::Module& program() const = 0;
  virtual const ModelTable& models() const = 0;
  virtual Memory& memory() = 0;
  /// The semantic core of this run.
  virtual core::Graph& graph() = 0;
  /// Where role handlers report what happened.
  virtual Recorder& recorder() = 0;
  /// \name What a scope's entry or a get is tried out with (Fixes.h), instead of what it has
  /// @{
  virtual Reuse assumedReuse(const ir::Node& call, Reuse given) const = 0;
  virtual std::string assumedName(const ir::Node& call, std::string given) = 0;
  virtual std::optional<Shape> assumedShape(const ir::Node& call, std::optional<Shape> given) const = 0;
  /// @}
  /// The library or role call being run (innermost), and the program's calls around it.
  virtual ir::Loc location() const = 0;

  // -- reading -------------------------------------------------------------------
  /// The content of a Place, or a value itself; a Choice is decided first. The
  /// result is never a Choice or a Place; it may be Unknown, Undef or None.
  virtual Value load(const Value& placeOrValue) = 0;
  /// The same, but what a proxy (LibraryState::shown) stands for is not looked up: for models of its class.
  virtual Value stored(const Value& placeOrValue) = 0;
  /// What is loaded, without deciding: for models that pass values on unseen.
  virtual Value peek(const Value& placeOrValue) = 0;
  /// The State of a library object or value; null if it is unknown or another
  /// (then `load` tells which). Valid until the next write to the object.
  template <class State> const State* state(const Value& placeOrValue) {
    held = load(placeOrValue);
    return held.as<State>();
  }
  /// The string, if it is known.
  std::optional<std::string> string(const Value& placeOrValue);
  std::optional<std::int64_t> integer(const Value& placeOrValue);
  std::optional<bool> boolean(const Value& placeOrValue);
  std::optional<double> number(const Value& placeOrValue); ///< of an Int or Float
  /// The truth of a condition. An unknown one is looked up in what the path has
  /// decided; otherwise both alternatives are run (this call may not return).
  virtual bool decide(const Value& condition) = 0;

  // -- objects -------------------------------------------------------------------
  /// A new object holding a prvalue (an Object is adopted as it is).
  virtual Place materialize(Value value, const ir::Type* type = nullptr) = 0;
  /// The value as an object of a number's type holds it: the library's templates convert
  /// what the program gives them where no cast is written.
  virtual Value converted(Value value, const ir::Type* type) = 0;
  /// Replaces the content of a scalar or library object; an unknown place
  /// makes what it may name unknown.
  virtual void write(const Value& place, Value content) = 0;
  /// State for change in place. The object must hold a State (see `state`).
  template <class State> State& edit(Place place) {
    if (memory().read(place).isChoice()) // decided when `state` was asked for
      memory().write(place, load(Value::place(place)));
    return memory().edit<State>(place);
  }
  /// C++'s assignment of a prvalue or of a copy: memberwise for records.
  virtual void assign(const Value& place, Value value) = 0;
  /// C++'s `to = std::move(from)`.
  virtual void moveAssign(const Value& to, const Value& from) = 0;
  /// A prvalue that is a copy of the object: made by the class's own constructor or memberwise (library states copy
  /// themselves).
  virtual Value copyOf(const Value& placeOrValue) = 0;
  /// The same of a move. A library object is left as LibraryState::move and LibraryType say: empty, if they say nothing.
  virtual Value moveOut(const Value& place) = 0;
  /// An object of its own that is copied, or moved, from a part of another.
  Place partFrom(Place part, bool moves) {
    return materialize(moves ? moveOut(Value::place(part)) : copyOf(Value::place(part)), memory().type(part));
  }
  /// Runs destructors (the program's and the library's) and ends the object's life.
  virtual void destroy(Place object) = 0;
  /// T{}.
  virtual Value zero(const ir::Type& type) = 0;
  /// Places of a built-in array's or braced list's elements, or the elements of
  /// a library range (LibraryType::elements); false if they are not known.
  virtual bool elements(const Value& range, llvm::SmallVectorImpl<Value>& out) = 0;
  /// The part of an object of the program's class that is a base class of the library's; none: it has no such base.
  virtual Place libraryBase(Place object, llvm::StringRef name) = 0;
  /// A member of a record (place or prvalue) as a Place; None if there is no such member.
  virtual Value field(const Value& record, llvm::StringRef name) = 0;

  // -- calling back ---------------------------------------------------------------
  /// Calls a lambda, functor, function pointer or std::function. Pass Places for
  /// reference parameters; a Place for a value parameter is copied, a prvalue for
  /// a reference parameter is materialised. The result is a Place if the callable
  /// returns a reference.
  virtual Value call(const Value& callee, llvm::ArrayRef<Value> args) = 0;
  /// Whether `call` would run code of the program.
  virtual bool callable(const Value& callee) = 0;
  /// A model gives up: what its arguments would have been called for is not known. Ends
  /// the path if one of them may reach a scope event; else, what they captured changes.
  virtual void passOver(const LibCall& call) = 0;
  /// A model calls its arguments in an order or as often as it is not known: ends the path
  /// if one of them may reach a scope event.
  virtual void refuseScopes(const LibCall& call) = 0;
  /// A library function moves objects as often as the library chooses: ends the path if their class's own copies,
  /// moves, assignments or destructor may reach a scope event.
  virtual void refuseMoves(const LibCall& call, const Value& object) = 0;
  /// Whether a function of the program (a USR) may lead to a scope event.
  virtual bool reachesScopes(llvm::StringRef function) = 0;
  /// The arguments that the running function of the program was given for its ellipsis.
  virtual llvm::ArrayRef<Value> ellipsis() const = 0;
  /// Calls a function of the program by USR.
  virtual Value callFunction(const ir::Function& function, llvm::ArrayRef<Value> args) = 0;

  // -- what is not known ------------------------------------------------------------
  /// A new unknown value with its reason ("a file's content").
  virtual Value unknown(const llvm::Twine& reason) = 0;
  /// Another unknown value for the same reason.
  virtual Value unknownLike(const Value& value) = 0;
  /// What is not known of a value: itself, or what it points at; None if that is known.
  Value unknownIn(const Value& placeOrValue);
  /// The result of a call whose arguments are not known well enough: takes over
  /// the first unknown argument's reason.
  Value unknownResult(const LibCall& call);
  /// The object and all that can be reached through it becomes unknown.
  virtual void havoc(const Value& place, const llvm::Twine& reason) = 0;

  // -- errors -----------------------------------------------------------------------
  /// Throws a library exception into the program: raise("std::out_of_range", "vector::at").
  [[noreturn]] virtual void raise(llvm::StringRef type, const llvm::Twine& what) = 0;
  /// Whether the program may catch what a library function throws now.
  virtual bool mayCatch() const = 0;
  /// A call of which it is not known whether it throws: where the program may catch that, both are followed.
  virtual void mayRaise(llvm::StringRef type, const LibCall& call) = 0;
  /// Reports `unresolved` at the event, blaming `node` (its source range) and the
  /// value's reason, and ends this path. `what` is the thing that must be known
  /// ("the variable's name"), `instead` what to write.
  [[noreturn]] virtual void unresolved(const ir::Node& node, const Value& value, const llvm::Twine& what,
                                       const llvm::Twine& instead) = 0;
  /// The text of an exception object made by raise() or from a ScopeError, for what(); null: not known.
  virtual const std::string* exceptionText(const Value& place) = 0;

private:
  Value held;
};

/// State of an exception object of a library class.
struct ExceptionState final : LibraryStateOf<ExceptionState> {
  std::string type; ///< "std::out_of_range", "varscope.ScopeError"
  std::string what;
  bool whatIsKnown = true;
  std::string rule; ///< slug, of a ScopeError
  bool equals(const LibraryState& other) const override {
    const auto& o = static_cast<const ExceptionState&>(other);
    return classof(other) && type == o.type && what == o.what && whatIsKnown == o.whatIsKnown;
  }
  std::string print() const override { return "a " + type; }
};

} // namespace varscope::resolve
