#!/usr/bin/env python3
"""Holds every face of the checker to one table: the same inputs, the same rules at the same lines.

usage: check-faces.py --table TABLE --sources DIR --include DIR --varscope COMMAND
                      [--tidy CLANG_TIDY MODULE] [--plugin CLANG PLUGIN] [--print]

A row of the table is "source model rule line"; a model of a source is one input. The command
is asked for SARIF, the language server for diagnostics, clang-tidy for its text; the plugin's
summaries are linked. Only the command is held to models, the others to rules and lines.
--print prints the table that the command would fill.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from lsp_client import LspClient

TEXT = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+):\d+: (?:error|warning): .*\[varscope-(?P<rule>[\w-]+)[^\]]*\]$", re.M)


def read_table(path):
    """Source -> rows (model, rule, line)."""
    table = defaultdict(list)
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            source, model, rule, number = line.split()
            if model != "-":
                table[source].append((model, rule, int(number)))
            else:
                table[source] += []
    return table


def sarif(arguments):
    """Rows of a run that prints SARIF."""
    run = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(f"{arguments}: {run.stderr}")
    return [(r["properties"]["model"] or "-", r["ruleId"], r["locations"][0]["physicalLocation"]["region"]["startLine"])
            for r in json.loads(run.stdout)["runs"][0]["results"]]


def command(options, source):
    return sarif([options.varscope, "check", source, "--format=sarif", f"--source-root={options.sources}",
                  "-Worder-dependent-name", "--", "-std=c++20", f"-I{options.include}"])


def tidy(options, source):
    program, module = options.tidy
    run = subprocess.run([program, f"-load={module}", "-checks=-*,varscope-*", "--quiet", source, "--",
                          "-std=c++20", f"-I{options.include}"], capture_output=True, text=True, check=False)
    if "clang-diagnostic-error" in run.stdout:
        sys.exit(f"{source}: {run.stdout}")
    return {(m["rule"], int(m["line"])) for m in TEXT.finditer(run.stdout) if Path(m["file"]).name == source.name}


def plugin(options, source):
    program, module = options.plugin
    with tempfile.TemporaryDirectory() as directory:
        summary = f"{directory}/unit.vsum"
        subprocess.run([program, f"-fplugin={module}", f"-fplugin-arg-varscope-o={summary}",
                        f"-fplugin-arg-varscope-source-root={options.sources}", "-std=c++20", f"-I{options.include}",
                        "-fsyntax-only", source], check=True, stderr=subprocess.DEVNULL)
        return {(rule, line) for _, rule, line in
                sarif([options.varscope, "link", summary, "-o", directory, "--format=sarif", "-Worder-dependent-name"])}


def server_findings(server, source):
    server.open(source)
    found = server.wait_for("textDocument/publishDiagnostics", source.as_uri())
    return {(d["code"], d["range"]["start"]["line"] + 1) for d in found["diagnostics"]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--table", required=True)
    parser.add_argument("--sources", required=True, type=Path)
    parser.add_argument("--include", required=True)
    parser.add_argument("--varscope", required=True)
    parser.add_argument("--tidy", nargs=2)
    parser.add_argument("--plugin", nargs=2)
    parser.add_argument("--print", action="store_true")
    options = parser.parse_args()
    table = read_table(options.table)
    if options.print:
        for name in table:
            for row in command(options, options.sources / name):
                print(name, *row)
        return 0

    server = LspClient([options.varscope, "lsp", "-Worder-dependent-name", "--", f"-I{options.include}"], options.sources.as_uri())
    faces = {"language server": lambda source: server_findings(server, source)}
    if options.tidy:
        faces["clang-tidy"] = lambda source: tidy(options, source)
    if options.plugin:
        faces["plugin"] = lambda source: plugin(options, source)
    problems = 0

    def compare(face, source, wanted, found):
        nonlocal problems
        for title, rows in (("misses", wanted - found), ("adds", found - wanted)):
            for row in sorted(rows):
                problems += 1
                print(f"{source.name}: {face} {title} {row}")

    for name, rows in table.items():
        source = options.sources / name
        compare("command", source, set(rows), set(command(options, source)))
        wanted = {(rule, line) for _, rule, line in rows}
        for face, findings in faces.items():
            compare(face, source, wanted, findings(source))
    server.end()
    inputs = {(name, model) for name, rows in table.items() for model, _, _ in rows}
    print(f"{len(inputs)} inputs, {sum(map(len, table.values()))} findings, "
          f"{', '.join(['command', *faces])}: {problems} differences")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
