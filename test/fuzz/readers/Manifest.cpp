/// Manifests, and what is printed of them.

#include "Emit/Manifest.h"
#include "Target.h"

#include "Emit/Diff.h"
#include "Emit/Explain.h"

using namespace varscope;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto manifest = fuzz::readTwice(
    fuzz::textOf(data, size), readManifest,
    [](llvm::raw_ostream& os, const Manifest& read) { writeManifest(os, read); });
  if (!manifest)
    return 0;
  explainModel(llvm::nulls(), *manifest);
  for (const ManifestVariable& variable : manifest->variables)
    explainVariable(llvm::nulls(), *manifest, variable.name);
  diffManifests(*manifest, *manifest);
  return 0;
}
