#pragma once
/// The resolver's entry: a linked program in, resolved models and findings out.

#include "Resolve/ResolvedModel.h"
#include "ScopeIR/ScopeIR.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace varscope::resolve {

class ModelTable;

struct ResolveOptions {
  unsigned maxPaths = 64;                   ///< combinations of conditions per model that part its paths
  std::uint64_t maxSteps = 2'000'000'000;   ///< nodes evaluated per model
  unsigned maxDepth = 2000;                 ///< nested calls of the program
  double maxSeconds = 600;                  ///< per model; 0: no limit
  /// Values of globals, or of their fields ("config.layers"), by name: a number,
  /// true, false, or a string.
  std::map<std::string, std::string> bindings;
  const ModelTable* models = nullptr;       ///< null: standardModels()
};

struct ResolveResult {
  std::vector<ResolvedModel> models; ///< in the order of Module::models
  std::vector<Finding> findings;     ///< of the program, not of one model
};

ResolveResult resolve(const ir::Module& program, const ResolveOptions& options = {});

} // namespace varscope::resolve
