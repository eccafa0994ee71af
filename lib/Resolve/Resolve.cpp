#include "Resolve/Resolve.h"

#include "Resolve/Fixes.h"
#include "Resolve/ModelBuilder.h"
#include "Resolve/OpenOrders.h"
#include "Resolve/Rules/ProgramRules.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/thread.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace varscope::resolve {

namespace {

/// What a path's run freed, in pieces that the model's large tables do not fit in, goes back to
/// the system before those are built.
void returnFreedMemory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

/// Frames of the program are frames of the interpreter: a call of the program
/// takes some ten of ours.
constexpr unsigned stackBytesPerCall = 64u << 10;

/// Whatever the conditions are.
void reportOnAll(std::vector<PathRecord>& paths, const Finding& finding) {
  for (PathRecord& path : paths)
    path.findings.push_back(finding);
}

void tooManyPaths(Machine& machine, const Decision& decision, std::vector<PathRecord>& paths) {
  Finding finding = machine.finding(Rule::Unresolved, "the model has more than " +
                                                        std::to_string(machine.options.maxPaths) +
                                                        " variants that depend on conditions not known at compile "
                                                        "time, the last of them whether " +
                                                        decision.text +
                                                        "; bind some of the conditions, or raise the limit with "
                                                        "--max-paths");
  if (decision.at.valid())
    finding.notes.push_back({NoteKind::Hint, machine.locate(decision.at), "one of the unknown values comes from here"});
  reportOnAll(paths, finding);
}

ResolvedModel resolveInOneOrder(Machine& machine, const ir::Model& model) {
  std::vector<PathRecord> paths;
  std::vector<std::vector<Decision>> work{{}};
  machine.begin();
  while (!work.empty() && !machine.exhausted) {
    const std::vector<Decision> script = std::move(work.back());
    work.pop_back();
    if (paths.size() >= machine.options.maxPaths) {
      tooManyPaths(machine, script.back(), paths);
      break;
    }
    machine.run(model, script);
    std::vector<std::vector<Decision>> found = std::move(machine.paths.pending);
    paths.push_back(record(machine));
    work.insert(work.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  if (machine.exhausted && machine.exhausted->finding)
    reportOnAll(paths, *machine.exhausted->finding);
  llvm::DenseSet<const ir::Node*> mended;
  for (PathRecord& path : paths)
    if (!path.proposals.empty() && mended.insert(path.proposals.front().get).second)
      proveProposals(machine, model, path);
  returnFreedMemory();
  return buildModel(machine, model, paths);
}

ResolvedModel resolveModel(Machine& machine, const ir::Model& model) {
  machine.openOrders.clear();
  ResolvedModel resolved = resolveInOneOrder(machine, model);
  checkOpenOrders(machine, resolved, [&] { return resolveInOneOrder(machine, model); });
  return resolved;
}

} // namespace

ResolveResult resolve(const ir::Module& program, const ResolveOptions& options) {
  ResolveResult result;
  const std::size_t stack = std::min<std::size_t>(std::size_t(options.maxDepth + 64) * stackBytesPerCall, 1u << 30);
  llvm::thread worker(std::optional<unsigned>(stack), [&] {
    Machine machine(program, options);
    for (const ir::Model& model : program.models)
      result.models.push_back(resolveModel(machine, model));
    result.bindingErrors.assign(machine.bindings.errors().begin(), machine.bindings.errors().end());
    result.unusedBindings = machine.bindings.unused();
  });
  worker.join();
  runProgramRules(program, result);
  return result;
}

} // namespace varscope::resolve
