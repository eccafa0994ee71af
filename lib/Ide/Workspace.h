#pragma once
/// Programs that are open in an editor, analysed in the background.
///
/// Concepts, in the order a reader needs them:
///   Document   an open file: its text as the editor has it
///   Program    all sources of a compilation database, or one file alone
///   Snapshot   the last answer about a program
///
/// A thread of its own analyses what changed, once typing pauses; a newer change stops
/// it. Everybody else reads snapshots and never waits for a parse.

#include "Ide/Snapshot.h"
#include "Ide/SummaryCache.h"
#include "Rules/WarningOptions.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace varscope::ide {

struct Document {
  std::int64_t version = 0;
  std::shared_ptr<const std::string> text;
  std::string program; ///< key of the program that it belongs to
};

struct WorkspaceOptions {
  std::string root;                     ///< directory that the editor shows
  std::string buildDirectory;           ///< of every file; empty: found upward from each
  std::vector<std::string> flags;       ///< of files that no database lists
  ExtractSourceOptions extract;         ///< without a source root: paths stay absolute
  WarningOptions warnings;
  resolve::ResolveOptions resolve;
  std::chrono::milliseconds pause{50};  ///< in typing, before an analysis
};

/// How long the parts of an analysis took, in milliseconds, and what it parsed.
struct AnalysisReport {
  std::string program;
  unsigned parsed = 0, units = 0;
  double extract = 0, resolve = 0;
  std::vector<std::string> messages; ///< worth telling once: what does not compile
};

class Workspace {
public:
  /// Called on the analysing thread after each analysis, with the documents it saw.
  using Published = std::function<void(const Snapshot&, const AnalysisReport&,
                                       const std::map<std::string, Document>&)>;

  Workspace(WorkspaceOptions options, Published published);
  ~Workspace();
  /// Ends the analysing thread: nothing is published afterwards.
  void stop();

  void open(const std::string& path, std::int64_t version, std::string text);
  /// \returns false for a file that is not open
  bool change(const std::string& path, std::int64_t version,
              llvm::ArrayRef<llvm::lsp::TextDocumentContentChangeEvent> changes);
  void close(const std::string& path);
  /// Files on the disk may have changed.
  void diskChanged();

  std::optional<Document> document(const std::string& path) const;
  /// The last answer about the program that a file belongs to; null: none yet.
  std::shared_ptr<const Snapshot> snapshot(const std::string& path) const;
  std::vector<std::shared_ptr<const Snapshot>> snapshots() const;
  /// Whether everything open has been analysed as it is.
  bool isIdle() const;
  /// Waits for that.
  void settle();

private:
  struct Program {
    SummaryCache cache;                       ///< the analysing thread's
    std::vector<CompileCommand> commands;     ///< likewise
    std::uint64_t databaseTime = 0;           ///< likewise
    std::shared_ptr<const Snapshot> snapshot; ///< guarded
    bool isStale = false;                     ///< guarded
  };

  std::string programOf(const std::string& path) const;
  void touch(); ///< under the lock: there is something to analyse
  void work();
  bool analyse(const std::string& key, Program& program, std::uint64_t generation);
  llvm::Error readCommands(const std::string& key, Program& program);

  const WorkspaceOptions options;
  const Published published;

  mutable std::mutex mutex;
  std::condition_variable changed, settled;
  std::map<std::string, Document> documents;
  std::map<std::string, std::unique_ptr<Program>> programs;
  std::chrono::steady_clock::time_point lastChange;
  std::atomic<std::uint64_t> generation = 0; ///< counts changes
  bool retry = false;                        ///< the disk changed since the last analysis
  bool stopping = false;
  std::thread worker;
};

} // namespace varscope::ide
