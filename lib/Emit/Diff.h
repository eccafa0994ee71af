#pragma once
/// What a change of a model does to the checkpoints saved before it.

#include "Emit/Manifest.h"

#include <string>
#include <vector>

namespace varscope {

enum class ChangeKind : std::uint8_t {
  Renamed,  ///< likely: one went, one came, and what they are is the same
  Reshaped,
  Retyped,
  Removed,  ///< in the old model alone
  Added,    ///< in the new model alone
  Reordered ///< the same variables, created in another order
};

/// One change; names are checkpoint keys.
struct Change {
  ChangeKind kind;
  std::string oldName, newName; ///< empty where there is none
  std::string text;             ///< for people
};

/// Changes in the order of the old model's variables, then additions in the new
/// model's order, then the order. Empty: every checkpoint of one is one of the other.
std::vector<Change> diffVariables(llvm::ArrayRef<ManifestVariable> older,
                                  llvm::ArrayRef<ManifestVariable> newer);
inline std::vector<Change> diffManifests(const Manifest& older, const Manifest& newer) {
  return diffVariables(older.variables, newer.variables);
}

} // namespace varscope
