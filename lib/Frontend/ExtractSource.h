#pragma once
/// Runs Clang over one source and keeps what it means to VarScope.

#include "Frontend/CompileCommands.h"
#include "Frontend/Flags.h"
#include "Frontend/Preamble.h"
#include "ScopeIR/ScopeIR.h"

#include <functional>
#include <map>
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

/// What an editor knows better than the disk.
struct EditorState {
  /// Contents of files that are open, by absolute path.
  std::map<std::string, std::shared_ptr<const std::string>> unsaved;
  /// Asked now and then; true: the result is not wanted any more.
  std::function<bool()> cancelled = [] { return false; };
};

struct SourceSummary {
  std::unique_ptr<ir::Module> module;    ///< null: the source does not compile, or cancelled
  std::string diagnostics;               ///< Clang's errors, as it prints them
  std::vector<std::string> dependencies; ///< every file that was read, the source first; relative
                                         ///< ones are relative to the command's directory
};

/// The Clang that is linked: "clang version 22.1.0".
std::string clangVersion();
/// Where that Clang's own headers are looked for.
std::string resourceDirectory();

/// Touches no state of the process: any number may run at once.
/// \param preamble of this source, where it is extracted again and again; null: none.
SourceSummary extractSource(const CompileCommand& command, const ExtractSourceOptions& options,
                            const EditorState& editor = {}, Preamble* preamble = nullptr);

} // namespace varscope
