#!/bin/bash
# Builds the chain on every way to it that there is here, and compares: the diverse double-compiling matrix.
#
# Usage, from the root of the repository: audit/verify.sh AUDIT SEED DEST [ENTRANCE…]
#
# An entrance is a first tool that did not come out of the others: the seed, stage1 built by a C compiler of the host,
# stage1 in an interpreter, stage1 assembled from its listing, samara built by a C compiler of the host, stage1 for
# another architecture. Each makes what it can of SHA256SUMS in a folder of its own, DEST/entrances/NAME, from the same
# copy of the sources; nothing is copied from one to another but the first tool itself. What each has made and why
# one has not run is in its file `about`. Then `audit matrix` compares, explains what differs, and writes
# DEST/SHA256SUMS, report.json, report.html and provenance.intoto.json. With names of entrances, only these and the
# seed's run.
#
# The variables GCC, CLANG, TCC, PCC and CHIBICC name other compilers, LISTING a listing to assemble, BUILDER who you
# are (a URI), JOBS how many entrances run at a time; KEEP=1 keeps DEST/entrances. The exit status is 0 if all is
# equal, 1 if something differs, 2 on trouble.
set -eu
export LC_ALL=C
audit=$(realpath "$1")
seed=$(realpath "$2")
dest=$3
shift 3
chosen=" $* "
for variable in GCC CLANG TCC PCC CHIBICC LISTING; do
    [ -z "${!variable-}" ] || export $variable="$(realpath "$(command -v "${!variable}" || echo "${!variable}")")"
