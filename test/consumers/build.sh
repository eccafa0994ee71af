#!/bin/sh
# usage: build.sh BUILD_DIR [TARGET...]
# Builds, and says what ran: summaries extracted, programs resolved, generated units and sources of
# the user's compiled. Exits as the build does; what a failed one said is printed.
build=$1
shift
log=$build/actions.log
cmake --build "$build" ${1:+--target "$@"} >"$log" 2>&1
status=$?
count() { grep -Ec "$1" "$log"; }
units=$(count 'Building CXX object .*\.units\.cpp\.o')
sources=$(count 'Building CXX object ')
echo "extracted $(count 'Extracting scopes of'), resolved $(count 'Resolving the variable scopes'), units $units, sources $((sources - units))"
[ $status = 0 ] || cat "$log"
exit $status
