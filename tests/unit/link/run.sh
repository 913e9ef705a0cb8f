#!/bin/sh
# Unit tests of stage2/link: links gcc's objects for x86-64 and AArch64 with musl and glibc, runs them, and
# compares with what GNU ld makes of them. Run from the root. Needs gcc, g++, elfutils; what else is not
# there (musl-dev, gcc-aarch64-linux-gnu with qemu-user-static, clang) is skipped.
set -u
here=tests/unit/link
out=build/tests/unit/link
mkdir -p $out/bin
passed=0
failed=0
export ASAN_OPTIONS=detect_leaks=0
flags="-std=c11 -g -O1 -Wall -Wextra -fsanitize=address,undefined -fno-sanitize-recover=undefined"
sources="stage2/link/*.c stage2/obj/*.c stage2/base/*.c"
gcc $flags $here/main.c $sources -o $out/bin/ld || exit 1
ln -sf ld $out/bin/ar
gcc $flags -O2 $here/fuzz.c $sources -o $out/fuzz || exit 1
ld=$out/bin/ld
ar=$out/bin/ar

ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); echo "failed: $*"; }
# check NAME COMMAND...: the command must succeed
check() { name=$1; shift; if "$@" >$out/log 2>&1; then ok; else bad "$name"; head -5 $out/log; fi; }
# refuse NAME TEXT COMMAND...: the command must fail with status 1 and say TEXT
refuse() {
    name=$1; text=$2; shift 2
    "$@" >$out/log 2>&1
    if [ $? -eq 1 ] && grep -q -e "$text" $out/log; then ok; else bad "$name"; head -5 $out/log; fi
}
lint() {
    command -v eu-elflint >/dev/null || return 0
    eu-elflint -q --gnu-ld "$1" 2>&1 | grep -v -e 'stapsdt' -e 'rela.iplt.*invalid type' >$out/log
    if [ -s $out/log ]; then bad "eu-elflint $1"; head -3 $out/log; else ok; fi
}
# same NAME RUN OURS THEIRS: both programs print the same and end with the same status
same() {
    $2 $3 >$out/ours.txt 2>&1; echo "status $?" >>$out/ours.txt
    $2 $4 >$out/theirs.txt 2>&1; echo "status $?" >>$out/theirs.txt
    if cmp -s $out/ours.txt $out/theirs.txt; then ok; else bad "$1"; diff $out/ours.txt $out/theirs.txt | head -5; fi
}

# musl ARCH CC RUN LIBDIR LD OBJECTS...: links with musl both ways
musl() {
    label=$1; run=$2; lib=$3; theirs=$4; extra=$5; shift 5
    gcclib=$($cc -print-libgcc-file-name)
    check "$label: link" $ld -o $out/ours $lib/crt1.o $lib/crti.o "$@" $extra --start-group $lib/libc.a $gcclib --end-group $lib/crtn.o
    $theirs -static -o $out/theirs $lib/crt1.o $lib/crti.o "$@" $extra --start-group $lib/libc.a $gcclib --end-group $lib/crtn.o 2>$out/log
    same "$label" "$run" $out/ours $out/theirs
    lint $out/ours
}

