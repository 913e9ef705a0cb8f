#!/bin/sh
# Builds and runs the tests of stage2/num; run from the root. Arguments go to the test.
set -e
out=build/tests/unit/num
mkdir -p "$out"
${CC:-gcc} -std=gnu11 -Wall -Wextra -O2 $CFLAGS tests/unit/num/test.c stage2/num/*.c \
    stage2/base/*.c -o "$out/test" -lquadmath
exec "$out/test" "$@"
