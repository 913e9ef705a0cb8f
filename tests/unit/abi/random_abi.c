/* random_abi SEED COUNT DIR: a header and two C files, DIR/caller.c and DIR/callee.c, that pass random
   values of random types to each other, by prototype and by va_arg, and check them. Compiled by different
   compilers they show that both keep the same convention. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define TYPES 24
#define MAX_FIELDS 6

static uint64_t state;
static FILE *header, *caller, *callee;

static unsigned below(unsigned n) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)(state >> 20) % n;
}

static const char *const scalars[] = {"signed char", "unsigned char", "short", "unsigned short", "int", "unsigned",
                                      "long", "unsigned long", "float", "double", "long double", "char *"};
enum { SCALARS = 12, FIRST_FLOAT = 8, LAST_FLOAT = 10 };

/* Leaves of a structure, as C spells them: access path and scalar. */
typedef struct Leaf {
    char path[64];
    int scalar;
    int bits; /* of a bit-field, or 0 */
} Leaf;

static Leaf leaves[TYPES][32];
static int leaf_count[TYPES];

static void add_leaf(int type, const char *path, int scalar, int bits) {
    Leaf *l = &leaves[type][leaf_count[type]++];
    snprintf(l->path, sizeof l->path, "%s", path);
    l->scalar = scalar;
    l->bits = bits;
}

static int scalar_of(int kind) {
    switch (kind) {
    case 0:
        return FIRST_FLOAT;
    case 1:
        return FIRST_FLOAT + 1;
    case 2:
        return LAST_FLOAT;
    case 3:
        return (int)below(8);
    default:
        return (int)below(SCALARS);
    }
}

/* struct T<n>: all of one kind (homogeneous perhaps) or mixed; arrays, nested structures, unions,
   bit-fields. */
static void make_type(int n) {
    int kind = (int)below(5);
    int fields = 1 + (int)below(kind == 4 ? MAX_FIELDS : 4);
    int i, k;
    char path[64];
    fprintf(header, "%s T%d {\n", "struct", n);
    for (i = 0; i < fields; i++) {
        int scalar = scalar_of(kind);
        unsigned form = below(10);
        if (form < 6 || leaf_count[n] > 12) {
            fprintf(header, "    %s m%d;\n", scalars[scalar], i);
            snprintf(path, sizeof path, ".m%d", i);
            add_leaf(n, path, scalar, 0);
        } else if (form < 8) {
            int length = 1 + (int)below(3);
            fprintf(header, "    %s m%d[%d];\n", scalars[scalar], i, length);
            for (k = 0; k < length; k++) {
                snprintf(path, sizeof path, ".m%d[%d]", i, k);
                add_leaf(n, path, scalar, 0);
            }
        } else if (form == 8 && kind >= 3) {
            int bits = 1 + (int)below(7);
            fprintf(header, "    %s m%d : %d;\n", below(2) ? "unsigned" : "int", i, bits);
            snprintf(path, sizeof path, ".m%d", i);
            add_leaf(n, path, 5, bits);
        } else if (n > 0 && below(2)) {
            int other = (int)below((unsigned)n);
            if (leaf_count[other] > 6)
                continue;
            fprintf(header, "    struct T%d m%d;\n", other, i);
            for (k = 0; k < leaf_count[other]; k++) {
                snprintf(path, sizeof path, ".m%d%.40s", i, leaves[other][k].path);
                add_leaf(n, path, leaves[other][k].scalar, leaves[other][k].bits);
            }
        } else {
            fprintf(header, "    union { %s a; %s b; } m%d;\n", scalars[scalar], scalars[scalar_of(kind)], i);
            snprintf(path, sizeof path, ".m%d.a", i);
            add_leaf(n, path, scalar, 0);
        }
    }
    if (leaf_count[n] == 0) {
        fprintf(header, "    int m9;\n");
        add_leaf(n, ".m9", 4, 0);
    }
    fprintf(header, "};\n");
}

/* A value for the scalar, as C text. */
static void value(FILE *f, int scalar, int bits, unsigned v) {
    if (bits != 0)
        fprintf(f, "%u", v & ((1U << bits) - 1) >> 1);
    else if (scalar >= FIRST_FLOAT && scalar <= LAST_FLOAT)
        fprintf(f, "%d.%s", (int)(v % 2000) - 1000, v & 1 ? "5" : "25");
    else if (scalar == 11)
        fprintf(f, "(char *)%u", v);
    else
        fprintf(f, "(%s)%d", scalars[scalar], (int)v - 40000);
}

static unsigned seed_of(int function, int argument, int leaf) {
    return (unsigned)(function * 7919 + argument * 617 + leaf * 131) % 65521;
}

/* A type: a scalar below SCALARS, or structure number type - SCALARS. */
static const char *type_name(int type) {
    static char text[4][24];
    static int n;
    n = (n + 1) & 3;
    if (type < SCALARS)
        return scalars[type];
    snprintf(text[n], sizeof text[n], "struct T%d", type - SCALARS);
    return text[n];
}

