#!/bin/sh
# Unit tests of stage2/debug: what the tools of binutils, elfutils and gdb find in it. Run from the root.
set -e
out=build/tests/unit/debug
mkdir -p $out
flags="-std=c11 -g -O1 -Wall -Wextra -fsanitize=address,undefined -fno-sanitize-recover=undefined"
export ASAN_OPTIONS=detect_leaks=0
# shellcheck disable=SC2086
gcc $flags tests/unit/debug/test.c stage2/debug/*.c stage2/base/*.c stage2/diag/*.c \
    stage2/obj/obj.c stage2/obj/elf_write.c -o $out/test
$out/test $out
passed=0 failed=0

# has NAME TEXT COMMAND…: the command's output contains the text.
has() {
    name=$1 text=$2
    shift 2
    if got=$("$@" 2>&1) && printf '%s\n' "$got" | grep -qF -e "$text"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s: no "%s" in:\n%s\n' "$name" "$text" "$got"
    fi
}

# quiet NAME COMMAND…: the command succeeds without a word.
quiet() {
    name=$1
    shift
    if got=$("$@" 2>&1) && [ -z "$got" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s: %s\n' "$name" "$got"
    fi
}

lines() {
    tool=$1 file=$2 section=$3
    shift 3
    while [ $# != 0 ]; do
        has "$file $1" "$2" "$tool" -f -j "$section" -e "$out/$file" "$1"
        shift 2
    done
}

for file in one many a64 none; do
    quiet "lint $file" eu-elflint -q --gnu-ld $out/$file.o
    has "dump $file" 'samara' readelf --debug-dump=info $out/$file.o
    has "dwarf $file" '/here/main.c' eu-readelf --debug-dump=info $out/$file.o
    # readelf finds fault with any table without rows.
    [ $file = none ] || quiet "warnings $file" sh -c "readelf --debug-dump=info,decodedline,aranges,Ranges $out/$file.o 2>&1 >/dev/null"
    quiet "eu $file" sh -c "eu-readelf --debug-dump=decodedline --debug-dump=aranges $out/$file.o 2>&1 >/dev/null"
done
lines addr2line one.o .text 0 first 0 /here/main.c:1 3 /here/main.c:3 0x10 helper 0x10 lib/helper.h:3 \
    0x20 second 0x20 /here/main.c:6 0x30 main 0x35 /here/main.c:12
lines addr2line many.o .text 0 /here/main.c:1 0x12c /here/main.c:3 0x260 second 0x260 /here/main.c:6
lines addr2line many.o .text.unlikely 0 helper 0x12c lib/helper.h:3
lines aarch64-linux-gnu-addr2line a64.o .text 0 first 20 /here/main.c:3 0x30 second 0x60 /here/main.c:10
lines aarch64-linux-gnu-addr2line a64.o .text.hot 0 helper 0 lib/helper.h:3
has 'folder' '/nowhere/build' readelf --debug-dump=info $out/one.o
has 'ranges' '.text.unlikely' readelf -r $out/many.o

for file in one many; do
    gcc -o $out/$file $out/$file.o
    quiet "lint $file linked" eu-elflint -q --gnu-ld $out/$file
    main=0x$(nm $out/$file | awk '$3 == "main" { print $1 }')
    has "linked $file" /here/main.c:10 addr2line -f -e $out/$file "$main"
    has "eu linked $file" /here/main.c:10 eu-addr2line -e $out/$file "$main"
    if command -v gdb >/dev/null; then
        has "gdb $file" 'Line 10 of "/here/main.c"' gdb -nx -batch -ex 'info line main' $out/$file
        has "gdb $file" 'starts at address' gdb -nx -batch -ex 'info line helper.h:3' $out/$file
        has "gdb $file" 'File lib/helper.h' gdb -nx -batch -ex 'info functions helper' $out/$file
    fi
done

as $out/text.s -o $out/text.o
lines addr2line text.o .text 0 /here/main.c:1 1 lib/helper.h:3 2 /here/main.c:3
echo "$passed passed, $failed failed"
[ $failed = 0 ]
