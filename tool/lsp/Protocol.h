#pragma once
/// Messages of the protocol that LLVM's library does not describe, or describes narrower
/// than clients send them.

#include "Ide/Answers.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/LSP/Protocol.h"

#include <optional>
#include <string>
#include <vector>

namespace varscope::lsp {

/// Of initialize.
struct InitializeParams {
  std::string root;           ///< absolute path; empty: none
  bool refreshesHints = false;
  // initializationOptions:
  std::string buildDirectory;
  std::vector<std::string> flags, warnings;
  bool reportsAnalyses = false; ///< send varscope/analysed
};
bool fromJSON(const llvm::json::Value& value, InitializeParams& params, llvm::json::Path path);

/// Parameters with a document.
struct DocumentParams {
  llvm::lsp::URIForFile uri;
};
bool fromJSON(const llvm::json::Value& value, DocumentParams& params, llvm::json::Path path);

struct CodeActionParams {
  llvm::lsp::URIForFile uri;
  llvm::lsp::Range range;
  std::vector<std::string> only;
};
bool fromJSON(const llvm::json::Value& value, CodeActionParams& params, llvm::json::Path path);

struct InlayHintParams {
  llvm::lsp::URIForFile uri;
  std::optional<llvm::lsp::Range> range;
};
bool fromJSON(const llvm::json::Value& value, InlayHintParams& params, llvm::json::Path path);

struct WorkspaceSymbolParams {
  std::string query;
};
bool fromJSON(const llvm::json::Value& value, WorkspaceSymbolParams& params, llvm::json::Path path);

struct CancelParams {
  llvm::json::Value id = nullptr;
};
bool fromJSON(const llvm::json::Value& value, CancelParams& params, llvm::json::Path path);

/// Anything: what is not read.
struct Ignored {};
inline bool fromJSON(const llvm::json::Value&, Ignored&, llvm::json::Path) { return true; }

/// "file:///..." of an absolute path.
std::string uriOf(llvm::StringRef path);
llvm::json::Value locationOf(const ide::Snapshot& snapshot, const SourceLocation& at);
llvm::json::Object diagnosticOf(const ide::Snapshot& snapshot, const ReportedFinding& reported);

} // namespace varscope::lsp
