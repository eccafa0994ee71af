"""Prints the manifest of a made-up model: make-manifest.py VARIABLES"""

import json
import sys

count = int(sys.argv[1])
KINDS = {"w": {"kind": "random_normal", "mean": 0, "stddev": 0.02, "seed": None}, "b": {"kind": "zeros"},
         "scale": {"kind": "ones"}, "kernel": {"kind": "glorot_uniform", "seed": None}}
variables, events, scopes, offset = [], [], [], 0
for i in range(count):
    layer, part, last = i // 12, ("attention", "mlp", "norm")[i % 3], ("w", "b", "scale", "kernel")[i % 4]
    name = f"model/h{layer}/{part}/{last}"
    shape = [[64, 64 + layer % 7], [64], [16], [32, 8]][i % 4]
    size = 4
    for n in shape:
        size *= n
    variables.append({"name": name, "dtype": "float32", "shape": shape, "trainable": True,
                      "collections": ["trainable_variables", "variables"], "initializer": KINDS[last],
                      "regularizer": None, "constraint": None, "caching_device": None, "partition": None,
                      "offset": offset, "bytes": size, "conditional": False})
    offset += (size + 63) // 64 * 64
    events.append({"kind": "create", "name": name, "at": f"layers.cpp:{7 + i % 4}:11", "stack": ["model.cpp:15:51"]})
    if i % 9 == 0:
        events.append({"kind": "share", "name": name, "at": f"tower.cpp:{20 + i % 5}:3",
                       "stack": ["model.cpp:16:66", "model.cpp:20:21"]})
json.dump({"schema": 1, "model": "made_up", "arena_bytes": offset, "variables": variables, "events": events,
           "scopes": scopes}, sys.stdout)
