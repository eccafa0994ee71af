#!/usr/bin/env python3
"""Measures how long diagnostics take after a keystroke.

usage: lsp-latency.py VARSCOPE INCLUDE SOURCE... [--keystrokes N]

The sources are one program; the first is edited, a digit within a comment at its end and a line of
code by turns. Prints the median, and the median of each part of an analysis.
"""

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path

from lsp_client import LspClient


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("varscope")
    parser.add_argument("include")
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--keystrokes", type=int, default=21)
    options = parser.parse_args()
    sources = [source.resolve() for source in options.sources]
    with tempfile.TemporaryDirectory() as build:
        (Path(build) / "compile_commands.json").write_text(json.dumps([
            {"directory": build, "file": str(source),
             "arguments": ["c++", "-std=c++20", f"-I{options.include}", "-c", str(source)]} for source in sources]))
        begin = time.perf_counter()
        client = LspClient([options.varscope, "lsp", "-p", build], sources[0].parent.as_uri(), {"reportAnalyses": True})
        text = client.open(sources[0])
        client.wait_for("varscope/analysed")
        print(f"first answer: {1000 * (time.perf_counter() - begin):.0f} ms")
        times, parts = [], []
        for version in range(2, options.keystrokes + 2):
            edited = text + (f"// {version}\n" if version % 2 else f"static const int varscope_edit = {version};\n")
            begin = time.perf_counter()
            client.notify("textDocument/didChange", {
                "textDocument": {"uri": sources[0].as_uri(), "version": version}, "contentChanges": [{"text": edited}]})
            client.wait_for("textDocument/publishDiagnostics", sources[0].as_uri())
            times.append(1000 * (time.perf_counter() - begin))
            parts.append(client.wait_for("varscope/analysed"))
        client.end()
    print(f"diagnostics after a keystroke: median {statistics.median(times):.0f} ms, "
          f"least {min(times):.0f} ms, most {max(times):.0f} ms, of {len(times)}")
    for part in ("extractMilliseconds", "resolveMilliseconds"):
        print(f"  {part}: median {statistics.median(p[part] for p in parts):.0f}")
    print(f"  sources parsed: {max(p['parsed'] for p in parts)} of {parts[0]['units']}")


if __name__ == "__main__":
    main()
