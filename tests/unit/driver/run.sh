#!/bin/bash
# What the driver does with its command line: outputs, exit statuses, make rules as gcc's, -S as -c, headers. Run from
# the root. Needs gcc; what else is not there (musl-dev, binutils for AArch64) is skipped.
#
# SAMARA is the program to test, or else that of 'make stage2', or of 'make samara-host'.
set -u
export LC_ALL=C
here=$PWD/tests/unit/driver
out=$PWD/build/tests/unit/driver
samara=${SAMARA:-build/$(uname -m)/stage2/bin/samara}
if [ ! -x "$samara" ]; then
    make -s samara-host || exit 1
    samara=build/host/bin/samara
fi
[ "${samara#/}" != "$samara" ] || samara=$PWD/$samara
rm -rf "$out"
mkdir -p "$out"
cd "$out" || exit 1
passed=0
failed=0

ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); echo "failed: $*"; }
# does NAME COMMAND…: it must succeed and say nothing on standard error.
does() {
    local name=$1
    shift
    if "$@" >log.out 2>log.err && [ ! -s log.err ]; then ok; else bad "$name"; head -3 log.err; fi
}
# refuses TEXT ARGUMENT…: samara must end with status 1 and say TEXT, and leave no output.
refuses() {
    local text=$1 status=0
    shift
    rm -f a.out x.o
    "$samara" "$@" >log.out 2>log.err || status=$?
    if [ $status = 1 ] && grep -q -e "$text" log.err && [ ! -e a.out ]; then
        ok
    else
        bad "'$*' should be refused with '$text': status $status"
        head -3 log.err
    fi
}
# says TEXT ARGUMENT…: samara must succeed and print TEXT, a pattern for a whole line.
says() {
    local text=$1
    shift
    if "$samara" "$@" >log.out 2>&1 && grep -q -x -e "$text" log.out; then ok; else bad "'$*' should say '$text'"; fi
}
# made FILE…: the files are there, and are removed.
made() {
    local file
    for file; do
        if [ -e "$file" ]; then ok; else bad "$file is not made"; fi
        rm -f "$file"
    done
}

musl=""
[ ! -e /usr/lib/$(uname -m)-linux-musl/crt1.o ] || musl=yes
mkdir -p inc sub
echo 'int from_a(void) { return 3; }' >a.c
printf '#include "h.h"\nint from_a(void);\nint main(void) { return from_a() + H; }\n' >sub/b.c
echo '#define H 4' >inc/h.h
echo 'int broken(' >broken.c
echo 'int x; // comment' >plain.c

# ---- names of outputs ----

does 'compile' "$samara" -c a.c
made a.o
does 'compile in another folder' "$samara" -c -Iinc sub/b.c
made b.o
does 'assembly' "$samara" -S a.c
made a.s
does 'output' "$samara" -c a.c -o x.obj
made x.obj
does 'joined output' "$samara" -c a.c -ox.obj
made x.obj
does 'several files' "$samara" -c a.c plain.c
made a.o plain.o
does 'standard input' "$samara" -x c -c - -o x.o <a.c
made x.o
does 'syntax only' "$samara" -fsyntax-only a.c
[ ! -e a.o ] && ok || bad '-fsyntax-only makes a file'
says 'int from_a(void) { return 3; }' -E -P a.c
says 'int from_a(void) { return 3; }' -E -P -x c - <a.c
says '.*\.text' -S a.c -o -
if [ -n "$musl" ]; then
    does 'link' "$samara" -I inc a.c sub/b.c
    ./a.out
    [ $? = 7 ] && ok || bad 'a.out returns something else'
    made a.out
    does 'objects' "$samara" -c a.c -o a.o
    does 'object and source' "$samara" -Iinc sub/b.c a.o -o prog
    ./prog
    [ $? = 7 ] && ok || bad 'prog returns something else'
    does 'archive' "$samara" ar rcs liba.a a.o
    does 'library' "$samara" -Iinc sub/b.c -L. -la -o prog
    ./prog
    [ $? = 7 ] && ok || bad 'prog with -la returns something else'
    does 'linker options' "$samara" -Iinc sub/b.c -L. -la -s -Wl,--gc-sections,-Map,map -Xlinker --build-id -o prog
    made prog map
    echo 'int main(void) { return 5; }' >m.c
    echo '-c "m.c" -o'"'x y.o'" >args
    does 'response file' "$samara" @args
    made 'x y.o'
    printf 'void _start(void) { for (;;) ; }' >s.c
    does 'nothing standard' "$samara" -nostdlib -static s.c -o s
    made s
