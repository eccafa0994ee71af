#!/usr/bin/env python3
"""Checks docs/rules/: every rule of rules.def has its page, and every page tells the truth.

usage: check-rule-docs.py SOURCE_ROOT VARSCOPE WORK_DIR

A page has one C++ block under "## Wrong" and one under "## Right". Each is checked in a
namespace of its own: the wrong one must give exactly the page's rule, the right one
nothing. All blocks are one source file, so that the check costs one run of the command;
findings are told apart by their line. A rule that is off by default is switched on.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

RULE = re.compile(r'^VARSCOPE_RULE\(\w+, "([\w-]+)", (\w+), (true|false)', re.MULTILINE)
BLOCK = re.compile(r"^## (Wrong|Right)\n+```cpp\n(.*?)^```", re.MULTILINE | re.DOTALL)


def assemble(pages):
    """The source text of all blocks, and for each its (slug, kind, first line, last line)."""
    lines = ["#include <varscope/varscope.h>", "#include <cstdlib>", "namespace vs = varscope;"]
    ranges = []
    for slug, text in pages.items():
        blocks = BLOCK.findall(text)
        if [kind for kind, _ in blocks] != ["Wrong", "Right"]:
            sys.exit(f"docs/rules/{slug}.md: needs one C++ block under '## Wrong' and one under '## Right'")
        for kind, code in blocks:
            first = len(lines) + 1
            lines.append(f"namespace {slug.replace('-', '_')}_{kind.lower()} {{")
            lines += [line for line in code.splitlines() if not line.startswith("#include")]
            lines.append("}")
            ranges.append((slug, kind, first, len(lines)))
    return "\n".join(lines) + "\n", ranges


def main(root, varscope, work):
    rules = {slug: on for slug, _, on in RULE.findall((root / "include/varscope/rules.def").read_text())}
    pages = {file.stem: file.read_text() for file in sorted((root / "docs/rules").glob("*.md"))}
    problems = [f"rule {slug} has no page docs/rules/{slug}.md" for slug in rules if slug not in pages]
    problems += [f"docs/rules/{slug}.md explains no rule of rules.def" for slug in pages if slug not in rules]

    source, ranges = assemble({slug: text for slug, text in pages.items() if slug in rules})
    work.mkdir(parents=True, exist_ok=True)
    file = work / "rules.cpp"
    file.write_text(source)
    enabled = [f"-W{slug}" for slug, on in rules.items() if on == "false"]
    run = subprocess.run([varscope, "check", file, "--format=sarif", *enabled, "--", "-std=c++20",
                          f"-I{root / 'include'}"], capture_output=True, text=True)
    if run.returncode != 1:
        sys.exit(f"varscope check exits {run.returncode}:\n{run.stdout}{run.stderr}")
    found = [(result["locations"][0]["physicalLocation"]["region"]["startLine"],
              result["ruleId"].removeprefix("varscope-"), result["message"]["text"]) for result in json.loads(run.stdout)["runs"][0]["results"]]
    for slug, kind, first, last in ranges:
        # A rule that is off by default counts on its own page alone.
        here = [(rule, text) for line, rule, text in found
                if first <= line <= last and (rules[rule] == "true" or rule == slug)]
        expected = {slug} if kind == "Wrong" else set()
        if {rule for rule, _ in here} != expected:
            problems.append(f"docs/rules/{slug}.md: {kind} gives {here or 'nothing'}")
    for problem in problems:
        print(f"error: {problem}")
    print(f"{len(rules)} rules, {len(pages)} pages, {len(ranges)} examples, {len(problems)} problems")
    return not problems and bool(ranges)


if __name__ == "__main__":
    sys.exit(0 if main(Path(sys.argv[1]).resolve(), sys.argv[2], Path(sys.argv[3])) else 1)
