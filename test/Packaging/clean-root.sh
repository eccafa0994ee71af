#!/bin/sh
# usage: clean-root.sh BUILD_DIR [MIRROR]    (as root; needs mmdebstrap)
# Makes the packages of a build, installs them into a new Debian 12 with apt, as users do, and builds
# the README's example there.
set -eu
build=$(realpath "$1")
mirror=${2:-http://deb.debian.org/debian}
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
cpack --config "$build/CPackConfig.cmake" -B "$work/packages"
mmdebstrap --variant=minbase bookworm "$root" "deb $mirror bookworm main" "deb $mirror bookworm-updates main" \
  "deb $mirror-security bookworm-security main" # LLVM 22 is among these
mkdir "$root/tmp/project"
cp "$work"/packages/*.deb "$root/tmp"
block() { sed -n "/^\`\`\`$1/,/^\`\`\`/p" README.md | sed '/^```/d'; }
block cpp >"$root/tmp/project/gan.cpp"
{ printf 'cmake_minimum_required(VERSION 3.25)\nproject(Readme CXX)\n'; block cmake; } >"$root/tmp/project/CMakeLists.txt"
chroot "$root" sh -euc '
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  apt-get install -y --no-install-recommends /tmp/*.deb g++ cmake ninja-build
  varscope doctor
  cmake -S /tmp/project -B /tmp/build -G Ninja
  cmake --build /tmp/build
  /tmp/build/gan
  grep \"discriminator/kernel\" /tmp/build/gan.varscope/gan_small.varscope.json'
echo "the packages work in a new Debian 12"
