#!/usr/bin/env python3
"""`varscope check` over C++ that has nothing to do with models.

Every header of libstdc++ and Eigen included alone, and every source of this repository's library and
command, with its flags. Each has to end in time, without a crash and without a finding. What clang does not compile alone either is counted and passed over.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
EIGEN = Path("/usr/include/eigen3")
NOT_HEADERS = {".txt", ".tcc", ".in", ".a", ".so"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=SOURCE / "build/dev", help="build directory")
    parser.add_argument("--clang", default="/usr/lib/llvm-22/bin/clang++")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="sources at once")
    parser.add_argument("--seconds", type=int, default=120, help="that a source may take")
    parser.add_argument("--only", default="", help="sources whose name has this text")
    return parser.parse_args()


def libstdcxx():
    """The directory that g++ finds <vector> in."""
    done = subprocess.run(["g++", "-x", "c++", "-M", "-"], input="#include <vector>\n", capture_output=True, text=True,
                          check=True)
    return next(Path(word).parent for word in done.stdout.split() if word.endswith("/vector"))


def including(directory, root, part, flags):
    """(name, source, flags) of a source for each header in a part of a directory of headers."""
    paths = [path for path in sorted((root / part).rglob("*"))
             if path.is_file() and path.suffix not in NOT_HEADERS and "CMake" not in path.name]
    for number, path in enumerate(paths):
        yield f"<{path.relative_to(root)}>", directory / f"{root.name}-{part}{number}.cpp", flags


def own(build):
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = Path(entry["directory"], entry["file"]).resolve()
        if source.is_relative_to(SOURCE) and source.relative_to(SOURCE).parts[0] in ("lib", "tool"):
            yield str(source.relative_to(SOURCE)), source, None


def verdict(options, case):
    """("ok" | "does not compile" | "FAILED", what it printed)"""
    name, source, flags = case
    if flags is not None:
        source.write_text(f"#include {name}\n")
    command = [options.build / "bin/varscope", "check", source]
    command += ["-p", options.build] if flags is None else ["--", *flags]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=options.seconds)
    except subprocess.TimeoutExpired:
        return "FAILED", f"no end after {options.seconds} s"
    # That scope calls (of the run time itself) have no model is no finding.
    if done.returncode == 0 and all(line.startswith("varscope: note: ") for line in done.stderr.splitlines()):
        return "ok", ""
    if done.returncode == 2 and flags is not None:
        clang = subprocess.run([options.clang, "-fsyntax-only", "-w", *flags, source], capture_output=True, timeout=600)
        if clang.returncode == 1:
            return "does not compile", ""
    return "FAILED", f"status {done.returncode}: {(done.stdout + done.stderr).strip()[:600]}"


def main():
    options = arguments()
    standard, counts = ["-std=c++20"], Counter()
    with tempfile.TemporaryDirectory(prefix="varscope-corpus-") as made:
        groups = {
            "libstdc++": including(Path(made), libstdcxx(), "", standard),
            "Eigen": [case for part in ("Eigen", "unsupported")
                      for case in including(Path(made), EIGEN, part, [*standard, f"-I{EIGEN}"])],
            "varscope": own(options.build),
        }
        for group, cases in groups.items():
            cases = [case for case in cases if options.only in case[0]]
            with ThreadPoolExecutor(options.jobs) as pool:
                for case, (what, text) in zip(cases, pool.map(lambda case: verdict(options, case), cases)):
                    counts[group, what] += 1
                    if text:
                        print(f"{what}: {case[0]}: {text}", flush=True)
            print(f"{group}: {len(cases)} sources: "
                  + ", ".join(f"{counts[group, what]} {what}" for what in ("ok", "does not compile", "FAILED")), flush=True)
    return 1 if any(what == "FAILED" for _, what in counts) else 0


if __name__ == "__main__":
    sys.exit(main())
