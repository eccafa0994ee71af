#pragma once
/// What a library model or a role handler is written against.
///
/// A model implements one key of scope IR's (lib "key" T kids...): a library
/// function ("std::vector::push_back"), or a role ("varscope.get_variable").
/// It is a plain function in a table:
///
///   static Value size(Interpreter& in, const LibCall& call) {
///     const auto* vector = in.state<VectorState>(call.args[0]);
///     return vector ? Value::size(vector->elements.size()) : in.unknownResult(call);
///   }
///   llvm::ArrayRef<ModelEntry> vectorModels() {
///     static constexpr ModelEntry models[] = {{"std::vector::size", size}, ...};
///     return models;
///   }
///
/// Rules that make every model right under unknown conditions:
///  1. All state lives in Memory (objects' Values, LibraryState) or in the
///     Graph; a model keeps nothing else between calls. It changes Memory
///     through the Interpreter only, so that a branch can be taken back.
///  2. A model may be run again from the start with the same arguments: when it
///     reads a Choice with `load`, or asks `decide`, the interpreter may leave it
///     (by a C++ exception) and run the whole statement once per alternative.
///     So no model catches exceptions with (...), except to rethrow.
///  3. What it cannot do exactly it returns as `in.unknownResult(call)` or
///     `in.unknown("why", ...)`; if the call could also have changed an
///     object, `in.havoc(place, why)` first.
///  4. core::Graph's ScopeError may pass through a model: the interpreter
///     reports it and throws it into the interpreted program.
///
/// Representation of common objects (an object's content is one Value, read
/// with load, set with write):
///   std::string, const char* to a literal, a view of one       Str
///   views of characters that an object holds, bits of          Library: a proxy (LibraryState::shown); `load` yields
///   std::vector<bool>                                          what it stands for, `stored` the proxy
///   bool, char, enums, integers                                Int
///   records of the program (vs::ScopeOptions too), arrays      Object/Aggregate
///   braced lists {a, b} (std::initializer_list)                Object holding an array: elements()
///   library classes                                            Library (a LibraryState of yours)
///   an option that was not written                             None

#include "Resolve/Interpreter.h"

namespace varscope::resolve {

/// One evaluated (lib ...) node. Value kids are values; Place kids are Values
/// of kind Place, or Unknown if the place is not known.
struct LibCall {
  const ir::Node& node;
  llvm::StringRef key;
  const ir::Type* type;          ///< of the result
  llvm::ArrayRef<Value> args;    ///< positional kids, the object first
  llvm::ArrayRef<std::pair<llvm::StringRef, Value>> named; ///< (init "parameter" value) kids
  std::size_t firstKid = 0; ///< the positional kid that the first argument is

  /// A call of another model with some of the arguments.
  LibCall with(llvm::StringRef model, const ir::Type* result, std::size_t first, std::size_t count = std::string::npos) const {
    return {node, model, result, args.slice(first).take_front(count), {}, firstKid + first};
  }
  std::size_t size() const { return args.size(); }
  /// The argument of that parameter; None if it was not written.
  const Value& arg(llvm::StringRef parameter) const;
  bool has(llvm::StringRef parameter) const { return !arg(parameter).isNone(); }
  /// The node that wrote an argument, to blame it in a message.
  const ir::Node& argNode(std::size_t position) const;
  const ir::Node& argNode(llvm::StringRef parameter) const;
};

using ModelFn = Value (*)(Interpreter&, const LibCall&);
struct ModelEntry {
  llvm::StringLiteral key;
  ModelFn fn;
};

/// How a Library class is made, destroyed and compared where the program does
/// it without a call: `T x;`, end of life. Optional.
struct LibraryType {
  llvm::StringLiteral name;                        ///< "std::vector"
  /// T{} and a default-initialised T; null: unknown.
  Value (*makeDefault)(Interpreter&, const ir::Type&) = nullptr;
  /// Runs at the end of life, before owned objects are freed; null: nothing to do.
  void (*destroy)(Interpreter&, Place) = nullptr;
  /// Elements in order, for (foreach ...); null: not a range.
  void (*elements)(Interpreter&, Place range, llvm::SmallVectorImpl<Value>& out) = nullptr;
  /// Base classes, for catch: {"std::runtime_error", "std::exception"}.
  llvm::ArrayRef<llvm::StringLiteral> bases = {};
  /// The element that a pointer into the range leads to; None past the end. Null: no
  /// pointer points into it.
  Value (*element)(Interpreter&, const Value& range, std::uint64_t index) = nullptr;
  /// The last of the parts ends first (libstdc++'s order, where the standard leaves it open).
  bool endsBackwards = false;
  /// A move is a copy: of what owns nothing, handles and options.
  bool movesAsCopy = false;
};

/// Every model, by key. Models/Models.cpp fills the standard one.
class ModelTable {
public:
  void add(llvm::ArrayRef<ModelEntry> models);
  void add(llvm::StringRef key, ModelFn fn);
  void add(const LibraryType& type);
  ModelFn find(llvm::StringRef key) const;
  const LibraryType* type(llvm::StringRef name) const;
  /// Makes the core's Host for one run of a model (Roles/Host.cpp).
  std::unique_ptr<core::Host> (*makeHost)(Interpreter&) = nullptr;

private:
  llvm::StringMap<ModelFn> functions;
  llvm::StringMap<LibraryType> types;
};

/// All library models and roles (Models/Models.cpp).
const ModelTable& standardModels();

} // namespace varscope::resolve
