#include "Emit/Diff.h"

#include "varscope/Options.h"
#include "varscope/ReadManifest.h"

using namespace llvm;
using namespace varscope;

/// Exit status as diff(1): 0 checkpoints of one are checkpoints of the other,
/// 1 they are not, 2 trouble.
ExitStatus tool::runDiff(const Arguments& arguments) {
  if (arguments.inputs.size() != 2)
    return usageError("'diff' takes two manifests");
  std::optional<Manifest> older = readManifestFile(arguments.inputs[0]);
  std::optional<Manifest> newer = readManifestFile(arguments.inputs[1]);
  if (!older || !newer)
    return ExitStatus::Failed;
  std::vector<Change> changes = diffManifests(*older, *newer);
  for (const Change& change : changes)
    outs() << change.text << '\n';
  return changes.empty() ? ExitStatus::Clean : ExitStatus::Errors;
}
