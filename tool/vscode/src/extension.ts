/** Starts the language server, and shows its scope trees. */

import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

import { ScopeTreeProvider, ScopeTreeText, textScheme } from "./scopeTree";

let client: LanguageClient | undefined;

function makeClient(): LanguageClient {
  const settings = vscode.workspace.getConfiguration("varscope");
  const server: ServerOptions = { command: settings.get("path", "varscope"), args: ["lsp"] };
  const options: LanguageClientOptions = {
    documentSelector: [{ scheme: "file", language: "cpp" }],
    initializationOptions: {
      buildDirectory: settings.get("buildDirectory", ""),
      warnings: settings.get("warnings", []),
      flags: settings.get("flags", []),
      reportAnalyses: true,
    },
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/{compile_commands.json,*.h,*.hpp,*.cpp,*.cc,*.cxx}") },
  };
  return new LanguageClient("varscope", "VarScope", server, options);
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const tree = new ScopeTreeProvider(() => client);
  const text = new ScopeTreeText(() => client);

  async function start(): Promise<void> {
    const starting = makeClient();
    client = starting;
    starting.onNotification("varscope/analysed", () => {
      tree.refresh();
      text.refresh();
    });
    try {
      await starting.start();
      await vscode.commands.executeCommand("setContext", "varscope.running", true);
    } catch (error) {
      client = undefined;
      void vscode.window.showErrorMessage(`VarScope's server does not start (setting varscope.path): ${String(error)}`);
    }
  }

  context.subscriptions.push(
    vscode.window.registerTreeDataProvider("varscope.scopes", tree),
    vscode.workspace.registerTextDocumentContentProvider(textScheme, text),
    vscode.window.onDidChangeActiveTextEditor(() => tree.refresh()),
    vscode.commands.registerCommand("varscope.showScopeTree", () => text.show()),
    vscode.commands.registerCommand("varscope.openPlace", (uri: string, line: number, character: number) =>
      vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: new vscode.Range(line, character, line, character) })),
    vscode.commands.registerCommand("varscope.restart", async () => {
      await client?.stop();
      await start();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
