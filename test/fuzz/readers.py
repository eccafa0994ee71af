#!/usr/bin/env python3
"""Feeds the readers of unchecked text (readers/) with inputs.

    readers.py run  --build DIR      runs each on its seeds and on the inputs in readers/found/
    readers.py fuzz --build DIR --seconds N [--jobs N] [TARGET...]
                                     lets libFuzzer look for inputs; DIR is a build with the
                                     preset `fuzz`, and the command is --varscope's

Seeds are made of the repository's own sources, so that they follow the formats. An input that
ends a target in a fault is kept in the working directory (--work) and belongs in readers/found/
with the change that mends it.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
INCLUDE = f"-I{SOURCE / 'include'}"
MODELS = ["examples/tutorial/tutorial.cpp", "examples/tutorial/missing_reuse.cpp", "test/Check/conditions.cpp",
          "test/Generate/getters.cpp", "test/Language/callables.cpp", "test/Language/flow.cpp"]
COMMAND_LINES = ["check\na.cpp\n-p\nbuild\n-Werror=never-shared\n-Wno-silent-rename\n--format=sarif\n",
                 "generate\na.cpp\nb.cpp\n-o\nout\n--bind\nn=3\n--\n-std=c++20\n-DX=1\n",
                 "link\na.vsum\n-o\nout\n--unit=u.cpp\n--lock=varscope.lock\n", "explain\nm.json\na/b\n", "--help\n",
                 "check\n--max-paths=8\n--max-depth\n3\n--extra-arg=-O2\n--remove-arg\n-fx\na.cpp\n", "lsp\n-p\nbuild\n"]


def varscope(command, *arguments):
    """Findings are no failure here."""
    done = subprocess.run([command, *map(str, arguments)], cwd=SOURCE, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{command} {' '.join(map(str, arguments))}: {done.stderr}")


def make_summaries(command, directory):
    for source in MODELS:
        varscope(command, "extract", source, "-o", directory / (Path(source).stem + ".vsum"), "--", "-std=c++20", INCLUDE)


def make_manifests(command, directory):
    for source in (MODELS[0], MODELS[3]):
        varscope(command, "generate", source, "-o", directory, "--", "-std=c++20", INCLUDE)
    for unit in directory.glob("*.cpp"):
        unit.unlink()


def make_locks(command, directory):
    with tempfile.TemporaryDirectory() as manifests:
        make_manifests(command, Path(manifests))
        varscope(command, "lock", *sorted(Path(manifests).glob("*.json")), "--lock", directory / "varscope.lock", "--update")


def make_baselines(command, directory):
    varscope(command, "check", MODELS[1], f"--write-baseline={directory / 'baseline'}", "--", "-std=c++20", INCLUDE)


def copy_roles(_, directory):
    for file in (SOURCE / "roles").glob("*.yaml"):
        (directory / file.name).write_bytes(file.read_bytes())


def write_messages(_, directory):
    for test in (SOURCE / "test/Lsp").glob("*.test"):
        messages = [line for line in test.read_text().splitlines() if line.startswith("{") or line == "// -----"]
        (directory / test.stem).write_text("\n".join(messages).replace("@DIR@", "/nowhere") + "\n")


def write_command_lines(_, directory):
    for number, text in enumerate(COMMAND_LINES):
        (directory / str(number)).write_text(text)


def make_checkpoints(build):
    return lambda _, directory: subprocess.run([build / "bin/write_checkpoints", directory], check=True)


def environment():
    """As the preset says of tests: memory of LLVM's allocators is handed out in libraries that are not instrumented."""
    preset = next(each for each in json.loads((SOURCE / "CMakePresets.json").read_text())["configurePresets"]
                  if each["name"] == "asan")
    return {**os.environ, **preset["environment"]}


def targets(build):
    """How the seeds of each are made."""
    return {"summary": make_summaries, "manifest": make_manifests, "lock": make_locks, "baseline": make_baselines,
            "roles": copy_roles, "checkpoint": make_checkpoints(build), "lsp_messages": write_messages,
            "command_line": write_command_lines}


def seeds(options, target, work):
    directory = work / target / "seeds"
    directory.mkdir(parents=True, exist_ok=True)
    targets(options.build)[target](options.varscope, directory)
    found = sorted((SOURCE / "test/fuzz/readers/found" / target).glob("*"))
    inputs = sorted(directory.iterdir())
    if not inputs:
        sys.exit(f"{target}: no seeds")
    return directory, inputs + found


def run(options, target, work):
    _, inputs = seeds(options, target, work)
    done = subprocess.run([options.build / f"bin/read_{target}", *inputs], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", env=environment())
    if done.returncode:
        print(done.stdout[-4000:])
    return f"{target}: {len(inputs)} inputs, exit {done.returncode}", done.returncode == 0


def fuzz(options, target, work):
    directory, _ = seeds(options, target, work)
    corpus = work / target / "corpus"
    corpus.mkdir(exist_ok=True)
    found = SOURCE / "test/fuzz/readers/found" / target
    command = [options.build / f"bin/read_{target}", f"-max_total_time={options.seconds}", "-print_final_stats=1",
               "-close_fd_mask=1", "-timeout=30", "-rss_limit_mb=4096", "-max_len=65536",
               f"-artifact_prefix={work / target}/", corpus, directory, *([found] if found.is_dir() else [])]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace",
                          env=environment())
    counters = re.search(r"\((\d+) inline 8-bit counters\)|modules +\((\d+) inline", done.stderr)
    covered = re.findall(r"cov: (\d+)", done.stderr)
    runs = re.search(r"stat::number_of_executed_units: (\d+)", done.stderr)
    text = (f"{target}: {runs.group(1) if runs else '?'} inputs, {covered[-1] if covered else '?'} of "
            f"{next(filter(None, counters.groups())) if counters else '?'} edges")
    if done.returncode:
        text += f", exit {done.returncode}: {work / target}\n{done.stderr[-6000:]}"
    return text, done.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["run", "fuzz"])
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--varscope", type=Path, help="default: that of the build")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--work", type=Path, help="directory that stays")
    options = parser.parse_intermixed_args() # targets may follow options
    options.build = options.build.resolve()
    options.varscope = (options.varscope or options.build / "bin/varscope").resolve()
    action = {"run": run, "fuzz": fuzz}[options.action]
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor(options.jobs) as pool:
        work = (options.work or Path(temporary)).resolve()
        names = options.targets or list(targets(options.build))
        results = list(pool.map(lambda target: action(options, target, work), names))
    for text, _ in results:
        print(text)
    return 0 if all(good for _, good in results) else 1


if __name__ == "__main__":
    sys.exit(main())
