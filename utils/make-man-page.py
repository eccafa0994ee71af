#!/usr/bin/env python3
"""Writes varscope(1) from what the command says of itself.

usage: make-man-page.py VARSCOPE OUTPUT
"""

import re
import subprocess
import sys


def run(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def roff(text):
    return text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")


def options(text):
    """(option, description) of a command's help; a description may start on a line of its own."""
    found = []
    for line in text.splitlines():
        option = re.match(r"  (-\S+(?: <\S+>)?)(?:\s+(.*))?$", line)
        if option:
            found.append([option[1], option[2] or ""])
        elif found and line.startswith("   "):
            found[-1][1] = (found[-1][1] + " " + line.strip()).strip()
    return found


def main(command, output):
    version = run(command, "--version").split()[1]
    overview = run(command, "--help")
    title = re.search(r"OVERVIEW: VarScope: (.*)", overview)[1]
    commands = re.findall(r"^  (\w+) +(.*)$", overview, re.MULTILINE)
    page = [f'.TH VARSCOPE 1 "" "VarScope {version}"', ".SH NAME", f"varscope \\- {roff(title)}",
            ".SH SYNOPSIS", ".B varscope", ".I command", "[options]", ".SH COMMANDS"]
    for name, text in commands:
        help_text = run(command, name, "--help")
        usage = re.search(r"USAGE: (.*)", help_text)[1]
        page += [f".SS {name}", roff(text[0].upper() + text[1:]) + ".", ".PP", f".B {roff(usage)}"]
        for option, description in options(help_text):
            page += [".TP", f".B {roff(option)}", roff(description)]
    page += [".SH EXIT STATUS", ".TP", ".B 0", "No error found; there may be warnings.", ".TP", ".B 1",
             "At least one error found, or a difference.", ".TP", ".B 2",
             "The work could not be done: bad usage, a file that cannot be read, a source that does not compile.",
             ".SH FILES", ".TP", ".B <tag>.varscope.cpp, <tag>.varscope.json",
             "A model's generated unit and its manifest.", ".TP", ".B varscope.lock",
             "What models consist of, as last agreed to."]
    with open(output, "w", encoding="utf-8") as file:
        file.write("\n".join(page) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
