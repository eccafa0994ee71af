#include "Emit/Explain.h"

#include "varscope/Options.h"
#include "varscope/ReadManifest.h"

using namespace llvm;
using namespace varscope;

ExitStatus tool::runExplain(const Arguments& arguments) {
  if (arguments.inputs.empty() || arguments.inputs.size() > 2)
    return usageError("'explain' takes a manifest and at most one variable");
  std::optional<Manifest> manifest = readManifestFile(arguments.inputs[0]);
  if (!manifest)
    return ExitStatus::Failed;
  if (arguments.inputs.size() == 1) {
    explainModel(outs(), *manifest);
    return ExitStatus::Clean;
  }
  const std::string& name = arguments.inputs[1];
  if (explainVariable(outs(), *manifest, name))
    return ExitStatus::Clean;
  std::string near = nearestVariable(*manifest, name);
  failure("model '" + manifest->model + "' has no variable '" + name + "'" +
          (near.empty() ? "" : "; the nearest is '" + near + "'"));
  return ExitStatus::Errors;
}
