#!/bin/sh
# Tests of stage2/target/x86_64, from the root: the encoder against GNU as, and random IR programs through the back
# end against the same programs in C from the host's compiler. Needs an x86-64 host with gcc and binutils.
set -eu
here=tests/unit/x86_64
out=build/tests/unit/x86_64
mkdir -p $out
sources="stage2/base/*.c stage2/diag/*.c stage2/obj/obj.c stage2/obj/elf_write.c stage2/ir/*.c stage2/num/*.c stage2/target/*.c
    stage2/target/x86_64/*.c"
# The door names both targets; only one is needed.
flags="-std=c11 -g -O1 -Wall -Wextra -fsanitize=address,undefined -fno-sanitize-recover=undefined
    -Dtarget_aarch64=target_x86_64"
export ASAN_OPTIONS=detect_leaks=0
passed=0
failed=0

# All objects are made again if a header is newer.
if [ -n "$(find stage2 -name '*.h' -newer $out/stamp 2>&1)" ]; then
    rm -f $out/*.c.o
    touch $out/stamp
fi
objects=
for source in $sources; do
    object=$out/$(echo "$source" | tr / _).o
    [ "$object" -nt "$source" ] || gcc $flags -c "$source" -o "$object"
    objects="$objects $object"
done
gcc $flags $objects $here/encode_test.c -o $out/encode_test
gcc $flags $objects $here/compile_ir.c -o $out/compile_ir
gcc $flags stage2/base/*.c $here/fuzz_ir.c -o $out/fuzz_ir

check() { # NAME COMMAND…
    name=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $name"
    fi
}

# same_code NAME: NAME.s assembles to the code in NAME.o, relocations in any order.
same_code() {
    as "$out/$1.s" -o "$out/$1.as.o" 2> "$out/$1.as.log" || { head -3 "$out/$1.as.log"; return 1; }
    for kind in o as.o; do
        objcopy -O binary -j .text "$out/$1.$kind" "$out/$1.$kind.bin"
        readelf -rW "$out/$1.$kind" | awk '$3 ~ /^R_/ { print $1, $3, $5, $6, $7 }' | sort > "$out/$1.$kind.relocs"
    done
    cmp "$out/$1.o.bin" "$out/$1.as.o.bin"
}

encodings() {
    $out/encode_test $out/encode.s $out/encode.o > $out/encode.count && same_code encode &&
        cmp $out/encode.o.relocs $out/encode.as.o.relocs
}

# fuzz SEED COUNT SIZE
fuzz() {
    base=$out/fuzz$1
    $out/fuzz_ir "$1" "$2" "$base.ir" "$base.c" "$3"
    gcc -w -O1 -fwrapv -ffp-contract=off -fno-math-errno -c "$base.c" -o "$base.c.o"
    for level in 0 1; do
        check "fuzz $1 level $level: compile" $out/compile_ir $level "$base.ir" "$base.o"
        check "fuzz $1 level $level: text" $out/compile_ir $level "$base.ir" "$base.s" asm
        check "fuzz $1 level $level: text gives the same bytes" same_code "fuzz$1"
        check "fuzz $1 level $level: link" gcc "$base.c.o" "$base.o" -o "$base.exe" -lm
        check "fuzz $1 level $level: run" "$base.exe"
    done
}

check encodings encodings
fuzz 1 60 12
fuzz 2 25 120
echo "$passed passed, $failed failed"
[ $failed = 0 ]
