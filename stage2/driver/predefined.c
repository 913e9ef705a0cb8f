/* Predefined macros (predefined.h): names and values as gcc has them for x86-64 and AArch64 Linux, since headers and
   programs ask for them by these names. */
#include "predefined.h"

#include "../base/version.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The same on all targets: LP64, little-endian, ELF, Linux. */
static const char *const common_macros[] = {
    "__SAMARA__=1",
    "__SAMARA_MAJOR__=" SAMARA_MAJOR,
    "__SAMARA_MINOR__=" SAMARA_MINOR,
    "__SAMARA_PATCHLEVEL__=" SAMARA_PATCH,
    "__VERSION__=\"samara " SAMARA_VERSION "\"",
    "__STDC_NO_ATOMICS__=1",
    "__STDC_NO_THREADS__=1",
    "__STDC_ISO_10646__=201706L",
    "__unix__=1",
    "__unix=1",
    "__linux__=1",
    "__linux=1",
    "__gnu_linux__=1",
    "__ELF__=1",
    "_LP64=1",
    "__LP64__=1",
    "__USER_LABEL_PREFIX__=",
    "__REGISTER_PREFIX__=",
    "__FINITE_MATH_ONLY__=0",
    "__ORDER_LITTLE_ENDIAN__=1234",
    "__ORDER_BIG_ENDIAN__=4321",
    "__ORDER_PDP_ENDIAN__=3412",
    "__BYTE_ORDER__=__ORDER_LITTLE_ENDIAN__",
    "__FLOAT_WORD_ORDER__=__ORDER_LITTLE_ENDIAN__",
    "__BIGGEST_ALIGNMENT__=16",
    "__CHAR_BIT__=8",
    "__SIZEOF_SHORT__=2",
    "__SIZEOF_INT__=4",
    "__SIZEOF_LONG__=8",
    "__SIZEOF_LONG_LONG__=8",
    "__SIZEOF_POINTER__=8",
    "__SIZEOF_SIZE_T__=8",
    "__SIZEOF_PTRDIFF_T__=8",
    "__SIZEOF_WCHAR_T__=4",
    "__SIZEOF_WINT_T__=4",
    "__SIZEOF_FLOAT__=4",
    "__SIZEOF_DOUBLE__=8",
    "__SIZEOF_LONG_DOUBLE__=16",
    "__SCHAR_MAX__=0x7f",
    "__SHRT_MAX__=0x7fff",
    "__INT_MAX__=0x7fffffff",
    "__LONG_MAX__=0x7fffffffffffffffL",
    "__LONG_LONG_MAX__=0x7fffffffffffffffLL",
    "__SIZE_MAX__=0xffffffffffffffffUL",
    "__PTRDIFF_MAX__=0x7fffffffffffffffL",
    "__WINT_MAX__=0xffffffffU",
    "__WINT_MIN__=0U",
    "__INTMAX_MAX__=0x7fffffffffffffffL",
    "__UINTMAX_MAX__=0xffffffffffffffffUL",
    "__INTPTR_MAX__=0x7fffffffffffffffL",
    "__UINTPTR_MAX__=0xffffffffffffffffUL",
    "__SIG_ATOMIC_MAX__=0x7fffffff",
    "__SIG_ATOMIC_MIN__=(-__SIG_ATOMIC_MAX__ - 1)",
    "__SCHAR_WIDTH__=8",
    "__SHRT_WIDTH__=16",
    "__INT_WIDTH__=32",
    "__LONG_WIDTH__=64",
    "__LONG_LONG_WIDTH__=64",
    "__SIZE_WIDTH__=64",
    "__PTRDIFF_WIDTH__=64",
    "__WCHAR_WIDTH__=32",
    "__WINT_WIDTH__=32",
    "__INTMAX_WIDTH__=64",
    "__INTPTR_WIDTH__=64",
    "__SIG_ATOMIC_WIDTH__=32",
    "__SIZE_TYPE__=long unsigned int",
    "__PTRDIFF_TYPE__=long int",
    "__WINT_TYPE__=unsigned int",
    "__INTMAX_TYPE__=long int",
    "__UINTMAX_TYPE__=long unsigned int",
    "__INTPTR_TYPE__=long int",
    "__UINTPTR_TYPE__=long unsigned int",
    "__SIG_ATOMIC_TYPE__=int",
    "__CHAR16_TYPE__=short unsigned int",
    "__CHAR32_TYPE__=unsigned int",
    "__INTMAX_C(c)=c ## L",
    "__UINTMAX_C(c)=c ## UL",
    "__FLT_RADIX__=2",
    "__FLT_EVAL_METHOD__=0",
    "__FLT_MANT_DIG__=24",
    "__FLT_DIG__=6",
    "__FLT_DECIMAL_DIG__=9",
    "__FLT_MIN_EXP__=(-125)",
    "__FLT_MAX_EXP__=128",
    "__FLT_MIN_10_EXP__=(-37)",
    "__FLT_MAX_10_EXP__=38",
    "__FLT_MAX__=3.40282346638528859811704183484516925e+38F",
    "__FLT_NORM_MAX__=3.40282346638528859811704183484516925e+38F",
    "__FLT_MIN__=1.17549435082228750796873653722224568e-38F",
    "__FLT_EPSILON__=1.19209289550781250000000000000000000e-7F",
    "__FLT_DENORM_MIN__=1.40129846432481707092372958328991613e-45F",
    "__DBL_MANT_DIG__=53",
    "__DBL_DIG__=15",
    "__DBL_DECIMAL_DIG__=17",
    "__DBL_MIN_EXP__=(-1021)",
    "__DBL_MAX_EXP__=1024",
    "__DBL_MIN_10_EXP__=(-307)",
    "__DBL_MAX_10_EXP__=308",
    "__DBL_MAX__=((double)1.79769313486231570814527423731704357e+308L)",
    "__DBL_NORM_MAX__=((double)1.79769313486231570814527423731704357e+308L)",
    "__DBL_MIN__=((double)2.22507385850720138309023271733240406e-308L)",
    "__DBL_EPSILON__=((double)2.22044604925031308084726333618164062e-16L)",
    "__DBL_DENORM_MIN__=((double)4.94065645841246544176568792868221372e-324L)",
    "__LDBL_MIN_EXP__=(-16381)",
    "__LDBL_MAX_EXP__=16384",
    "__LDBL_MIN_10_EXP__=(-4931)",
    "__LDBL_MAX_10_EXP__=4932",
    "__LDBL_MIN__=3.36210314311209350626267781732175260e-4932L",
    "__FLT_HAS_DENORM__=1",
    "__FLT_HAS_INFINITY__=1",
    "__FLT_HAS_QUIET_NAN__=1",
    "__DBL_HAS_DENORM__=1",
    "__DBL_HAS_INFINITY__=1",
    "__DBL_HAS_QUIET_NAN__=1",
    "__LDBL_HAS_DENORM__=1",
    "__LDBL_HAS_INFINITY__=1",
    "__LDBL_HAS_QUIET_NAN__=1",
    NULL};