static void fill(FILE *f, int type, const char *name, int function, int argument) {
    int k;
    fprintf(f, "    %s %s;\n", type_name(type), name);
    if (type < SCALARS) {
        fprintf(f, "    %s = ", name);
        value(f, type, 0, seed_of(function, argument, 0));
        fprintf(f, ";\n");
        return;
    }
    for (k = 0; k < leaf_count[type - SCALARS]; k++) {
        const Leaf *l = &leaves[type - SCALARS][k];
        fprintf(f, "    %s%s = ", name, l->path);
        value(f, l->scalar, l->bits, seed_of(function, argument, k));
        fprintf(f, ";\n");
    }
}

static void check(FILE *f, int type, const char *name, int function, int argument) {
    int k;
    if (type < SCALARS) {
        fprintf(f, "    CHECK(%d, %s == ", function, name);
        value(f, type, 0, seed_of(function, argument, 0));
        fprintf(f, ");\n");
        return;
    }
    for (k = 0; k < leaf_count[type - SCALARS]; k++) {
        const Leaf *l = &leaves[type - SCALARS][k];
        fprintf(f, "    CHECK(%d, %s%s == ", function, name, l->path);
        value(f, l->scalar, l->bits, seed_of(function, argument, k));
        fprintf(f, ");\n");
    }
}

static int any_type(void) {
    return (int)(below(2) ? below(SCALARS) : SCALARS + below(TYPES));
}

/* What a type becomes as an unnamed argument. */
static int promoted(int type) {
    return type < 4 ? 4 : type == FIRST_FLOAT ? FIRST_FLOAT + 1 : type;
}

static void function(int n) {
    int count = 1 + (int)below(10);
    int named = below(2) ? count : 1 + (int)below((unsigned)count);
    int result = any_type();
    int types[12];
    char name[8];
    int k;
    for (k = 0; k < count; k++) {
        types[k] = any_type();
        if (k >= named)
            types[k] = promoted(types[k]);
    }
    if (named < count)
        types[named - 1] = promoted(types[named - 1]); /* va_start wants it so */
    fprintf(header, "%s f%d(", type_name(result), n);
    for (k = 0; k < named; k++)
        fprintf(header, "%s%s", k == 0 ? "" : ", ", type_name(types[k]));
    fprintf(header, "%s);\n", named < count ? ", ..." : "");

    fprintf(callee, "%s f%d(", type_name(result), n);
    for (k = 0; k < named; k++)
        fprintf(callee, "%s%s a%d", k == 0 ? "" : ", ", type_name(types[k]), k);
    fprintf(callee, "%s) {\n", named < count ? ", ..." : "");
    fill(callee, result, "r", n, 99);
    for (k = 0; k < named; k++) {
        snprintf(name, sizeof name, "a%d", k);
        check(callee, types[k], name, n, k);
    }
    if (named < count) {
        fprintf(callee, "    va_list ap, again;\n    va_start(ap, a%d);\n    va_copy(again, ap);\n", named - 1);
        for (k = named; k < count; k++) {
            fprintf(callee, "    {\n    %s a = va_arg(ap, %s);\n", type_name(types[k]), type_name(types[k]));
            check(callee, types[k], "a", n, k);
            fprintf(callee, "    }\n");
        }
        fprintf(callee, "    {\n    %s a = va_arg(again, %s);\n", type_name(types[named]), type_name(types[named]));
        check(callee, types[named], "a", n, named);
        fprintf(callee, "    }\n    va_end(ap);\n    va_end(again);\n");
    }
    fprintf(callee, "    return r;\n}\n");

    fprintf(caller, "static void t%d(void) {\n", n);
    for (k = 0; k < count; k++) {
        snprintf(name, sizeof name, "a%d", k);
        fill(caller, types[k], name, n, k);
    }
    fprintf(caller, "    {\n    %s r = f%d(", type_name(result), n);
    for (k = 0; k < count; k++)
        fprintf(caller, "%sa%d", k == 0 ? "" : ", ", k);
    fprintf(caller, ");\n");
    check(caller, result, "r", n, 99);
    fprintf(caller, "    }\n}\n");
}

static FILE *create(const char *folder, const char *name) {
    char path[500];
    FILE *f;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    f = fopen(path, "w");
    if (f == NULL)
        exit(2);
    return f;
}

int main(int argc, char **argv) {
    int n, count;
    if (argc != 4)
        return 2;
    state = 0x9e3779b97f4a7c15UL * (uint64_t)(atol(argv[1]) + 1);
    count = atoi(argv[2]);
    header = create(argv[3], "abi.h");
    caller = create(argv[3], "caller.c");
    callee = create(argv[3], "callee.c");
    fprintf(header, "extern int abi_passed, abi_failed;\nint printf(const char *, ...);\n"
                    "#define CHECK(n, e) ((e) ? (void)abi_passed++ : (void)(abi_failed++, "
                    "printf(\"f%%d: %%s\\n\", n, #e)))\n");
    fprintf(caller, "#include \"abi.h\"\nint abi_passed, abi_failed;\n");
    fprintf(callee, "#include <stdarg.h>\n#include \"abi.h\"\n");
    for (n = 0; n < TYPES; n++)
        make_type(n);
    for (n = 0; n < count; n++)
        function(n);
    fprintf(caller, "int main(void) {\n");
    for (n = 0; n < count; n++)
        fprintf(caller, "    t%d();\n", n);
    fprintf(caller, "    printf(\"%%d passed, %%d failed\\n\", abi_passed, abi_failed);\n    return abi_failed != 0;\n}\n");
    fclose(header);
    fclose(caller);
    fclose(callee);
    return 0;
}
