#!/usr/bin/env python3
"""Prints a manifest's variables in order, one per line: name and dimensions ("?": not known).

usage: manifest-variables.py MANIFEST
"""

import json
import sys

with open(sys.argv[1]) as file:
    for variable in json.load(file)["variables"]:
        shape = variable["shape"]
        print(variable["name"], *(["?"] if shape is None else shape))
