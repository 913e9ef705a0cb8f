#!/bin/sh
# Builds bzip2 1.0.x from Debian's source package with the seed and with stage1, for the three
# architectures, and runs it: the same ELF files from both, the same bytes as the system's
# bzip2. Usage, from the root of the checkout: tests/demo-bzip2.sh
#
# What is not bzip2's own (all in tests/bzip2/):
# - nofloat.patch: the statistics that -v prints are computed in integers; Seed C has no
#   floating point. What is printed is the same, and compared here.
# - include/: the headers of POSIX that bzip2.c includes and stage1/lib lacks. math.h and
#   sys/times.h are empty, for nothing of them is used.
# - posix.c, system.p1: stat, lstat, fchmod, fchown, utime and isatty over their system calls;
#   signal() does nothing.
#
# Environment: SEED, the seed (target/release/seed); BZIP2_SOURCE, a folder with the unpacked
# Debian source package (fetched by tests/source.sh if not set).
set -eu
export LC_ALL=C TZ=UTC

seed=${SEED:-target/release/seed}
out=build/bzip2
arches="x86_64 aarch64 riscv64"
native=$(uname -m)
failed=0

stop() {
    echo "demo-bzip2: $*" >&2
    exit 1
}

need() {
    command -v "$1" > /dev/null || stop "$1 is missing (apt-get install $2)"
}

# check TEXT COMMAND…: one line with the verdict
check() {
    text=$1
    shift
    if "$@"; then
        echo "ok    $text"
    else
        echo "FAIL  $text"
        failed=1
    fi
}

# A text of 1.8 MB, always the same: words, a stretch that repeats, and digits.
generate() {
    awk 'function next_number(n) { x = (x * 16807) % 2147483647; return x % n }
        BEGIN {
            x = 1
            for (i = 0; i < 4000; i++) {
                word[i] = ""
                for (n = 2 + next_number(8); n > 0; n--)
                    word[i] = word[i] substr("etaoinshrdlucmfwyp", 1 + next_number(18), 1)
            }
            for (i = 0; i < 200000; i++)
                printf "%s%s", word[next_number(1 + next_number(4000))], i % 13 == 12 ? "\n" : " "
            for (i = 0; i < 8000; i++)
                print "the same line again and again, for the sorting"
            for (i = 0; i < 30000; i++)
                printf "%07d%s", next_number(10000000), i % 9 == 8 ? "\n" : ""
        }'
}

# The curated list of what Seed C has not, looked for in the sources after preprocessing
check_features() {
    need gcc gcc
    gcc -E -P -U__GNUC__ -nostdinc -Itests/bzip2/include -Istage1/lib $sources > "$out/all.i"
    if sed 's/"[^"]*"//g' "$out/all.i" | grep -nwE 'float|double|_Complex|_Generic|_Atomic|asm|__asm__|typeof|__typeof__|__attribute__|alloca|[0-9]+\.[0-9]*'; then
        return 1
    fi
    gcc -std=c11 -fsyntax-only -Werror=pedantic -Werror=vla -Werror=aggregate-return \
        -U__GNUC__ -nostdinc -Itests/bzip2/include -Istage1/lib $sources
}

execute() {
    if [ "$1" = "$native" ]; then
        shift
        "$@"
    else
        qemu=qemu-$1-static
        shift
        "$qemu" "$@"
    fi
}

# make_bzip2 COMPILER-ARCH COMPILER ARCH NAME: NAME.p1, NAME.hex and NAME
make_bzip2() {
    execute "$1" "$2" cc -I tests/bzip2/include -I stage1/lib -o "$4.p1" $sources stage1/lib/*.c &&
        execute "$1" "$2" expand -a "$3" "$4.p1" tests/bzip2/system.p1 -o "$4.hex" &&
        execute "$1" "$2" link -a "$3" "$4.hex" -o "$4"
}

run_bzip2() {
    name=$out/$1/bzip2
    folder=$out/$1/run
    rm -rf "$folder"
    mkdir "$folder"
    cp -p "$out/text" "$folder/text"
    begin=$(date +%s.%N)
    execute "$1" "$name" -kvvv "$folder/text" 2> "$folder/messages" || return 1
    middle=$(date +%s.%N)
    execute "$1" "$name" -dc "$folder/text.bz2" > "$folder/back" || return 1
    end=$(date +%s.%N)
    cmp "$folder/text.bz2" "$out/text.bz2" && cmp "$folder/back" "$out/text" || return 1
    sed "s|$folder|$out|" "$folder/messages" | diff "$out/messages" - || return 1
    # mode and time go along
    [ "$(stat -c '%a %Y' "$folder/text.bz2")" = "640 1000000000" ] || return 1
    # from standard input, in little memory, and back in place
    execute "$1" "$name" -1 < "$out/text" | cmp - "$out/text.1.bz2" || return 1
    rm "$folder/text"
    execute "$1" "$name" -ds "$folder/text.bz2" && cmp "$folder/text" "$out/text" || return 1
    # damage is found
    head -c 100000 "$out/text.bz2" > "$folder/short.bz2"
    if execute "$1" "$name" -tq "$folder/short.bz2" 2> /dev/null; then
        return 1
    fi
    echo "$begin $middle $end" |
        awk '{ printf "      compressed in %.2f s, decompressed in %.2f s\n", $2 - $1, $3 - $2 }'
}

[ -d stage1/lib ] || stop "run this from the root of the checkout"
[ -x "$seed" ] || stop "$seed is missing: run 'make seed' first"
need bzip2 bzip2
need patch patch
for arch in $arches; do
    [ "$arch" = "$native" ] || need "qemu-$arch-static" qemu-user-static
done

mkdir -p "$out"
source=${BZIP2_SOURCE:-}
[ -n "$source" ] || source=$(tests/source.sh bzip2)
rm -rf "$out/source"
mkdir "$out/source"
cp "$source"/*.c "$source"/*.h "$out/source"
patch -s -p1 -d "$out/source" < tests/bzip2/nofloat.patch
sources=tests/bzip2/posix.c
for f in bzip2 bzlib blocksort compress decompress huffman crctable randtable; do
    sources="$sources $out/source/$f.c"
done
echo "      sources: $source"
check "the sources use nothing that Seed C has not" check_features

generate > "$out/text"
chmod 640 "$out/text"
touch -d @1000000000 "$out/text"
rm -f "$out/text.bz2"
bzip2 -kvvv "$out/text" 2> "$out/messages"
bzip2 -1 < "$out/text" > "$out/text.1.bz2"
echo "      text: $(stat -c %s "$out/text") bytes, compressed by the system's bzip2: $(stat -c %s "$out/text.bz2")"

for arch in $arches; do
    rm -rf "${out:?}/$arch"
    mkdir "$out/$arch"
    check "$arch: built by the seed" make_bzip2 "$native" "$seed" "$arch" "$out/$arch/bzip2"
    if [ -x "build/$arch/stage1" ]; then
        name=$out/$arch/by-stage1
        check "$arch: built by stage1" make_bzip2 "$arch" "build/$arch/stage1" "$arch" "$name"
        for step in .p1 .hex ""; do
            check "$arch: bzip2$step of both is the same" cmp "$out/$arch/bzip2$step" "$name$step"
        done
    else
        check "$arch: build/$arch/stage1 exists (make stage1)" false
    fi
    check "$arch: runs and agrees with the system's bzip2" run_bzip2 "$arch"
    "$seed" sum "$out/$arch/bzip2" | sed 's/^/      /'
done
[ $failed = 0 ] || stop "failed"
echo "demo-bzip2: passed"
