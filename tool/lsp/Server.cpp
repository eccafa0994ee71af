#include "lsp/Server.h"

#include "Ide/Paths.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace varscope;
using namespace varscope::lsp;
using llvm::lsp::ErrorCode;
using llvm::lsp::LSPError;
using llvm::lsp::TextDocumentPositionParams;

namespace {

/// A place of the client, in a text.
std::pair<unsigned, unsigned> placeIn(StringRef text, llvm::lsp::Position position) {
  const StringRef line = ide::TextLines(text).line(std::max(position.line, 0));
  return {position.line + 1, ide::bytesOf(line, std::max(position.character, 0)) + 1};
}

/// Lines of a document as it was analysed and as it is now.
ide::LineMap lineMap(const ide::Snapshot& snapshot, const std::string& path,
                     const ide::Document& document) {
  return {*snapshot.texts.at(path), *document.text};
}

bool isExact(const ide::Snapshot& snapshot, const std::string& path, const ide::Document& document) {
  const auto seen = snapshot.texts.find(path);
  return seen != snapshot.texts.end() && *seen->second == *document.text;
}

json::Object capabilities() {
  return json::Object{
      {"positionEncoding", "utf-16"},
      {"textDocumentSync", json::Object{{"openClose", true}, {"change", 2}, {"save", true}}},
      {"hoverProvider", true},
      {"definitionProvider", true},
      {"referencesProvider", true},
      {"documentSymbolProvider", true},
      {"workspaceSymbolProvider", true},
      {"inlayHintProvider", true},
      {"codeActionProvider", json::Object{{"codeActionKinds", json::Array{"quickfix"}}}},
      {"experimental", json::Object{{"varscopeScopeTree", true}}}};
}

} // namespace

Server::Server(llvm::lsp::JSONTransport& transport, Gate& gate, ServerOptions options)
    : gate(gate), transport(transport), handler(transport), options(std::move(options)) {
  registerMethods();
}

Server::~Server() { end(); }

void Server::end() {
  if (workspace)
    workspace->stop(); // what it publishes until then looks at it
  workspace.reset();
  for (Waiting& request : waiting)
    request.reply(make_error<LSPError>("the server ends", ErrorCode::RequestCancelled));
  waiting.clear();
}

void Server::registerMethods() {
  handler.method("initialize", this, &Server::initialize);
  handler.method("shutdown", this, &Server::shutdown);
  handler.method(refusedMethod, this, &Server::refuse);
  handler.notification("initialized", this, &Server::ignore);
  handler.notification("$/cancelRequest", this, &Server::cancel);
  handler.notification("$/setTrace", this, &Server::ignore);
  handler.notification("workspace/didChangeConfiguration", this, &Server::ignore);
  handler.notification("textDocument/didOpen", this, &Server::didOpen);
  handler.notification("textDocument/didChange", this, &Server::didChange);
  handler.notification("textDocument/didClose", this, &Server::didClose);
  handler.notification("textDocument/didSave", this, &Server::diskChanged);
  handler.notification("workspace/didChangeWatchedFiles", this, &Server::diskChanged);
  handler.method("textDocument/hover", this, &Server::hover);
  handler.method("textDocument/definition", this, &Server::definition);
  handler.method("textDocument/references", this, &Server::references);
  handler.method("textDocument/documentSymbol", this, &Server::documentSymbol);
  handler.method("workspace/symbol", this, &Server::workspaceSymbol);
  handler.method("textDocument/inlayHint", this, &Server::inlayHint);
  handler.method("textDocument/codeAction", this, &Server::codeAction);
  handler.method("varscope/scopeTree", this, &Server::scopeTree);
  publishDiagnostics =
      handler.outgoingNotification<json::Value>("textDocument/publishDiagnostics");
  logMessage = handler.outgoingNotification<json::Value>("window/logMessage");
  analysed = handler.outgoingNotification<json::Value>("varscope/analysed");
  refreshHints = handler.outgoingRequest<json::Value, Ignored>(
      "workspace/inlayHint/refresh",
      [](json::Value, Expected<Ignored> result) { consumeError(result.takeError()); });
}

