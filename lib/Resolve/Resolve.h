#pragma once
/// The resolver's entry: a linked program in, resolved models and findings out.

#include "Resolve/ResolvedModel.h"
#include "ScopeIR/ScopeIR.h"

#include <cstdint>
#include <functional>
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
  std::map<std::string, std::string> bindings; ///< see Bindings.h
  const ModelTable* models = nullptr;       ///< null: standardModels()
  /// Asked now and then; true: the result is not wanted any more, whatever it is. Empty: never.
  std::function<bool()> cancelled;
};

struct ResolveResult {
  std::vector<ResolvedModel> models; ///< in the order of Module::models
  std::vector<Finding> findings;     ///< of the program, not of one model
  std::vector<std::string> bindingErrors;  ///< a line for each binding whose text is no value of its type
  std::vector<std::string> unusedBindings; ///< names of those that no model asked for
};

ResolveResult resolve(const ir::Module& program, const ResolveOptions& options = {});

} // namespace varscope::resolve
