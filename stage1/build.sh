#!/bin/bash
# Builds stage1 with the seed for every architecture, lets stage1 rebuild itself, and compares.
#
# Usage, from the root of the repository: stage1/build.sh SEED
# Leaves build/ARCH/stage1 with its .p1, .hex and .map; prints one line for each artifact: what it
# is, its size and SHA-256, whether stage1 made the same bytes as the seed, and the time that the
# seed and stage1 took. The exit status is 0 if all artifacts are the same and as in SHA256SUMS.
set -eu
export LC_ALL=C
seed=$1
host=$(uname -m)
archs="x86_64 aarch64 riscv64"
sources=$(cat stage1/SOURCES)
again=build/again
status=0
expand_seed=()
link_seed=()
mkdir -p build $again
if [[ " $archs " != *" $host "* ]]; then
    echo "stage1: no architecture '$host'; stage1 is built and compared on x86_64, aarch64, riscv64" >&2
    exit 1
fi

now() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

# run COMMAND…: runs it and leaves the milliseconds it took in `took`.
run() {
    local start
    start=$(now)
    "$@"
    took=$(($(now) - start))
}

# compare FILE SEED_MS STAGE1_MS: one line for an artifact.
compare() {
    local verdict=same
    cmp -s "build/$1" "$again/$1" || { verdict=DIFFERENT; status=1; }
    printf '%-20s %9d  %s  %-9s %6d ms %6d ms\n' "$1" "$(stat -c %s "build/$1")" \
        "$(sha256sum <"build/$1" | cut -d' ' -f1)" "$verdict" "$2" "$3"
}

printf '%-20s %9s  %-64s  %-9s %9s %9s\n' artifact bytes SHA-256 verdict seed stage1
started=$(now)
for arch in $archs; do
    mkdir -p build/$arch $again/$arch
done

# The P1 text is the same for all architectures.
run "$seed" cc -I stage1/lib $sources -o build/stage1.p1
cc_seed=$took
for arch in $archs; do
    cp build/stage1.p1 build/$arch/stage1.p1
    run "$seed" expand -a $arch build/$arch/stage1.p1 -o build/$arch/stage1.hex --map build/$arch/stage1.map
    expand_seed[${#expand_seed[@]}]=$took
    run "$seed" link -a $arch build/$arch/stage1.hex -o build/$arch/stage1
    link_seed[${#link_seed[@]}]=$took
done

stage1=build/$host/stage1
run $stage1 cc -I stage1/lib $sources -o $again/stage1.p1
cc_stage1=$took
i=0
for arch in $archs; do
    cp $again/stage1.p1 $again/$arch/stage1.p1
    # The map names its input, so both expand the same file; whether the texts agree is compared below.
    run $stage1 expand -a $arch build/$arch/stage1.p1 -o $again/$arch/stage1.hex --map $again/$arch/stage1.map
    expand_stage1=$took
    run $stage1 link -a $arch $again/$arch/stage1.hex -o $again/$arch/stage1
    compare $arch/stage1.p1 $cc_seed $cc_stage1
    compare $arch/stage1.hex ${expand_seed[i]} $expand_stage1
    compare $arch/stage1.map ${expand_seed[i]} $expand_stage1
    compare $arch/stage1 ${link_seed[i]} $took
    i=$((i + 1))
done
rm -f build/stage1.p1
echo "stage1 in $(($(now) - started)) ms"
if [ $status != 0 ]; then
    echo "Bootstrap comparison failure!" >&2
    exit 1
fi
# SHA256SUMS also has the artifacts of stage2/build.sh.
if [ "${2-}" = --update ]; then
    { sha256sum build/{aarch64,riscv64,x86_64}/stage1{,.hex,.map,.p1}; grep /stage2 SHA256SUMS; } | sort -k 2 >build/sums
    mv build/sums SHA256SUMS
fi
grep /stage1 SHA256SUMS | sha256sum -c --quiet && echo "SHA256SUMS: all of stage1 as expected"
