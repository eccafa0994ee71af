#!/usr/bin/env python3
"""Compares LibTorch's verdicts with the tool's.

usage: compare.py RUN_OUTPUT SARIF MANIFEST_DIRECTORY

RUN_OUTPUT is what run.h prints. A case is an error for the tool if a result of level
"error" names its model. Shapes that the tool does not know ("?") match any.
"""

import json
import sys
from pathlib import Path


def read_run(path):
    """tag -> None for an error, or the set of "name sizes..."."""
    cases, tag = {}, None
    for line in Path(path).read_text().splitlines():
        if line.startswith("  "):
            cases[tag].append(line.strip())
        elif line.split()[1:2] == ["ok"]:
            tag = line.split()[0]
            cases[tag] = []
        elif line.split()[1:2] == ["error"]:
            cases[line.split()[0]] = None
    return cases


def read_sarif(path):
    """tag -> rules of its errors."""
    errors = {}
    for result in json.loads(Path(path).read_text())["runs"][0]["results"]:
        if result["level"] == "error":
            errors.setdefault(result["properties"]["model"], []).append(result["ruleId"])
    return errors


def differs(ran, variables):
    """What is wrong with a manifest's variables, or None."""
    told = {v["name"]: v["shape"] for v in variables}
    seen = {line.split()[0]: [int(size) for size in line.split()[1:]] for line in ran}
    if sorted(told) != sorted(seen):
        return f"LibTorch has {sorted(seen)}, the manifest {sorted(told)}"
    wrong = [n for n in told if told[n] is not None and told[n] != seen[n]]
    return f"other shapes: {wrong}" if wrong else None


def main(run_output, sarif, manifests):
    cases, errors = read_run(run_output), read_sarif(sarif)
    problems = 0
    for tag, ran in cases.items():
        problem = None
        if (ran is None) != (tag in errors):
            problem = f"LibTorch says {'error' if ran is None else 'ok'}, the tool {errors.get(tag, 'ok')}"
        elif ran:
            manifest = Path(manifests) / f"{tag}.varscope.json"
            problem = differs(ran, json.loads(manifest.read_text())["variables"])
        if problem:
            problems += 1
            print(f"{tag}: {problem}")
    unresolved = [tag for tag, rules in errors.items() if "unresolved" in rules]
    for tag in unresolved:
        print(f"{tag}: unresolved")
    right = sum(ran is not None for ran in cases.values())
    print(f"{right} right and {len(cases) - right} wrong programs, {problems + len(unresolved)} verdicts differ")
    return problems == 0 and not unresolved and right >= 10 and len(cases) - right >= 10


if __name__ == "__main__":
    sys.exit(0 if main(*sys.argv[1:]) else 1)