target() {
    cc=$1; cxx=$2; run=$3; lib=$4; gnu=$5
    for options in "-O0 -fno-pie" "-O2 -fPIE" "-O2 -fPIC -g" "-O1 -fPIC -ftls-model=local-dynamic" \
                   "-O2 -fPIC -mtls-dialect=$6" "-O1 -fpic -ftls-model=initial-exec" "-O2 -fcommon -ffunction-sections -fdata-sections"; do
        $cc $options -DPART=1 -c $here/all.c -o $out/a1.o
        $cc $options -DPART=2 -c $here/all.c -o $out/a2.o
        musl "$cc $options" "$run" $lib $gnu "" $out/a1.o $out/a2.o
        musl "$cc $options, swapped" "$run" $lib $gnu "--gc-sections" $out/a2.o $out/a1.o
    done
    musl "$cc -z relro" "$run" $lib $gnu "-z relro --eh-frame-hdr --build-id" $out/a2.o $out/a1.o
    for options in "-O0" "-O2 -fPIC"; do
        [ -n "$cxx" ] || continue
        $cxx $options -fno-exceptions -fno-rtti -DPART=1 -std=c++17 -c $here/comdat.cc -o $out/c1.o
        $cxx $options -fno-exceptions -fno-rtti -DPART=2 -std=c++17 -c $here/comdat.cc -o $out/c2.o
        musl "$cxx comdat $options" "$run" $lib $gnu "" $out/c1.o $out/c2.o
        musl "$cxx comdat $options gc" "$run" $lib $gnu "--gc-sections" $out/c1.o $out/c2.o
    done
    # -r: parts joined first
    if [ -n "$cxx" ]; then
        check "$cc -r" $ld -r -o $out/joined.o $out/a2.o $out/a1.o
        musl "$cc -r" "$run" $lib $gnu "" $out/joined.o
        check "$cxx -r" $ld -r -o $out/joined.o $out/c1.o $out/c2.o
        lint $out/joined.o
        musl "$cxx -r" "$run" $lib $gnu "" $out/joined.o
    fi
    $cc -O1 -ffunction-sections -fdata-sections -c $here/gc.c -o $out/gc.o
    musl "$cc gc" "$run" $lib $gnu "--gc-sections" $out/gc.o
    if grep -q -a that_goes $out/ours; then bad "$cc gc: something stayed"; else ok; fi
    musl "$cc strip" "$run" $lib $gnu "-s" $out/gc.o
}

target gcc g++ "" /usr/lib/x86_64-linux-musl ld gnu2
musl_arm=${MUSL_AARCH64:-/usr/aarch64-linux-musl/lib}
if command -v aarch64-linux-gnu-gcc >/dev/null && command -v qemu-aarch64-static >/dev/null && [ -f $musl_arm/libc.a ]; then
    cxx=""
    command -v clang++ >/dev/null && cxx="clang++ --target=aarch64-linux-gnu"
    command -v aarch64-linux-gnu-g++ >/dev/null && cxx=aarch64-linux-gnu-g++
    target aarch64-linux-gnu-gcc "$cxx" qemu-aarch64-static $musl_arm aarch64-linux-gnu-ld trad
else
    echo "skipped: AArch64 with musl (set MUSL_AARCH64 to its lib folder)"
fi
cc=gcc
lib=/usr/lib/x86_64-linux-musl

# clang's objects
if command -v clang >/dev/null; then
    clang -O2 -fPIC -g -DPART=1 -c $here/all.c -o $out/a1.o
    clang -O2 -fPIC -g -DPART=2 -c $here/all.c -o $out/a2.o
    musl "clang" "" $lib ld "" $out/a1.o $out/a2.o
fi

# glibc, with its ifuncs
check "glibc" gcc -static -B$out/bin -O1 -DPART=1 $here/gc.c -o $out/ours
gcc -static -O1 -DPART=1 $here/gc.c -o $out/theirs
same "glibc" "" $out/ours $out/theirs
lint $out/ours

for options in "-O1 -fPIC" "-O0 -fno-pie"; do
    check "ifunc $options" gcc -static -B$out/bin $options $here/ifunc.c -o $out/ours
    check "ifunc $options: run" $out/ours
    lint $out/ours
done
if command -v aarch64-linux-gnu-gcc >/dev/null && command -v qemu-aarch64-static >/dev/null &&
   [ -f "$(aarch64-linux-gnu-gcc -print-file-name=libc.a)" ]; then
    for options in "-O1" "-O2 -fPIC -g"; do
        check "AArch64 glibc $options" aarch64-linux-gnu-gcc -static -B$out/bin $options $here/gc.c -o $out/ours
        aarch64-linux-gnu-gcc -static $options $here/gc.c -o $out/theirs
        same "AArch64 glibc $options" qemu-aarch64-static $out/ours $out/theirs
        lint $out/ours
    done
fi

