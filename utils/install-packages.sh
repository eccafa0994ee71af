#!/bin/sh
# usage: install-packages.sh [LIST...]
# Installs what the lists (packages.txt) name and this machine lacks (Debian's apt); asks nothing.
set -eu
cd "$(dirname "$0")"
[ $# -gt 0 ] || set -- packages.txt
wanted=$(sed 's/#.*//' "$@")
missing=
for package in $wanted; do
  # A program that is there by another way (nodejs with its npm) need not be Debian's.
  command -v "$package" >/dev/null && continue
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
install() { as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" $missing; }
echo "installing:$missing"
# The package lists may be absent or old: fetch them only when they do not do.
install --simulate >/dev/null 2>&1 && install || { as_root apt-get update && install; }
