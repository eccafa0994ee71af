#pragma once
/// The values that the resolver computes with.
///
/// Concepts, in the order a reader needs them:
///   Place         an object in Memory (a glvalue); safe to keep when the object dies
///   Value         a prvalue or a Place: sixteen bytes, cheap to copy
///   Text          an immutable byte string with the literal that wrote it
///   LibraryState  what a library object (a vector, a scope handle) holds
///   Unknown       a value not known at compile time: its reason, origin, spelling
///   Choice        one of two values, by a condition that is not known
///
/// Everything here is immutable once shared (Memory::edit copies first), so a
/// branch of a condition is taken back by putting old Values back.

#include "ScopeIR/ScopeIR.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <bit>
#include <cassert>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace varscope::resolve {

class Interpreter;
class Memory;
class Value;

/// Names an object in Memory. The default names none.
struct Place {
  std::uint32_t cell = 0;
  std::uint32_t generation = 0; ///< tells a dead object from its successor in the same cell
  explicit operator bool() const { return cell != 0; }
  friend bool operator==(const Place&, const Place&) = default;
};

enum class ValueKind : std::uint8_t {
  None,      ///< nothing: a void result, a member that was not written (an absent option)
  Undef,     ///< an object that nobody has initialised
  Int,       ///< bool, char, enums, integers: exact width and sign
  Float,     ///< float or double
  Str,       ///< a std::string's or string_view's content, or a pointer into a literal
  Null,      ///< the null pointer
  Pointer,   ///< address of an object, or of an element of an array
  Function,  ///< pointer to a function, method or data member
  Place,     ///< a glvalue: what a place node, or a call returning a reference, yields
  Object,    ///< a prvalue of record or array type: a fresh object that nobody names yet
  Aggregate, ///< content of a record or array object in Memory; never a prvalue
  Library,   ///< a library object's state
  Unknown,
  Choice
};

/// A literal of the program, for rules that ask who wrote a name.
struct Literal {
  const ir::Node* node = nullptr;
  const ir::Function* function = nullptr; ///< in whose body it stands
};

struct Shared : llvm::RefCountedBase<Shared> {
  virtual ~Shared() = default;
};

/// Bytes of a string. `origin`: the literal that wrote it; of a concatenation
/// the last part's that has one (in `prefix + "kernel"` the writer of the name
/// is whoever wrote "kernel"). Null: computed.
struct Text final : Shared {
  std::string bytes;
  const Literal* origin = nullptr;
  Text(std::string bytes, const Literal* origin) : bytes(std::move(bytes)), origin(origin) {}
};

/// State of a library object. A model derives its own class from it; `kind` is
/// the address of a static of that class (see LibraryStateOf).
class LibraryState : public Shared {
public:
  const void* const kind;
  explicit LibraryState(const void* kind) : kind(kind) {}

  /// A copy for copy-on-write; elements (Places) stay the same objects.
  virtual llvm::IntrusiveRefCntPtr<LibraryState> clone() const = 0;
  /// What C++'s copy yields: containers copy their elements (Interpreter::copyOf).
  /// The default shares the state, which is right for handles and plain data.
  virtual llvm::IntrusiveRefCntPtr<LibraryState> copy(Interpreter&) const { return clone(); }
  /// What C++'s move yields, of an object of that type (null: not known) whose parts are moved one by one: a pair of
  /// numbers is as before. Null: the whole content is given away (Interpreter::moveOut).
  virtual llvm::IntrusiveRefCntPtr<LibraryState> move(Interpreter&, const ir::Type*) const { return nullptr; }
  /// The parts that C++'s assignment of another state to this one, or of this to that, assigns one by one, so that
  /// references to them stay valid: of pairs, arrays, two optionals with values. Empty: the content is replaced.
  virtual llvm::SmallVector<Place, 2> partsLike(const LibraryState&, const ir::Type*) const { return {}; }
  /// What an object of a proxy class stands for (a view of characters: those characters as they are now), as
  /// Interpreter::load yields it. None: nothing but itself.
  virtual Value shown(Interpreter&) const;
  /// Whether an object of that type holds the proxy itself, and not what it stands for.
  virtual bool isOf(const ir::Type&) const { return true; }
  /// Same content; places are compared as places. Decides whether two branches agree.
  virtual bool equals(const LibraryState& other) const = 0;
  /// Every object that this one owns or points at: what an unknown function can
  /// reach through it. `owned`: it dies with this one.
  virtual void forEachPlace(llvm::function_ref<void(Place, bool owned)>) const {}
  /// A callable inside (std::function); None if there is none.
  virtual Value callable() const;
  /// A function object of the library's own (std::less, what std::bind_front makes):
  /// what a call of it does. Null: a call of it is one of `callable`.
  using Invoke = Value (*)(Interpreter&, const LibraryState&, llvm::ArrayRef<Value> args);
  virtual Invoke functor() const { return nullptr; }
  /// A public data member (std::pair's `first`); none if there is no such member.
  virtual Place member(llvm::StringRef) const { return {}; }
  /// What it stands for was decided when it was made: no call of it, known or not, changes that.
  virtual bool isIdentity() const { return false; }
  /// For messages: "a std::vector of 3".
  virtual std::string print() const = 0;
};

