#!/bin/bash
# Builds samara from stage1, lets it rebuild itself natively, for the other architecture, and there, and compares.
#
# Usage, from the root of the repository, after stage1/build.sh: stage2/build.sh SEED
#
#   stage1 ──stage2/*.c──► stage2-boot                through P1: slow, correct
#   stage2-boot ──stage2/*.c──► stage2                native code
#   stage2 ──stage2/*.c──► stage2                     the fixed point: identical bytes
#   stage2 ──stage2/*.c──► stage2 of the other architecture, which builds both again, identical
#
# Leaves build/ARCH/stage2-boot and build/ARCH/stage2/ with bin/samara and its links, include/ and lib/ for each
# architecture; prints one line for each artifact: its size and SHA-256, whether all that made it made the same bytes,
# and the time of the first and the second. The exit status is 0 if all are the same and as in SHA256SUMS.
set -eu
export LC_ALL=C
seed=$1
host=$(uname -m)
archs="x86_64 aarch64"
sources=$(cat stage2/SOURCES)
libc=$(echo stage1/lib/*.c)
again=build/again
other=aarch64
status=0
[ "$host" = x86_64 ] || other=x86_64
if [[ " $archs " != *" $host "* ]]; then
    echo "stage2: no architecture '$host'; stage2 is built and compared on x86_64 and aarch64" >&2
    exit 1
fi
emulate=qemu-$other-static
command -v $emulate >/dev/null || emulate=qemu-$other

now() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

# run COMMAND…: runs it and leaves the milliseconds it took in `took`.
run() {
    local start
    start=$(now)
    "$@"
    took=$(($(now) - start))
}

# compare FILE MS MS: one line for the artifact build/FILE, which must be the same as build/again/FILE.
compare() {
    local verdict=same
    cmp -s "build/$1" "$again/$1" || { verdict=DIFFERENT; status=1; }
    printf '%-38s %8d  %s  %-9s %6d ms %6d ms\n' "$1" "$(stat -c %s "build/$1")" \
        "$(sha256sum <"build/$1" | cut -d' ' -f1)" "$verdict" "$2" "$3"
}

# samara_by ARCH OUT COMMAND…: samara for ARCH, made by COMMAND.
samara_by() {
    local arch=$1 out=$2
    shift 2
    run "$@" --target=$arch -O2 -nostdinc -I stage1/lib -nostdlib $sources stage2/lib/runtime.c $libc -o "$out"
}

printf '%-38s %8s  %-64s  %-9s %9s %9s\n' artifact bytes SHA-256 verdict first second
started=$(now)

# From stage1 and from the seed.
for arch in $archs; do
    mkdir -p build/$arch $again/$arch
    run build/$host/stage1 build -a $arch -I stage1/lib $sources $libc -o build/$arch/stage2-boot
    first=$took
    run "$seed" build -a $arch -I stage1/lib $sources $libc -o $again/$arch/stage2-boot
    compare $arch/stage2-boot $first $took
done

# Itself, twice; the first is at home where bin/samara expects its include and lib.
for arch in $archs; do
    rm -rf build/$arch/stage2 $again/$arch/stage2
    mkdir -p build/$arch/stage2/{bin,include,lib/x86_64,lib/aarch64} $again/$arch/stage2/{bin,lib/x86_64,lib/aarch64}
    cp stage2/include/*.h build/$arch/stage2/include
done
boot=build/$host/stage2-boot
samara=build/$host/stage2/bin/samara
samara_by $host $samara $boot
first=$took
samara_by $host $again/$host/stage2/bin/samara $samara
compare $host/stage2/bin/samara $first $took
run stage2/archives.sh $boot build/$host/stage2/lib
first=$took
run stage2/archives.sh $samara $again/$host/stage2/lib
for arch in $archs; do
    compare $host/stage2/lib/$arch/libsamara.a $first $took
done

# The other architecture, from here and from there.
samara_by $other build/$other/stage2/bin/samara $samara
first=$took
cp build/$host/stage2/lib/x86_64/libsamara.a build/$other/stage2/lib/x86_64
cp build/$host/stage2/lib/aarch64/libsamara.a build/$other/stage2/lib/aarch64
if command -v $emulate >/dev/null; then
    far="$emulate build/$other/stage2/bin/samara"
    samara_by $other $again/$other/stage2/bin/samara $far
    compare $other/stage2/bin/samara $first $took
    samara_by $host $again/$host/stage2/samara-from-$other $far
    cmp -s build/$host/stage2/bin/samara $again/$host/stage2/samara-from-$other ||
        { echo "stage2: $other builds another samara for $host" >&2; status=1; }
    run stage2/archives.sh "$far" $again/$other/stage2/lib
    for arch in $archs; do
        compare $other/stage2/lib/$arch/libsamara.a $first $took
    done
else
    echo "stage2: no $emulate: the samara for $other is not run" >&2
    status=1
fi

# What users see beside the program.
for arch in $archs; do
    for name in cc ld ar ranlib; do
        ln -sf samara build/$arch/stage2/bin/$name
    done
    mkdir -p build/$arch/stage2/share/man/man1
    $samara --help=man >build/$arch/stage2/share/man/man1/samara.1
done
echo "stage2 in $(($(now) - started)) ms"
if [ $status != 0 ]; then
    echo "Bootstrap comparison failure!" >&2
    exit 1
fi
# SHA256SUMS also has the artifacts of stage1/build.sh.
if [ "${2-}" = --update ]; then
    {
        grep /stage1 SHA256SUMS
        sha256sum build/{aarch64,x86_64}/stage2-boot \
            build/{aarch64,x86_64}/stage2/{bin/samara,lib/aarch64/libsamara.a,lib/x86_64/libsamara.a}
    } | sort -k 2 >build/sums
    mv build/sums SHA256SUMS
fi
grep /stage2 SHA256SUMS | sha256sum -c --quiet && echo "SHA256SUMS: all of stage2 as expected"
