#pragma once
/// A block of a whole, as runs of elements that lie together in both.

#include "Runtime/Recipe.h"

#include <algorithm>

namespace varscope::runtime {

class Block {
public:
  explicit Block(const FillTask& task) : task(task) {
    // Trailing dimensions that the block has in full lie together.
    std::uint32_t dim = task.rank;
    std::uint64_t inner = 1;
    while (dim > 0 && extent(dim - 1) == task.full_shape[dim - 1])
      inner *= static_cast<std::uint64_t>(task.full_shape[--dim]);
    outerRank = dim;
    run = inner;
    innerElements = inner;
    if (dim > 0) {
      --outerRank;
      run *= static_cast<std::uint64_t>(extent(dim - 1));
    }
  }

  /// \returns false if the block does not lie within the whole, or the whole
  /// has more elements than 64 bits count.
  static bool valid(const FillTask& task) {
    std::uint64_t elements = 0;
    if (task.rank > 0 && !task.full_shape)
      return false;
    if (!countElements(task.full_shape, task.rank, elements))
      return false;
    for (std::uint32_t i = 0; i < task.rank; ++i) {
      const std::int64_t offset = task.offset ? task.offset[i] : 0;
      const std::int64_t extent = task.extent ? task.extent[i] : task.full_shape[i];
      if (offset < 0 || extent < 0 || extent > task.full_shape[i] - offset)
        return false;
    }
    return true;
  }

  /// Elements of the part that the task fills.
  /// \returns false if the part does not lie within the block.
  bool partElements(std::uint64_t& count) const {
    const std::uint64_t most = elements();
    if (task.first > most)
      return false;
    count = task.elements == FillTask::all ? most - task.first : task.elements;
    return count <= most - task.first;
  }

  std::uint64_t elements() const {
    std::uint64_t count = 0;
    countElements(task.extent ? task.extent : task.full_shape, task.rank, count);
    return count;
  }
  /// Elements that lie together in the whole.
  std::uint64_t runLength() const { return run; }

  /// Position in the whole of the first element of run `index`.
  std::uint64_t runStart(std::uint64_t index) const {
    std::uint64_t position = 0, stride = innerElements;
    // The dimension that the run is cut from, then those outside of it.
    for (std::uint32_t dim = std::min(outerRank + 1, task.rank); dim-- > 0;) {
      std::uint64_t at = static_cast<std::uint64_t>(offset(dim));
      if (dim < outerRank) {
        at += index % static_cast<std::uint64_t>(extent(dim));
        index /= static_cast<std::uint64_t>(extent(dim));
      }
      position += at * stride;
      stride *= static_cast<std::uint64_t>(task.full_shape[dim]);
    }
    return position;
  }

private:
  std::int64_t extent(std::uint32_t dim) const {
    return task.extent ? task.extent[dim] : task.full_shape[dim];
  }
  std::int64_t offset(std::uint32_t dim) const { return task.offset ? task.offset[dim] : 0; }

  const FillTask& task;
  std::uint32_t outerRank;
  std::uint64_t run, innerElements;
};

/// Calls visit(position in the whole, length) for the block's elements
/// [first, last), in order.
template <class Visit>
void forEachRun(const Block& block, std::uint64_t first, std::uint64_t last, Visit visit) {
  while (first < last) {
    const std::uint64_t inside = first % block.runLength();
    const std::uint64_t length = std::min(block.runLength() - inside, last - first);
    visit(block.runStart(first / block.runLength()) + inside, length);
    first += length;
  }
}

} // namespace varscope::runtime
