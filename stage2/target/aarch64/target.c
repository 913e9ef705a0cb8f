/* AArch64 as target.h wants it: ARMv8.0-A, Linux. */
#include "../../obj/elf.h"
#include "aarch64.h"

#include <string.h>

static const char *const predefined[] = {
    "__aarch64__=1",
    "__AARCH64EL__=1",
    "__AARCH64_CMODEL_SMALL__=1",
    "__ARM_64BIT_STATE=1",
    "__ARM_ALIGN_MAX_PWR=28",
    "__ARM_ALIGN_MAX_STACK_PWR=16",
    "__ARM_ARCH=8",
    "__ARM_ARCH_8A=1",
    "__ARM_ARCH_ISA_A64=1",
    "__ARM_ARCH_PROFILE=65",
    "__ARM_FEATURE_CLZ=1",
    "__ARM_FEATURE_IDIV=1",
    "__ARM_FEATURE_UNALIGNED=1",
    "__ARM_FP=14",
    "__ARM_PCS_AAPCS64=1",
    "__ARM_SIZEOF_MINIMAL_ENUM=4",
    "__ARM_SIZEOF_WCHAR_T=4",
    "__CHAR_UNSIGNED__=1",
    "__WCHAR_TYPE__=unsigned int",
    "__WCHAR_MAX__=0xffffffffU",
    "__WCHAR_MIN__=0U",
    "__DECIMAL_DIG__=36",
    "__LDBL_DECIMAL_DIG__=36",
    "__LDBL_DIG__=33",
    "__LDBL_MANT_DIG__=113",
    "__LDBL_DENORM_MIN__=6.47517511943802511092443895822764655e-4966L",
    "__LDBL_EPSILON__=1.92592994438723585305597794258492732e-34L",
    "__LDBL_MAX__=1.18973149535723176508575932662800702e+4932L",
    "__LDBL_NORM_MAX__=1.18973149535723176508575932662800702e+4932L",
    "__LDBL_MIN__=3.36210314311209350626267781732175260e-4932L",
    NULL,
};

/* ---- registers ---- */

static const char *const reg_names[65] = {
    "none", "x0",  "x1",  "x2",  "x3",  "x4",  "x5",  "x6",  "x7",  "x8",  "x9",  "x10", "x11",
    "x12",  "x13", "x14", "x15", "x16", "x17", "x18", "x19", "x20", "x21", "x22", "x23", "x24",
    "x25",  "x26", "x27", "x28", "x29", "x30", "zr",  "v0",  "v1",  "v2",  "v3",  "v4",  "v5",
    "v6",   "v7",  "v8",  "v9",  "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18",
    "v19",  "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31",
};

/* Those that calls destroy first; among them those that pass nothing. */
static const Reg int_order[] = {
    R_X(9),  R_X(10), R_X(11), R_X(12), R_X(13), R_X(14), R_X(15), R_X(8),  R_X(7),  R_X(6),
    R_X(5),  R_X(4),  R_X(3),  R_X(2),  R_X(1),  R_X(0),  R_X(19), R_X(20), R_X(21), R_X(22),
    R_X(23), R_X(24), R_X(25), R_X(26), R_X(27), R_X(28), 0,
};
static const Reg float_order[] = {
    R_V(16), R_V(17), R_V(18), R_V(19), R_V(20), R_V(21), R_V(22), R_V(23), R_V(24), R_V(25),
    R_V(26), R_V(27), R_V(28), R_V(7),  R_V(6),  R_V(5),  R_V(4),  R_V(3),  R_V(2),  R_V(1),
    R_V(0),  R_V(8),  R_V(9),  R_V(10), R_V(11), R_V(12), R_V(13), R_V(14), R_V(15), 0,
};

#define A64_MOP_INFO(name, text, format, code, flags, defs) {text, flags, defs},
static const MOpInfo mop_info[A_COUNT] = {A64_OPS(A64_MOP_INFO)};

static void make(MIns *out, unsigned op, unsigned width) {
    memset(out, 0, sizeof *out);
    out->op = (uint16_t)op;
    out->width = (uint8_t)width;
}

static void move(MIns *out, RegClass cls, unsigned width, Reg to, Reg from) {
    make(out, cls == CLASS_FLOAT ? A_FMOV : A_MOV, width);
    out->def = to;
    out->use[0] = from;
}

static void load(MIns *out, RegClass cls, unsigned width, Reg to, uint32_t slot) {
    make(out, cls == CLASS_FLOAT ? A_LDRF : A_LDR, width);
    out->def = to;
    out->slot = slot;
}

static void store(MIns *out, RegClass cls, unsigned width, uint32_t slot, Reg from) {
    make(out, cls == CLASS_FLOAT ? A_STRF : A_STR, width);
    out->use[2] = from;
    out->slot = slot;
}

/* ---- the door ---- */

#define LOW(n) (((RegSet)1 << (n)) - 1)
#define FLOATS(set) ((RegSet)(set) << 32)

const Target target_aarch64 = {
    .facts = {.name = "aarch64",
              .triple = "aarch64-linux-gnu",
              .machine = EM_AARCH64,
              .char_is_signed = false,
              .wchar_is_unsigned = true,
              .long_double = FLOAT_QUAD,
              .va_list_is_array = false,
              .predefined = predefined},
    .abi = {.argument = a64_argument,
            .result = a64_result,
            .result_pointer = a64_result_pointer,
            .result_pointer_back = 0,
            .va_arg = a64_va_arg},
    .regs = {.ops = mop_info,
             .names = reg_names,
             .allocatable = LOW(16) | (LOW(10) << 19) | FLOATS(LOW(29)),
             .call_clobbers = LOW(18) | REG_BIT(R_LR) | FLOATS(LOW(8)) | FLOATS(LOW(16) << 16),
             .callee_saved = (LOW(10) << 19) | FLOATS(LOW(8) << 8),
             .order = {int_order, float_order},
             .move = move,
             .load = load,
             .store = store,
             .swap = NULL,
             .scratch = {R_IP1, R_V(29)},
             .fold = NULL},
    .select = a64_select,
    .emit = a64_emit,
    .reloc_abs64 = R_AARCH64_ABS64,
    .reloc_abs32 = R_AARCH64_ABS32,
    .reloc_pc32 = R_AARCH64_PREL32,
    .comment = "//",
};
