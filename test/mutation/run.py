#!/usr/bin/env python3
"""Mutation check: do our tests notice when the semantic core or a kernel is wrong?

    test/mutation/run.py core|kernels [--jobs N] [--keep DIR] [--only TEXT]

A copy of the sources gets every change at once (a condition turned, a term dropped, a statement left out, a comparison
or sum made another), each asleep until VARSCOPE_MUTANT is its number. The area's tests run once for each. A mutant
that no test notices survives; explained.txt says of those that nothing can notice why.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from points import Finder, mutated

SOURCE = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
SECONDS = 60  # of one mutant's tests: it may never end


@dataclass(frozen=True)
class Area:
    """Where changes are made, and what should notice them; what takes little time first."""
    directories: tuple
    sources: tuple  # that are parsed: all headers of the first directory if none
    tests: tuple


AREAS = {
    "core": Area(("include/varscope/core",), (), ("conformance_runtime", "LanguageTests", "CoreTests")),
    "kernels": Area(("include/varscope/random", "lib/Runtime"),
                    tuple(f"lib/Runtime/{name}.cpp" for name in (
                        "Constant", "Element", "Fill", "Householder", "Normal", "Orthogonal", "Painter", "Scalar", "TensorFlow",
                        "TruncatedNormal", "Uniform", "Words")),
                    ("runtime_tests", "LanguageTests")),
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("area", choices=AREAS)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--keep", type=Path, help="directory to work in, which stays")
    parser.add_argument("--only", default="", help="mutants whose description has this text")
    return parser.parse_args()


def copy_sources(work):
    tree = work / "source"
    if tree.exists():
        shutil.rmtree(tree)
    tree.mkdir(parents=True)
    names = subprocess.run(["git", "-C", str(SOURCE), "ls-files", "-z"], capture_output=True, check=True).stdout
    archive = subprocess.run(["tar", "-C", str(SOURCE), "--null", "-T", "-", "-c"], input=names, capture_output=True, check=True)
    subprocess.run(["tar", "-x", "-C", str(tree)], input=archive.stdout, check=True)
    return tree


def find(tree, area):
    directories = tuple(str(tree / directory) + "/" for directory in area.directories)
    finder = Finder(lambda name: os.path.normpath(name).startswith(directories))
    sources = [tree / source for source in area.sources]
    if not sources:
        sources = [tree / "all.cpp"]
        sources[0].write_text("".join(f'#include "{path}"\n' for path in sorted(Path(directories[0]).glob("*.h"))))
    for source in sources:
        finder.parse(source, ["-std=c++20", f"-I{tree / 'include'}", f"-I{tree / 'lib'}"])
    return sorted(finder.points.values(), key=lambda point: (point.file, point.begin, point.end, point.what))


def build(tree, work, tests):
    flags = f"-O1 -w -include {HERE / 'mutant.h'}"
    binary = work / "build"
    subprocess.run(["cmake", "-S", str(tree), "-B", str(binary), "-G", "Ninja", "-DCMAKE_CXX_COMPILER=clang++-22",
                    "-DCMAKE_BUILD_TYPE=None", f"-DCMAKE_CXX_FLAGS={flags}", "-DVARSCOPE_BUILD_TOOL=OFF"],
                   check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", str(binary), "--target", *tests], check=True, stdout=subprocess.DEVNULL)
    return binary


def program(binary, name):
    return next(path for path in binary.rglob(name) if path.is_file() and os.access(path, os.X_OK))


def passes(command, environment, directory):
    """\throws TimeoutExpired, when nothing that the command started runs any more."""
    process = subprocess.Popen(command, env=environment, cwd=directory, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        return process.wait(SECONDS) == 0
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


def command(test, binary, tree, scratch):
    if test == "conformance_runtime":
        return [sys.executable, str(tree / "utils/conformance.py"), str(tree), str(program(binary, test)), "-", "-",
                str(scratch), str(scratch / "results.xml")]
    # Without the ones of large models, which show time, not rules.
    return [str(program(binary, test)), "--gtest_brief=1", "--gtest_fail_fast", "--gtest_filter=-Scale.*"]


def noticed(binary, tree, work, number, tests):
    """The tests that fail with this mutant, or ""."""
    environment = {**os.environ, "VARSCOPE_MUTANT": str(number)}
    scratch = work / f"mutant{number}"
    scratch.mkdir(exist_ok=True)
    try:
        for test in tests:
            if not passes(command(test, binary, tree, scratch), environment, scratch):
                return test
        return ""
    except subprocess.TimeoutExpired:
        return "no end"
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def explanations():
    """Reason by mutant, which is named without its line: "file: what"."""
    reasons = {}
    for line in (HERE / "explained.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            mutant, _, reason = line.partition(" -- ")
            reasons[mutant.strip()] = reason.strip()
    return reasons


def main():
    options = arguments()
    work = options.keep.resolve() if options.keep else Path(tempfile.mkdtemp(prefix="varscope-mutation-"))
    try:
        return check(options, work)
    finally:
        if not options.keep:
            shutil.rmtree(work, ignore_errors=True)


def check(options, work):
    area = AREAS[options.area]
    tree = copy_sources(work)
    numbered = list(enumerate(find(tree, area), start=1))
    for file in sorted({point.file for _, point in numbered}):
        text = Path(file).read_bytes()
        Path(file).write_bytes(mutated(text, [(n, p) for n, p in numbered if p.file == file]))
    binary = build(tree, work, area.tests)
    if failing := noticed(binary, tree, work, 0, area.tests):
        sys.exit(f"error: {failing} fails without a mutant")
    chosen = [(number, point) for number, point in numbered if options.only in point.describe()]
    reasons, killers, survive, unexplained = explanations(), Counter(), 0, 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for (number, point), by in zip(chosen, pool.map(lambda each: noticed(binary, tree, work, each[0], area.tests), chosen)):
            if by:
                killers[by] += 1
                continue
            file = Path(point.file).relative_to(tree)
            reason = reasons.get(f"{file}: {point.what}")
            survive += 1
            unexplained += reason is None
            print(f"{file}:{point.line}: survives: {point.what}" + (f" ({reason})" if reason else ""), flush=True)
    print(f"{len(chosen)} mutants; noticed by " + ", ".join(f"{name} {count}" for name, count in killers.most_common())
          + f"; {survive} survive, {unexplained} of them unexplained")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
