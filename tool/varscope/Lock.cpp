#include "Emit/Lock.h"

#include "varscope/Options.h"
#include "varscope/ReadManifest.h"

#include "Driver/OutputFiles.h"

#include "llvm/Support/FileSystem.h"

using namespace llvm;
using namespace varscope;

/// Without --update: 0 every model matches its entry, 1 one does not, 2 trouble.
ExitStatus tool::runLock(const Arguments& arguments) {
  if (arguments.inputs.empty())
    return usageError("no manifest");
  const std::string path = arguments.options.getLastArgValue(OPT_lock_EQ, "varscope.lock").str();
  const bool update = arguments.options.hasArg(OPT_update);
  Lock lock;
  if (!update || sys::fs::exists(path)) {
    std::optional<Lock> read = valueOrFailure(readLockFile(path));
    if (!read)
      return ExitStatus::Failed;
    lock = std::move(*read);
  }
  std::vector<Manifest> manifests;
  for (const std::string& input : arguments.inputs) {
    std::optional<Manifest> manifest = readManifestFile(input);
    if (!manifest)
      return ExitStatus::Failed;
    manifests.push_back(std::move(*manifest));
  }
  bool differs = false;
  for (const Manifest& manifest : manifests)
    for (const std::string& difference : lockDifferences(lock, manifest)) {
      outs() << manifest.model << ": " << difference << '\n';
      differs = true;
    }
  if (!update)
    return differs ? ExitStatus::Errors : ExitStatus::Clean;
  for (const Manifest& manifest : manifests)
    acceptIntoLock(lock, manifest);
  std::string text;
  raw_string_ostream os(text);
  writeLock(os, lock);
  return succeeded(writeOutput(path, text)) ? ExitStatus::Clean : ExitStatus::Failed;
}