int Server::run() {
  Error error = transport.run(handler);
  const bool ended = !error;
  consumeError(std::move(error));
  return ended && gate.wasShutDown() ? 0 : 1;
}

void Server::initialize(const InitializeParams& params, Reply reply) {
  gate.initialised();
  client = params;
  options.workspace.root = params.root;
  if (!params.buildDirectory.empty())
    options.workspace.buildDirectory = ide::absolute(params.buildDirectory, params.root);
  llvm::append_range(options.workspace.flags, params.flags);
  for (const std::string& warning : params.warnings)
    if (std::string problem = options.workspace.warnings.apply(warning); !problem.empty())
      logMessage(json::Object{{"type", 2}, {"message", problem}});
  workspace = std::make_unique<ide::Workspace>(
      options.workspace,
      [this](const auto& snapshot, const auto& report, const auto& documents) {
        published(snapshot, report, documents);
      });
  reply(json::Object{
      {"capabilities", capabilities()},
      {"serverInfo", json::Object{{"name", "varscope"}, {"version", options.version}}}});
}

void Server::shutdown(const Ignored&, Reply reply) {
  end();
  reply(nullptr);
}

void Server::refuse(const Refusal& refusal, Reply reply) {
  reply(make_error<LSPError>(refusal.message, static_cast<ErrorCode>(refusal.code)));
}

void Server::cancel(const CancelParams& params) {
  const std::lock_guard lock(mutex);
  const auto found = find_if(waiting, [&](const Waiting& request) { return request.id == params.id; });
  if (found == waiting.end())
    return;
  found->reply(make_error<LSPError>("cancelled", ErrorCode::RequestCancelled));
  waiting.erase(found);
}

void Server::didOpen(const llvm::lsp::DidOpenTextDocumentParams& params) {
  if (!workspace)
    return;
  workspace->open(ide::absolute(params.textDocument.uri.file(), ""), params.textDocument.version,
                  params.textDocument.text);
  settleIfInOrder();
}

void Server::didChange(const llvm::lsp::DidChangeTextDocumentParams& params) {
  if (!workspace)
    return;
  workspace->change(ide::absolute(params.textDocument.uri.file(), ""), params.textDocument.version,
                    params.contentChanges);
  settleIfInOrder();
}

void Server::didClose(const DocumentParams& params) {
  if (!workspace)
    return;
  workspace->close(ide::absolute(params.uri.file(), ""));
  publishDiagnostics(json::Object{{"uri", params.uri.uri()}, {"diagnostics", json::Array()}});
  answerWaiting();
  settleIfInOrder();
}

void Server::diskChanged(const Ignored&) {
  if (!workspace)
    return;
  workspace->diskChanged();
  settleIfInOrder();
}

void Server::settleIfInOrder() {
  if (options.inOrder)
    workspace->settle();
}

void Server::answer(const llvm::lsp::URIForFile& uri, bool exact, Reply reply, Answer answer) {
  const std::string path = ide::absolute(uri.file(), "");
  {
    const std::lock_guard lock(mutex);
    waiting.push_back({gate.lastId(), path, exact, std::move(reply), std::move(answer)});
  }
  answerWaiting();
}

void Server::answerWaiting() {
  std::list<Waiting> ready;
  std::vector<std::pair<ide::Document, std::shared_ptr<const ide::Snapshot>>> known;
  {
    const std::lock_guard lock(mutex);
    for (auto request = waiting.begin(); request != waiting.end();) {
      const auto current = request++;
      std::optional<ide::Document> document = workspace->document(current->path);
      std::shared_ptr<const ide::Snapshot> snapshot = workspace->snapshot(current->path);
      const bool isKnown = snapshot && snapshot->texts.contains(current->path);
      if (document && (!isKnown || (current->exact && !isExact(*snapshot, current->path, *document))))
        continue;
      known.emplace_back(document.value_or(ide::Document()), document ? snapshot : nullptr);
      ready.splice(ready.end(), waiting, current);
    }
  }
  for (auto [request, facts] : llvm::zip_equal(ready, known)) {
    const auto& [document, snapshot] = facts;
    request.reply(snapshot ? request.answer(*snapshot, document) : json::Value(nullptr));
  }
}

