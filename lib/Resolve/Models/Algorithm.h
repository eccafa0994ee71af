#pragma once
/// What the models of algorithms share: ranges that are given as two iterators or, in
/// namespace std::ranges, as one range or two iterators, with projections.

#include "Resolve/Models/Support.h"

namespace varscope::resolve {

using Elements = llvm::SmallVector<Value>;

/// The elements of the range that starts at an argument.
struct AlgorithmRange {
  Elements elements;
  std::size_t next = 0;   ///< the argument that follows it
  bool isWhole = false;   ///< one argument: the range itself
  bool known = false;
};
AlgorithmRange algorithmRange(Interpreter& in, const LibCall& call, std::size_t first = 0);

/// As many elements from where an iterator (an argument) stands.
AlgorithmRange rangeFrom(Interpreter& in, const LibCall& call, std::size_t first, std::size_t length);

bool isRanges(const LibCall& call);

/// The argument at a position; None if it was not given.
inline Value optionalArgument(const LibCall& call, std::size_t position) {
  return position < call.size() ? call.args[position] : Value();
}

/// What a projection (None: nothing is projected) makes of an element.
Value projected(Interpreter& in, const Value& projection, const Value& element);

/// Whether an element goes before another, by a comparison of the program (None: by
/// less-than); none if it is not known.
std::optional<bool> goesBefore(Interpreter& in, const Value& less, const Value& a, const Value& b);
/// Whether two elements are equal, by a predicate of the program or ==.
std::optional<bool> areEqual(Interpreter& in, const Value& equal, const Value& a, const Value& b);

/// An iterator to the index-th element of the range that starts at an argument.
Value iteratorInto(Interpreter& in, const LibCall& call, const AlgorithmRange& range, std::size_t index,
                   std::size_t first = 0);

/// What the range is part of may have changed.
Value lostRange(Interpreter& in, const LibCall& call, std::size_t first = 0);

} // namespace varscope::resolve
