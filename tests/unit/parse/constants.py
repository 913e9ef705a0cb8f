#!/usr/bin/env python3
"""Random constant expressions, compared with gcc's values. constants.py DUMP [COUNT [SEED]]"""
import os, random, re, subprocess, sys, tempfile

TYPES = ["char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned", "long",
         "unsigned long", "long long", "_Bool", "enum e"]
FLOATS = ["float", "double", "long double"]
INTS = ["0", "1", "2", "7", "-1", "127", "128", "255", "256", "32767", "65535", "65536", "2147483647", "2147483648",
        "4294967295u", "4294967296", "0x7fffffffffffffff", "0xffffffffffffffff", "0x80000000", "'a'", "'\\xff'", "L'x'",
        "1ul", "3ull", "100ll", "E1", "sizeof(int)", "sizeof(struct s)", "-2147483647 - 1", "0123", "0b101"]
REALS = ["0.0", "1.0", "1.5", "0.1f", "1e10", "3.25L", "1e-5", "0x1.8p3", "123456789.125", "2e0f", "7.", ".5"]


def integer(r, d):
    if d == 0:
        return "(" + r.choice(INTS) + ")"
    k = r.randrange(12)
    a = lambda: integer(r, d - 1)
    if k < 4:
        return "(%s %s %s)" % (a(), r.choice(["+", "-", "*", "&", "|", "^"]), a())
    if k == 4:
        return "(%s %s (%s & 31))" % (a(), r.choice(["<<", ">>"]), a())
    if k == 5:
        return "(%s %s (%s | 1))" % (a(), r.choice(["/", "%"]), a())
    if k == 6:
        return "(%s %s %s)" % (a(), r.choice(["<", ">", "<=", ">=", "==", "!=", "&&", "||"]), a())
    if k == 7:
        return "(%s %s)" % (r.choice(["-", "~", "!", "+"]), a())
    if k == 8:
        return "(%s ? %s : %s)" % (a(), a(), a())
    if k == 9:
        return "((%s)%s)" % (r.choice(TYPES), a())
    if k == 10:
        return "(%s %s %s)" % (real(r, d - 1), r.choice(["<", ">", "==", "!="]), real(r, d - 1))
    return "((int)(%s / 1e30))" % real(r, d - 1) if r.random() < 0.5 else "((_Bool)%s)" % real(r, d - 1)


def real(r, d):
    if d == 0:
        return r.choice(REALS)
    k = r.randrange(6)
    if k < 3:
        return "(%s %s %s)" % (real(r, d - 1), r.choice(["+", "-", "*", "/"]), real(r, d - 1))
    if k == 3:
        return "((%s)%s)" % (r.choice(FLOATS), integer(r, d - 1))
    if k == 4:
        return "(-%s)" % real(r, d - 1)
    return "((%s)%s)" % (r.choice(FLOATS), real(r, d - 1))


def main():
    dump = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    r = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    lines = ["enum e { E0, E1 }; struct s { char a; long b; };"]
    for i in range(count):
        lines.append("long i%d = %s;" % (i, integer(r, r.randint(1, 5))))
        lines.append("double d%d = %s;" % (i, real(r, r.randint(1, 4))))
        lines.append("float f%d = %s;" % (i, real(r, r.randint(1, 4))))
    text = "\n".join(lines) + "\n"
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.c")
        open(path, "w").write(text)
        run = subprocess.run([dump, path], capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit("refused: " + "\n".join(l for l in run.stderr.splitlines() if "error" in l)[:3000])
        ours = {}
        for name, kind, value in re.findall(r"\(object (\w+) .*?\((int|float) '[^']*' ([-0-9a-f:]+)\)", run.stdout, re.S):
            ours[name] = int(value) if kind == "int" else int(value.split(":")[1], 16)
        asm = subprocess.run(["gcc", "-w", "-S", "-fno-zero-initialized-in-bss", "-o", "-", path], capture_output=True, text=True)
        if asm.returncode != 0:
            sys.exit("gcc: " + asm.stderr[:2000])
        theirs, name = {}, None
        for l in asm.stdout.splitlines():
            m = re.match(r"(\w+):", l)
            if m:
                name = m.group(1)
                theirs[name] = []
            m = re.match(r"\s+\.(quad|long|zero)\s+(-?\d+)", l)
            if m and name:
                theirs[name].append((m.group(1), int(m.group(2))))
        bad = 0
        for n, parts in theirs.items():
            if parts[0][0] == "zero":
                value = 0
            elif parts[0][0] == "quad":
                value = parts[0][1]
            else:
                value = sum((v & 0xffffffff) << (32 * k) for k, (_, v) in enumerate(parts))
            mine = ours.get(n)
            mask = 0xffffffff if n[0] == "f" else (1 << 64) - 1
            if mine is None or mine & mask != value & mask:
                bad += 1
                if bad < 6:
                    print(n, "ours", mine, "gcc", value, [l for l in lines if " %s =" % n in l][0])
        print("%d passed, %d failed" % (len(theirs) - bad, bad))
        sys.exit(bad != 0)


main()
