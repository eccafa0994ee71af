#!/usr/bin/env python3
"""Checks a page of docs/: each row of its tables names tests that exist.

usage: check-test-tables.py SOURCE_ROOT PAGE

A table's last column is headed "test" and names files under test/, each as `<path>` or
`<path>: <words>`, where the words stand in that file. Every row names one at least, and no
row's first cell is listed twice under one heading.
"""

import re
import sys
from pathlib import Path

HEADING = re.compile(r"^#+ (.*)$")
RULE = re.compile(r"^\|[-|: ]+\|$")
TEST = re.compile(r"`([\w./+-]+\.(?:cpp|test|ir|vsum))(?:: ([^`]+))?`")


def cells(line):
    """The cells of a table's row; a bar within backquotes, or after a backslash, is text."""
    plain = re.sub(r"`[^`]*`|\\\|", lambda found: found[0].replace("|", "\0"), line.strip().strip("|"))
    return [cell.replace("\0", "|").strip() for cell in plain.split("|")]


def check_tests(root, name, cell):
    tests = TEST.findall(cell)
    if not tests:
        yield f"{name}: no test"
    if TEST.sub("", cell).strip(" ,"):
        yield f"{name}: cannot read '{cell}'"
    for file, words in tests:
        path = root / "test" / file
        if not path.is_file():
            yield f"{name}: there is no test/{file}"
        elif words and words not in path.read_text():
            yield f"{name}: test/{file} has no '{words}'"


def main(root, page):
    problems, seen, columns, heading = [], set(), 0, ""
    for line in (root / "docs" / page).read_text().splitlines():
        if found := HEADING.match(line):
            heading = found[1]
        if not line.startswith("|"):
            columns = 0
            continue
        row = cells(line)
        if RULE.match(line):
            continue
        if not columns:
            columns = len(row)
            if row[-1] != "test":
                problems.append(f"{heading}: the last column is headed '{row[-1]}', not 'test'")
            continue
        if len(row) != columns:
            problems.append(f"{heading}: {len(row)} cells instead of {columns} in '{line}'")
            continue
        if (heading, row[0]) in seen:
            problems.append(f"{heading}: {row[0]} is listed twice")
        seen.add((heading, row[0]))
        problems += check_tests(root, row[0], row[-1])
    for problem in problems:
        print(f"error: {problem}")
    print(f"{len(seen)} rows, {len(problems)} problems")
    return not problems and bool(seen)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(0 if main(Path(sys.argv[1]).resolve(), sys.argv[2]) else 1)
