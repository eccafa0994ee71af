#!/usr/bin/env python3
"""Times full builds of a consumer project: without VarScope, with its actions, with the plugin.

usage: measure-build-cost.py PROJECT PREFIX [-j N]

PROJECT is a directory with a CMakeLists.txt that calls varscope_target; PREFIX is where VarScope is
installed. "without" replaces varscope_target by linking the run time; "plugin" also extracts during the
compile, by clang++-22, and links the summaries afterwards.
"""

import argparse
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

WITHOUT = "function(varscope_target target)\n target_link_libraries(${target} PRIVATE VarScope::runtime)\nendfunction()\n"


def build(project, prefix, jobs, compiler, variant):
    with tempfile.TemporaryDirectory() as scratch:
        source, out = Path(scratch, "source"), Path(scratch, "build")
        shutil.copytree(project, source)
        lists = source / "CMakeLists.txt"
        text = lists.read_text()
        if variant != "separate step":
            text = text.replace("find_package(VarScope REQUIRED)", "find_package(VarScope REQUIRED)\n" + WITHOUT)
        lists.write_text(text)
        plugin = next(Path(prefix).glob("lib*/**/varscope-plugin.so"))
        flags = [f"-DCMAKE_CXX_FLAGS=-fplugin={plugin}"] if variant == "plugin" else []
        subprocess.run(["cmake", "-S", source, "-B", out, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={prefix}",
                        f"-DCMAKE_CXX_COMPILER={compiler}", *flags], check=True, stdout=subprocess.DEVNULL)
        start = time.monotonic()
        subprocess.run(["cmake", "--build", out, "-j", str(jobs)], check=True, stdout=subprocess.DEVNULL)
        if variant == "plugin":
            summaries = sorted(map(str, out.rglob("*.o.vsum")))
            subprocess.run([f"{prefix}/bin/varscope", "link", *summaries, "-o", out / "scopes", "--unit", out / "units.cpp"],
                           check=True)
            subprocess.run([compiler, "-std=c++20", f"-I{prefix}/include", "-c", out / "units.cpp", "-o", out / "units.o"],
                           check=True)
        return time.monotonic() - start


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("project")
    parser.add_argument("prefix")
    parser.add_argument("-j", type=int, default=2)
    options = parser.parse_args()
    print(f"{'compiler':<12} {'without':>9} {'separate step':>14} {'plugin':>9}")
    for compiler in ("g++", "clang++-22"):
        seconds = [build(options.project, options.prefix, options.j, compiler, variant)
                   if compiler != "g++" or variant != "plugin" else None
                   for variant in ("without", "separate step", "plugin")]
        cells = ["-" if s is None else f"{s:.1f} s" for s in seconds]
        print(f"{compiler:<12} {cells[0]:>9} {cells[1]:>14} {cells[2]:>9}")


if __name__ == "__main__":
    main()
