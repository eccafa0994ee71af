#pragma once
/// What library models share.

#include "Resolve/Model.h"

#include <optional>

namespace varscope::resolve {

/// A Str's bytes and who wrote them.
struct Piece {
  std::string bytes;
  const Literal* origin = nullptr;
};

/// The string of a Str, of one char, or of the characters up to the zero that a pointer
/// points at; none if it is not known.
std::optional<Piece> piece(Interpreter& in, const Value& value);
Value stringValue(Piece piece);
/// An int that is less than, greater than or equal to 0 as `order` is: which one, the library chooses.
Value numberOfSign(Interpreter& in, const LibCall& call, int order);
/// What is loaded; characters that a pointer leads to as their text.
Value textOf(Interpreter& in, const Value& value);
/// The writer of a concatenation is the last part that has one.
Piece concatenated(Piece first, const Piece& second);

/// Whether an argument is written std::move(...).
bool isMovedFrom(const LibCall& call, std::size_t position);
/// The same, or a temporary: nobody sees what is left of it.
bool expires(const LibCall& call, std::size_t position);

/// An argument as a prvalue: moved out of a temporary or of what std::move names,
/// copied out of any other place.
Value take(Interpreter& in, const LibCall& call, std::size_t position);

/// An argument as a T that is made of it: by T's constructor, if T is a class of the library
/// and the argument is none.
Value takeAs(Interpreter& in, const LibCall& call, std::size_t position, const ir::Type* type);

/// T(args...) as emplace_back, make_unique and their kin construct it: scalars, copies
/// and library types; none if a constructor of the program would have to be chosen.
std::optional<Value> constructElement(Interpreter& in, const LibCall& call, const ir::Type* type,
                                      std::size_t firstArgument);

/// Arguments without a trailing allocator.
llvm::ArrayRef<Value> withoutAllocator(Interpreter& in, llvm::ArrayRef<Value> args);

/// The call's object (first argument) changed in a way that is not known.
Value lost(Interpreter& in, const LibCall& call);
/// The same with a reason of the model's own.
Value lost(Interpreter& in, const LibCall& call, const llvm::Twine& reason);

/// operator=: the object takes what was made of the argument.
Value assigned(Interpreter& in, const LibCall& call, Value content);

/// swap(a, b) of one class's objects: they exchange what they hold, a view what it looks at.
Value swapContents(Interpreter& in, const LibCall& call);

/// A reference to an unknown element of a container.
Value unknownElement(Interpreter& in, Place container, const llvm::Twine& reason);
/// The unknown value as a reference, an iterator or a pointer that leads into a container.
Value unknownWithin(const Value& unknown, Place container);

/// T of a container's type; null if there is no such argument.
const ir::Type* typeArgument(const ir::Type* type, std::size_t position);

/// The type of the object that a place names, or of a fresh object; null if not known.
const ir::Type* objectType(Interpreter& in, const Value& place);

/// The result is a reference to const: a value will do.
bool resultIsConst(const LibCall& call);

} // namespace varscope::resolve
