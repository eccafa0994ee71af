#pragma once
/// What is known of a program at one moment. Immutable: answers are made of it on any thread.

#include "Emit/SourceLines.h"
#include "Ide/Index.h"
#include "Ide/Text.h"

#include <memory>

namespace varscope::ide {

struct Snapshot {
  AnalysedProgram program;
  Index index;
  SourceLines lines;
  /// Open files as they were analysed, by path.
  std::map<std::string, std::shared_ptr<const std::string>> texts;
  /// Sources that do not compile as they are: the last summary that did stands for them, or none.
  std::vector<std::string> broken;
  std::string root; ///< of the workspace; paths that people read are relative to it

  /// A place as the editor counts it.
  llvm::lsp::Position position(llvm::StringRef file, unsigned line, unsigned column) const;
  llvm::lsp::Range range(const SourceLocation& at) const;
  /// "gan.cpp:15:51"
  std::string spell(const SourceLocation& at) const;
};

} // namespace varscope::ide