/// Gives a state class its identity and clone():
///   struct VectorState : LibraryStateOf<VectorState> { ... };
template <class Derived> class LibraryStateOf : public LibraryState {
  static inline const char tag = 0;

public:
  LibraryStateOf() : LibraryState(&tag) {}
  LibraryStateOf(const LibraryStateOf&) : LibraryState(&tag) {}
  static bool classof(const LibraryState& state) { return state.kind == &tag; }
  llvm::IntrusiveRefCntPtr<LibraryState> clone() const override {
    return llvm::makeIntrusiveRefCnt<Derived>(static_cast<const Derived&>(*this));
  }
};

/// Objects inside a record (bases, then fields) or an array, in order.
struct AggregateState final : Shared {
  const ir::Type* type;
  llvm::SmallVector<Place, 4> parts;
  explicit AggregateState(const ir::Type* type) : type(type) {}
};

struct UnknownState;
struct ChoiceState;

class Value {
public:
  Value() = default;
  Value(const Value& other) : Value(other, Raw()) { retain(); }
  Value(Value&& other) noexcept : Value(other, Raw()) { other.tag = ValueKind::None; }
  Value& operator=(Value other) noexcept {
    std::swap(tag, other.tag);
    std::swap(bitWidth, other.bitWidth);
    std::swap(isSignedInt, other.isSignedInt);
    std::swap(number, other.number);
    std::swap(payload, other.payload);
    return *this;
  }
  ~Value() { release(); }

  // -- making values ----------------------------------------------------------
  static Value undef() { return Value(ValueKind::Undef, 0); }
  static Value null() { return Value(ValueKind::Null, 0); }
  static Value boolean(bool value) { return integer(value, 1, false); }
  /// Wraps to `width` bits (1 to 64).
  static Value integer(std::uint64_t bits, unsigned width, bool isSigned);
  static Value int64(std::int64_t value) { return integer(static_cast<std::uint64_t>(value), 64, true); }
  static Value size(std::uint64_t value) { return integer(value, 64, false); }
  static Value floating(double value, unsigned width);
  /// A std::string's or string_view's content.
  static Value string(std::string bytes, const Literal* origin = nullptr);
  /// A pointer to a literal, or an array's content.
  static Value literal(std::string bytes, const Literal* origin);
  static Value pointerTo(Place object);
  /// Into an array; index == size is one past the end.
  static Value pointerInto(Place array, std::uint32_t index);
  /// \param spelling of what has no function: its node (fnref, member-ptr)
  static Value function(const ir::Function* function, const ir::Node* spelling);
  static Value place(Place object);
  static Value object(Place fresh);
  static Value aggregate(llvm::IntrusiveRefCntPtr<AggregateState> state);
  static Value library(llvm::IntrusiveRefCntPtr<LibraryState> state);
  template <class State, class... Args> static Value make(Args&&... args) {
    return library(llvm::makeIntrusiveRefCnt<State>(std::forward<Args>(args)...));
  }
  static Value unknown(llvm::IntrusiveRefCntPtr<UnknownState> state);
  static Value choice(Value condition, Value whenTrue, Value whenFalse);

  // -- asking ------------------------------------------------------------------
  ValueKind kind() const { return tag; }
  bool is(ValueKind kind) const { return tag == kind; }
  bool isNone() const { return tag == ValueKind::None; }
  bool isInt() const { return tag == ValueKind::Int; }
  bool isString() const { return tag == ValueKind::Str; }
  bool isPlace() const { return tag == ValueKind::Place; }
  bool isUnknown() const { return tag == ValueKind::Unknown; }
  bool isChoice() const { return tag == ValueKind::Choice; }

  unsigned width() const { return bitWidth; }
  bool isSigned() const { return isSignedInt; }
  std::uint64_t bits() const { assert(isInt()); return payload; }         ///< sign-extended
  std::int64_t asInt() const { return static_cast<std::int64_t>(bits()); } ///< of an unsigned: its bits
  bool asBool() const { return bits() != 0; }
  double asDouble() const { assert(is(ValueKind::Float)); return std::bit_cast<double>(payload); }
  /// The rest of the string, from where the value points.
  llvm::StringRef str() const;
  llvm::StringRef chars() const; ///< the same as its readers see it: of a literal, up to its first zero
  const Text& text() const;
  bool endsAtZero() const { assert(isString()); return isSignedInt; } ///< a literal: its readers stop at a zero
  Value withBytes(std::string bytes) const;       ///< the Str with other bytes of the same writer
  std::uint32_t offset() const { return number; } ///< of a Str, in its text
  Value advanced(std::uint32_t bytes) const;      ///< the Str that many bytes further on
  /// Of Place, Object, Pointer: the object (of a pointer into an array: the array).
  Place target() const;
  bool hasIndex() const { return number != noIndex; }
  std::uint32_t index() const { return number; }
  const ir::Function* callee() const; ///< null: declared nowhere in the program
  llvm::StringRef calleeName() const; ///< for people; of a pointer to a data member, its name
  bool isMember() const;              ///< a pointer to a data member
  const AggregateState& parts() const;
  const LibraryState& state() const;
  /// The state if it is a State, else null.
  template <class State> const State* as() const {
    return tag == ValueKind::Library && State::classof(state()) ? static_cast<const State*>(&state()) : nullptr;
  }
  const UnknownState& why() const;
  const ChoiceState& alternatives() const;