else
    echo 'skipped: programs, since musl-dev is not there'
fi

# ---- what is refused ----

refuses 'no input files'
refuses 'nosuch.c: No such file' nosuch.c
refuses 'nosuch.o' nosuch.o
refuses 'broken.c:[0-9]*:[0-9]*: error' broken.c
refuses 'unrecognized command-line option' -fno-such-thing a.c
refuses 'unrecognized command-line option' -mno-such-thing a.c
refuses 'unrecognized' -Wl,--no-such-thing a.c
refuses 'unknown option for the assembler' -Wa,--no-such-thing -c a.c
refuses 'shared objects' -shared a.c
refuses 'shared objects' -fPIC -c a.c
refuses 'position-independent' -pie a.c
refuses 'cannot specify' -c a.c plain.c -o x.o
refuses 'missing argument' -c a.c -o
refuses 'missing argument' a.c -I
refuses 'unknown language standard' -std=c12 a.c
refuses 'unknown target' --target=vax a.c
refuses 'not supported' -m32 a.c
refuses 'not an option of' --target=aarch64 -m64 -c a.c
refuses 'not supported' -march=haswell -c a.c
refuses '-E or -x is required' -c - </dev/null
refuses 'assembler' -c -x assembler a.c
refuses 'same as the output' -c a.c -o a.c
refuses "has no 'objdump' yet" objdump
[ -s a.c ] && ok || bad 'a.c was overwritten'
SOURCE_DATE_EPOCH=12x refuses 'SOURCE_DATE_EPOCH' -c a.c
touch x.o
"$samara" -c broken.c -o x.o 2>/dev/null
[ -e x.o ] && [ ! -s x.o ] && ok || bad 'an output was touched though there were errors'
does 'null device' "$samara" -c a.c -o /dev/null
"$samara" -c a.c -o /nosuchfolder/x.o 2>/dev/null
[ $? = 1 ] && ok || bad 'status of an output that cannot be written'
does 'unknown warnings pass' "$samara" -Wno-such-thing -Wsuch-thing -Wall -c a.c -o x.o
does 'harmless options pass' "$samara" -pipe -fno-strict-aliasing -fwrapv -fno-plt -fno-stack-protector -funroll-loops \
    -Wa,--noexecstack -fPIE -c a.c -o x.o
