#!/bin/sh
# Builds and runs the test of the register allocators. Run from the root of the checkout.
set -e
out=build/tests/unit/regalloc
mkdir -p "$out"
gcc -std=gnu11 -Wall -Wextra -O2 tests/unit/regalloc/*.c stage2/target/regalloc*.c stage2/target/mir.c \
    stage2/base/*.c -o "$out/test"
"$out/test"
