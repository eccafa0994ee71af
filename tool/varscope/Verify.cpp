#include "Checkpoint/Verify.h"

#include "varscope/Options.h"
#include "varscope/ReadManifest.h"

using namespace llvm;
using namespace varscope;

/// Exit status: 0 the checkpoint is one of the model, 1 it is not, 2 trouble.
ExitStatus tool::runVerify(const Arguments& arguments) {
  if (arguments.inputs.size() != 2)
    return usageError("'verify' takes a manifest and a checkpoint");
  std::optional<Manifest> manifest = readManifestFile(arguments.inputs[0]);
  if (!manifest)
    return ExitStatus::Failed;
  auto tensors = valueOrFailure(checkpoint::readCheckpoint(arguments.inputs[1]));
  if (!tensors)
    return ExitStatus::Failed;
  std::vector<checkpoint::Mismatch> mismatches = checkpoint::verify(*manifest, *tensors);
  for (const checkpoint::Mismatch& mismatch : mismatches)
    outs() << mismatch.text << '\n';
  return mismatches.empty() ? ExitStatus::Clean : ExitStatus::Errors;
}
