#!/usr/bin/env python3
"""`varscope check`, with every shipped role file, over C++ that has nothing to do with models.

Headers of libraries, each included alone, and every source of this repository's library and command, with its flags.
Each has to end in time, without a crash and without a finding; what `clang++ -fsyntax-only` does not compile has to be
refused. Processor time and memory are compared with that compiler's. corpus-packages.txt names the libraries.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
HEADERS = {"", ".h", ".hpp"}
TORCH = Path("/usr/include/torch/csrc/api/include")
LLVM = Path("/usr/lib/llvm-22/include")
STANDARD = ["-std=c++20"]
ROLES = [f"--roles={file.stem}" for file in sorted((SOURCE / "roles").glob("*.yaml"))]


@dataclass
class Case:
    name: str
    source: Path
    directory: Path  # that the compiler works in
    flags: list      # of the compiler
    database: list = None  # flags of the command, if they are not the compiler's


@dataclass
class Done:
    status: int | None  # none: it did not end
    text: str
    seconds: float      # of processor time
    mebibytes: float    # at most


@dataclass
class Verdict:
    what: str  # "ok" | "does not compile" | "FAILED"
    text: str
    ours: Done
    clang: Done


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", nargs="*", help=f"of {', '.join(groups())} (default: all)")
    parser.add_argument("--build", type=Path, default=SOURCE / "build/dev", help="build directory")
    parser.add_argument("--clang", default="/usr/lib/llvm-22/bin/clang++")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="sources at once")
    parser.add_argument("--seconds", type=int, default=300, help="that a source may take")
    parser.add_argument("--most", type=int, default=0, help="sources of a group, evenly spread (default: all)")
    parser.add_argument("--only", default="", help="sources whose name has this text")
    return parser.parse_args()


def groups():
    """By name: how the cases of a group are found, given a directory for sources and the build."""
    return {
        "libstdc++": lambda made, _: including(made, libstdcxx(), "", STANDARD),
        "Eigen": lambda made, _: [case for part in ("Eigen", "unsupported/Eigen")
                                  for case in including(made, Path("/usr/include/eigen3"), part,
                                                        [*STANDARD, "-I/usr/include/eigen3"], "")],
        "Boost": lambda made, _: including(made, Path("/usr/include"), "boost", STANDARD),
        "LLVM": lambda made, _: including(made, LLVM, "llvm", [*STANDARD, f"-I{LLVM}"]),
        "Clang": lambda made, _: including(made, LLVM, "clang", [*STANDARD, f"-I{LLVM}"]),
        "LibTorch": lambda made, _: including(made, TORCH, "torch", ["-std=c++17", f"-I{TORCH}"]),
        "ATen": lambda made, _: including(made, Path("/usr/include"), "ATen", ["-std=c++17"]),
        "fmt": lambda made, _: including(made, Path("/usr/include"), "fmt", STANDARD),
        "Abseil": lambda made, _: including(made, Path("/usr/include"), "absl", STANDARD),
        "varscope": lambda _, build: own(build),
    }


def libstdcxx():
    """The directory that g++ finds <vector> in."""
    done = subprocess.run(["g++", "-x", "c++", "-M", "-"], input="#include <vector>\n", capture_output=True, text=True,
                          check=True)
    return next(Path(word).parent for word in done.stdout.split() if word.endswith("/vector"))


def including(made, root, part, flags, depth="**/"):
    """A case for each header in a part of a directory of headers."""
    paths = [path for path in sorted((root / part).glob(f"{depth}*"))
             if path.is_file() and path.suffix in HEADERS and "CMake" not in path.name]
    for path in paths:
        name = path.relative_to(root)
        source = made / f"{'-'.join(name.parts)}.cpp"
        source.write_text(f"#include <{name}>\n")
        yield Case(f"<{name}>", source, made, flags)


def own(build):
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = Path(entry["directory"], entry["file"]).resolve()
        if source.is_relative_to(SOURCE) and source.relative_to(SOURCE).parts[0] in ("lib", "tool"):
            words = shlex.split(entry["command"])
            flags = words[next(i for i, word in enumerate(words) if word.startswith("-")):]
            flags = [flag for flag in flags if flag not in ("-c", entry["file"])]
            if "-include-pch" in flags: # the command reads the header's text: so does the compiler that it is compared with
                at = flags.index("-include-pch")
                flags[at - 1:at + 3] = ["-ignore-pch"]
            yield Case(str(source.relative_to(SOURCE)), source, Path(entry["directory"]), flags, ["-p", str(build)])


def run(command, directory, seconds):
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=directory, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        ended = timer.is_alive()
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode(errors="replace").strip()
    return Done(process.returncode if ended else None, text, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def verdict(options, case):
    clang = run([options.clang, "-fsyntax-only", "-w", *case.flags, case.source], case.directory, 10 * options.seconds)
    ours = run([options.build / "bin/varscope", "check", *ROLES, case.source, *(case.database or ["--", *case.flags])],
               case.directory, options.seconds)
    if clang.status == 1 and ours.status == 2:
        return Verdict("does not compile", "", ours, clang)
    # That scope calls (of the run time itself) have no model is no finding.
    if ours.status == 0 and all(line.startswith("varscope: note: ") for line in ours.text.splitlines()):
        return Verdict("ok", "", ours, clang)
    status = f"no end after {options.seconds} s" if ours.status is None else f"status {ours.status}"
    return Verdict("FAILED", f"{status}: {ours.text[:600]}", ours, clang)


def spread(cases, most):
    return [cases[i * len(cases) // most] for i in range(most)] if 0 < most < len(cases) else cases


def summary(group, verdicts):
    counts = ", ".join(f"{sum(each.what == what for each in verdicts)} {what}" for what in ("ok", "does not compile", "FAILED"))
    text = f"{group}: {len(verdicts)} sources: {counts}"
    good = [each for each in verdicts if each.what == "ok"]
    if good:
        ours, clang = (sum(getattr(each, side).seconds for each in good) for side in ("ours", "clang"))
        peak = max(good, key=lambda each: each.ours.mebibytes)
        slowest = max(each.ours.seconds - each.clang.seconds for each in good)
        text += (f"; {ours:.0f} s, {ours / clang:.2f} times clang's {clang:.0f} s, at most {slowest:.2f} s more;"
                 f" at most {peak.ours.mebibytes:.0f} MiB, where clang takes {peak.clang.mebibytes:.0f} MiB")
    return text


def main():
    options = arguments()
    options.build = options.build.resolve()
    failed = False
    with tempfile.TemporaryDirectory(prefix="varscope-corpus-") as made, ThreadPoolExecutor(options.jobs) as pool:
        for group in options.groups or groups():
            cases = [case for case in groups()[group](Path(made), options.build) if options.only in case.name]
            cases = spread(cases, options.most)
            verdicts = []
            for case, each in zip(cases, pool.map(lambda case: verdict(options, case), cases)):
                verdicts.append(each)
                if each.text:
                    print(f"{each.what}: {case.name}: {each.text}", flush=True)
            failed = failed or any(each.what == "FAILED" for each in verdicts)
            print(summary(group, verdicts), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
