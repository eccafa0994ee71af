#include "Rules/NearestName.h"

#include <algorithm>
#include <cstdlib>

llvm::StringRef varscope::nearestName(llvm::StringRef name,
                                      llvm::ArrayRef<llvm::StringRef> candidates, unsigned limit) {
  llvm::StringRef best;
  std::size_t bestDistance = std::size_t(limit) + 1;
  for (llvm::StringRef candidate : candidates) {
    // The distance is at least the difference in length: most need no table.
    std::size_t lengths = std::max(name.size(), candidate.size()) -
                          std::min(name.size(), candidate.size());
    if (lengths >= bestDistance)
      continue;
    // edit_distance takes 0 for "no bound".
    unsigned bound = bestDistance - 1 > UINT_MAX / 2 ? 0 : unsigned(bestDistance - 1);
    if (bound == 0 && bestDistance == 1 && name != candidate)
      continue;
    std::size_t distance = name.edit_distance(candidate, /*AllowReplacements=*/true, bound);
    if (distance < bestDistance) {
      bestDistance = distance;
      best = candidate;
    }
  }
  return best;
}
