#!/bin/sh
# Tests of stage2/target/aarch64, from the root: the encoder against the GNU assembler, IR through the back end
# under emulation. Needs gcc-aarch64-linux-gnu and qemu-user-static.
set -eu
here=tests/unit/aarch64
out=build/tests/unit/aarch64
mkdir -p $out
sources="stage2/base/*.c stage2/diag/*.c stage2/obj/obj.c stage2/obj/elf_write.c stage2/ir/*.c stage2/num/*.c stage2/target/*.c
    stage2/target/aarch64/*.c"
flags="-std=c11 -g -O1 -Wall -Wextra -fsanitize=address,undefined -fno-sanitize-recover=undefined"
export ASAN_OPTIONS=detect_leaks=0
status=0

# The door names both targets; only one is needed.
flags="$flags -Dtarget_x86_64=target_aarch64"
if [ -n "$(find stage2 -name '*.h' -newer $out/stamp 2>&1)" ]; then
    rm -f $out/*.c.o
    touch $out/stamp
fi
for source in $sources; do
    object=$out/$(echo "$source" | tr / _).o
    if [ ! "$object" -nt "$source" ]; then
        gcc $flags -c "$source" -o "$object"
    fi
    objects="${objects-} $object"
done
gcc $flags $objects $here/encode_test.c -o $out/encode_test
gcc $flags $objects $here/compile_ir.c -o $out/compile_ir
gcc -O1 -Wall -Wextra -fwrapv -ffp-contract=off $here/random_ir.c -o $out/random_ir

# text_is_bytes NAME: NAME.s assembles to what is in NAME.o
text_is_bytes() {
    aarch64-linux-gnu-as $out/$1.s -o $out/$1.as.o
    for kind in .o .as.o; do
        aarch64-linux-gnu-objcopy -O binary -j .text $out/$1$kind $out/$1$kind.bin
        aarch64-linux-gnu-readelf -rW $out/$1$kind | awk '$3 ~ /^R_/ { print $1, $3, $5, $6, $7 }' > $out/$1$kind.relocs
    done
    if cmp -s $out/$1.o.bin $out/$1.as.o.bin && cmp -s $out/$1.o.relocs $out/$1.as.o.relocs; then
        echo "1 passed, 0 failed"
    else
        echo "$1: text and bytes differ"
        echo "0 passed, 1 failed"
        status=1
    fi
}

$out/encode_test $out/encode.s $out/encode.o || status=1
text_is_bytes encode

# run_ir NAME.ir NAME.c LEVEL
run_ir() {
    $out/compile_ir $3 $1 $out/run.o
    $out/compile_ir $3 $1 $out/run.s asm
    text_is_bytes run
    aarch64-linux-gnu-gcc -O1 -static $2 $out/run.o -o $out/run
    qemu-aarch64-static $out/run || status=1
}

# Branches over more than 32 KiB (tbz) and 1 MiB (b.cond): both ways, on a bit and on a comparison.
far_functions() {
    awk -v stores="$1" -v name="$2" 'BEGIN {
        print "func $" name " level 1\nloc l0 int i64 64 r1\nloc l1 int i64 64 r2\nparam 0 l0\nparam 1 l1\n@1:"
        print "%1 = param i64 0\n%2 = param i64 1\n%3 = const i64 1\n%4 = and i64 %1, %3"
        print "%8 = const i64 0\n%9 = icmp.ne i32 %4, %8\nbranch %9, @2, @3\n@2:"
        for (i = 0; i < stores; i++) print "store.64.volatile %2 + 8, %1"
        print "%5 = const i64 2\n%6 = icmp.slt i32 %1, %5\nbranch %6, @4, @3\n@3:\n%7 = phi i64 @1 %1, @2 %2"
        for (i = 0; i < stores; i++) print "store.64.volatile %2 + 16, %1"
        print "%10 = const i64 1000\n%11 = icmp.slt i32 %1, %10\nbranch %11, @5, @4\n@5:\nret %7 l0\n@4:\nret %3 l0\nend"
    }'
}
{
    far_functions 9000 far_bit
    far_functions 270000 far_cond
} > $out/far.ir

run_ir $here/features.ir $here/features.c 0
run_ir $here/features.ir $here/features.c 1
run_ir $out/far.ir $here/far.c 1
for seed in 1 2 3; do
    $out/random_ir $seed 60 $out/random.ir $out/random.c
    run_ir $out/random.ir $out/random.c 0
    run_ir $out/random.ir $out/random.c 2
done
exit $status
