#!/bin/bash
# Builds the chain again and again under other circumstances; all artifacts must have the same bytes.
#
# Usage, from the root of the repository: audit/reprotest.sh SEED
#
# Each run copies the sources and the seed to a folder of its own, runs stage1/build.sh and stage2/build.sh there with
# several things varied at once, and compares the digests of all artifacts of SHA256SUMS with those of the first run,
# in which nothing is varied. What cannot be varied here is said, with the reason. JOBS runs go at a time. The exit
# status is 0 if all are identical and as in SHA256SUMS, 1 if not, 2 on trouble.
set -eu
export LC_ALL=C
seed=$(realpath "$1")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
chmod 755 "$place"
artifacts=$(sed 's/^[0-9a-f]*  //' SHA256SUMS)

now() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

# vary WHAT: says in the run's file that something is varied; keep WHAT WHY: that it cannot be.
vary() { echo "  $1" >>"$notes"; }
keep() { echo "  not varied: $1 ($2)" >>"$notes"; }

# ---- the runs: each makes `folder`, `words` (put before the command) and the shell's own settings ----

as_it_is() { vary 'nothing: the pattern for the others'; }

place_and_user() {
    local i
    for i in 1 2 3 4 5 6; do folder="$folder/a long name with blanks, Ünïcödé and 漢字 in it, number $i"; done
    vary "folder: $((${#folder} + 1)) characters, with blanks and UTF-8"
    umask 077
    vary 'umask 077'
    if [ "$(id -u)" = 0 ]; then
        words+=(setpriv --reuid=65534 --regid=65534 --clear-groups)
        vary 'user and group 65534'
    else
        keep 'the user' 'only root can become another'
    fi
    words+=(env HOME=/nonexistent USER=nobody LOGNAME=nobody "TMPDIR=$temporary")
    vary 'HOME, USER, LOGNAME, TMPDIR'
}

clock_and_language() {
    if command -v faketime >/dev/null; then
        words+=(faketime '1999-12-31 23:59:50')
        vary 'clock: 1999-12-31 by faketime, for programs with shared libraries'
    else
        keep 'the clock' 'no faketime'
    fi
    words+=(env TZ=Asia/Kathmandu LANG=tr_TR.UTF-8 LANGUAGE=tr)
    vary 'time zone Asia/Kathmandu'
    # The scripts ask for the C locale themselves.
    language=tr_TR.UTF-8
    vary 'locale tr_TR.UTF-8 in place of the C locale that the scripts set'
}

kernel() {
    if command -v taskset >/dev/null; then
        words+=(taskset -c "$(taskset -cp $$ | sed 's/.*: *\([0-9]*\).*/\1/')")
        vary 'one CPU (taskset)'
    else
        keep 'the number of CPUs' 'no taskset'
    fi
    if setarch "$(uname -m)" -R true 2>/dev/null; then
        words+=(setarch "$(uname -m)" -R)
        vary 'address space not random (setarch -R)'
    else
        keep 'ASLR' 'setarch -R is refused'
    fi
    words+=(nice -n 19)
    vary 'priority 19'
    ulimit -s unlimited 2>/dev/null && vary 'stack: unlimited' || keep 'the stack limit' 'ulimit is refused'
    if ! command -v disorderfs >/dev/null; then
        keep 'the order of files' 'no disorderfs'
    elif ! unshare -m true 2>/dev/null; then
        keep 'the order of files' 'no mount namespace of our own'
    else
        disorder=yes
    fi
}

no_environment() {
    umask 000
    vary 'umask 000'
    if command -v faketime >/dev/null; then
        words+=(faketime '2037-01-01 00:00:00')
        vary 'clock: 2037-01-01'
    fi
    words=(env -i "PATH=$PATH" "${words[@]}")
    vary 'environment: PATH alone'
    ulimit -s 4096
    vary 'stack: 4 MiB'
}