done
host=$(uname -m)
stage1_sources=$(cat stage1/SOURCES)
stage2_sources=$(cat stage2/SOURCES)
libc=$(echo stage1/lib/*.c)
other=aarch64
[ "$host" = x86_64 ] || other=x86_64
if [ "$host" != x86_64 ] && [ "$host" != aarch64 ]; then
    echo "verify: no architecture '$host'" >&2
    exit 2
fi
# The C sources of stage1 without its libc, whose place the host's takes.
stage1_tools=$(for source in $stage1_sources; do [[ $source = stage1/lib/* ]] || echo "$source"; done)

stage1_made=$(for arch in x86_64 aarch64 riscv64; do echo build/$arch/stage1{,.p1,.hex,.map}; done)
boot_made="build/x86_64/stage2-boot build/aarch64/stage2-boot"
stage2_made=$(for arch in x86_64 aarch64; do
    echo build/$arch/stage2/{bin/samara,lib/x86_64/libsamara.a,lib/aarch64/libsamara.a}
done)
emulate=qemu-$other-static
command -v "$emulate" >/dev/null || emulate=qemu-$other

now() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

# note KEY TEXT: a line of the entrance's file.
note() { echo "$1: $2" >>about; }

# makes ARTIFACT…: says before the work what this entrance is to make, so that what is missing is noticed.
makes() { for artifact in "$@"; do note makes "$artifact"; done; }

# not_run REASON: ends an entrance that cannot run here.
not_run() { note not-run "$1"; exit 0; }

# version TOOL: what it says of itself, if it does.
version() {
    local said
    said=$("$1" --version 2>/dev/null) || return 0
    note version "${said%%$'\n'*}"
}

# ---- steps ----

# stage1_by TOOL…: the P1 text, the hex, the maps and the ELF files of stage1.
stage1_by() {
    local arch
    "$@" cc -I stage1/lib $stage1_sources -o build/stage1.p1
    for arch in x86_64 aarch64 riscv64; do
        mkdir -p build/$arch
        cp build/stage1.p1 build/$arch/stage1.p1
        "$@" expand -a $arch build/$arch/stage1.p1 -o build/$arch/stage1.hex --map build/$arch/stage1.map
        "$@" link -a $arch build/$arch/stage1.hex -o build/$arch/stage1
    done
}

# boot_by TOOL…: samara built through P1.
boot_by() {
    local arch
    for arch in x86_64 aarch64; do
        mkdir -p build/$arch
        "$@" build -a $arch -I stage1/lib $stage2_sources $libc -o build/$arch/stage2-boot
    done
}

# samara_by ARCH COMMAND…: samara for ARCH, made by another.
samara_by() {
    local arch=$1
    shift
    mkdir -p build/$arch/stage2/bin build/$arch/stage2/lib/{x86_64,aarch64}
    "$@" --target=$arch -O2 -nostdinc -I stage1/lib -nostdlib $stage2_sources stage2/lib/runtime.c $libc \
        -o build/$arch/stage2/bin/samara
}

# stage2_by COMMAND…: samara for this machine and its libraries by COMMAND; by that one samara for the other
# architecture, which makes the libraries again.
stage2_by() {
    samara_by "$host" "$@"
    stage2/archives.sh "$*" build/$host/stage2/lib
    samara_by $other build/$host/stage2/bin/samara
    if command -v "$emulate" >/dev/null; then
        makes build/$other/stage2/lib/{x86_64,aarch64}/libsamara.a
        stage2/archives.sh "$emulate build/$other/stage2/bin/samara" build/$other/stage2/lib
    fi
}
native_made="build/x86_64/stage2/bin/samara build/aarch64/stage2/bin/samara
    build/$host/stage2/lib/x86_64/libsamara.a build/$host/stage2/lib/aarch64/libsamara.a"

# all_by TOOL…: everything, from a first tool that is a stage1 or the seed.
all_by() {
    makes $stage1_made $boot_made $native_made
    stage1_by "$@"
    boot_by "$@"
    stage2_by build/$host/stage2-boot
}

# ---- entrances ----

# compiler NAME: the program that stands for the host's compiler NAME, or nothing.
compiler() {
    local variable=${1^^}
    command -v "${!variable:-$1}"
}

# compile NAME INCLUDE OUTPUT SOURCES…: builds a first tool with the host's compiler NAME, without optimization where
# that is the faster way to the result.
compile() {
    local name=$1 include=$2 output=$3 program
    shift 3
    program=$(compiler "$name") || not_run "$name is not installed"
    version "$program"
    local options=(-w)
    case $name in
        gcc | clang) options=(-std=gnu11 -O0 -w) ;;
        chibicc)
            # It has neither headers of its own nor a built-in va_list; its functions have their arguments in __va_area__.
            options=(-Ichibicc -Istage1/lib '-D__builtin_va_list=void *')
            include=
            mkdir -p chibicc
            cat >chibicc/stdarg.h <<'END'
typedef struct { unsigned general, floating; char *stack, *saved; } va_place;
typedef va_place va_list[1];
#define va_start(ap, last) ((ap)[0] = *(va_place *)__va_area__)
#define va_end(ap) ((void)(ap))
END
            ;;
    esac
    "$program" "${options[@]}" $include -o "$output" "$@"
}

seed() {
    note title 'the seed'
    version rustc
    all_by "$seed"
}

stage1() {
    note title "stage1 built by $1"
    compile "$1" -Istage1/lib first $stage1_tools
    all_by ./first
}

stage2() {
    note title "samara built by $1"
    mkdir bin
    compile "$1" '' bin/samara $stage2_sources
    makes $native_made
    stage2_by bin/samara
}

# Everything of stage1 for one architecture, computed without any machine code of the chain.
seed_run() {
    note title 'stage1 in the interpreter of the seed'
    makes build/$host/stage1{,.p1,.hex,.map}
    interpreted "$seed" run -I stage1/lib $stage1_sources --
}

stage1_run() {
    note title 'stage1 in the interpreter of stage1'
    makes build/$host/stage1.p1
    mkdir -p build/$host
    "$(made_by_seed build/$host/stage1)" run "$(made_by_seed build/$host/stage1.p1)" -- \
        cc -I stage1/lib $stage1_sources -o build/$host/stage1.p1
}

interpreted() {
    mkdir -p build/$host
    "$@" cc -I stage1/lib $stage1_sources -o build/$host/stage1.p1
    "$@" expand -a $host build/$host/stage1.p1 -o build/$host/stage1.hex --map build/$host/stage1.map
    "$@" link -a $host build/$host/stage1.hex -o build/$host/stage1
}

# The listing is hex0: what is behind # or ; is for people, the rest are the bytes.
listing() {
    note title 'stage1 assembled from its listing'
    if [ -n "${LISTING-}" ]; then
        cp "$LISTING" stage1.hex0
    else
        "$audit" list "$(made_by_seed build/$host/stage1)" >stage1.hex0 2>/dev/null ||
            not_run "no listing: audit list does not make one"
    fi
    # shellcheck disable=SC2059
    printf "$(sed 's/[#;].*//' stage1.hex0 | tr -d ' \t\n' | sed 's/../\\x&/g')" >first
    chmod +x first
    all_by ./first
}

