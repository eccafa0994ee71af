#!/usr/bin/env python3
"""Checks docs/conformance.md: each of TensorFlow's tests has a test of ours or a reason.

usage: check-conformance-doc.py SOURCE_ROOT

A section "## <file>: <n> tests" holds a table per test class, under "### <class>: <n> tests":

    | TensorFlow's test | ours | what does not apply |

`ours` names tests as `<path under test/>: <name>`, where the file has CASE(<name>) or
TEST(<name's two parts>). A row without a test says why in the last column.
"""

import re
import sys
from collections import Counter
from pathlib import Path

SECTION = re.compile(r"^## `(\w+\.py)`: (\d+) tests$")
CLASS = re.compile(r"^### `(\w+)`: (\d+) tests?$")
ROW = re.compile(r"^\| `(test\w+)` \|(.*)\|(.*)\|$")
TEST = re.compile(r"`([\w/.]+\.cpp): ([\w.]+)`")


def is_defined(root, file, name):
    """Whether `file` under test/ defines that scenario or unit test."""
    path = root / "test" / file
    if not path.is_file():
        return False
    macro = r"TEST(?:_F|_P)?\({}, {}\)".format(*name.split(".")) if "." in name else rf"CASE\({name}\)"
    return re.search(rf"^{macro}", path.read_text(), re.MULTILINE) is not None


def check_row(root, name, ours, reason):
    tests = TEST.findall(ours)
    if TEST.sub("", ours).strip(" ,"):
        yield f"{name}: cannot read '{ours.strip()}'"
    if not tests and not reason.strip():
        yield f"{name}: neither a test nor a reason"
    for file, test in tests:
        if not is_defined(root, file, test):
            yield f"{name}: test/{file} has no test {test}"


def main(root):
    problems, counts, stated, names = [], Counter(), {}, Counter()
    file = group = None
    with_test = 0
    for line in (root / "docs/conformance.md").read_text().splitlines():
        if found := SECTION.match(line):
            file = found[1]
            stated[file] = int(found[2])
        elif found := CLASS.match(line):
            group = f"{file}, {found[1]}"
            stated[group] = int(found[2])
        elif found := ROW.match(line):
            counts.update([file, group])
            names[file, found[1]] += 1
            with_test += bool(TEST.search(found[2]))
            problems += check_row(root, *found.groups())
        elif line.startswith("| `"):
            problems.append(f"cannot read the row '{line}'")
    problems += [f"{where}: {number} tests stated, {counts[where]} rows"
                 for where, number in stated.items() if counts[where] != number]
    problems += [f"{where}: no number of tests stated" for where in counts if where not in stated]
    problems += [f"{file}: {name} is listed {times} times" for (file, name), times in names.items() if times > 1]
    for problem in problems:
        print(f"error: {problem}")
    print(f"{len(names)} TensorFlow tests, {with_test} with a test of ours, {len(problems)} problems")
    return not problems and bool(names)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(0 if main(Path(sys.argv[1]).resolve()) else 1)
