#include "lsp/Protocol.h"

#include "Rules/Findings.h"
#include "Rules/RuleTable.h"

using namespace llvm;
using namespace varscope;
using namespace varscope::lsp;
using llvm::lsp::URIForFile;

namespace {

/// "textDocument": {"uri": ...}
bool mapDocument(json::ObjectMapper& o, const json::Value& value, URIForFile& uri, json::Path path) {
  const json::Value* document = value.getAsObject()->get("textDocument");
  if (!document) {
    path.field("textDocument").report("missing value");
    return false;
  }
  json::ObjectMapper inner(*document, path.field("textDocument"));
  return o && inner && inner.map("uri", uri);
}

std::string pathOf(const json::Value* uri) {
  const std::optional<StringRef> text = uri ? uri->getAsString() : std::nullopt;
  if (!text)
    return "";
  Expected<URIForFile> file = URIForFile::fromURI(*text);
  if (file)
    return file->file().rtrim('/').str();
  consumeError(file.takeError());
  return "";
}

} // namespace

bool varscope::lsp::fromJSON(const json::Value& value, InitializeParams& params, json::Path path) {
  json::ObjectMapper o(value, path);
  if (!o)
    return false;
  const json::Object& object = *value.getAsObject();
  params.root = pathOf(object.get("rootUri"));
  if (const json::Array* folders = object.getArray("workspaceFolders"))
    if (params.root.empty() && !folders->empty() && folders->front().getAsObject())
      params.root = pathOf(folders->front().getAsObject()->get("uri"));
  if (params.root.empty())
    params.root = object.getString("rootPath").value_or("").str();
  if (const json::Object* capabilities = object.getObject("capabilities"))
    if (const json::Object* workspace = capabilities->getObject("workspace"))
      if (const json::Object* hints = workspace->getObject("inlayHint"))
        params.refreshesHints = hints->getBoolean("refreshSupport").value_or(false);
  const json::Value* options = object.get("initializationOptions");
  if (!options || options->getAsNull())
    return true;
  json::ObjectMapper inner(*options, path.field("initializationOptions"));
  return inner && inner.mapOptional("buildDirectory", params.buildDirectory) &&
         inner.mapOptional("flags", params.flags) &&
         inner.mapOptional("warnings", params.warnings) &&
         inner.mapOptional("reportAnalyses", params.reportsAnalyses);
}

bool varscope::lsp::fromJSON(const json::Value& value, DocumentParams& params, json::Path path) {
  json::ObjectMapper o(value, path);
  return o && mapDocument(o, value, params.uri, path);
}

bool varscope::lsp::fromJSON(const json::Value& value, CodeActionParams& params, json::Path path) {
  json::ObjectMapper o(value, path);
  if (!o || !mapDocument(o, value, params.uri, path) || !o.map("range", params.range))
    return false;
  if (const json::Object* context = value.getAsObject()->getObject("context"))
    if (const json::Array* only = context->getArray("only"))
      for (const json::Value& kind : *only)
        params.only.push_back(kind.getAsString().value_or("").str());
  return true;
}

bool varscope::lsp::fromJSON(const json::Value& value, InlayHintParams& params, json::Path path) {
  json::ObjectMapper o(value, path);
  return o && mapDocument(o, value, params.uri, path) && o.mapOptional("range", params.range);
}

bool varscope::lsp::fromJSON(const json::Value& value, WorkspaceSymbolParams& params,
                             json::Path path) {
  json::ObjectMapper o(value, path);
  return o && o.mapOptional("query", params.query);
}

bool varscope::lsp::fromJSON(const json::Value& value, CancelParams& params, json::Path path) {
  json::ObjectMapper o(value, path);
  if (!o)
    return false;
  if (const json::Value* id = value.getAsObject()->get("id"))
    params.id = *id;
  return true;
}

std::string varscope::lsp::uriOf(StringRef path) {
  Expected<URIForFile> uri = URIForFile::fromFile(path);
  if (uri)
    return uri->uri().str();
  consumeError(uri.takeError()); // "<built-in>": no file
  return "";
}

json::Value varscope::lsp::locationOf(const ide::Snapshot& snapshot, const SourceLocation& at) {
  const std::string uri = uriOf(at.file);
  if (at.line == 0 || uri.empty())
    return nullptr;
  return json::Object{{"uri", uri}, {"range", toJSON(snapshot.range(at))}};
}

json::Object varscope::lsp::diagnosticOf(const ide::Snapshot& snapshot,
                                         const ReportedFinding& reported) {
  const Finding& finding = reported.finding;
  std::string message = fullMessage(finding);
  json::Array related;
  for (const Note& note : finding.notes) {
    json::Value location = locationOf(snapshot, note.at);
    if (location.getAsNull())
      message += "\n" + note.text;
    else
      related.push_back(json::Object{{"location", std::move(location)},
                                     {"message", json::fixUTF8(note.text)}});
  }
  json::Object diagnostic{{"range", toJSON(snapshot.range(finding.at))},
                          {"severity", reported.level == Level::Error ? 1 : 2},
                          {"code", slugOf(finding.rule)},
                          {"source", "varscope"},
                          {"message", json::fixUTF8(message)}};
  if (!related.empty())
    diagnostic["relatedInformation"] = std::move(related);
  return diagnostic;
}
