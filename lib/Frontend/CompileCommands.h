#pragma once
/// How a source is compiled: from a compilation database, or from flags given
/// on the command line.

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>
#include <vector>

namespace varscope {

struct CompileCommand {
  std::string directory;              ///< where the compiler runs
  std::string file;                   ///< as the command names it
  std::vector<std::string> arguments; ///< the compiler first
};

/// Whether a file's name is that of a C++ source (not of a header).
bool isCxxSource(llvm::StringRef file);

/// One command per source, from `buildDirectory`/compile_commands.json. No sources:
/// every file of the database that is C++. Where a source has several commands, the
/// first counts.
llvm::Expected<std::vector<CompileCommand>>
readCompileCommands(llvm::StringRef buildDirectory, llvm::ArrayRef<std::string> sources);

/// One command per source, of those in the database whose objects lie under the directory
/// `objects`: a build may compile one source for several targets. A source that is compiled as a
/// part of a unity source is given the flags of that.
llvm::Expected<std::vector<CompileCommand>>
readTargetCommands(llvm::StringRef buildDirectory, llvm::StringRef objects,
                   llvm::ArrayRef<std::string> sources);

/// The flags of a command, without the compiler, its input and its outputs: what
/// makeCompileCommands() can be given.
std::vector<std::string> flagsOf(const CompileCommand& command);

/// The same flags for every source, run in the working directory. The language
/// is C++20 unless the flags say otherwise.
std::vector<CompileCommand> makeCompileCommands(llvm::ArrayRef<std::string> flags,
                                                llvm::ArrayRef<std::string> sources);

} // namespace varscope