static const char *const x87_macros[] = {
    "__DECIMAL_DIG__=21",
    "__LDBL_MANT_DIG__=64",
    "__LDBL_DIG__=18",
    "__LDBL_DECIMAL_DIG__=21",
    "__LDBL_MAX__=1.18973149535723176502126385303097021e+4932L",
    "__LDBL_NORM_MAX__=1.18973149535723176502126385303097021e+4932L",
    "__LDBL_EPSILON__=1.08420217248550443400745280086994171e-19L",
    "__LDBL_DENORM_MIN__=3.64519953188247460252840593361941982e-4951L",
    NULL};

static const char *const quad_macros[] = {
    "__DECIMAL_DIG__=36",
    "__LDBL_MANT_DIG__=113",
    "__LDBL_DIG__=33",
    "__LDBL_DECIMAL_DIG__=36",
    "__LDBL_MAX__=1.18973149535723176508575932662800702e+4932L",
    "__LDBL_NORM_MAX__=1.18973149535723176508575932662800702e+4932L",
    "__LDBL_EPSILON__=1.92592994438723585305597794258492732e-34L",
    "__LDBL_DENORM_MIN__=6.47517511943802511092443895822764655e-4966L",
    NULL};

static const char *const signed_wchar_macros[] = {
    "__WCHAR_TYPE__=int", "__WCHAR_MAX__=0x7fffffff", "__WCHAR_MIN__=(-__WCHAR_MAX__ - 1)", NULL};
static const char *const unsigned_wchar_macros[] = {
    "__WCHAR_TYPE__=unsigned int", "__WCHAR_MAX__=0xffffffffU", "__WCHAR_MIN__=0U", NULL};

/* Integer types of a width: its exact, least and fast types. In the Linux ABIs of all targets the fast types of 16 and
   32 bits are long. */
typedef struct WidthRow {
    unsigned width;
    const char *type;
    const char *max;    /* of the signed type, without suffix */
    const char *umax;
    const char *suffix;  /* of constants */
    const char *usuffix;
} WidthRow;

static const WidthRow widths[] = {{8, "signed char", "0x7f", "0xff", "", ""},
                                  {16, "short", "0x7fff", "0xffff", "", ""},
                                  {32, "int", "0x7fffffff", "0xffffffff", "", "U"},
                                  {64, "long", "0x7fffffffffffffff", "0xffffffffffffffff", "L", "UL"}};

static size_t name_length(const char *macro) {
    return strcspn(macro, "=");
}

/* Whether the target has its own value. */
static bool is_defined(const Target *target, const char *macro) {
    size_t len = name_length(macro);
    if (target->facts.predefined == NULL)
        return false;
    for (const char *const *p = target->facts.predefined; *p != NULL; p++) {
        if (strncmp(*p, macro, len) == 0 && ((*p)[len] == '=' || (*p)[len] == 0))
            return true;
    }
    return false;
}

static void add_all(const Target *target, const char *const *macros, Texts *out) {
    for (; *macros != NULL; macros++) {
        if (!is_defined(target, *macros))
            texts_add(out, *macros);
    }
}

