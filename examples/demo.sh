#!/bin/sh
# usage: demo.sh BUILD_DIR    (./run demo calls it; BUILD_DIR holds bin/varscope)
# Checks every example, shows one error, then generates, compiles and runs GPT-2 and
# the two towers under g++ and clang++, with and without their generated units.
set -eu
cd "$(dirname "$0")"
build=$1
varscope=$build/bin/varscope
flags="-- -std=c++20 -I../include"
sha() { sed -n 's/.*sha256\( before training\)\{0,1\}[: ]*//p' "$1"; }
fail() { echo "demo: $*" >&2; exit 1; }

echo "== The examples, checked"
check() { # check EXPECTED_STATUS SOURCE...
  expected=$1; shift
  status=0
  "$varscope" check "$@" $flags >"$build/demo.log" 2>&1 || status=$?
  [ "$status" = "$expected" ] || { cat "$build/demo.log" >&2; fail "check $* exits $status, not $expected"; }
  echo "exit $status  varscope check $*"
}
check 0 tutorial/tutorial.cpp
check 1 tutorial/missing_reuse.cpp
check 0 gan/gan.cpp gan/networks.cpp
check 1 gan/gan_missing_reuse.cpp gan/networks.cpp
check 0 gpt2/main.cpp gpt2/model.cpp gpt2/layers.cpp
check 0 two_tower/main.cpp two_tower/tower.cpp two_tower/iris.cpp

echo; echo "== One of the errors, as the compiler shows it"
"$varscope" check tutorial/missing_reuse.cpp $flags || [ $? = 1 ]

for compiler in g++ clang++-22; do
  out=$build/examples-$compiler
  cmake -S . -B "$out" -G Ninja -DCMAKE_CXX_COMPILER=$compiler -DVARSCOPE_COMMAND="$varscope" >"$build/demo.log" 2>&1 &&
    cmake --build "$out" >>"$build/demo.log" 2>&1 || { cat "$build/demo.log" >&2; fail "$compiler cannot build the examples"; }
  for example in gpt2 two_tower; do
    arguments=--sha256
    [ $example = gpt2 ] || arguments=two_tower/iris.csv
    # A virtual machine's host may have to supply memory when it is first used, which takes ten
    # times what using it takes: the first program would pay for all.
    "$out/$example" $arguments >/dev/null
    for variant in "" _unplanned; do
      echo; echo "== $example$variant, compiled by $compiler"
      "$out/$example$variant" $arguments | tee "$out/$example$variant.txt"
      sha "$out/$example$variant.txt" >"$out/$example$variant.sha256"
      [ -s "$out/$example$variant.sha256" ] || fail "$example$variant prints no SHA-256"
      cmp "$build/examples-g++/$example.sha256" "$out/$example$variant.sha256" || fail "other values in $example$variant"
    done
  done
done
echo; echo "The values are the same with and without the generated units, under g++ and clang++."

echo; echo "== GPT-2's scopes"
"$varscope" explain "$build/examples-g++/gpt2.varscope/gpt2_small.varscope.json"
