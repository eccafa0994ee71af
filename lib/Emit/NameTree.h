#pragma once
/// A model's variables under the components of their names.

#include "Emit/Manifest.h"

#include "llvm/ADT/StringMap.h"

#include <memory>

namespace varscope {

/// A component of names; children in order of creation.
struct NameTree {
  std::string name;
  std::uint64_t variables = 0, parameters = 0, bytes = 0; ///< of it and all below
  const ManifestVariable* variable = nullptr;             ///< that ends here; null: none
  std::vector<std::unique_ptr<NameTree>> children;

  NameTree& child(llvm::StringRef component);

private:
  llvm::StringMap<NameTree*> byName;
};

/// Refers to the manifest's variables. The root is the model.
NameTree makeNameTree(const Manifest& manifest);

/// Elements of a variable.
std::uint64_t parametersOf(const ManifestVariable& variable);

/// The name under which events speak of a variable: the whole's for a slice.
const std::string& eventName(const ManifestVariable& variable);

} // namespace varscope
