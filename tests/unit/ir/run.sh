#!/bin/sh
# Tests of the IR and the optimizer: random programs through every pass, and texts with expected results: each
# text/PASS.ir is run through the pass of its name and compared with text/PASS.out (REWRITE=1: makes those anew).
# Run from the root of the checkout; prints "N passed, N failed", exit status 1 on failures.
set -eu
out=build/tests/unit/ir
here=tests/unit/ir
mkdir -p $out
sources="stage2/ir/*.c stage2/opt/*.c stage2/base/*.c stage2/num/*.c stage2/obj/obj.c"
flags="-std=gnu11 -O1 -g -fsanitize=undefined -fno-sanitize-recover=undefined"
objects=
for source in $sources; do
    object=$out/$(basename "$source" .c).o
    # shellcheck disable=SC2086
    gcc $flags -c -o "$object" "$source"
    objects="$objects $object"
done
# shellcheck disable=SC2086
gcc $flags -o $out/irtool $here/irtool.c $objects
# shellcheck disable=SC2086
gcc $flags -o $out/random $here/random.c $here/generate.c $here/interp.c $objects -lm
passed=0
failed=0
for text in $here/text/*.ir; do
    pass=$(basename "$text" .ir)
    if [ -n "${REWRITE:-}" ]; then
        $out/irtool "$pass" "$text" > "${text%.ir}.out"
    fi
    if $out/irtool "$pass" "$text" > $out/text 2>&1 && cmp -s $out/text "${text%.ir}.out"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$text: not what is expected"
        diff $out/text "${text%.ir}.out" | head -20 || true
    fi
done
$out/random 1 300 30 > $out/report || failed=$((failed + 1))
$out/random 1001 30 200 >> $out/report || failed=$((failed + 1))
grep -v passed $out/report || true
for count in $(sed -n 's/ passed.*//p' $out/report); do
    passed=$((passed + count))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
