#!/bin/sh
# Unit tests of stage2/obj: the writer and reader of objects and archives. Run from the root.
set -e
out=build/tests/unit/obj
mkdir -p $out
flags="-std=c11 -g -O1 -Wall -Wextra -fsanitize=address,undefined -fno-sanitize-recover=undefined"
export ASAN_OPTIONS=detect_leaks=0
gcc $flags tests/unit/obj/write_test.c stage2/obj/obj.c stage2/obj/elf_*.c stage2/base/*.c -o $out/write_test
$out/write_test $out
if command -v eu-elflint >/dev/null; then
    for name in main many a64; do
        eu-elflint -q --gnu-ld $out/$name.o
    done
fi
gcc $out/main.o -o $out/main
$out/main
