"""usage: bad_summaries.py VARSCOPE SUMMARY: links damaged copies of a summary."""

import random
import subprocess
import sys
from pathlib import Path

command, good = sys.argv[1], Path(sys.argv[2]).read_bytes()
outputs = Path("out")


def link(summary):
    """Exit status: 2 with a message about the file, or what a valid summary may have."""
    Path("bad.vsum").write_bytes(summary)
    done = subprocess.run([command, "link", "bad.vsum", "-o", outputs], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=60)
    if done.returncode == 2 and not done.stderr.startswith(b"bad.vsum:") and b"bad.vsum" not in done.stderr:
        sys.exit(f"no word about the file: {done.stderr!r}")
    return done.returncode


def state():
    return {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in sorted(outputs.iterdir())}


Path("good.vsum").write_bytes(good)
if link(good) != 0:
    sys.exit("the summary itself is refused")
before = state()
lines = good.splitlines(keepends=True)
cuts = [len(b"".join(lines[:n])) - 3 for n in range(1, len(lines), max(1, len(lines) // 40))]
statuses = [link(good[:cut]) for cut in cuts]
if set(statuses) != {2} or state() != before:
    sys.exit(f"cut short: {statuses}")
print(f"cut short: {len(cuts)} refused")

random.seed(1)
refused = taken = 0
for _ in range(150):
    damaged = bytearray(good)
    for _ in range(random.randint(1, 4)):
        damaged[random.randrange(len(damaged))] = random.choice(b"\x00\xff()\"@~ 09az-")
    status = link(bytes(damaged))
    if status not in (0, 1, 2):
        sys.exit(f"status {status}: {bytes(damaged)!r}")
    refused += status == 2
    taken += status != 2
    if status == 2 and outputs.exists() and link(good) != 0:
        sys.exit("outputs cannot be made again")
print(f"changed: {refused} refused, {taken} taken, 0 faults")

link(good)
before = state()
for name, summary in [("empty", b""), ("another version", good.replace(b"varscope-summary 1", b"varscope-summary 99", 1)),
                      ("binary", bytes(range(256)) * 100)]:
    if link(summary) != 2 or state() != before:
        sys.exit(name)
    print(f"{name}: refused")
