#!/usr/bin/env python3
"""Prints "N passed, N failed" for one run of ctest and fails unless every test passed.

usage: test-summary.py RESULTS_DIR

RESULTS_DIR/ctest.xml is ctest's JUnit file. A ctest test that is a suite of its own
writes RESULTS_DIR/<its name>.xml in the same format: its cases are then counted
instead of the one test. Tests that did not run count as failed, skipped ones not at all.
"""

import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path


def outcomes(file):
    """(name, outcome) of every test case; outcome is passed, failed or skipped."""
    for case in ET.parse(file).iter("testcase"):
        name = case.get("name")
        status = case.get("status", "run")
        if status == "fail" or case.find("failure") is not None or case.find("error") is not None:
            yield name, "failed"
        elif status == "disabled" or (case.find("skipped") is not None and status != "notrun"):
            yield name, "skipped"
        elif status == "notrun":
            yield name, "failed"
        else:
            yield name, "passed"


def ran(file):
    """The class of every test case that was not skipped: a stage of lit, a driver of conformance."""
    return (case.get("classname", "") for case in ET.parse(file).iter("testcase") if case.find("skipped") is None)


def summarize(results):
    """(name, outcome) of every test; prints what each suite ran."""
    counted = []
    for name, outcome in outcomes(results / "ctest.xml"):
        suite = results / f"{name}.xml"
        if not suite.exists():
            counted.append((name, outcome))
            continue
        cases = [(f"{name}: {case}", result) for case, result in outcomes(suite)]
        for group, count in sorted(Counter(ran(suite)).items()):
            print(f"{name}: {group}: {count} ran")
        # A suite that failed as a whole (a crash, no case at all) must not look better than it is.
        if not cases or (outcome == "failed" and all(r != "failed" for _, r in cases)):
            cases.append((name, "failed"))
        counted += cases
    return counted


def main():
    try:
        counted = summarize(Path(sys.argv[1]))
    except (OSError, ET.ParseError) as error:
        print(f"error: no test results: {error}", file=sys.stderr)
        counted = []
    failed = [name for name, outcome in counted if outcome == "failed"]
    passed = sum(outcome == "passed" for _, outcome in counted)
    skipped = [name for name, outcome in counted if outcome == "skipped"]
    for title, names in (("skipped", skipped), ("failed", failed)):
        for name in names:
            print(f"{title}: {name}")
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
