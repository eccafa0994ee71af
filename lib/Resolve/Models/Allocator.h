#pragma once
#include "Resolve/Model.h"

namespace varscope::resolve {

/// std::allocator: has no state, but stands among constructors' arguments.
struct AllocatorState final : LibraryStateOf<AllocatorState> {
  bool equals(const LibraryState&) const override { return true; }
  std::string print() const override { return "an allocator"; }
};

} // namespace varscope::resolve