void Server::atSite(const TextDocumentPositionParams& params, Reply reply,
                    std::function<json::Value(const ide::Snapshot&, const ide::Site&)> tell) {
  const std::string path = ide::absolute(params.textDocument.uri.file(), "");
  answer(params.textDocument.uri, /*exact=*/false, std::move(reply),
         [path, position = params.position, tell = std::move(tell)](
             const ide::Snapshot& snapshot, const ide::Document& document) -> json::Value {
           const auto [line, column] = placeIn(*document.text, position);
           const std::optional<unsigned> then = lineMap(snapshot, path, document).back(line - 1);
           const ide::Site* site = then ? snapshot.index.find(path, *then + 1, column) : nullptr;
           return site ? tell(snapshot, *site) : json::Value(nullptr);
         });
}

void Server::hover(const TextDocumentPositionParams& params, Reply reply) {
  atSite(params, std::move(reply), [](const ide::Snapshot& snapshot, const ide::Site& site) {
    return json::Object{
        {"contents", json::Object{{"kind", "markdown"},
                                  {"value", json::fixUTF8(ide::hover(snapshot, site))}}}};
  });
}

static json::Array locations(const ide::Snapshot& snapshot, ArrayRef<SourceLocation> places) {
  json::Array array;
  for (const SourceLocation& place : places)
    if (json::Value location = locationOf(snapshot, place); !location.getAsNull())
      array.push_back(std::move(location));
  return array;
}

void Server::definition(const TextDocumentPositionParams& params, Reply reply) {
  atSite(params, std::move(reply), [](const ide::Snapshot& snapshot, const ide::Site& site) {
    return locations(snapshot, ide::definitions(snapshot, site));
  });
}

void Server::references(const TextDocumentPositionParams& params, Reply reply) {
  atSite(params, std::move(reply), [](const ide::Snapshot& snapshot, const ide::Site& site) {
    return locations(snapshot, ide::references(snapshot, site));
  });
}

static json::Value symbolOf(const ide::Snapshot& snapshot, const ide::Symbol& symbol) {
  using llvm::lsp::SymbolKind;
  return json::Object{
      {"name", json::fixUTF8(symbol.name)},
      {"kind", int(symbol.isScope ? SymbolKind::Namespace : SymbolKind::Variable)},
      {"containerName", json::fixUTF8(symbol.model + (symbol.detail.empty() ? "" : ", " + symbol.detail))},
      {"location", locationOf(snapshot, symbol.at)}};
}

void Server::documentSymbol(const DocumentParams& params, Reply reply) {
  const std::string path = ide::absolute(params.uri.file(), "");
  answer(params.uri, /*exact=*/true, std::move(reply),
         [path](const ide::Snapshot& snapshot, const ide::Document&) {
           json::Array symbols;
           for (const ide::Symbol& symbol : ide::documentSymbols(snapshot, path))
             symbols.push_back(symbolOf(snapshot, symbol));
           return symbols;
         });
}

void Server::workspaceSymbol(const WorkspaceSymbolParams& params, Reply reply) {
  json::Array symbols;
  for (const auto& snapshot : workspace->snapshots())
    for (const ide::Symbol& symbol : ide::workspaceSymbols(*snapshot, params.query))
      symbols.push_back(symbolOf(*snapshot, symbol));
  reply(std::move(symbols));
}

void Server::inlayHint(const InlayHintParams& params, Reply reply) {
  const std::string path = ide::absolute(params.uri.file(), "");
  answer(params.uri, /*exact=*/false, std::move(reply),
         [path, range = params.range](const ide::Snapshot& snapshot, const ide::Document& document) {
           const ide::LineMap map = lineMap(snapshot, path, document);
           json::Array hints;
           for (const ide::Hint& hint : ide::hints(snapshot, path)) {
             llvm::lsp::Position at = snapshot.position(path, hint.at.line, hint.at.column);
             const std::optional<unsigned> line = map.forward(at.line);
             if (!line)
               continue;
             at.line = int(*line);
             if (range && (at < range->start || range->end < at))
               continue;
             hints.push_back(json::Object{{"position", toJSON(at)},
                                          {"label", json::fixUTF8(hint.label)},
                                          {"paddingLeft", true},
                                          {"tooltip", json::fixUTF8(hint.tooltip)}});
           }
           return hints;
         });
}

