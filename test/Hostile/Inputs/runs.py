"""usage: runs.py VARSCOPE SUMMARY: kills runs of `varscope link` while they write, then lets sixteen write at once."""

import random
import subprocess
import sys
import time
from pathlib import Path

command, summary = sys.argv[1:]


def start(directory):
    return subprocess.Popen([command, "link", summary, "-o", directory], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def files(directory):
    return {file.name: file.read_bytes() for file in Path(directory).iterdir()}


begin = time.monotonic()
assert start("whole").wait() == 0
took = time.monotonic() - begin
whole = files("whole")

random.seed(1)
killed = 0
for _ in range(60):
    run = start("killed")
    time.sleep(took * random.uniform(0.3, 1.1))
    killed += run.poll() is None
    run.kill()
    run.wait()
    if Path("killed").exists():
        for name, contents in files("killed").items():
            if ".tmp-" not in name and whole.get(name) != contents:
                sys.exit(f"{name} is there in part")
            if ".tmp-" not in name:
                Path("killed", name).unlink()  # so that the next run has something to write
assert start("killed").wait() == 0
if files("killed") != whole:
    sys.exit(f"after killed runs: {sorted(files('killed'))}")
print(f"killed: {killed} of 60 runs, whole files")

runs = [start("together") for _ in range(16)]
for run in runs:
    if run.wait() != 0:
        sys.exit(f"status {run.returncode}: {run.stderr.read()!r}")
if files("together") != whole:
    sys.exit(f"sixteen runs: {sorted(files('together'))}")
print(f"at once: 16 runs, {len(whole)} files")
