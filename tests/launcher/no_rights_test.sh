#!/usr/bin/env bash
# Packages missing, and neither root nor sudo; then a full disk: a sentence says what to do, and nothing is tried.
. "$(dirname "$0")/support.sh"

# A machine as the launcher would see it: these stand before the real ones.
machine=$scratch/machine
mkdir "$machine"
stand_in() { printf '#!/bin/sh\n%s\n' "$2" >"$machine/$1" && chmod 755 "$machine/$1"; }
stand_in dpkg-query 'for name; do :; done; [ "$name" = ninja-build ] && exit 1; echo installed'
stand_in id '[ "$1" = -u ] && echo 1000 || echo somebody'
stand_in sudo 'exit 1'
stand_in apt-get 'echo "apt-get must not be called" >&2; exit 1'

launch() { env -u MARQUE_BUILD_DIR CI=true PATH="$machine:$PATH" "$root/marque" up --data "$data" --port "$http_port" >"$said" 2>&1 </dev/null; }
launch && fail "up went on without its packages"
expect_said "apt-get update && apt-get install --no-install-recommends ninja-build"
expect_not_said "must not be called"

rm "$machine"/*
stand_in df 'echo Filesystem; echo "/dev/disk 1000 990 10 99% /"'
PATH=$machine:$PATH marque_up && fail "up went on with a full disk"
expect_said "Only 10 MB are free"
expect_said "--data DIR"
anything_running && fail "something was left running"
exit 0
