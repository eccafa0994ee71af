"""Checks that the variables of a program are those that varscope foresees.

The source declares a model named as the file, and its main prints "name size size..." for
each variable (names.h). The flags are the compiler's and the analysis's.
"""

import argparse
import json
import os
import pathlib
import shlex
import subprocess
import sys


def foreseen(options, flags):
    subprocess.run([options.varscope, "generate", "-Werror", options.source, "-o", options.work, "--", *flags], check=True)
    manifest = pathlib.Path(options.work, pathlib.Path(options.source).stem + ".varscope.json")
    variables = json.loads(manifest.read_text())["variables"]
    return [" ".join(map(str, [v["name"], *v["shape"]])) for v in variables]


def observed(options, flags):
    program = os.path.join(options.work, "program")
    libraries = shlex.split(options.libraries)
    subprocess.run([options.compiler, *flags, options.source, "-o", program, *libraries], check=True)
    return subprocess.run([program], check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("varscope", "compiler", "work", "source"):
        parser.add_argument(name)
    parser.add_argument("--flags", default="")
    parser.add_argument("--libraries", default="")
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    flags = shlex.split(options.flags)
    wanted, got = foreseen(options, flags), observed(options, flags)
    if not got:
        sys.exit("the model has no variables")
    for i in range(max(len(wanted), len(got))):
        pair = [lines[i] if i < len(lines) else "nothing" for lines in (got, wanted)]
        if pair[0] != pair[1]:
            sys.exit(f"variable {i}: the program has '{pair[0]}', varscope foresees '{pair[1]}'")
    print(f"{len(got)} variables agree")


main()
