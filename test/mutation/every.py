#!/usr/bin/env python3
"""Prints what a program prints, and what it prints with each change that points.py makes in it.

    test/mutation/every.py SOURCE COMPILER PROGRAM
"""

import os
import subprocess
import sys
from pathlib import Path

from points import Finder, mutated


def main():
    source, compiler, program = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    finder = Finder(lambda name: Path(name) == source)
    finder.parse(source, ["-std=c++20"])
    points = sorted(finder.points.values(), key=lambda point: (point.begin, point.end, point.what))
    changed = program.with_suffix(".cpp")
    changed.write_bytes(mutated(source.read_bytes(), list(enumerate(points, start=1))))
    header = Path(__file__).resolve().parent / "mutant.h"
    subprocess.run([compiler, "-std=c++20", "-w", "-include", header, changed, "-o", program], check=True)
    for number, what in enumerate(["as it is", *(f"{point.line}: {point.what}" for point in points)]):
        environment = {**os.environ, "VARSCOPE_MUTANT": str(number)}
        print(f"{what}: {subprocess.run([program], env=environment, capture_output=True, text=True, check=True).stdout}")


if __name__ == "__main__":
    main()
