#pragma once
/// Iterators into strings, sequences and maps, and ranges between them.
///
/// An iterator holds its container's Place (of a span, what that looks at) and where it is: a
/// number and the element. Of a map or list it stays with the element when others come and go. Of
/// others it is known as long as the element stands there: containers exchange their elements.

#include "Resolve/Model.h"

#include <optional>

namespace varscope::resolve {

struct IteratorState final : LibraryStateOf<IteratorState> {
  Value container;        ///< a Place, or a string's content where there is no object
  std::int64_t index = 0; ///< of the element; end: their number
  bool reverse = false;   ///< counts from the end
  Place element;          ///< none: the end, or no container with elements of its own
  IteratorState(Value container, std::int64_t index, bool reverse)
      : container(std::move(container)), index(index), reverse(reverse) {}
  bool equals(const LibraryState& other) const override;
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override;
  std::string print() const override { return "an iterator"; }
};

/// An iterator to the index-th element.
Value iteratorTo(Interpreter& in, const Value& container, std::int64_t index, bool reverse = false);
/// Where an iterator stands now; none if it is not known, or its element is gone.
std::optional<std::int64_t> iteratorIndex(Interpreter& in, const Value& iterator);

/// Iterators to the first element and past the last one.
Value beginOf(Interpreter& in, const Value& container, bool reverse);
Value endOf(Interpreter& in, const Value& container, bool reverse);

/// What an iterator or a pointer into an array refers to: a Place or, of a string, a char.
Value dereferenced(Interpreter& in, const LibCall& call, const Value& iterator);

/// Elements from one iterator (or pointer) to another; false if they are not known.
bool iteratorRange(Interpreter& in, const Value& from, const Value& to,
                   llvm::SmallVectorImpl<Value>& out);

/// std::operator+ and operator- of iterators.
Value iteratorPlus(Interpreter& in, const LibCall& call);

/// A string's character as a reference.
Value characterPlace(Interpreter& in, Place string, std::size_t index);

/// Beyond this a string or container is not followed.
inline constexpr std::uint64_t maxStringSize = 1 << 20, maxElements = 1 << 24;

} // namespace varscope::resolve
