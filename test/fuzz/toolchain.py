"""Runs compilers, programs and `varscope` over a batch of programs, in a directory of its own."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

HEADERS = ["cstdint", "exception", "span"]  # beside those of prelude.h
FLAGS = ["-std=c++20", "-w"]  # random programs compute what nobody would write
PRECOMPILED = "first.h.gch"  # g++ finds it beside first.h; clang++ does where first.h is given with -include


class Failure(Exception):
    """A step that should work did not: what it was and what it said."""

    def __init__(self, step, text):
        super().__init__(f"{step}: {text}")
        self.step, self.text = step, text


@dataclass
class Tools:
    source: Path      # root of the sources
    build: Path       # a build directory with the run time and the command
    compiler: str
    varscope: str     # "" leaves the command and the plan out

    def include(self):
        return [f"-I{self.source / 'include'}", f"-I{self.source / 'test/fuzz'}"]

    def libraries(self):
        return [str(self.build / "lib/Runtime/libvarscope_runtime.a"), "-lhwy", "-ldl", "-pthread"]


def run(step, command, timeout, accepted=(0,), **options):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, **options)
    except subprocess.TimeoutExpired:
        raise Failure(step, f"no end after {timeout} s") from None
    if done.returncode not in accepted:
        raise Failure(step, f"exit status {done.returncode}\n{done.stdout[-1500:]}{done.stderr[-3000:]}")
    return done


def compile_recording(tools, directory):
    """The objects that every batch is linked with."""
    objects = []
    for source in (tools.source / "test/fuzz/recording.cpp", tools.source / "test/conformance/json.cpp"):
        target = directory / (source.stem + ".o")
        run("compile", [tools.compiler, *FLAGS, *tools.include(), "-c", str(source), "-o", str(target)], 300)
        objects.append(str(target))
    # What every batch includes first is compiled once.
    header = directory / "first.h"
    header.write_text(f'#include "{tools.source / "test/fuzz/recording.h"}"\n'
                      + "".join(f"#include <{name}>\n" for name in HEADERS))
    run("compile", [tools.compiler, *FLAGS, *tools.include(), "-x", "c++-header", str(header), "-o",
                    str(directory / PRECOMPILED)], 300)
    return objects


class Batch:
    """Some programs in one translation unit, tag by tag."""

    def __init__(self, tools, objects, directory, programs):
        self.tools, self.objects, self.directory = tools, objects, directory
        self.tags = list(programs)
        directory.mkdir(parents=True, exist_ok=True)
        lines = [f"#include <{name}>" for name in HEADERS]
        lines += ["#include <prelude.h>", "#include <varscope/varscope.h>", "", "namespace vs = varscope;"]
        self.first_line = {}
        for tag, program in programs.items():
            lines.append("")
            self.first_line[tag] = len(lines)
            lines += program.lines(tag)
        (directory / "batch.cpp").write_text("\n".join(lines) + "\n")
        table = "".join(f"    {{fuzz::record<program_{tag}::{tag}>, fuzz::initialize<program_{tag}::{tag}>}},\n"
                        for tag in programs)
        (directory / "main.cpp").write_text(
            '#include "batch.cpp"\n\n'
            f"const std::vector<fuzz::Program> fuzz::programs = {{\n{table}}};\n")

    def compile(self):
        tools = self.tools
        run("compile", [tools.compiler, *FLAGS, *tools.include(), "-include",
                        str(Path(self.objects[0]).parent / "first.h"), "-c", "main.cpp", "-o", "main.o"], 900,
            cwd=self.directory)
        run("link", [tools.compiler, "main.o", *self.objects, *tools.libraries(), "-o", "unplanned"], 120,
            cwd=self.directory)

    def output(self, program, mode, inputs):
        """What each program prints that runs with these inputs (bits), by tag."""
        done = run(f"run ({program} {mode} {inputs})", [f"./{program}", mode, str(inputs)], 120, cwd=self.directory)
        return {line["model"]: line for line in map(json.loads, done.stdout.splitlines())}

    def check(self, tags=None):
        """Manifests by tag, error findings (tag, rule, line, text) in the command's order, and
        tags by what the command fails with. When it fails on several programs, halves are tried."""
        tags = self.tags if tags is None else tags
        try:
            return *self.check_together(tags), {}
        except Failure as failure:
            if len(tags) == 1:
                return {}, [], {tags[0]: f"{failure.step} fails: {failure.text}"}
        manifests, findings, failed = {}, [], {}
        for half in (tags[: len(tags) // 2], tags[len(tags) // 2:]):
            more_manifests, more_findings, more_failed = self.check(half)
            manifests.update(more_manifests), failed.update(more_failed)
            findings += more_findings
        return manifests, findings, failed

    def check_together(self, tags):
        # The other programs' lines are left empty, so that every line keeps its number.
        lines = (self.directory / "batch.cpp").read_text().split("\n")
        ends = [self.first_line[tag] for tag in self.tags[1:]] + [len(lines)]
        for tag, end in zip(self.tags, ends):
            if tag not in tags:
                lines[self.first_line[tag]:end] = [""] * (end - self.first_line[tag])
        checked = self.directory / "checked"  # the same name: a plan knows its sites by it
        checked.mkdir(exist_ok=True)
        (checked / "batch.cpp").write_text("\n".join(lines))
        generated = self.directory / "generated"
        done = run("varscope", [self.tools.varscope, "generate", "checked/batch.cpp", "-o", "generated", "--format=sarif",
                                "--", "-std=c++20", *self.tools.include()], 20 + len(tags), (0, 1), cwd=self.directory)
        findings = []
        for result in json.loads(done.stdout)["runs"][0]["results"]:
            if result["level"] == "error":
                line = result["locations"][0]["physicalLocation"]["region"]["startLine"]
                findings.append((result.get("properties", {}).get("model", ""),
                                 result["ruleId"].removeprefix("varscope-"), line, result["message"]["text"]))
        manifests = {}
        for tag in tags:
            file = generated / f"{tag}.varscope.json"
            if file.exists():
                manifests[tag] = json.loads(file.read_text())
        return manifests, findings

    def link_plan(self, tags):
        """The same object with the generated units of `tags`."""
        # One translation unit: a namespace for what each unit keeps to itself, the headers before them.
        headers = {line for tag in tags for line in (self.directory / f"generated/{tag}.varscope.cpp").open()
                   if line.startswith("#include")}
        units = "".join(f'namespace unit_{tag} {{\n#include "generated/{tag}.varscope.cpp"\n}}\n' for tag in tags)
        (self.directory / "units.cpp").write_text("".join(sorted(headers)) + units)
        run("compile the units", [self.tools.compiler, *FLAGS, *self.tools.include(), "-c", "units.cpp", "-o",
                                  "units.o"], 900, cwd=self.directory)
        run("link the units", [self.tools.compiler, "main.o", "units.o", *self.objects, *self.tools.libraries(),
                               "-o", "planned"], 120, cwd=self.directory)
