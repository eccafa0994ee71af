#pragma once
/// The language server: the protocol on one side, a Workspace on the other.

#include "Ide/Workspace.h"
#include "lsp/Gate.h"
#include "lsp/Protocol.h"

#include "llvm/Support/LSP/Transport.h"

#include <list>
#include <mutex>
#include <set>

namespace varscope::lsp {

struct ServerOptions {
  ide::WorkspaceOptions workspace;
  /// For tests: every message is answered before the next one is read.
  bool inOrder = false;
  std::string version;
};

class Server {
public:
  /// \param gate the transport's input
  Server(llvm::lsp::JSONTransport& transport, Gate& gate, ServerOptions options);
  ~Server();

  /// Until the client says "exit" or the input ends. \returns the exit status.
  int run();

private:
  using Reply = llvm::lsp::Callback<llvm::json::Value>;
  using Answer = std::function<llvm::json::Value(const ide::Snapshot&, const ide::Document&)>;
  template <class T> using Notify = llvm::lsp::OutgoingNotification<T>;

  void registerMethods();

  // Requests and notifications.
  void initialize(const InitializeParams& params, Reply reply);
  void shutdown(const Ignored&, Reply reply);
  void refuse(const Refusal& refusal, Reply reply);
  void cancel(const CancelParams& params);
  void ignore(const Ignored&) {}
  void didOpen(const llvm::lsp::DidOpenTextDocumentParams& params);
  void didChange(const llvm::lsp::DidChangeTextDocumentParams& params);
  void didClose(const DocumentParams& params);
  void diskChanged(const Ignored&);
  void hover(const llvm::lsp::TextDocumentPositionParams& params, Reply reply);
  void definition(const llvm::lsp::TextDocumentPositionParams& params, Reply reply);
  void references(const llvm::lsp::TextDocumentPositionParams& params, Reply reply);
  void documentSymbol(const DocumentParams& params, Reply reply);
  void workspaceSymbol(const WorkspaceSymbolParams& params, Reply reply);
  void inlayHint(const InlayHintParams& params, Reply reply);
  void codeAction(const CodeActionParams& params, Reply reply);
  void scopeTree(const DocumentParams& params, Reply reply);

  /// Answers from the last analysis, or waits for the first one.
  /// \param exact waits for that of the text as it is now
  void answer(const llvm::lsp::URIForFile& uri, bool exact, Reply reply, Answer answer);
  void atSite(const llvm::lsp::TextDocumentPositionParams& params, Reply reply,
              std::function<llvm::json::Value(const ide::Snapshot&, const ide::Site&)> answer);
  void answerWaiting();
  void published(const ide::Snapshot& snapshot, const ide::AnalysisReport& report,
                 const std::map<std::string, ide::Document>& documents);
  void settleIfInOrder();
  /// Nothing is analysed any more, and whoever waits is told.
  void end();
  llvm::json::Value edits(const ide::Snapshot& snapshot, const Fix& fix);

  Gate& gate;
  llvm::lsp::JSONTransport& transport;
  llvm::lsp::MessageHandler handler;
  ServerOptions options;
  InitializeParams client;

  Notify<llvm::json::Value> publishDiagnostics, logMessage, analysed;
  llvm::lsp::OutgoingRequest<llvm::json::Value> refreshHints;

  /// A request that needs an analysis which is not there yet.
  struct Waiting {
    llvm::json::Value id;
    std::string path;
    bool exact;
    Reply reply;
    Answer answer;
  };
  std::mutex mutex; ///< of what follows
  std::list<Waiting> waiting;
  std::set<std::string> told; ///< messages that were logged
  unsigned refreshes = 0;

  std::unique_ptr<ide::Workspace> workspace; ///< last: its thread uses the rest
};

} // namespace varscope::lsp
