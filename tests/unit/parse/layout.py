#!/usr/bin/env python3
"""Random structs: size, alignment and the bits of every member, compared with gcc's.
layout.py DUMP COMPILER [COUNT [SEED [DUMP-OPTION…]]]; run.sh calls it."""
import os, random, re, subprocess, sys, tempfile

INTS = [("char", 1), ("signed char", 1), ("unsigned char", 1), ("short", 2), ("unsigned short", 2), ("int", 4),
        ("unsigned", 4), ("long", 8), ("unsigned long", 8), ("long long", 8), ("unsigned long long", 8)]
OTHER = ["float", "double", "long double", "char *", "char [3]", "short [2]", "int [0]", "al16", "al2", "al64c"]


def member(r, names, depth):
    name = "m%d" % len(names)
    attr = ""
    k = r.random()
    if r.random() < 0.12:
        attr = " __attribute__((%s))" % r.choice(["packed", "aligned(2)", "aligned(4)", "aligned(8)", "aligned(16)",
                                                  "packed, aligned(2)", "aligned(1)"])
    if k < 0.55:
        t, size = r.choice(INTS + [("_Bool", 0), ("enum e", 4), ("enum es", 4), ("al16", 4), ("al2", 4)])
        width = r.randint(1, size * 8) if size else 1
        if r.random() < 0.2:
            width = r.choice([w for w in (8, 16, 32, 64, 1) if w <= max(1, size * 8)])
        if r.random() < 0.18:
            return "%s : %d%s;" % (t, r.choice([0, width]), attr)
        names.append((name, True))
        return "%s %s : %d%s;" % (t, name, width, attr)
    if k < 0.75:
        t = r.choice(INTS)[0]
        names.append((name, True))
        return "%s %s%s;" % (t, name, attr)
    if k < 0.88 or depth > 1:
        t = r.choice(OTHER)
        names.append((name, False))
        if "[" in t:
            return "%s %s%s%s;" % (t.split(" ")[0], name, t.split(" ")[1], attr)
        return "%s %s%s;" % (t, name, attr)
    body = struct(r, names, depth + 1)
    return body + attr + ";"


def struct(r, names, depth):
    kind = r.choice(["struct", "struct", "struct", "union"])
    count = r.randint(1, 6)
    attr = ""
    if r.random() < 0.25:
        attr = " __attribute__((%s))" % r.choice(["packed", "packed", "aligned(8)", "aligned(2)", "packed, aligned(4)"])
    names_before = len(names)
    body = " ".join(member(r, names, depth) for _ in range(count))
    return "%s TAG { %s }%s" % (kind, body, attr)


def source(count, seed):
    r = random.Random(seed)
    out = ["enum e { A, B }; enum es { C = -1, D };",
           "typedef int al16 __attribute__((aligned(16))); typedef int al2 __attribute__((aligned(2)));",
           "typedef char al64c __attribute__((aligned(64)));"]
    for i in range(count):
        names = []
        pack = r.choice([0, 0, 0, 0, 1, 2, 4, 8])
        text = struct(r, names, 0)
        first, rest = text.split("TAG", 1)
        text = first + "S%d" % i + rest.replace("TAG", "")
        if pack:
            out.append("#pragma pack(push, %d)" % pack)
        out.append(text + ";")
        if pack:
            out.append("#pragma pack(pop)")
        out.append("unsigned long z_%d[2] = { sizeof(%s S%d), _Alignof(%s S%d) };" %
                   (i, first.strip(), i, first.strip(), i))
        for name, scalar in names:
            if scalar:
                out.append("%s S%d o_%d_%s = { .%s = -1 };" % (first.strip(), i, i, name, name))
    return "\n".join(out) + "\n"


def ours(dump, path, options):
    text = subprocess.run([dump] + options + [path], capture_output=True, text=True)
    if text.returncode != 0:
        sys.exit("refused: " + text.stderr[:2000])
    found = {}
    for part in text.stdout.split("(object ")[1:]:
        name = part.split(" ", 1)[0]
        if name.startswith("z_"):
            found[name] = re.findall(r"\(int 'long unsigned int' (\d+)\)", part)
        else:
            m = re.search(r"\((\d+)(?::(\d+):(\d+))? '([^']*)'", part.split("(init", 1)[1])
            if m is None:
                found[name] = None
            elif m.group(2):
                first = int(m.group(1)) * 8 + int(m.group(2))
                found[name] = (first, 1 if "_Bool" in m.group(4) else int(m.group(3)))
            else:
                size = dict(INTS, **{"long int": 8, "long unsigned int": 8, "unsigned int": 4, "short int": 2,
                                     "short unsigned int": 2, "long long int": 8, "long long unsigned int": 8})[m.group(4)]
                found[name] = (int(m.group(1)) * 8, size * 8)
    return found


def theirs(compiler, path, folder):
    obj = os.path.join(folder, "x.o")
    subprocess.run([compiler, "-w", "-c", "-fno-common", "-fno-zero-initialized-in-bss", path, "-o", obj], check=True)
    raw = os.path.join(folder, "x.bin")
    objcopy = compiler.replace("gcc", "objcopy")
    subprocess.run([objcopy, "-O", "binary", "-j", ".data", obj, raw], check=True)
    data = open(raw, "rb").read()
    found = {}
    for line in subprocess.run(["readelf", "-sW", obj], capture_output=True, text=True).stdout.splitlines():
        f = line.split()
        if len(f) == 8 and f[3] == "OBJECT":
            at, size = int(f[1], 16), int(f[2], 0)
            value = int.from_bytes(data[at:at + size], "little")
            if f[7].startswith("z_"):
                found[f[7]] = [str(value & (1 << 64) - 1), str(value >> 64)]
            else:
                first = (value & -value).bit_length() - 1 if value else 0
                found[f[7]] = (first, bin(value).count("1"))
    return found


def main():
    dump, compiler = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 500
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.c")
        text = source(count, seed)
        open(path, "w").write(text)
        a, b = ours(dump, path, sys.argv[5:]), theirs(compiler, path, folder)
        bad = [n for n in b if a.get(n) != b[n]]
        for n in bad[:5]:
            print(n, "ours", a.get(n), "gcc", b[n])
            print([l for l in text.splitlines() if re.search(r"\bS%s \{" % n.split("_")[1], l)])
        print("%d passed, %d failed" % (len(b) - len(bad), len(bad)))
        sys.exit(1 if bad else 0)


main()
