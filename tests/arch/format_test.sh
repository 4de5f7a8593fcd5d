#!/bin/sh
# Every source file stands as .clang-format says. Other versions of clang-format than Debian 12's break lines elsewhere.
set -eu
cd "$1"
if ! clang-format --version 2>/dev/null | grep -q 'version 14\.'; then
    echo "skipped: no clang-format 14"
    exit 77
fi
find server mes-bridge tests -name '*.cpp' -o -name '*.h' | xargs clang-format --dry-run -Werror
