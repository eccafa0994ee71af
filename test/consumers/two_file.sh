#!/bin/sh
# usage: two_file.sh PROJECT BUILD_SCRIPT    the changes that two_file.test counts actions of
cd "$1"
step() { printf '%s: ' "$1"; shift; "$@"; }
build() { "$script" build; }
script=$2

step full build
build/two_file
step nothing build
cmake build >/dev/null && step "configured again" build
echo '// a comment' >>layers.cpp && step comment build
step nothing build
sed -i '/"kernel"/s/zeros/ones/' layers.cpp && step initialiser build
sed -i 's/^  return {/  vs::get_variable("scale", {1});\n&/' layers.cpp && step variable build
echo '// a comment' >>layers.h && step header build
echo 'set_source_files_properties(layers.cpp PROPERTIES COMPILE_DEFINITIONS UNUSED)' >>CMakeLists.txt
step flag build
step nothing build
sed -i 's/"output"/"hidden"/' main.cpp && step wrong build || echo "status 1"
sed -i 's/"hidden") { dense(8/"output") { dense(8/' main.cpp && step right build
build/two_file
