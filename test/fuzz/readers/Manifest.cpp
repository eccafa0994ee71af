/// Manifests, and what is printed of them.

#include "Emit/Manifest.h"
#include "Target.h"

#include "Emit/Diff.h"
#include "Emit/Explain.h"

using namespace varscope;

static std::string written(const Manifest& manifest) {
  std::string text;
  llvm::raw_string_ostream os(text);
  writeManifest(os, manifest);
  return text;
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto manifest = readManifest(fuzz::textOf(data, size), "input");
  if (!manifest) {
    llvm::consumeError(manifest.takeError());
    return 0;
  }
  const std::string text = written(*manifest);
  auto again = readManifest(text, "written");
  fuzz::require(bool(again), "the written manifest cannot be read");
  fuzz::require(written(*again) == text, "the manifest is written as something else");
  explainModel(llvm::nulls(), *manifest);
  for (const ManifestVariable& variable : manifest->variables)
    explainVariable(llvm::nulls(), *manifest, variable.name);
  diffManifests(*manifest, *again);
  return 0;
}
