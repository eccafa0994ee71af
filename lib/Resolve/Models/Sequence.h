#pragma once
/// std::vector, array, deque, list, span, initializer_list: elements in order.

#include "Resolve/Model.h"
#include "Resolve/SharedList.h"

namespace varscope::resolve {

struct SequenceState final : LibraryStateOf<SequenceState> {
  SharedList<Place> elements;
  bool owns = true; ///< a span does not
  Place pointed;    ///< the container that had these elements when data() was called; none: never

  llvm::IntrusiveRefCntPtr<LibraryState> copy(Interpreter& in) const override { return from(in, false); }
  llvm::IntrusiveRefCntPtr<LibraryState> move(Interpreter& in, const ir::Type* type) const override;
  llvm::SmallVector<Place, 2> partsLike(const LibraryState&, const ir::Type* type) const override;
  bool equals(const LibraryState& other) const override;
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override;
  std::string print() const override;

private:
  llvm::IntrusiveRefCntPtr<LibraryState> from(Interpreter& in, bool moves) const;
};

/// Whether what data() pointed at is still in that container, or it is an array.
bool pointsInto(Interpreter& in, const Value& container);
/// The element that a pointer into it refers to; None if it is not known.
Value pointedElement(Interpreter& in, const Value& container, std::uint64_t index);

/// Places of the elements of a sequence, built-in array or braced list; false if
/// they are not known.
bool sequenceElements(Interpreter& in, const Value& sequence, llvm::SmallVectorImpl<Value>& out);
/// The element's place, without listing them all; None if not known or past the end.
Value sequenceElement(Interpreter& in, const Value& sequence, std::uint64_t index);
std::optional<std::uint64_t> sequenceSize(Interpreter& in, const Value& sequence);

/// Constructors: (), (n), (n, value), (from, to), (list), (range) and, of a span,
/// (pointer, n).
Value constructSequence(Interpreter& in, const LibCall& call);

/// A std::vector (or any such type) of prvalues.
Value makeSequence(Interpreter& in, llvm::ArrayRef<Value> values);

} // namespace varscope::resolve
