#!/usr/bin/env python3
"""What analysis costs beside the parse, and how resolving grows with the program.

    test/bench/analysis.py [--build DIR] [--runs N] [--json FILE] [--largest N]

Extraction: CPU seconds of `varscope extract` and of `clang++-22 -fsyntax-only` on one source, in turn, medians
of N runs. `parse` has the headers of a model but no scope call; `events` has what `examples/gpt2` has; so the
difference to the parse is what analysis adds. Resolving: generated programs of N gets, with the peak memory: in
N/10 scopes, and (a tenth as many) by an engine that keeps its nodes and names in containers of its own.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
CLANG = "clang++-22"
FLAGS = ["-std=c++20", f"-I{SOURCE / 'include'}"]

NO_EVENTS = """
#include <varscope/varscope.h>
#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>
struct Node { std::string name; std::vector<std::unique_ptr<Node>> inputs; };
inline int depth(const Node& node) {
  int deepest = 0;
  for (const auto& input : node.inputs)
    deepest = std::max(deepest, depth(*input));
  return deepest + 1;
}
"""

# The names are computed, so that no get is known before the loop runs.
MANY = """
#include <varscope/varscope.h>
#include <string>
void build(int scopes) {
  for (int i = 0; i < scopes; ++i)
    VS_VARIABLE_SCOPE("scope" + std::to_string(i)) {
      for (int j = 0; j < 10; ++j)
        varscope::get_variable("v" + std::to_string(j), {4});
    }
}
VS_MODEL(many, build(%d));
"""

# Each layer changes the engine's containers, in statements that may be run again.
ENGINE = """
#include <varscope/varscope.h>
#include <map>
#include <string>
#include <vector>
struct Node { std::string op; std::vector<int> inputs; };
struct Graph {
  std::vector<Node> nodes;
  std::map<std::string, int> used;
  int add(std::string op, std::vector<int> inputs) {
    nodes.push_back({std::move(op), std::move(inputs)});
    return static_cast<int>(nodes.size()) - 1;
  }
  int parameter(std::string name) {
    if (const int times = used[name]++; times > 0)
      name += "_" + std::to_string(times);
    varscope::get_variable(name, {4});
    return add(name, {});
  }
};
void build(int layers) {
  Graph graph;
  int x = graph.add("input", {});
  for (int i = 0; i < layers; ++i)
    x = graph.add("sum", {graph.add("relu", {x}), graph.parameter("layer" + std::to_string(i))});
}
VS_MODEL(engine, build(%d));
"""
# What is generated, how many gets each of its steps makes, and how many times fewer there are.
PROGRAMS = {"in scopes": (MANY, 10, 1), "of an engine": (ENGINE, 1, 10)}


def measure(command):
    """CPU seconds and peak bytes of a command that succeeds."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}: {errors.decode()}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def paired(commands, runs):
    """Median CPU seconds of each command, run in turn."""
    times = [[] for _ in commands]
    for _ in range(runs):
        for command, seconds in zip(commands, times):
            seconds.append(measure(command)[0])
    return [statistics.median(seconds) for seconds in times]


def extraction(varscope, directory, runs):
    plain = directory / "plain.cpp"
    plain.write_text(NO_EVENTS)
    rows = {}
    for name, source in (("no scope calls", plain), ("examples/gpt2/model.cpp", SOURCE / "examples/gpt2/model.cpp")):
        parse, extract = paired([[CLANG, "-fsyntax-only", *FLAGS, source],
                                 [varscope, "extract", source, "-o", directory / "out.vsum", "--", *FLAGS]], runs)
        rows[name] = {"parse_seconds": parse, "extract_seconds": extract, "ratio": extract / parse}
    return rows


def resolving(varscope, directory, largest):
    rows = {}
    for kind, (program, each, less) in PROGRAMS.items():
        for gets in (largest // less // 100, largest // less // 10, largest // less):
            source, summary = directory / "many.cpp", directory / "many.vsum"
            source.write_text(program % (gets // each))
            measure([varscope, "extract", source, "-o", summary, "--", *FLAGS])
            seconds, peak = measure([varscope, "link", summary, "-o", directory / "out"])
            rows.setdefault(kind, {})[gets] = {"seconds": seconds, "peak_bytes": peak}
    return rows


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--build", type=Path, default=SOURCE / "build/release")
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--largest", type=int, default=1_000_000, help="gets of the largest program")
    arguments.add_argument("--json", type=Path, help="write the figures there")
    options = arguments.parse_args()
    varscope = options.build / "bin/varscope"
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        result = {"machine": f"{platform.machine()}, {os.cpu_count()} processors",
                  "extraction": extraction(varscope, directory, options.runs),
                  "resolving": resolving(varscope, directory, options.largest)}
    print(f"machine: {result['machine']}; CPU seconds, medians of {options.runs}")
    for row, figures in result["extraction"].items():
        print(f"{row:>28}: parse {figures['parse_seconds']:.2f} s, extract {figures['extract_seconds']:.2f} s, "
              f"ratio {figures['ratio']:.3f}")
    for kind, rows in result["resolving"].items():
        before = None
        for gets, figures in rows.items():
            growth = f", {figures['seconds'] / before:.1f} x the one before" if before else ""
            print(f"{gets:>10} gets {kind:>12}: link {figures['seconds']:.2f} s, "
                  f"peak {figures['peak_bytes'] / 2**20:.0f} MiB{growth}")
            before = figures["seconds"]
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
