#!/usr/bin/env python3
"""Checks every #include of the sources against the table in docs/architecture.md.

usage: check-layers.py SOURCE_ROOT

The table's first column names the rooms, its last what a room may include: a list
of rooms, where "and below" adds what those rooms may include themselves. The
sentence "Clang headers appear in ... only" under it names the rooms that may see Clang.
The rooms that user programs link (include/varscope, lib/Runtime) may not see LLVM.
"""

import re
import sys
from pathlib import Path

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
WITHOUT_LLVM = ("include/varscope", "lib/Runtime")


def short_name(room):
    """What the table's last column calls a room: "include", "Rules", "tool"."""
    parts = room.split("/")
    return parts[1] if parts[0] == "lib" else parts[0]


def read_table(text):
    """Rooms in the table's order -> the text of their "may include" column."""
    rooms = {}
    for line in text.splitlines():
        row = re.match(r"\|\s*`([\w/]+?)/`\s*\|.*\|\s*([^|]*?)\s*\|\s*$", line)
        if row:
            rooms[row[1]] = row[2]
    return rooms


def allowed_rooms(rooms):
    """Room -> the set of short names that it may include, itself among them."""
    allowed = {}
    for room, permission in rooms.items():
        named = set()
        if not permission.startswith("nothing"):
            named = set(permission.removesuffix(" and below").split(", "))
        unknown = named - {short_name(r) for r in rooms}
        if unknown:
            sys.exit(f"docs/architecture.md: {room} may include unknown rooms {sorted(unknown)}")
        if permission.endswith(" and below"):
            # Rooms stand in order of dependency: those named are already known.
            for below in list(named):
                named |= next(a for r, a in allowed.items() if short_name(r) == below)
        allowed[room] = named | {short_name(room)}
    return allowed


def room_of_include(path, rooms):
    """The short name of the room that an #include names, or None if it is not ours."""
    first = path.split("/")[0]
    if first == "varscope":
        return "include"
    return next((short_name(r) for r in rooms if r == "lib/" + first), None)


def check(root):
    text = (root / "docs/architecture.md").read_text()
    rooms = read_table(text)
    sentence = re.search(r"Clang headers appear in (.*?) only", text, re.DOTALL)
    if not rooms or not sentence:
        sys.exit("docs/architecture.md: the table of rooms or the sentence on Clang is missing")
    with_clang = re.findall(r"`([\w/]+)`", sentence[1])
    allowed = allowed_rooms(rooms)
    files = problems = 0
    for room in rooms:
        for file in sorted((root / room).rglob("*")):
            if file.suffix not in (".h", ".cpp", ".def", ".inc"):
                continue
            files += 1
            for number, line in enumerate(file.read_text().splitlines(), 1):
                found = INCLUDE.match(line)
                if not found:
                    continue
                path, wrong = found[1], None
                target = room_of_include(path, rooms)
                if target and target not in allowed[room]:
                    wrong = f"{room} may not include {target}"
                elif path.split("/")[0] in ("clang", "clang-c") and room not in with_clang:
                    wrong = f"{room} may not include Clang's headers"
                elif path.split("/")[0] in ("llvm", "llvm-c") and room in WITHOUT_LLVM:
                    wrong = f"{room} may not include LLVM's headers"
                if wrong:
                    problems += 1
                    print(f"{file.relative_to(root)}:{number}: error: {wrong}: {path}")
    print(f"{files} files of {len(rooms)} rooms, {problems} wrong includes")
    return problems == 0 and files > 0


if __name__ == "__main__":
    sys.exit(0 if check(Path(sys.argv[1])) else 1)
