#!/bin/sh
# Calling conventions against gcc's, from the root: random functions whose callers and callees are compiled by samara
# and gcc in turn. SAMARA names the compiler to test; without it one is built here by gcc.
# run.sh [TARGET] [FIRST SEED] [LAST SEED]
set -eu
targets=${1:-"x86_64 aarch64"}
first=${2:-1}
last=${3:-3}
out=build/tests/unit/abi
mkdir -p $out
if [ -z "${SAMARA-}" ]; then
    SAMARA=$out/samara
    find stage2 -name '*.c' ! -path 'stage2/lib/*' ! -path 'stage2/rt/*' ! -path 'stage2/include/*' > $out/sources
    gcc -std=c11 -O1 $(cat $out/sources) -o $SAMARA
fi
gcc -O1 -Wall -Wextra tests/unit/abi/random_abi.c -o $out/random_abi
status=0
for target in $targets; do
    case $target in
    aarch64) gcc=aarch64-linux-gnu-gcc run=qemu-aarch64-static ;;
    *) gcc="gcc -no-pie" run= ;;
    esac
    good=0 bad=0
    for seed in $(seq $first $last); do
        $out/random_abi $seed 60 $out
        for who in caller callee; do
            $gcc -w -O1 -c $out/$who.c -o $out/$who.gcc.o
        done
        for level in 0 1 2; do
            for who in caller callee; do
                $SAMARA cc --target=$target-linux-gnu -nostdinc -isystem stage2/include -w -O$level -c $out/$who.c \
                    -o $out/$who.samara.o
            done
            for pair in gcc.samara samara.gcc samara.samara; do
                $gcc -static $out/caller.${pair%.*}.o $out/callee.${pair#*.}.o -o $out/test
                if $run $out/test > $out/log; then
                    good=$((good + 1))
                else
                    echo "$target: seed $seed, -O$level, caller.callee $pair: $(tail -1 $out/log)"
                    bad=$((bad + 1))
                fi
            done
        done
    done
    echo "abi $target: $good passed, $bad failed"
    [ $bad = 0 ] || status=1
done
exit $status
