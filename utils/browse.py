#!/usr/bin/env python3
"""Opens a page in headless Chromium: prints its text and what it said on the console, takes a screenshot.

usage: browse.py PAGE SCREENSHOT
"""

import re
import struct
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

SIZE = (1400, 1600)


def chromium(profile, page, *options):
    return subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                           "--disable-extensions", "--no-first-run", f"--user-data-dir={profile}",
                           "--enable-logging=stderr", "--virtual-time-budget=3000",
                           f"--window-size={SIZE[0]},{SIZE[1]}", *options, Path(page).resolve().as_uri()],
                          capture_output=True, text=True, timeout=300, check=True)


def main():
    page, screenshot = sys.argv[1:]
    with tempfile.TemporaryDirectory() as profile:
        dom = chromium(profile, page, "--dump-dom")
        picture = chromium(profile, page, f"--screenshot={screenshot}")
    body = re.sub(r"<(script|style)\b.*?</\1>", "", dom.stdout, flags=re.DOTALL)
    print(re.sub(r"\s*\n\s*", "\n", unescape(re.sub(r"<[^>]*>", "\n", body))).strip())
    messages = re.findall(r"CONSOLE.*", dom.stderr + picture.stderr)
    print(*messages, f"{len(messages)} console messages", sep="\n")
    width, height = struct.unpack(">II", Path(screenshot).read_bytes()[16:24])
    print(f"screenshot: {width} x {height}")


if __name__ == "__main__":
    main()
