#!/bin/sh
# usage: run.sh BUILD_DIR    (./run bench-init calls it; BUILD_DIR holds bin/varscope)
# Builds the benchmark and runs it: a table, and the same numbers in BUILD_DIR/bench/init.json.
set -eu
cd "$(dirname "$0")"
out=$1/bench
cmake -S . -B "$out" -G Ninja -DCMAKE_CXX_COMPILER=g++ -DVARSCOPE_COMMAND="$1/bin/varscope" >/dev/null
cmake --build "$out" >"$out/build.log" 2>&1 || { cat "$out/build.log" >&2; exit 1; }
exec "$out/bench_init" --json "$out/init.json"