# stage1 of another architecture.
emulated() {
    local arch=$1 emulate=qemu-$1-static
    note title "stage1 for $arch, emulated"
    command -v "$emulate" >/dev/null || emulate=qemu-$arch
    command -v "$emulate" >/dev/null || not_run "no qemu-$arch-static"
    version $emulate
    makes $stage1_made $boot_made
    cp "$(made_by_seed build/$arch/stage1)" first
    stage1_by $emulate ./first
    boot_by $emulate ./first
    [ $arch = $other ] || exit 0
    makes $stage2_made
    samara_by $arch $emulate build/$arch/stage2-boot
    stage2/archives.sh "$emulate build/$arch/stage2/bin/samara" build/$arch/stage2/lib
    samara_by "$host" $emulate build/$arch/stage2/bin/samara
    stage2/archives.sh build/$host/stage2/bin/samara build/$host/stage2/lib
}

# made_by_seed FILE: waits for the seed's entrance and says where the file is.
made_by_seed() {
    until [ -e "$dest/entrances/seed/done" ]; do sleep 0.1; done
    echo "$dest/entrances/seed/$1"
}

# In the order in which they start: what others wait for, then what takes long.
entrances="seed emulated-riscv64 emulated-$other stage1-run seed-run stage1-clang stage2-clang stage1-gcc stage2-gcc
    stage1-pcc stage2-pcc stage1-chibicc stage2-chibicc stage1-tcc stage2-tcc listing"

# entrance NAME: what the entrance does, in its folder.
entrance() {
    set -eu
    case $1 in
        seed | listing) $1 ;;
        seed-run | stage1-run) ${1/-/_} ;;
        *) ${1%-*} "${1#*-}" ;;
    esac
}

# enter NAME: runs an entrance in its folder; a failure is noted.
enter() {
    local began pid
    mkdir -p "$dest/entrances/$1/build"
    cd "$dest/entrances/$1"
    ln -s "$root/macros" "$root/stage1" "$root/stage2" .
    began=$(now)
    # As a job, for bash forgets `set -e` where a status is asked for.
    entrance "$1" >log 2>&1 </dev/null &
    pid=$!
    wait $pid || note failed "$({ grep -i -m 1 error log || tail -n 1 log; } | tr -d '\r')"
    note milliseconds $(($(now) - began))
    touch done
}

mkdir -p "$dest"
dest=$(realpath "$dest")
rm -rf "$dest/entrances" "$dest/sources"
# What is verified does not change under way, and is what the statement names.
root=$dest/sources
mkdir -p "$root" "$dest/entrances"
cp -r Cargo.toml Cargo.lock SHA256SUMS macros seed stage1 stage2 "$root"
started=$(now)
running=0
for name in $entrances; do
    # The seed's gives others their first tool.
    [ "$chosen" = "  " ] || [[ " seed $chosen" = *" $name "* ]] || continue
    if [ $running -ge "${JOBS:-$(nproc)}" ]; then
        wait -n || true
        running=$((running - 1))
    fi
    (enter "$name") &
    running=$((running + 1))
done
wait
status=0
"$audit" matrix "$dest/entrances" -o "$dest" --sums "$root/SHA256SUMS" --root "$root" \
    ${BUILDER:+--builder "$BUILDER"} || status=$?
echo "verified in $(($(now) - started)) ms"
[ $status != 0 ] || [ -n "${KEEP-}" ] || rm -rf "$dest/entrances" "$root"
exit $status