echo '#warning w' >w.c
"$samara" -Werror -c w.c -o x.o 2>/dev/null
[ $? = 1 ] && ok || bad '-Werror'
does 'no warnings' "$samara" -w -c w.c -o x.o
# judged EXPECTED ARGUMENT…: what comes of the two warnings of w.c: for each E, W or nothing.
printf '#warning w\nint f(void) { int unused; return 1; }\n' >w.c
judged() {
    local expected=$1 got
    shift
    "$samara" "$@" -c w.c -o x.o 2>log.err
    got=$(sed -n 's/^w.c:[0-9:]* error: .*\[-Werror=\(.\).*/E\1/p; s/^w.c:[0-9:]* warning: .*\[-W\(.\).*/W\1/p' log.err)
    got=$(echo $got)
    [ "$got" = "$expected" ] && ok || bad "$* should say '$expected', not '$got'"
}
judged 'Wc'
judged 'Wc Wu' -Wall
judged 'Ec Eu' -Wall -Werror
judged 'Wc Eu' -Werror=unused-variable
judged 'Wc Eu' -Werror=unused-variable -Wall
judged 'Wc Eu' -Wall -Werror=unused-variable -Wno-error
judged 'Ec Wu' -Wall -Werror -Wno-error=unused-variable
judged 'Ec Wu' -Wno-error=unused-variable -Wall -Werror
judged 'Wc' -Wno-error=unused-variable
judged 'Wc' -Werror=unused-variable -Wno-unused-variable
judged 'Ec' -Werror=cpp
judged 'Wc Wu' -Wall -Werror -Wno-error
judged '' -Wall -Werror -w
refuses 'unknown argument' -fdiagnostics-color=mauve -c a.c
esc=$(printf '\033')
for color in always auto never; do
    "$samara" -Wall -fdiagnostics-color=$color -c w.c -o x.o 2>log.err
    if grep -q "$esc\[01;35m.*warning: .*$esc\[m" log.err; then colored=always; else colored=never; fi
    [ $colored = ${color/auto/never} ] && ok || bad "-fdiagnostics-color=$color"
done

# ---- questions ----

says 'samara [0-9].*' --version
says '[0-9.]*' -dumpversion
says "$(uname -m)-linux-musl" -dumpmachine
says 'aarch64-linux-gnu' --target=aarch64-linux-gnu -dumpmachine
says 'libraries: =.*' -print-search-dirs
says 'libraries: =.*' --print-search-dirs
says 'nosuch.o' -print-file-name=nosuch.o
says '.*libsamara.a' -print-libgcc-file-name
says '.TH SAMARA 1.*' --help=man
says '  -c  *compile to object files.*' --help
says '#define __SAMARA__ 1' -dM -E -x c /dev/null
says '#define __STDC_HOSTED__ 0' -ffreestanding -dM -E -x c /dev/null
says '#define __GNUC__ 4' -fgnuc-version=4.2.1 -dM -E -x c /dev/null
says '#define __OPTIMIZE__ 1' -O2 -dM -E -x c /dev/null
says '#define A 2' -DA=1 -UA -D A=2 -dM -E -x c /dev/null
rm -f a.o
for tool in ld ar ranlib; do
    says "samara .*compatible with GNU.*" $tool --version
    ln -sf "$samara" samara-$tool
    ./samara-$tool --version | grep -q GNU && ok || bad "samara-$tool"
done
says '.*GNU.*' ld -v
ln -sf "$samara" aarch64-linux-musl-cc
[ "$(./aarch64-linux-musl-cc -dumpmachine)" = aarch64-linux-musl ] && ok || bad 'the target of a name'
does 'a name in another folder finds its headers' ./aarch64-linux-musl-cc -ffreestanding -include stddef.h -c a.c -o x.o
"$samara" -### -c a.c >log.out 2>log.err
grep -q ' cc -c .* a.c -o a.o' log.err && [ ! -e a.o ] && ok || bad '-###'
sh -c "$(grep ' cc -c ' log.err)" && made a.o || bad 'the command that -### shows'

# ---- what gcc defines, too ----

# The macros that both have must have the same value.
macros() {
    "$@" -dM -E -x c /dev/null | grep -v -e __VERSION__ -e __STDC_ISO -e GNUC | sort
}
macros gcc -fno-pie >gcc.txt
macros "$samara" >samara.txt
join -j 2 gcc.txt samara.txt >/dev/null
cut -d' ' -f2 samara.txt | sort >names.txt
grep -w -F -f names.txt gcc.txt | grep -v -x -F -f samara.txt >differ.txt
[ ! -s differ.txt ] && ok || { bad 'macros of x86-64 differ from gcc'; head -3 differ.txt; }
if command -v aarch64-linux-gnu-gcc >/dev/null; then
    macros aarch64-linux-gnu-gcc >gcc.txt
    macros "$samara" --target=aarch64 >samara.txt
    cut -d' ' -f2 samara.txt | sort >names.txt
    grep -w -F -f names.txt gcc.txt | grep -v -x -F -f samara.txt >differ.txt
    [ ! -s differ.txt ] && ok || { bad 'macros of AArch64 differ from gcc'; head -3 differ.txt; }
