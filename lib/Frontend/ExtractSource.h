#pragma once
/// Runs Clang over one source and keeps what it means to VarScope.

#include "Frontend/CompileCommands.h"
#include "Frontend/Flags.h"
#include "ScopeIR/ScopeIR.h"

#include <memory>
#include <string>
#include <vector>

namespace varscope {

struct RoleFile;

struct ExtractSourceOptions {
  std::string sourceRoot; ///< absolute
  FlagOptions flags;
  std::vector<const RoleFile*> roles;
  bool colors = false;    ///< of Clang's diagnostics
};

struct SourceSummary {
  std::unique_ptr<ir::Module> module;    ///< null: the source does not compile
  std::string diagnostics;               ///< Clang's errors, as it prints them
  std::vector<std::string> dependencies; ///< every file that was read, the source first; relative
                                         ///< ones are relative to the command's directory
};

/// The Clang that is linked: "clang version 22.1.0".
std::string clangVersion();
/// Where that Clang's own headers are looked for.
std::string resourceDirectory();

/// Touches no state of the process: any number may run at once.
SourceSummary extractSource(const CompileCommand& command, const ExtractSourceOptions& options);

} // namespace varscope
