#include "Driver/Sources.h"

#include "ScopeIR/Parser.h"
#include "ScopeIR/Verifier.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/WithColor.h"

#include <mutex>

using namespace llvm;
using namespace varscope;

std::vector<SourceSummary> varscope::extractSources(ArrayRef<CompileCommand> commands,
                                                    const ExtractSourceOptions& options,
                                                    unsigned jobs, raw_ostream& errors,
                                                    function_ref<void(const CompileCommand&)> done) {
  std::vector<SourceSummary> summaries(commands.size());
  std::mutex oneAtATime;
  auto extract = [&](std::size_t i) {
    summaries[i] = extractSource(commands[i], options);
    std::lock_guard lock(oneAtATime);
    if (done)
      done(commands[i]);
  };
  if (commands.size() == 1) {
    extract(0);
  } else {
    DefaultThreadPool pool(hardware_concurrency(jobs));
    for (std::size_t i = 0; i < commands.size(); ++i)
      pool.async(extract, i);
    pool.wait();
  }
  for (const SourceSummary& summary : summaries)
    errors << summary.diagnostics;
  return summaries;
}

std::vector<std::unique_ptr<ir::Module>> varscope::readSummaries(ArrayRef<std::string> paths,
                                                                 raw_ostream& errors) {
  std::vector<std::unique_ptr<ir::Module>> modules;
  bool failed = false;
  auto fail = [&](const Twine& message) {
    WithColor::error(errors, "varscope") << message << '\n';
    failed = true;
  };
  for (const std::string& path : paths) {
    ErrorOr<std::unique_ptr<MemoryBuffer>> file = MemoryBuffer::getFile(path);
    if (!file) {
      fail("cannot read '" + path + "': " + file.getError().message());
      continue;
    }
    Expected<std::unique_ptr<ir::Module>> module = ir::parse((*file)->getBuffer(), path);
    if (!module) {
      fail(toString(module.takeError()));
      continue;
    }
    std::vector<std::string> problems = ir::verify(**module);
    for (const std::string& problem : problems)
      fail(path + ": " + problem);
    modules.push_back(std::move(*module));
  }
  if (failed)
    modules.clear();
  return modules;
}
