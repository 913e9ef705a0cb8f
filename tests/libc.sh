#!/bin/sh
# Checks stage1/lib on the host: warnings, then the same calls to it and to the host's libc
# (tests/libc/diff.c), with gcc and clang, plain and under their sanitizers.
# Usage, from the root of the checkout: tests/libc.sh [THOUSANDS OF CASES]
set -eu

out=build/tests/libc
rm -rf "$out"
mkdir -p "$out"
cases=${1:-100}

# build NAME COMPILER OPTIONS: the library with its symbols prefixed by l_, and the checks
build() {
    name=$1 cc=$2
    shift 2
    for f in stage1/lib/*.c; do
        "$cc" -std=c11 -pedantic -Wall -Wextra -Werror -nostdinc -Istage1/lib -ffreestanding \
            -fno-builtin -fsigned-char -g -O1 "$@" -c "$f" -o "$out/$name-$(basename "$f" .c).o"
    done
    nm --defined-only -g "$out/$name"-*.o | awk 'NF == 3 { print $3, "l_" $3 }' > "$out/names"
    for f in "$out/$name"-*.o; do
        objcopy --redefine-syms="$out/names" "$f"
    done
    "$cc" -std=gnu11 -w -fsigned-char -g -O1 -fno-builtin "$@" -o "$out/$name" \
        tests/libc/diff.c tests/libc/host.c "$out/$name"-*.o
}

run() {
    mkdir "$out/$1.run"
    echo "$1:"
    (cd "$out/$1.run" && "../$1" "$cases")
}

for cc in gcc clang; do
    if ! command -v "$cc" > /dev/null; then
        echo "libc: $cc is not installed; skipped"
        continue
    fi
    build "$cc" "$cc"
    run "$cc"
    san="-fsanitize=address,undefined -fno-sanitize-recover=undefined"
    if echo 'int main(void) { return 0; }' | "$cc" $san -x c -o "$out/probe" - 2> /dev/null; then
        build "$cc-san" "$cc" $san
        run "$cc-san"
    else
        echo "$cc-san: no sanitizer runtime; skipped"
    fi
done
