#pragma once
/// Whether two ways to go on from one state lead to the same.

#include "Resolve/Memory.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

#include <vector>

namespace varscope::resolve {

/// What either way made has a place, or a number, of its own: each such object, and unknown value, of the one corresponds to
/// one of the other, as those are found that refer to them.
class Correspondence final : public Comparison {
public:
  /// \param memory the state that one of them leads to
  /// \param firstUnknown what is not known has a number from here on, if one of the ways made it
  Correspondence(const Memory& memory, const Memory::Delta& one, const Memory::Delta& other, std::uint32_t firstUnknown);

  /// Whether these results, and all that was changed, correspond.
  bool holds(llvm::ArrayRef<Value> results, llvm::ArrayRef<Value> others);

  bool place(Place a, Place b) override;
  bool unknowns(const UnknownState& a, const UnknownState& b) override;

private:
  bool changesCorrespond();
  bool madeCorrespond();

  const Memory& memory;
  const Memory::Delta &one, &other;
  const std::uint32_t firstUnknown;
  llvm::DenseSet<std::uint32_t> madeByOne, madeByOther; ///< cells
  llvm::DenseMap<std::uint32_t, std::uint32_t> cells, cellsBack, numbers, numbersBack;
  std::vector<std::pair<Place, Place>> open; ///< whose contents are still to be compared
};

} // namespace varscope::resolve
