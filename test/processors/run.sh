#!/bin/sh
# usage: run.sh BUILD_DIR    (BUILD_DIR holds bin/varscope)
# Cross-compiles the run time, its unit tests and an example for 64-bit Arm and runs them under
# qemu: every kernel gives the bits that it gives here.
set -eu
build=$(realpath "$1")
cd "$(dirname "$0")"
out=$build/aarch64
root=$out/root
../../utils/install-packages.sh processor-packages.txt

# Highway's library for that processor, unpacked beside the build: nothing foreign is installed.
if [ ! -e "$root" ]; then
  mkdir -p "$out/apt/lists/partial" "$out/apt/archives/partial" "$root.new"
  options="-o APT::Architecture=arm64 -o APT::Architectures::=arm64 -o Dir::State::lists=$out/apt/lists -o Dir::Cache=$out/apt"
  apt-get $options -q update
  (cd "$out/apt" && apt-get $options -q download libhwy-dev libhwy1)
  for package in "$out"/apt/*.deb; do dpkg -x "$package" "$root.new"; done
  mv "$root.new" "$root"
fi
libraries=$root/usr/lib/aarch64-linux-gnu

cmake -S . -B "$out" -G Ninja -DCMAKE_TOOLCHAIN_FILE="$PWD/aarch64.cmake" -DVARSCOPE_COMMAND="$build/bin/varscope" \
  -Dhwy_DIR="$libraries/cmake/hwy"
cmake --build "$out"
exec ctest --test-dir "$out" --output-on-failure
