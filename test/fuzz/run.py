#!/usr/bin/env python3
"""Differential check of the run time and `varscope` over random programs.

`--programs scope` are those of generate.py: every parameter of the scope language. `--programs language` are those of
language.py: names and conditions are computed in the C++ that the analysis understands, and some conditions are inputs;
every combination of them is run.

Every program is built without a plan by a build that records it, analysed by `varscope
generate`, and, where it has no error, built with its generated unit. Compared: variables with
their places in the arena, gets in order with their lines, scopes, errors (caught ones too) with
their rules and lines; the bytes of the initialised arena with and without the plan. Of programs with inputs:
what happens on some path is what is foreseen, under a condition or without.
"""

import argparse
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import generate
import language
from compare import Tally
from evaluate import evaluate
from shrink import shrink
from toolchain import Failure, Tools, compile_recording

SOURCE = Path(__file__).resolve().parents[2]
PROGRAMS = {"scope": generate.program, "language": language.program}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", choices=PROGRAMS, default="scope")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="index of the first program")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=1, help="batches at once")
    parser.add_argument("--batch", type=int, default=200, help="programs in one translation unit")
    parser.add_argument("--build", type=Path, default=SOURCE / "build/dev", help="build directory")
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--only-runtime", action="store_true", help="compile and run; no varscope")
    parser.add_argument("--no-shrink", action="store_true", help="tell failing programs as they are")
    parser.add_argument("--failures", type=int, default=5, help="failing programs to shrink and show")
    parser.add_argument("--keep", type=Path, help="directory to work in, which stays")
    parser.add_argument("--print", action="store_true", help="only print the programs")
    return parser.parse_args()


def main():
    options = arguments()
    indices = range(options.first, options.first + options.count)
    if options.print:
        print("\n".join(PROGRAMS[options.programs](options.seed, index).text() for index in indices), end="")
        return 0
    tools = Tools(SOURCE, options.build.resolve(), options.compiler,
                  "" if options.only_runtime else str(options.build.resolve() / "bin/varscope"))
    work = options.keep.resolve() if options.keep else Path(tempfile.mkdtemp(prefix="varscope-fuzz-"))
    try:
        work.mkdir(parents=True, exist_ok=True)
        return fuzz(options, tools, work, indices)
    finally:
        if not options.keep:
            shutil.rmtree(work, ignore_errors=True)


def fuzz(options, tools, work, indices):
    try:
        objects = compile_recording(tools, work)
    except Failure as failure:
        sys.exit(f"error: {failure}")
    program = PROGRAMS[options.programs]
    batches = [list(indices[i:i + options.batch]) for i in range(0, len(indices), options.batch)]
    tally, failures = Tally(), []

    def one(batch):
        directory = work / f"batch{batch[0]}"
        results = evaluate(tools, objects, directory, {f"m{i}": program(options.seed, i) for i in batch})
        if not options.keep:
            shutil.rmtree(directory, ignore_errors=True)
        return results

    with ThreadPoolExecutor(options.jobs) as pool:
        for batch, results in zip(batches, pool.map(one, batches)):
            part = Tally()
            for index in batch:
                result = results[f"m{index}"]
                part.add(result.outcome, not result.problems, result.planned, result.refused)
                if result.problems:
                    failures.append((index, result.problems))
                    print(f"program {index}: {result.problems[0].splitlines()[0][:300]}", file=sys.stderr)
            tally.merge(part)
            print(f"{tally.programs} of {len(indices)} programs, {len(failures)} disagree", file=sys.stderr, flush=True)
    for index, problems in sorted(failures)[:options.failures]:
        report(options, tools, objects, work, index, problems)
    if len(failures) > options.failures:
        for index, problems in sorted(failures)[options.failures:]:
            print(f"program {index}: {problems[0].splitlines()[0][:300]}")
    print(f"seed {options.seed}: {tally}")
    return 1 if failures or tally.programs != len(indices) else 0


def report(options, tools, objects, work, index, problems):
    failing = PROGRAMS[options.programs](options.seed, index)
    if not options.no_shrink:
        failing, problems = shrink(tools, objects, work / f"shrink{index}", failing, problems)
    print(f"program {index} disagrees:")
    for problem in problems:
        print(f"  {problem}")
    print("".join(f"    {line}\n" for line in failing.lines("m")), end="")
    print(f"  reproduce: test/fuzz/run.py --programs {options.programs} --seed {options.seed} --first {index} --count 1\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
