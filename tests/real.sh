#!/bin/bash
# Builds real programs from Debian's source packages, unmodified, with samara, static with musl, for each target at each
# level, runs them and compares what they do with gcc's build: Lua 5.4, zlib, bzip2.
#
# Usage, from the root of the checkout: tests/real.sh [TARGET…]; the variable SAMARA may name another samara than
# build/ARCH/stage2/bin/samara. The exit status is 0 only if everything is the same.
set -eu
export LC_ALL=C TZ=UTC
native=$(uname -m)
samara=${SAMARA:-build/$native/stage2/bin/samara}
targets=${*:-x86_64 aarch64}
out=build/real
failed=0
passed=0

[ -x "$samara" ] || { echo "'$samara' is missing: run 'make stage2' first" >&2; exit 1; }
tests/source.sh lua5.4 zlib bzip2 > /dev/null
# shellcheck disable=SC2086
tests/musl.sh $targets
sources=build/sources
rm -rf $out
mkdir -p $out/include
echo '#define DEB_HOST_MULTIARCH "none"' > $out/include/lua5.4-deb-multiarch.h

# verdict TEXT COMMAND…: one line
verdict() {
    local text=$1
    shift
    if "$@"; then
        echo "ok    $text"
        passed=$((passed + 1))
    else
        echo "FAIL  $text"
        failed=$((failed + 1))
    fi
}

execute() {
    local target=$1
    shift
    if [ "$target" = "$native" ]; then "$@"; else "qemu-$target-static" "$@"; fi
}

# cc WHO LEVEL OUTPUT ARGUMENTS…: WHO is gcc or a target
cc() {
    local who=$1 level=$2 output=$3
    shift 3
    if [ "$who" = gcc ]; then
        gcc -w "$level" -o "$output" "$@" -lm
    else
        local root=build/sysroot/$who
        [ -d "$root" ] || root=/
        "$samara" cc "--target=$who-linux-musl" "--sysroot=$root" -w "$level" -static -o "$output" "$@" -lm
    fi
}

lua_sources() { ls $sources/lua5.4/src/*.c | grep -v luac.c; }
# Debian's rules make a header for the search path of modules, which is empty here.
make_lua() { cc "$1" "$2" "$3" -I $out/include -DLUA_USE_POSIX -std=gnu99 $(lua_sources); }
make_bzip2() {
    cc "$1" "$2" "$3" -D_FILE_OFFSET_BITS=64 $sources/bzip2/{blocksort,huffman,crctable,randtable,compress,decompress,bzlib,bzip2}.c
}
zlib_sources() { ls $sources/zlib/*.c; }
make_minigzip() { cc "$1" "$2" "$3" -DHAVE_UNISTD_H -DHAVE_STDARG_H -I $sources/zlib $(zlib_sources) $sources/zlib/test/minigzip.c; }
make_example() { cc "$1" "$2" "$3" -DHAVE_UNISTD_H -DHAVE_STDARG_H -I $sources/zlib $(zlib_sources) $sources/zlib/test/example.c; }

# run_lua TARGET PROGRAM FOLDER: what every script prints
run_lua() {
    local script
    for script in tests/lua/*.lua; do
        execute "$1" "$2" "$script" > "$3/$(basename "$script").out" 2>&1 || echo "status $?" >> "$3/$(basename "$script").out"
    done
}
run_bzip2() {
    execute "$1" "$2" -9 < $out/text > "$3/text.bz2" && execute "$1" "$2" -d < "$3/text.bz2" > "$3/text" &&
        execute "$1" "$2" -1 < $out/text > "$3/text.1.bz2"
}
run_minigzip() {
    execute "$1" "$2" -9 < $out/text > "$3/text.gz" && execute "$1" "$2" -d < "$3/text.gz" > "$3/text" &&
        execute "$1" "$2" -1 < $out/text > "$3/text.1.gz"
}
run_example() { (cd "$3" && execute "$1" "../../../$2" > output 2>&1); rm -f "$3/foo.gz"; }

cat $sources/lua5.4/src/*.c $sources/zlib/*.c $sources/zlib/ChangeLog > $out/text
for program in lua minigzip example bzip2; do
    reference=$out/$program.gcc
    mkdir -p "$reference.run"
    make_$program gcc -O1 "$reference"
    "run_$program" "$native" "$reference" "$reference.run"
    for target in $targets; do
        for level in -O0 -O1; do
            binary=$out/$program.$target$level
            mkdir -p "$binary.run"
            verdict "$program $target $level builds" "make_$program" "$target" $level "$binary"
            [ -x "$binary" ] || continue
            "run_$program" "$target" "$binary" "$binary.run" || true
            verdict "$program $target $level does as gcc's" diff -r "$reference.run" "$binary.run"
        done
    done
done
echo "real: $passed passed, $failed failed"
[ $failed = 0 ]
