#pragma once
/// Characters behind a pointer: a literal, an array of char, a std::string's data.

#include "Resolve/Models/Support.h"

namespace varscope::resolve {

/// The characters from where a pointer points up to a zero; none if they are not known.
std::optional<Piece> cString(Interpreter& in, const Value& pointer);

/// What an argument holds; for an array of char, a pointer to its first, as C passes it.
Value decayed(Interpreter& in, const Value& argument);

/// As many characters; none if they are not known, or not as many.
std::optional<Piece> characters(Interpreter& in, const Value& pointer, std::uint64_t count);

/// Writes characters to where a pointer points; false if that is not known or there is
/// no room for them (what it points into is then not known any more).
bool writeCharacters(Interpreter& in, const Value& pointer, llvm::StringRef bytes);

} // namespace varscope::resolve
