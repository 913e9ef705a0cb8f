#!/bin/sh
# Builds and runs the tests of stage2/rt, on this host and, if there are a cross compiler and qemu,
# on AArch64; run from the root.
set -e
out=build/tests/unit/rt
mkdir -p "$out"
flags="-std=gnu11 -Wall -Wextra -O2 -include tests/unit/rt/names.h"
status=0
if [ "$(uname -m)" = x86_64 ]; then
    ${CC:-gcc} $flags $CFLAGS -DTF_TYPE=__float128 tests/unit/rt/test.c stage2/rt/*.c -o "$out/test"
    "$out/test" "${1:-2000000}" || status=1
fi
cross=$(command -v aarch64-linux-gnu-gcc || true)
qemu=$(command -v qemu-aarch64-static || command -v qemu-aarch64 || true)
if [ -n "$cross" ] && [ -n "$qemu" ]; then
    $cross $flags -static tests/unit/rt/test.c stage2/rt/*.c -o "$out/test-aarch64"
    "$qemu" "$out/test-aarch64" "${2:-300000}" || status=1
fi
exit $status
