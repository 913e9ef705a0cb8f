#!/usr/bin/env python3
"""Mutated C files: the parser must neither crash nor hang. mutate.py DUMP SECONDS SEED FILE…"""
import os, random, re, subprocess, sys, tempfile, time

TOKEN = re.compile(rb'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|[A-Za-z_]\w*|[0-9][\w.]*|\s+|.', re.S)
EXTRA = [b"(", b")", b"{", b"}", b"[", b"]", b";", b",", b"*", b"&", b"=", b".", b"->", b":", b"?", b"...", b"struct ",
         b"union ", b"enum ", b"int ", b"typedef ", b"static ", b"extern ", b"inline ", b"sizeof ", b"_Generic(", b"case ",
         b"default", b"goto ", b"return ", b"1/0", b"0x7fffffff", b"1.5e999L", b"~0UL", b"(struct S){1}", b"({", b"})",
         b"__attribute__((packed, aligned(8)))", b"&&", b"void ", b"const ", b"-1", b"[1<<30]", b"[0 ... 9]", b".x", b"\"a\" L\"b\"",
         b"__builtin_offsetof(", b"__builtin_va_arg(", b"typeof(", b"_Static_assert(", b"_Alignas(64) ", b"for(", b"if(", b"else ",
         b"while(", b"do ", b"switch(", b"long ", b"double ", b"_Bool ", b": 3", b"x", b"f", b"a", b"p", b"#pragma pack(1)\n",
         b"__label__ x;", b"asm(\"\")", b"int f(a,b) int a; {", b"__auto_type "]


def mutate(r, data):
    tokens = TOKEN.findall(data)
    for _ in range(r.choice([1, 1, 2, 3, 8])):
        if not tokens:
            break
        i = r.randrange(len(tokens))
        k = r.random()
        if k < 0.25:
            del tokens[i:i + r.choice([1, 1, 1, 4, 30])]
        elif k < 0.6:
            tokens.insert(i, r.choice(EXTRA))
        elif k < 0.8:
            tokens[i] = r.choice(tokens)
        elif k < 0.9:
            j = r.randrange(len(tokens))
            tokens[i], tokens[j] = tokens[j], tokens[i]
        else:
            tokens[i] = tokens[i] * r.choice([2, 3, 100])
    return b"".join(tokens)


def main():
    dump, seconds, seed, files = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
    r = random.Random(seed)
    data = [re.sub(rb"(?m)^\s*#\s*include.*$", b"", open(f, "rb").read()) for f in files]
    end = time.time() + seconds
    count = bad = 0
    with tempfile.TemporaryDirectory() as folder:
        while time.time() < end:
            path = os.path.join(folder, "m%d.c" % count)
            open(path, "wb").write(mutate(r, r.choice(data)))
            try:
                run = subprocess.run([dump, "-Wall", "-Wextra", path], capture_output=True, timeout=20)
                code = run.returncode
            except subprocess.TimeoutExpired:
                code = "hang"
            count += 1
            if code not in (0, 1):
                bad += 1
                keep = "/tmp/mutant-%d-%d.c" % (seed, count)
                os.rename(path, keep)
                where = re.findall(rb"ERROR.*|runtime error.*|    #[0-5].*|internal fault.*", run.stderr) if code != "hang" else []
                print(keep, code, b"\n  ".join(where[:6]).decode(errors="replace"))
            else:
                os.unlink(path)
    print("%d passed, %d failed" % (count - bad, bad))
    sys.exit(1 if bad else 0)


main()
