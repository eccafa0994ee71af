#pragma once
/// Summaries of a program's units: extracted from sources, or read.

#include "Driver/ExitStatus.h"
#include "Frontend/ExtractSource.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace varscope {

/// Extracts every source, on `jobs` threads (0: all processors). Prints Clang's errors,
/// in the order of the commands.
/// \param done called after each source, from one thread at a time
/// \returns the summaries; none where a source does not compile.
std::vector<SourceSummary> extractSources(llvm::ArrayRef<CompileCommand> commands,
                                          const ExtractSourceOptions& options, unsigned jobs,
                                          llvm::raw_ostream& errors,
                                          llvm::function_ref<void(const CompileCommand&)> done = {});

/// Reads and verifies summary files. Prints what is wrong with them.
/// \returns nothing if one of them cannot be used.
std::vector<std::unique_ptr<ir::Module>> readSummaries(llvm::ArrayRef<std::string> paths,
                                                       llvm::raw_ostream& errors);

} // namespace varscope
