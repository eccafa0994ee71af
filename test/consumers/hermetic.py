#!/usr/bin/env python3
"""Runs each action behind a built target again in a sandbox that shows it its declared inputs alone.

usage: hermetic.py BUILD_DIR PREFIX TARGET    (Ninja)

The inputs are the command, its libraries and Clang's own headers (the toolchain), what the build file
lists for the action, and, for an extract, the files that its dependency file lists. The outputs have to
be the same bytes.
"""

import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

TOOLCHAIN = ["/usr/lib", "/usr/lib64"]  # shared libraries, Clang's resource directory, where it looks for g++
LINKS = [("usr/lib", "/lib"), ("usr/lib64", "/lib64")]


def actions(build, target):
    """(command words, working directory) of our actions."""
    ninja = ["ninja", "-C", build, "-t", "commands", target]
    for command in subprocess.run(ninja, check=True, capture_output=True, text=True).stdout.splitlines():
        if "varscope" not in command:
            continue
        parts = [shlex.split(p) for p in command.split(" && ")]
        directory = next((p[1] for p in parts if p[0] == "cd"), str(build))
        for words in parts:
            if words[0].endswith("/varscope") and words[1] in ("extract", "link"):
                yield words, directory


def files_of(words, directory):
    """What the words name: inputs, and outputs by their option."""
    inputs, outputs = [], []
    for i, word in enumerate(words[2:], 2):
        path = Path(directory, word.lstrip("@"))
        if words[i - 1] in ("-o", "-MF", "--unit"):
            outputs.append(path)
        elif path.is_file():
            inputs.append(path)
            if word.startswith("@") and words[1] == "link":
                inputs += [Path(p) for p in shlex.split(path.read_text())]
    return inputs, outputs


def dependencies(words, directory):
    if "-MF" not in words:
        return []
    text = Path(directory, words[words.index("-MF") + 1]).read_text().split("\n\n")[0]
    names = text.replace("\\\n", " ").split(": ", 1)[1].split()
    return [Path(directory, n.rstrip(":")) for n in names if not n.endswith(":")]


def contents(path):
    if path.is_dir():
        return {p.name: p.read_bytes() for p in path.iterdir() if p.name.count(".varscope.")}
    return path.read_bytes()


def run(words, directory, prefix):
    inputs, outputs = files_of(words, directory)
    with tempfile.TemporaryDirectory() as scratch:
        moved = {str(o): f"{scratch}/{i}" for i, o in enumerate(outputs)}
        sandbox = ["bwrap", "--unshare-all", "--die-with-parent", "--clearenv", "--dev", "/dev", "--tmpfs", "/tmp",
                   "--setenv", "ASAN_OPTIONS", "detect_leaks=0:allow_user_poisoning=0",  # leaks are looked for in /proc
                   "--dir", directory]
        for path in TOOLCHAIN:
            sandbox += ["--ro-bind", path, path]
        for target, link in LINKS:
            sandbox += ["--symlink", target, link]
        visible = {Path(words[0]).resolve(), *(p.resolve() for p in inputs + dependencies(words, directory))}
        for path in sorted(visible):
            sandbox += ["--ro-bind", str(path), str(path)]
        if words[1] == "extract":  # the command looks for its headers beside it
            sandbox += ["--ro-bind", f"{prefix}/include/varscope/varscope.h", f"{prefix}/include/varscope/varscope.h"]
        sandbox += ["--bind", scratch, scratch, "--chdir", directory]
        command = [moved.get(str(Path(directory, w)), w) if words[i - 1] in ("-o", "-MF", "--unit") else w
                   for i, w in enumerate(words)]
        result = subprocess.run(sandbox + command, capture_output=True, text=True)
        if result.returncode != 0:
            print(result.stderr)
            return False
        return all(contents(Path(moved[str(o)])) == contents(o) for o in outputs if not str(o).endswith(".d"))


def main(build, prefix, target):
    same = {"extract": 0, "link": 0}
    for words, directory in actions(build, target):
        if not run(words, directory, prefix):
            sys.exit(f"not the same in the sandbox: {shlex.join(words)}")
        same[words[1]] += 1
    print(f"the same in a sandbox: {same['extract']} extracts, {same['link']} links")


if __name__ == "__main__":
    main(*sys.argv[1:])
