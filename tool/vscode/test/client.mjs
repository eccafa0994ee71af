/** Drives the server with VS Code's protocol libraries: node client.mjs VARSCOPE DIRECTORY
 *
 * Opens a file with a forgotten reuse, applies the code action, and sees the finding go; then asks
 * what an editor asks. Prints each step; exits with 1 at the first that is not as expected. */

import assert from "node:assert";
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import protocol from "vscode-languageserver-protocol/node";

const [varscope, directory] = process.argv.slice(2);
const source = `#include <varscope/varscope.h>
namespace vs = varscope;
void build() {
  VS_VARIABLE_SCOPE("a") { vs::get_variable("v", {1}); }
  VS_VARIABLE_SCOPE("a") { vs::get_variable("v", {1}); }
}
VS_MODEL(m, build());
`;
mkdirSync(directory, { recursive: true });
const file = `${directory}/forgotten.cpp`, uri = pathToFileURL(file).href;
writeFileSync(file, source);

const server = spawn(varscope, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
const exited = new Promise(resolve => server.on("exit", resolve));
const connection = protocol.createProtocolConnection(
  new protocol.StreamMessageReader(server.stdout), new protocol.StreamMessageWriter(server.stdin));
const waiting = [], published = [];
connection.onNotification(protocol.PublishDiagnosticsNotification.type, params => {
  const next = waiting.shift();
  if (next) next(params);
  else published.push(params);
});
const nextDiagnostics = () => published.length ? Promise.resolve(published.shift()) : new Promise(resolve => waiting.push(resolve));
connection.listen();

/** Text after edits of one line each, as a client applies them. */
function applied(text, edits) {
  const lines = text.split("\n");
  for (const { range, newText } of [...edits].reverse()) {
    assert.equal(range.start.line, range.end.line);
    const line = lines[range.start.line];
    lines[range.start.line] = line.slice(0, range.start.character) + newText + line.slice(range.end.character);
  }
  return lines.join("\n");
}

const { capabilities } = await connection.sendRequest(protocol.InitializeRequest.type,
  { processId: process.pid, rootUri: pathToFileURL(directory).href, capabilities: {} });
assert(capabilities.hoverProvider && capabilities.inlayHintProvider);
await connection.sendNotification(protocol.InitializedNotification.type, {});

await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type,
  { textDocument: { uri, languageId: "cpp", version: 1, text: source } });
const { diagnostics } = await nextDiagnostics();
assert.equal(diagnostics.length, 1);
const [finding] = diagnostics;
console.log(`finding: ${finding.code} at line ${finding.range.start.line + 1}`);
assert.equal(finding.code, "already-exists");
assert(finding.relatedInformation.length >= 2);

const textDocument = { uri };
const [action] = await connection.sendRequest(protocol.CodeActionRequest.type,
  { textDocument, range: finding.range, context: { diagnostics } });
console.log(`action: ${action.title}`);
const text = applied(source, action.edit.changes[uri]);
await connection.sendNotification(protocol.DidChangeTextDocumentNotification.type,
  { textDocument: { uri, version: 2 }, contentChanges: [{ text }] });
const after = await nextDiagnostics();
console.log(`findings after it: ${after.diagnostics.length}`);
assert.deepEqual([after.version, after.diagnostics], [2, []]);

const position = { line: 4, character: 50 };
const hover = await connection.sendRequest(protocol.HoverRequest.type, { textDocument, position });
assert(hover.contents.value.includes("a/v"));
const [definition] = await connection.sendRequest(protocol.DefinitionRequest.type,
  { textDocument, position });
console.log(`created at line ${definition.range.start.line + 1}`);
const hints = await connection.sendRequest(protocol.InlayHintRequest.type,
  { textDocument, range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } } });
console.log(`hints: ${hints.map(hint => hint.label).join(" ")}`);
const tree = await connection.sendRequest("varscope/scopeTree", { textDocument });
console.log(tree.text.split("\n")[0]);

await connection.sendRequest(protocol.ShutdownRequest.type);
await connection.sendNotification(protocol.ExitNotification.type);
const status = await exited;
console.log(`exit status: ${status}`);
process.exit(status === 0 ? 0 : 1);
