#!/bin/sh
# The parser alone: what it accepts, what it refuses and how, layouts and constants against gcc's, mutated files, nesting.
out=build/tests/unit/parse
mkdir -p $out
gcc -g -O1 -std=gnu11 -fsanitize=address,undefined -fno-sanitize-recover=undefined stage2/front/*.c stage2/base/*.c \
    stage2/diag/*.c stage2/num/*.c tests/unit/parse/dump.c -o $out/dump || exit 1
export ASAN_OPTIONS=detect_leaks=0
passed=0
failed=0
count() {
    if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); shift; echo "FAIL $*"; fi
}

for f in tests/unit/parse/accept/*.c; do
    text=$($out/dump -q "$f" 2>&1)
    [ $? = 0 ] && [ -z "$text" ]
    count $? "$f: $text"
done

while IFS= read -r line; do
    printf '%s\n' "${line%% ###*}" > $out/reject.c
    text=$($out/dump -q -Wall $out/reject.c 2>&1)
    [ $? -le 1 ] && case $text in *"${line##*### }"*) true ;; *) false ;; esac
    count $? "$line
$text"
done < tests/unit/parse/reject.txt

# Deep and long: an answer or "nesting too deep", never a crash.
repeat() {
    awk -v n="$2" -v s="$1" 'BEGIN { for (i = 0; i < n; i++) printf "%s", s }'
}
n=20000
for text in "int x = $(repeat '(' $n)1$(repeat ')' $n);" "void f(void) $(repeat '{' $n)$(repeat '}' $n)" \
    "int $(repeat '(' $n)x$(repeat ')' $n);" "int x = $(repeat '{' $n)1$(repeat '}' $n);" "int $(repeat '*' $n)x;" \
    "int f(int a) { return a$(repeat '+a' 50000); }" "int f(int a) { return $(repeat '-~' $n)a; }" \
    "int f(int a) { return $(repeat 'a?1:' $n)0; }" "int f(int a) { $(repeat 'if(a)a--;else ' $n)a++; return a; }" \
    "struct a { $(repeat 'struct{' $n)int x;$(repeat '};' $n) };" "int f(int a) { return $(repeat 'f(' $n)1$(repeat ')' $n); }" \
    "int x; $(repeat 'typeof(' $n)x$(repeat ')' $n) y;" "int f($(repeat 'int(' $n)$(repeat ')' $n));" \
    "int a[1 << 30] = {[1 << 29] = 1};" "int a[1 << 30] = {[0 ... (1 << 30) - 1] = 1};"; do
    printf '%s\n' "$text" > $out/deep.c
    $out/dump -q $out/deep.c > $out/deep.txt 2>&1
    code=$?
    [ $code = 0 ] || { [ $code = 1 ] && grep -q -e 'nesting too deep' -e 'too many elements' $out/deep.txt; }
    count $? "$(printf '%.60s' "$text")"
done

if command -v python3 > /dev/null; then
    for compiler in gcc aarch64-linux-gnu-gcc; do
        command -v $compiler > /dev/null || continue
        option=
        [ $compiler = gcc ] || option=-aarch64
        text=$(python3 tests/unit/parse/layout.py $out/dump $compiler 200 1 $option 2>&1)
        count $? "layout, $compiler: $text"
    done
    text=$(python3 tests/unit/parse/constants.py $out/dump 200 1 2>&1)
    count $? "constants: $text"
    text=$(python3 tests/unit/parse/mutate.py $out/dump 3 1 tests/unit/parse/accept/*.c tests/c/1*.c 2>&1)
    count $? "mutants: $text"
fi
echo "$passed passed, $failed failed"
[ $failed = 0 ]