fi

# ---- rules for make ----

# rule ARGUMENT…: gcc and samara write the same rule to standard output.
rule() {
    gcc -nostdinc "$@" >theirs.d 2>/dev/null
    "$samara" -nostdinc "$@" >ours.d 2>/dev/null
    if cmp -s theirs.d ours.d; then ok; else bad "make rule of $*"; diff theirs.d ours.d | head -4; fi
}
# rule_file FILE ARGUMENT…: the same in FILE, and both compile.
rule_file() {
    local file=$1
    shift
    rm -f "$file"
    gcc -nostdinc "$@" && mv "$file" theirs.d
    "$samara" -nostdinc "$@" && mv "$file" ours.d
    if cmp -s theirs.d ours.d; then ok; else bad "make rule in $file of $*"; diff theirs.d ours.d | head -4; fi
}
for n in 1 2 3 4 5 6 7 8 9; do
    echo "int n$n;" >"inc/a_header_of_a_long_name_$n.h"
    echo "#include \"a_header_of_a_long_name_$n.h\""
done >long.c
echo '#include <system.h>' >>long.c
mkdir -p sys 'odd $ #name'
echo 'int s;' >sys/system.h
cp plain.c 'odd $ #name/p.c'
rule -M -Iinc sub/b.c
rule -M -Iinc -isystem sys long.c
rule -MM -Iinc -isystem sys long.c
rule -M -MP -Iinc -isystem sys long.c
rule -M -MT 'x$y z' -MQ 'x$y z' plain.c
rule -M 'odd $ #name/p.c'
rule_file b.d -MD -Iinc -c sub/b.c
rule_file x.d -MMD -MP -Iinc -isystem sys -c long.c -o x.o
rule_file y.dep -MD -MF y.dep -MT target -Iinc -c sub/b.c -o x.o
rule_file z.d -Wp,-MD,z.d -Iinc -c sub/b.c -o x.o
rule_file x.d -MD -Iinc -E sub/b.c -o x.i

# ---- -S against -c ----

# The sections of the object and of the assembled text have the same bytes; .text after linking, since the
# assembler resolves some references itself.
sections() {
    readelf -SW "$1" | sed -n 's/^ *\[ *[0-9]*\] \(\.[a-z][^ ]*\).*/\1/p' | grep -v -e rela -e tab -e note -e '^.text' | sort
}
assembles() {
    local name=$1 as=$2 section
    shift 2
    if ! "$samara" "$@" -c "$here/data.c" -o c.o || ! "$samara" "$@" -S "$here/data.c" -o s.s ||
        ! $as --fatal-warnings s.s -o s.o; then
        bad "$name: -c or -S or $as fails"
        return
    fi
    for section in $(sections c.o); do
        # x86-64's tables of switches lie there, before the data in the text, and among it in the object.
        [ "$as$section" != as.rodata ] || continue
        objdump -s -j $section c.o | tail -n +4 >c.txt
        objdump -s -j $section s.o | tail -n +4 >s.txt
        cmp -s c.txt s.txt || { bad "$name: section $section"; return; }
    done
    for o in c s; do
        readelf -sW $o.o | awk '$4 != "SECTION" && $8 !~ /^[.$]/ && NR > 3 {
            print $3, $4, $5, $6, ($7 == "UND" ? "U" : $7 == "COM" ? "C" : "D"), $8}' | sort >$o.txt
        "$samara" "$@" -nostdlib -r $o.o -o $o.r 2>/dev/null
    done
    cmp -s c.txt s.txt && ok || { bad "$name: symbols"; diff c.txt s.txt | head -4; }
    [ -n "$musl" ] || return
    case $name in x86_64*) ;; *) return ;; esac
    for o in c s; do
        "$samara" $o.o -o $o.prog && ./$o.prog >$o.txt
        echo "status $?" >>$o.txt
    done
    cmp -s c.txt s.txt && [ "$(tail -1 c.txt)" = 'status 2' ] && ok || bad "$name: programs"
}
for level in -O0 -O1 -O2; do
    for more in -fno-common -fcommon '-ffunction-sections -fdata-sections'; do
        [ "$(uname -m)" != x86_64 ] || assembles "x86_64 $level $more" as $level $more
        if command -v aarch64-linux-gnu-as >/dev/null; then
            assembles "aarch64 $level $more" aarch64-linux-gnu-as --target=aarch64 $level $more
        fi
    done
