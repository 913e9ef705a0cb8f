#!/bin/bash
# The runtime library of each target: stage2/archives.sh SAMARA LIB leaves LIB/ARCH/libsamara.a. SAMARA is a command,
# perhaps with an emulator before it.
#
# x86-64 has instructions for long double (x87) and for division; AArch64 computes binary128 by these routines.
set -eu
samara=$1
lib=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for arch in x86_64 aarch64; do
    objects=""
    for source in stage2/rt/*.c; do
        name=$(basename "$source" .c)
        [ $arch = aarch64 ] || [[ $name != *tf ]] || continue
        $samara --target=$arch -O2 -ffreestanding -nostdinc -I stage2/include -c "$source" -o "$work/$name.o"
        objects="$objects $work/$name.o"
    done
    rm -f "$lib/$arch/libsamara.a"
    $samara ar rcs "$lib/$arch/libsamara.a" $objects
done
