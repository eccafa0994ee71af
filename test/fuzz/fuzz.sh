#!/bin/sh
# fuzz.sh BUILD: what `./run fuzz` runs, with the command of that build. PROGRAMS: how many random
# programs of each kind (default 2000) from SEED (default 1); SECONDS_EACH: how long libFuzzer looks for inputs
# of each reader (default 120).
set -eu
build=$1
cd "$(dirname "$0")/../.."
for programs in scope language; do
  python3 test/fuzz/run.py --programs $programs --seed "${SEED:-1}" --count "${PROGRAMS:-2000}" --jobs "$(nproc)" \
    --build "$build"
done
cmake --preset fuzz
cmake --build --preset fuzz
exec python3 test/fuzz/readers.py fuzz --build build/fuzz --varscope "$build/bin/varscope" --seconds "${SECONDS_EACH:-120}"