full_environment() {
    local reversed='' entry large
    for entry in ${PATH//:/ }; do reversed=$entry${reversed:+:}$reversed; done
    large=$(printf '%100000s' '')
    words+=(env "PATH=$temporary:$reversed" "LARGE=$large" SOURCE_DATE_EPOCH=1 CC=false CFLAGS=-O9 LD_BIND_NOW=1
        MALLOC_PERTURB_=165 POSIXLY_CORRECT=1 CDPATH= COLUMNS=7 "HOME=$temporary")
    vary 'PATH: in reverse, a new folder first'
    vary 'environment: 100,000 bytes more, SOURCE_DATE_EPOCH, CC, CFLAGS, POSIXLY_CORRECT, …'
    vary "memory from malloc: filled (MALLOC_PERTURB_, for programs with glibc)"
}

# build: both scripts, in the folder where it is called.
build='stage1/build.sh ./seed && stage2/build.sh ./seed'
# The same below a file system that gives names in another order; the mount is in a name space of its own.
# shellcheck disable=SC2016
disordered='set -eu
    mkdir -p ../under ../seen
    mv stage1 stage2 macros ../under
    disorderfs --shuffle-dirents=yes ../under ../seen >/dev/null || exit 77
    trap "fusermount -u ../seen 2>/dev/null || umount ../seen" EXIT
    ln -s ../seen/stage1 ../seen/stage2 ../seen/macros .
    bash -c "$1"'

# run_one NAME: does a run; leaves NAME/notes, NAME/log, NAME/sums and NAME/status.
run_one() {
    local name=$1 folder=$place/$1/build words=() language='' disorder='' notes=$place/$1/notes status=0 began
    local temporary=$place/$1/temporary
    mkdir -p "$temporary"
    began=$(now)
    $name
    # The folders are for everyone, whatever the umask; what the build makes is not.
    (umask 022 && mkdir -p "$folder" && cp -r macros stage1 stage2 SHA256SUMS "$folder" && cp "$seed" "$folder/seed")
    chmod -R a+rwX "$place/$name"
    cd "$folder"
    [ -z "$language" ] || sed -i "s/^export LC_ALL=C\$/export LC_ALL=$language/" stage1/build.sh stage2/build.sh
    if [ -n "$disorder" ]; then
        unshare -m "${words[@]}" bash -c "$disordered" sh "$build" >"$place/$name/log" 2>&1 </dev/null || status=$?
        if [ $status = 77 ]; then
            keep 'the order of files' 'disorderfs could not be mounted'
            mv ../under/* .
            status=0
        else
            vary 'order of files: by disorderfs'
        fi
    fi
    if [ -z "$disorder" ] || [ ! -e build ]; then
        "${words[@]}" bash -c "$build" >"$place/$name/log" 2>&1 </dev/null || status=$?
    fi
    # shellcheck disable=SC2086
    sha256sum $artifacts >"$place/$name/sums" 2>/dev/null || true
    echo "$status $(($(now) - began))" >"$place/$name/status"
}

runs="as_it_is place_and_user clock_and_language kernel no_environment full_environment"
started=$(now)
running=0
for run in $runs; do
    mkdir -p "$place/$run"
    if [ $running -ge "${JOBS:-$(nproc)}" ]; then
        wait -n || true
        running=$((running - 1))
    fi
    (run_one "$run") &
    running=$((running + 1))
done
wait

result=0
count=$(echo "$artifacts" | wc -l)
for run in $runs; do
    read -r status took <"$place/$run/status" || { status=2 took=0; }
    verdict="$count artifacts identical"
    if ! cmp -s "$place/as_it_is/sums" "$place/$run/sums"; then
        verdict="DIFFERENT: $(diff "$place/as_it_is/sums" "$place/$run/sums" | sed -n 's/^[<>] [0-9a-f]*  //p' | sort -u | tr '\n' ' ')"
        result=1
    elif grep -q 'did NOT match' "$place/$run/log"; then
        verdict="$count artifacts identical, but not as in SHA256SUMS"
        result=1
    elif [ "$status" != 0 ]; then
        verdict="FAILED: $(grep -m 1 -i -E 'error|failure|FAILED' "$place/$run/log" || tail -n 1 "$place/$run/log")"
        [ $result = 1 ] || result=2
    fi
    printf '%-20s %6d ms  %s\n' "${run//_/ }" "$took" "$verdict"
    cat "$place/$run/notes"
done
varied=$(cat "$place"/*/notes | grep -c -v -E 'not varied|nothing:' || true)
total=$(($(now) - started))
if [ $result = 0 ]; then
    echo "reprotest: $(echo $runs | wc -w) builds, $varied variations, $count artifacts each, in $total ms: all identical"
else
    echo "reprotest: not all builds are identical ($total ms)" >&2
fi
exit $result
