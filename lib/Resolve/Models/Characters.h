#pragma once
/// Views of characters that another object holds (std::string_view).
///
/// What a view shows is read when it is asked for, where it stands: a string that is changed
/// in place changes what its views show. A view of a literal is a Str like any text.

#include "Resolve/Model.h"

#include <optional>

namespace varscope::resolve {

struct CharactersState final : LibraryStateOf<CharactersState> {
  Place owner; ///< a string, array or sequence
  std::uint32_t start, length;
  CharactersState(Place owner, std::uint32_t start, std::uint32_t length)
      : owner(owner), start(start), length(length) {}

  Value shown(Interpreter& in) const override;
  bool isOf(const ir::Type& type) const override { return type.name.ends_with("string_view"); }
  bool equals(const LibraryState& other) const override;
  std::string print() const override { return "a view of characters"; }
};

/// Whether it is a std::string that has its characters itself.
bool isStringObject(Interpreter& in, const Value& value);

/// What a value or object of a view's class views; none for a literal, and what is not known.
std::optional<CharactersState> viewed(Interpreter& in, const Value& view);

/// A view made of a string, of a view, of a pointer (and a count), or of two iterators.
Value constructView(Interpreter& in, const LibCall& call);

/// As many of the characters that a view shows, from one of them on.
Value partOfView(Interpreter& in, const Value& view, std::uint64_t start, std::uint64_t length);

/// A reference to a character of a string, array or sequence; None past its end.
Value characterAt(Interpreter& in, Place owner, std::uint64_t index);

} // namespace varscope::resolve