# archives that need each other: a1 → b1 → a2 → b2
printf 'int b1(void); int a1(void) { return b1() + 1; }' | gcc -xc -c - -o $out/ga1.o
printf 'int b2(void); int a2(void) { return b2() + 1; }' | gcc -xc -c - -o $out/ga2.o
printf 'int a2(void); int b1(void) { return a2() + 1; }' | gcc -xc -c - -o $out/gb1.o
printf 'int b2(void) { return 1; }' | gcc -xc -c - -o $out/gb2.o
printf 'int a1(void); int main(void) { return a1(); }' | gcc -xc -c - -o $out/gm.o
rm -f $out/libga.a $out/libgb.a
check "ar ga" $ar rcs $out/libga.a $out/ga1.o $out/ga2.o
check "ar gb" $ar rcs $out/libgb.a $out/gb1.o $out/gb2.o
crt="$lib/crt1.o $lib/crti.o"
refuse "no group" "undefined reference to 'a2'" $ld -o $out/no $crt $out/gm.o -L$out -lga -lgb $lib/libc.a $lib/crtn.o
check "group" $ld -o $out/group $crt $out/gm.o -L$out --start-group -lga -lgb --end-group $lib/libc.a $lib/crtn.o
$out/group; [ $? -eq 4 ] && ok || bad "group: result"
check "whole archive" $ld -o $out/whole $crt $out/gm.o -L$out --whole-archive -lga -lgb --no-whole-archive $lib/libc.a $lib/crtn.o
check "twice the same" $ld -o $out/group2 $crt $out/gm.o -L$out --start-group -lga -lgb --end-group $lib/libc.a $lib/crtn.o
cmp -s $out/group $out/group2 && ok || bad "not deterministic"

# errors
refuse "multiple definition" "multiple definition of 'a1'" $ld -o $out/no $crt $out/gm.o $out/ga1.o $out/ga1.o
refuse "undefined" "in function 'main': undefined reference to 'a1'" $ld -o $out/no $crt $out/gm.o $lib/libc.a
refuse "no file" "No such file" $ld -o $out/no $out/none.o
refuse "not an object" "not recognized" $ld -o $out/no $here/gc.c
refuse "option" "unrecognized linker option" $ld --no-such-option
refuse "shared" "static" $ld -shared $out/gm.o
refuse "script" "linker scripts are not supported" $ld -T x $out/gm.o
printf '.data\n.2byte far\n' | as -o $out/far.o
refuse "truncated" "truncated to fit" $ld -e0 --defsym far=0x123456 -o $out/no $out/far.o
[ -e $out/no ] && bad "an output in spite of errors" || ok
check "version" $ld -v
grep -q "compatible with GNU ld" $out/log && ok || bad "version text"

# what a program is that has next to nothing
printf '.globl _start\n_start: mov $60, %%eax\n xor %%edi, %%edi\n syscall\n' | as -o $out/tiny.o
check "tiny" $ld -o $out/ours $out/tiny.o
check "tiny: run" $out/ours
lint $out/ours
check "tiny: -Ttext" $ld -Ttext=0x200000 -o $out/ours $out/tiny.o
check "tiny: -Ttext: run" $out/ours
lint $out/ours
check "-L behind -l" $ld -e b2 -u b2 -o $out/ours -lgb -L $out

# the same archives as GNU ar makes
rm -f $out/x.a $out/y.a
check "ar" $ar rc $out/x.a $out/*.o
/usr/bin/ar rcD $out/y.a $out/*.o
cmp -s $out/x.a $out/y.a && ok || bad "ar: not the same as GNU ar"
check "ar d" $ar d $out/x.a gm.o
/usr/bin/ar dD $out/y.a gm.o
cmp -s $out/x.a $out/y.a && ok || bad "ar d: not the same as GNU ar"
refuse "ar T" "thin archives" $ar csrDT $out/z.a $out/gm.o

# many objects
i=0
rm -f $out/many.s
mkdir -p $out/many
if [ ! -f $out/many/299.o ]; then
    while [ $i -lt 300 ]; do
        printf '.globl f%d\n.text\nf%d: lea msg(%%rip), %%rax\n call f%d\n ret\n.section .rodata.str1.1,"aMS",@progbits,1\nmsg: .string "text %d"\n' \
            $i $i $(((i + 1) % 300)) $((i % 7)) | as -o $out/many/$i.o
        i=$((i + 1))
    done
fi
check "300 objects" $ld -e f0 -o $out/ours $out/many/*.o
lint $out/ours

# hostile objects
check "fuzz" $out/fuzz 400 $out/a1.o $out/c1.o $out/gc.o $out/libga.a $lib/crt1.o
tail -1 $out/log

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
