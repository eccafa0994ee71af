#pragma once
/// What an editor asks about a program. Places are ours: lines and columns from 1, in bytes.

#include "Ide/Snapshot.h"

#include "llvm/Support/JSON.h"

namespace varscope::ide {

/// Findings to show in a file.
std::vector<const ReportedFinding*> findingsIn(const Snapshot& snapshot, llvm::StringRef file);

/// Markdown about a get or a scope entry: every name it resolves to, in each calling
/// context; "" for no site.
std::string hover(const Snapshot& snapshot, const Site& site);

struct Hint {
  SourceLocation at; ///< behind the call
  std::string label; ///< "discriminator/kernel"
  std::string tooltip;
};
std::vector<Hint> hints(const Snapshot& snapshot, llvm::StringRef file);

/// Where the variables of a site are created.
std::vector<SourceLocation> definitions(const Snapshot& snapshot, const Site& site);
/// Every get of the variables of a site.
std::vector<SourceLocation> references(const Snapshot& snapshot, const Site& site);

struct Symbol {
  std::string name;   ///< of a variable: its full name
  std::string detail; ///< dtype and shape
  std::string model;
  bool isScope = false;
  SourceLocation at;
};
/// Variables and scopes that a file's calls resolve to.
std::vector<Symbol> documentSymbols(const Snapshot& snapshot, llvm::StringRef file);
/// Variables of every model whose names contain the query, in any case.
std::vector<Symbol> workspaceSymbols(const Snapshot& snapshot, llvm::StringRef query);

/// The scope tree of every model: as text to be read, and as nodes {"name", "variables",
/// "bytes", "dtype", "shape", "initializer", "at", "children"} for a tree view.
struct ScopeTree {
  std::string text;
  llvm::json::Array models;
};
/// \param nodeAt spells a place for the protocol
ScopeTree scopeTree(const Snapshot& snapshot,
                    llvm::function_ref<llvm::json::Value(const SourceLocation&)> nodeAt);

/// "float32 [784, 1]"; "" for a handle of nothing.
std::string describe(const ResolvedModel& model, const core::VariableHandle& handle);

} // namespace varscope::ide
