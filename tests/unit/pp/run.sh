#!/bin/sh
# Tests of the preprocessor: its tokens are compared with those of gcc -E, on the files of this folder, on the
# preprocessor's part of tests/c, and on the headers of the system. Run from the root.
set -u
out=build/tests/unit/pp
mkdir -p $out
gcc -g -O1 -Wall -Wextra -fsanitize=address,undefined -fno-sanitize-recover=undefined tests/unit/pp/driver.c \
    stage2/base/*.c stage2/diag/diag.c stage2/front/names.c stage2/front/lex.c stage2/front/pp*.c \
    stage2/front/literal.c -o $out/pp || exit 1
gcc -w -g tests/unit/pp/literals.c stage2/base/*.c stage2/diag/diag.c stage2/front/literal.c -o $out/literals ||
    exit 1
gcc -dM -E - </dev/null >$out/predefined
ASAN_OPTIONS=detect_leaks=0 SOURCE_DATE_EPOCH=0
export ASAN_OPTIONS SOURCE_DATE_EPOCH
folders=$(gcc -xc -E -v - </dev/null 2>&1 | sed -n 's/^ \(\/[^ ]*\)$/\1/p' | grep -v '^/usr/local')
i1=
i2=
for f in $folders; do i1="$i1 -isystem $f"; i2="$i2 -isystem$f"; done
passed=0
failed=0
# One token a line, without line markers.
split() {
    grep -v '^# ' "$1" | tr -s ' \t\f\v' '\n\n\n\n' | grep -v '^$' | tr -d '\n'
}
check() {
    gcc -E -w -nostdinc $i1 "$1" >$out/want 2>$out/want.err
    want=$?
    $out/pp -w @$out/predefined $i2 "$1" >$out/got 2>$out/got.err
    got=$?
    split $out/want >$out/want.split
    split $out/got >$out/got.split
    if [ $got = $want ] && { [ $want != 0 ] || cmp -s $out/want.split $out/got.split; }; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1"
        head -3 $out/got.err
    fi
}
for f in tests/unit/pp/standard.c tests/unit/pp/gnu.c tests/c/18*.c tests/c/19*.c tests/c/20[0-3]*.c \
    /usr/include/*.h; do
    check "$f"
done
for f in tests/unit/pp/*.err; do
    source=${f%.err}.c
    (cd tests/unit/pp && ../../../$out/pp -Wall -P "$(basename "$source")") >/dev/null 2>$out/got.err
    if cmp -s "$f" $out/got.err; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $source"
        diff "$f" $out/got.err | head -10
    fi
done
if $out/literals; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
echo "$passed passed, $failed failed"
[ $failed = 0 ]