/// Empty if a file of the fix is open and not as it was analysed.
json::Value Server::edits(const ide::Snapshot& snapshot, const Fix& fix) {
  json::Object changes;
  for (const Edit& edit : fix.edits) {
    const std::optional<ide::Document> open = workspace->document(edit.at.file);
    const std::string uri = uriOf(edit.at.file);
    if (uri.empty() || (open && !isExact(snapshot, edit.at.file, *open)))
      return nullptr;
    json::Value& list = changes[uri];
    if (!list.getAsArray())
      list = json::Array();
    list.getAsArray()->push_back(
        json::Object{{"range", toJSON(snapshot.range(edit.at))}, {"newText", edit.text}});
  }
  return json::Object{{"changes", std::move(changes)}};
}

void Server::codeAction(const CodeActionParams& params, Reply reply) {
  if (!params.only.empty() && !is_contained(params.only, "quickfix"))
    return reply(json::Array());
  const std::string path = ide::absolute(params.uri.file(), "");
  answer(params.uri, /*exact=*/true, std::move(reply),
         [this, path, range = params.range](const ide::Snapshot& snapshot, const ide::Document&) {
           json::Array actions;
           for (const ReportedFinding* reported : ide::findingsIn(snapshot, path)) {
             const llvm::lsp::Range place = snapshot.range(reported->finding.at);
             if (place.end < range.start || range.end < place.start)
               continue;
             for (const Fix& fix : reported->finding.fixes)
               if (json::Value edit = edits(snapshot, fix); !edit.getAsNull())
                 actions.push_back(
                     json::Object{{"title", fix.title},
                                  {"kind", "quickfix"},
                                  {"isPreferred", true},
                                  {"diagnostics", json::Array{diagnosticOf(snapshot, *reported)}},
                                  {"edit", std::move(edit)}});
           }
           return actions;
         });
}

void Server::scopeTree(const DocumentParams& params, Reply reply) {
  answer(params.uri, /*exact=*/false, std::move(reply),
         [](const ide::Snapshot& snapshot, const ide::Document&) {
           ide::ScopeTree tree = ide::scopeTree(snapshot, [&](const SourceLocation& at) {
             return locationOf(snapshot, at);
           });
           return json::Object{{"text", json::fixUTF8(tree.text)}, {"models", std::move(tree.models)}};
         });
}

void Server::published(const ide::Snapshot& snapshot, const ide::AnalysisReport& report,
                       const std::map<std::string, ide::Document>& documents) {
  for (const auto& [path, document] : documents) {
    if (document.program != report.program)
      continue;
    json::Array diagnostics;
    for (const ReportedFinding* reported : ide::findingsIn(snapshot, path))
      diagnostics.push_back(diagnosticOf(snapshot, *reported));
    publishDiagnostics(json::Object{{"uri", uriOf(path)},
                                    {"version", document.version},
                                    {"diagnostics", std::move(diagnostics)}});
  }
  std::vector<std::string> news;
  unsigned refresh = 0;
  {
    const std::lock_guard lock(mutex);
    for (const std::string& message : report.messages)
      if (told.insert(message).second)
        news.push_back(message);
    refresh = ++refreshes;
  }
  for (const std::string& message : news)
    logMessage(json::Object{{"type", 2}, {"message", json::fixUTF8(message)}});
  if (client.reportsAnalyses)
    analysed(json::Object{{"units", report.units},
                          {"parsed", report.parsed},
                          {"extractMilliseconds", report.extract},
                          {"resolveMilliseconds", report.resolve}});
  if (client.refreshesHints)
    refreshHints(nullptr, "hints-" + std::to_string(refresh));
  answerWaiting();
}
