#!/usr/bin/env python3
"""Applies the fixes of every seeded mistake and holds the result to its promise.

usage: check-fixes.py --table TABLE --sources DIR --programs DIR... --include DIR --varscope COMMAND --compiler COMMAND

The mistakes are the table's sources (check-faces.py's), each a program of its own, and those that
the sources of each directory in --programs have behind a macro.

After `check --fix`: what had a fix is gone, nothing has one any more, nothing new is found, the
program compiles, and a second run changes nothing.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

MACRO = re.compile(r"^#(?:ifdef|if defined|elif defined)[ (]+([A-Z_]+)", re.M)


class Program:
    """Sources in a directory of their own, with flags."""

    def __init__(self, title, directory, sources, flags):
        self.title, self.directory, self.sources, self.flags = title, directory, sources, flags

    def texts(self):
        return {path: path.read_bytes() for path in sorted(self.directory.rglob("*")) if path.is_file()}


def varscope(options, program, *words):
    run = subprocess.run(
        [options.varscope, "check", *program.sources, "-Worder-dependent-name", *words, "--", "-std=c++20",
         f"-I{options.include}", *program.flags], cwd=program.directory, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(f"{program.title}: {run.args}: {run.stderr}")
    return run


def findings(options, program, *words):
    """What is found: (rule, model, message) and whether it has a fix."""
    results = json.loads(varscope(options, program, "--format=sarif", *words).stdout)["runs"][0]["results"]
    return [((r["ruleId"], r["properties"]["model"], r["message"]["text"]), bool(r.get("fixes"))) for r in results]


def problems_of(options, program):
    before = findings(options, program)
    fixable = {key for key, has_fix in before if has_fix}
    if not fixable:
        return 0, []
    varscope(options, program, "--fix")
    fixed = program.texts()
    problems = []
    after = findings(options, program, "--fix")
    if program.texts() != fixed:
        problems.append("a second run changes it")
    rest = {key for key, has_fix in before if not has_fix}
    for key, has_fix in after:
        if key in fixable:
            problems.append(f"still found: {key}")
        elif key not in rest:
            problems.append(f"new: {key}")
        if has_fix:
            problems.append(f"still has a fix: {key}")
    for source in program.sources:
        compiled = subprocess.run([options.compiler, "-std=c++20", f"-I{options.include}", *program.flags, "-fsyntax-only",
                                   source], cwd=program.directory, capture_output=True, text=True, check=False)
        if compiled.returncode:
            problems.append(f"does not compile: {compiled.stderr}")
    return len(fixable), problems


def programs(options, scratch):
    for source in sorted({line.split()[0] for line in options.table.read_text(encoding="utf-8").splitlines()
                          if line and not line.startswith("#")}):
        directory = scratch / source
        directory.mkdir()
        shutil.copy(options.sources / source, directory)
        yield Program(source, directory, [source], [])
    for origin in options.programs:
        sources = sorted(path.name for path in origin.glob("*.cpp"))
        macros = sorted({m for name in origin.iterdir() for m in MACRO.findall(name.read_text(encoding="utf-8"))})
        if not macros:
            sys.exit(f"{origin}: no mistake")
        for macro in macros:
            directory = scratch / f"{origin.name}-{macro}"
            shutil.copytree(origin, directory)
            yield Program(directory.name, directory, sources, [f"-D{macro}"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--table", required=True, type=Path)
    parser.add_argument("--sources", required=True, type=Path)
    parser.add_argument("--programs", required=True, type=Path, nargs="*")
    parser.add_argument("--include", required=True)
    parser.add_argument("--varscope", required=True)
    parser.add_argument("--compiler", required=True)
    options = parser.parse_args()
    count = fixes = failures = 0
    with tempfile.TemporaryDirectory() as scratch:
        for program in programs(options, Path(scratch)):
            fixed, problems = problems_of(options, program)
            count += 1
            fixes += fixed
            failures += len(problems)
            print(f"{program.title}: {fixed} with a fix")
            for problem in problems:
                print(f"{program.title}: {problem}")
    print(f"{count} programs, {fixes} findings with a fix: {failures} problems")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
