/** The scope tree of the program that the active editor's file belongs to. */

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

/** As the server sends it (docs/editors.md). */
interface Node {
  name: string;
  variables: number;
  size: string;
  fullName?: string;
  detail?: string;
  initializer?: string;
  gets?: number;
  at?: { uri: string; range: { start: { line: number; character: number } } } | null;
  children?: Node[];
}
interface ScopeTree {
  text: string;
  models: Node[];
}

type Client = () => LanguageClient | undefined;

async function request(client: LanguageClient | undefined, uri: vscode.Uri | undefined): Promise<ScopeTree | null> {
  if (!client?.isRunning() || uri?.scheme !== "file")
    return null;
  return client.sendRequest<ScopeTree | null>("varscope/scopeTree", { textDocument: { uri: client.code2ProtocolConverter.asUri(uri) } });
}

export class ScopeTreeProvider implements vscode.TreeDataProvider<Node> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private last: Node[] = [];

  constructor(private readonly client: Client) {}

  refresh(): void {
    this.changed.fire();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node)
      return node.children ?? [];
    const tree = await request(this.client(), vscode.window.activeTextEditor?.document.uri);
    // Another kind of document in front keeps what was there.
    if (tree)
      this.last = tree.models;
    return this.last;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const state = node.children ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None;
    const item = new vscode.TreeItem(node.name, state);
    item.description = node.detail ?? `${node.variables} variables, ${node.size}`;
    item.iconPath = new vscode.ThemeIcon(node.children ? "symbol-namespace" : "symbol-variable");
    if (node.fullName)
      item.tooltip = `${node.fullName}\n${node.detail}, ${node.size}\n${node.initializer}\n${node.gets} gets`;
    if (node.at) {
      const { line, character } = node.at.range.start;
      item.command = { command: "varscope.openPlace", title: "Go to", arguments: [node.at.uri, line, character] };
    }
    return item;
  }
}

export const textScheme = "varscope";

export class ScopeTreeText implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private source: vscode.Uri | undefined;
  private readonly uri = vscode.Uri.parse(`${textScheme}:Variable Scopes.txt`);

  constructor(private readonly client: Client) {}

  async show(): Promise<void> {
    this.source = vscode.window.activeTextEditor?.document.uri;
    this.refresh();
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(this.uri), { preview: true });
  }

  refresh(): void {
    this.changed.fire(this.uri);
  }

  async provideTextDocumentContent(): Promise<string> {
    const tree = await request(this.client(), this.source);
    return tree?.text ?? "No model is known: open a file of a program first.\n";
  }
}
