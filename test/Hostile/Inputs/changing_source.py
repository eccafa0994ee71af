"""usage: changing_source.py VARSCOPE SOURCE FLAG...: checks a source while it is being rewritten."""

import subprocess
import sys
import threading
from pathlib import Path

command, source, flags = sys.argv[1], Path(sys.argv[2]).read_text(), sys.argv[3:]
changing, done = Path("changing.cpp"), threading.Event()
halves = [source, source[: len(source) // 2], source + "int more;\n" * 1000, ""]
changing.write_text(source)


def write():
    while not done.is_set():
        for text in halves:
            changing.write_text(text)


writer = threading.Thread(target=write)
writer.start()
try:
    for _ in range(20):
        run = subprocess.run([command, "check", changing, "--", "-std=c++20", *flags], stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, timeout=60)
        # Clean, the finding, or code that does not compile; no signal, no other status.
        if run.returncode not in (0, 1, 2) or (run.returncode and b"error:" not in run.stderr):
            sys.exit(f"status {run.returncode}: {run.stderr!r}")
finally:
    done.set()
    writer.join()
print("20 runs, no fault")