done

# A struct's copy and the program call the same memcpy.
cat >copy.c <<'END'
struct big { char bytes[3000]; };
void copy(struct big *to, const struct big *from) { *to = *from; }
void *memcpy(void *, const void *, unsigned long);
void both(struct big *to, const struct big *from) { memcpy(to, from, sizeof *to + to->bytes[0]); copy(to, from); *to = *from; }
END
for target in x86_64 aarch64; do
    for level in -O0 -O1; do
        "$samara" --target=$target $level -c copy.c -o x.o
        [ "$(readelf -sW x.o | grep -c 'UND memcpy$')" = 1 ] && ok || bad "$target $level: symbols memcpy"
    done
done

# A static function that is called only where nothing comes is not made, and leaves no name for an archive to answer.
echo 'static int g(void) { return 3; } int f(void) { return 0 ? g() : 0; }' >never.c
for level in -O0 -O1 -O2; do
    "$samara" $level -c never.c -o x.o
    readelf -sW x.o | grep -q 'UND g$' && bad "$level: g is undefined" || ok
done

# ---- colours: on a terminal, which script(1) gives, and where they are asked for ----

echo 'int f(void) { return x; }' >wrong.c
colors() { [ "$(grep -c "$(printf '\033')" said)" -gt 0 ]; }
on_terminal() { env TERM="$1" "${@:2}" script -qec "$samara -c wrong.c -o x.o" /dev/null >said 2>&1 </dev/null || true; }
on_terminal xterm
colors && ok || bad 'no colours on a terminal'
on_terminal dumb
colors && bad 'colours on a dumb terminal' || ok
on_terminal xterm NO_COLOR=1
colors && bad 'colours with NO_COLOR' || ok
"$samara" -c wrong.c -o x.o 2>said || true
colors && bad 'colours in a file' || ok
"$samara" -fdiagnostics-color=always -c wrong.c -o x.o 2>said || true
colors && ok || bad 'no colours though always'

# ---- headers ----

for header in stddef stdarg stdbool stdalign stdnoreturn stdint limits float iso646; do
    for std in c89 c99 c11 c17 c23; do
        echo "#include <$header.h>
#include <$header.h>
int x;" >h.c
        does "$header.h, $std, freestanding" "$samara" -std=$std -ffreestanding -pedantic -Wall -c h.c -o x.o
    done
done
if [ -n "$musl" ]; then
    cat >h.c <<'END'
#define __need_size_t
#include <stddef.h>
size_t only;
#include <stdio.h>
#include <limits.h>
#include <stddef.h>
#include <stdarg.h>
#include <stdint.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <inttypes.h>
#include <math.h>
_Static_assert(PATH_MAX == 4096 && INT_MAX == 2147483647 && CHAR_BIT == 8, "limits.h");
_Static_assert(sizeof(max_align_t) == 32 && offsetof(div_t, rem) == 4, "stddef.h");
_Static_assert(SIZE_MAX == -1UL && INT64_MAX == LONG_MAX && WCHAR_MAX > 0, "stdint.h");
double d = DBL_MAX, e = LDBL_MIN;
END
    does 'the headers of musl and ours' "$samara" -Wall -c h.c -o x.o
fi

echo "$passed passed, $failed failed"
[ $failed = 0 ]