  /// Same value: for merging branches. Places and states are compared by
  /// identity, then by equals().
  bool same(const Value& other) const;
  /// Equal for values that are the same, and for no others; none for what is compared part by part.
  std::optional<std::string> key() const;
  /// For messages: what is longer than some hundred characters is cut.
  std::string print() const;

  static constexpr std::uint32_t noIndex = ~std::uint32_t(0);

private:
  friend class Memory;
  struct Raw {};
  Value(const Value& o, Raw)
      : tag(o.tag), bitWidth(o.bitWidth), isSignedInt(o.isSignedInt), number(o.number), payload(o.payload) {}
  Value(ValueKind kind, std::uint64_t payload) : tag(kind), payload(payload) {}
  static Value sharing(ValueKind kind, Shared* object) {
    Value value(kind, reinterpret_cast<std::uintptr_t>(object));
    value.retain();
    return value;
  }
  bool shares() const {
    return tag == ValueKind::Str || tag == ValueKind::Aggregate || tag == ValueKind::Library ||
           tag == ValueKind::Unknown || tag == ValueKind::Choice;
  }
  Shared* shared() const { return reinterpret_cast<Shared*>(static_cast<std::uintptr_t>(payload)); }
  void retain() const {
    if (shares())
      shared()->Retain();
  }
  void release() const {
    if (shares())
      shared()->Release();
  }

  ValueKind tag = ValueKind::None;
  std::uint8_t bitWidth = 0;
  bool isSignedInt = false;  ///< of a Str: it is a literal
  std::uint32_t number = 0;  ///< Pointer: index; Str: offset
  std::uint64_t payload = 0; ///< bits, or the address of what is shared
};
static_assert(sizeof(Value) == 16);

/// A value that is not known. `id` tells origins apart: two unknowns with one
/// id are one value. Derived unknowns (`a + 1`, `!a`) have op and operands and
/// are made once per (op, operands), so that their ids agree as well.
struct UnknownState final : Shared {
  std::uint32_t id = 0;
  mutable std::uint8_t width = 0; ///< bits of an integer (1: bool), 0: not an integer or not told
  mutable bool isSigned = false;
  mutable std::int8_t sign = 0; ///< of a number that is known to be less (-1) or greater (1) than 0, and no more
  std::string reason;      ///< "the function 'load' (io.h) has no definition in this program"
  std::string advice;      ///< what would make it known, if there is more to say than "write a constant"
  ir::Loc at;              ///< where it arose
  mutable std::string name; ///< what the program calls it: the first object that held it
  std::string binding;      ///< what --bind calls it; empty: nothing
  mutable std::string expression; ///< what VS_BIND can be put around; empty: nothing
  llvm::StringRef op;      ///< of a derived one: a C++ operator, or "cast"
  Value left, right;       ///< operands; right is None for a unary operator
  /// An unknown place may be any object inside this one (v[i] of unknown i).
  Place within;

  /// As the source says it: "training", "n == 1", "!flag". Cut like Value::print().
  std::string print() const;
  /// Itself; of a derived one, its first operand that is not known.
  const UnknownState& root() const;
  const std::string& cause() const { return root().reason; }
  /// What would make it known: "declare 'layers' const", "bind it with ...".
  void remedies(llvm::SmallVectorImpl<std::string>& out) const;

private:
  /// Of a derived one, its first operand that is not known.
  const UnknownState* operand() const;
};

struct ChoiceState final : Shared {
  Value condition; ///< Unknown
  unsigned depth = 1; ///< of choices within
  Value whenTrue, whenFalse;
};

inline llvm::StringRef Value::str() const { return llvm::StringRef(text().bytes).drop_front(number); }
inline llvm::StringRef Value::chars() const {
  return endsAtZero() ? str().take_until([](char c) { return c == '\0'; }) : str();
}
inline const Text& Value::text() const { assert(isString()); return *static_cast<const Text*>(shared()); }
inline const AggregateState& Value::parts() const {
  assert(is(ValueKind::Aggregate));
  return *static_cast<const AggregateState*>(shared());
}
inline const LibraryState& Value::state() const {
  assert(is(ValueKind::Library));
  return *static_cast<const LibraryState*>(shared());
}
inline const UnknownState& Value::why() const { assert(isUnknown()); return *static_cast<const UnknownState*>(shared()); }
inline const ChoiceState& Value::alternatives() const {
  assert(isChoice());
  return *static_cast<const ChoiceState*>(shared());
}
inline Place Value::target() const {
  assert(is(ValueKind::Place) || is(ValueKind::Object) || is(ValueKind::Pointer));
  return {static_cast<std::uint32_t>(payload), static_cast<std::uint32_t>(payload >> 32)};
}

} // namespace varscope::resolve
