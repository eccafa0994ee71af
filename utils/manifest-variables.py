#!/usr/bin/env python3
"""Prints manifests' variables in order, one per line: name and dimensions ("?": not known).

usage: manifest-variables.py MANIFEST...

Of several manifests, each line starts with the model's name.
"""

import json
import sys

for path in sys.argv[1:]:
    with open(path) as file:
        manifest = json.load(file)
    model = [manifest["model"]] if len(sys.argv) > 2 else []
    for variable in manifest["variables"]:
        shape = variable["shape"]
        print(*model, variable["name"], *(["?"] if shape is None else shape))
