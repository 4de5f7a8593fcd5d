#!/usr/bin/env bash
# Every shell file passes shellcheck.
set -eu
cd "$(dirname "$0")/../.."
shellcheck -x marque .ci/run
cd tests/launcher
# A test calls functions by name and leaves their optional arguments out.
shellcheck -x -e SC2016,SC2119,SC2317 -P ../.. ./*_test.sh