static void add(Options *o, Texts *out, const char *name, const char *middle, unsigned width, const char *end,
                const char *value) {
    char text[128];
    snprintf(text, sizeof text, "__%s%s%u%s=%s", name, middle, width, end, value);
    texts_add(out, arena_copy(&o->arena, text, strlen(text)));
}

/* __INT32_TYPE__, __UINT_FAST16_MAX__ and so on. */
static void add_widths(Options *o, Texts *out) {
    static const char *const kinds[] = {"", "_LEAST", "_FAST"};
    char value[64];
    char width_text[8];
    for (unsigned i = 0; i < 4; i++) {
        for (unsigned kind = 0; kind < 3; kind++) {
            const WidthRow *w = &widths[kind == 2 && i > 0 ? 3 : i];
            bool is_char = w->width == 8;
            add(o, out, "INT", kinds[kind], widths[i].width, "_TYPE__",
                w->width == 64 ? "long int" : w->width == 16 ? "short int" : w->type);
            snprintf(value, sizeof value, "%s", w->width == 64   ? "long unsigned int"
                                                : w->width == 32 ? "unsigned int"
                                                : is_char        ? "unsigned char"
                                                                 : "short unsigned int");
            add(o, out, "UINT", kinds[kind], widths[i].width, "_TYPE__", value);
            snprintf(value, sizeof value, "%s%s", w->max, w->suffix);
            add(o, out, "INT", kinds[kind], widths[i].width, "_MAX__", value);
            snprintf(value, sizeof value, "%s%s", w->umax, w->usuffix);
            add(o, out, "UINT", kinds[kind], widths[i].width, "_MAX__", value);
            if (kind == 0)
                continue;
            snprintf(width_text, sizeof width_text, "%u", w->width);
            add(o, out, "INT", kinds[kind], widths[i].width, "_WIDTH__", width_text);
        }
        snprintf(value, sizeof value, "c%s%s", widths[i].suffix[0] != '\0' ? " ## " : "", widths[i].suffix);
        add(o, out, "INT", "", widths[i].width, "_C(c)", value);
        snprintf(value, sizeof value, "c%s%s", widths[i].usuffix[0] != '\0' ? " ## " : "", widths[i].usuffix);
        add(o, out, "UINT", "", widths[i].width, "_C(c)", value);
    }
}

/* -fgnuc-version=4.2.1 */
static void add_gnuc(Options *o, Texts *out) {
    static const char *const names[] = {"__GNUC__", "__GNUC_MINOR__", "__GNUC_PATCHLEVEL__"};
    const char *p = o->gnuc;
    char text[64];
    for (int i = 0; i < 3; i++) {
        char *end = (char *)p;
        unsigned long value = *p >= '0' && *p <= '9' ? strtoul(p, &end, 10) : 0;
        if ((end == p && (i == 0 || *p != '\0')) || value > 999 || (*end != '.' && *end != '\0'))
            fail("invalid version in '-fgnuc-version=%s'", o->gnuc);
        p = end + (*end == '.');
        snprintf(text, sizeof text, "%s=%lu", names[i], value);
        texts_add(out, arena_copy(&o->arena, text, strlen(text)));
    }
    if (*p != '\0')
        fail("invalid version in '-fgnuc-version=%s'", o->gnuc);
    texts_add(out, o->std == STD_C89 ? "__GNUC_GNU_INLINE__=1" : "__GNUC_STDC_INLINE__=1");
}

void predefined_macros(Options *o, const Target *target, Texts *out) {
    const TargetFacts *facts = &target->facts;
    bool signed_char = o->signed_char < 0 ? facts->char_is_signed : o->signed_char != 0;
    add_all(target, common_macros, out);
    add_all(target, facts->long_double == FLOAT_QUAD ? quad_macros : x87_macros, out);
    add_all(target, facts->wchar_is_unsigned ? unsigned_wchar_macros : signed_wchar_macros, out);
    add_widths(o, out);
    for (const char *const *p = facts->predefined; p != NULL && *p != NULL; p++) {
        if (!signed_char || strncmp(*p, "__CHAR_UNSIGNED__", 17) != 0)
            texts_add(out, *p);
    }
    if (!signed_char && !is_defined(target, "__CHAR_UNSIGNED__"))
        texts_add(out, "__CHAR_UNSIGNED__=1");
    texts_add(out, o->level == 0 ? "__NO_INLINE__=1" : "__OPTIMIZE__=1");
    if (o->for_size)
        texts_add(out, "__OPTIMIZE_SIZE__=1");
    if (o->pie != 0) {
        texts_add(out, o->pie == 1 ? "__PIE__=1" : "__PIE__=2");
        texts_add(out, o->pie == 1 ? "__pie__=1" : "__pie__=2");
        texts_add(out, o->pie == 1 ? "__PIC__=1" : "__PIC__=2");
        texts_add(out, o->pie == 1 ? "__pic__=1" : "__pic__=2");
    }
    if (o->flags[FLAG_THREADS])
        texts_add(out, "_REENTRANT=1");
    if (o->gnuc != NULL)
        add_gnuc(o, out);
}
