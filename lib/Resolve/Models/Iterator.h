#pragma once
/// Iterators into strings, sequences and maps, and ranges between them.
///
/// An iterator holds its container's Place and where it is: a number and, for a map or
/// list, the element, with which it stays when others come and go. So it survives what
/// invalidates it in C++ (which is no program's business), and two iterators compare as
/// C++'s do.

#include "Resolve/Model.h"

#include <optional>

namespace varscope::resolve {

struct IteratorState final : LibraryStateOf<IteratorState> {
  Value container;        ///< a Place, or a string's content where there is no object
  std::int64_t index = 0; ///< of the element; end: their number
  bool reverse = false;   ///< counts from the end
  Place element;          ///< of a map or list; none: the end, or another container
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
