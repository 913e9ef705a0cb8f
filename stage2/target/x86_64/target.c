/* x86-64: its facts, its registers as the allocator sees them, and the door (target.h). */
#include "../../obj/elf.h"
#include "ops.h"

#define X86_INFO_ROW(name, text, pattern, imm, flags, opcode, digit, rc, mc, mop, defs) {#name, mop, defs},
const MOpInfo x86_op_info[X_COUNT] = {X86_OPS(X86_INFO_ROW)};

static const char *const reg_names[65] = {
    "none", "rax",  "rcx",  "rdx",  "rbx",  "rsp",  "rbp",  "rsi",   "rdi",   "r8",    "r9",    "r10",   "r11",
    "r12",  "r13",  "r14",  "r15",  "?",    "?",    "?",    "?",     "?",     "?",     "?",     "?",     "?",
    "?",    "?",    "?",    "?",    "?",    "?",    "?",    "xmm0",  "xmm1",  "xmm2",  "xmm3",  "xmm4",  "xmm5",
    "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "?",     "?",     "?",
    "?",    "?",    "?",    "?",    "?",    "?",    "?",    "?",     "?",     "?",     "?",     "?",     "?",
};

/* ---- what the allocator writes ---- */

static void fill(MIns *out, X86Op op, unsigned width, Reg def, Reg use) {
    out->op = (uint16_t)op;
    out->width = width > 4 ? 8 : 4;
    out->def = def;
    out->use[0] = use;
}

static void make_move(MIns *out, RegClass cls, unsigned width, Reg to, Reg from) {
    fill(out, cls == CLASS_INT ? X_MOV_RR : X_MOVA_RR, width, to, from);
}

static void make_load(MIns *out, RegClass cls, unsigned width, Reg to, uint32_t slot) {
    fill(out, cls == CLASS_INT ? X_MOV_RM : X_MOVS_RM, width, to, 0);
    out->slot = slot;
}

static void make_store(MIns *out, RegClass cls, unsigned width, uint32_t slot, Reg from) {
    fill(out, cls == CLASS_INT ? X_MOV_MR : X_MOVS_MR, width, 0, from);
    out->slot = slot;
}

static void make_swap(MIns *out, unsigned width, Reg a, Reg b) {
    fill(out, X_XCHG, width, 0, a);
    out->use[1] = b;
}

/* ---- operands in memory ---- */

/* The forms of operations with one operand in memory; NONE: there is no such form. */
typedef struct FoldRow {
    uint16_t source; /* use[1], or use[0] of an operation with one operand */
    uint16_t dest;   /* def and use[0] at once; def of a move; use[0] of a comparison */
} FoldRow;

#define ALU_FOLD(name) [X_##name##_RR] = {X_##name##_RM, X_##name##_MR}, [X_##name##_RI] = {X_NONE, X_##name##_MI}
#define SHIFT_FOLD(name) [X_##name##_RI] = {X_NONE, X_##name##_MI}, [X_##name##_CL] = {X_NONE, X_##name##_MCL}
#define OP_FOLD(name) [X_##name##_RR] = {X_##name##_RM, X_NONE}

static const FoldRow fold_rows[X_COUNT] = {
    ALU_FOLD(ADD),
    ALU_FOLD(OR),
    ALU_FOLD(AND),
    ALU_FOLD(SUB),
    ALU_FOLD(XOR),
    ALU_FOLD(CMP),
    [X_TEST_RR] = {X_NONE, X_NONE},
    [X_TEST_RI] = {X_NONE, X_TEST_MI},
    [X_MOV_RR] = {X_MOV_RM, X_MOV_MR},
    [X_MOVA_RR] = {X_MOVS_RM, X_MOVS_MR},
    [X_MOVZ32] = {X_MOV_RM, X_NONE},
    OP_FOLD(MOVZX8),
    OP_FOLD(MOVZX16),
    OP_FOLD(MOVSX8),
    OP_FOLD(MOVSX16),
    OP_FOLD(MOVSX32),
    OP_FOLD(IMUL),
    [X_IMUL_RRI] = {X_IMUL_RMI, X_NONE},
    [X_MUL_R] = {X_MUL_M, X_NONE},
    [X_IMUL1_R] = {X_IMUL1_M, X_NONE},
    [X_DIV_R] = {X_DIV_M, X_NONE},
    [X_IDIV_R] = {X_IDIV_M, X_NONE},
    [X_NOT_R] = {X_NONE, X_NOT_M},
    [X_NEG_R] = {X_NONE, X_NEG_M},
    SHIFT_FOLD(ROL),
    SHIFT_FOLD(ROR),
    SHIFT_FOLD(SHL),
    SHIFT_FOLD(SHR),
    SHIFT_FOLD(SAR),
    OP_FOLD(CMOV),
    OP_FOLD(BSF),
    OP_FOLD(BSR),
    [X_CALL_R] = {X_CALL_M, X_NONE},
    OP_FOLD(ADDS),
    OP_FOLD(MULS),
    OP_FOLD(SUBS),
    OP_FOLD(DIVS),
    OP_FOLD(SQRTS),
    [X_UCOMIS_RR] = {X_UCOMIS_RM, X_NONE},
    OP_FOLD(CVTSI2SL),
    OP_FOLD(CVTSI2SQ),
    OP_FOLD(CVTTS2SIL),
    OP_FOLD(CVTTS2SIQ),
    OP_FOLD(CVTSS2SD),
    OP_FOLD(CVTSD2SS),
};

/* Bytes that the instruction reads of the operand that goes to memory. */
static unsigned bytes_read(const MIns *ins) {
    switch (ins->op) {
    case X_MOVZX8_RR:
    case X_MOVSX8_RR:
        return 1;
    case X_MOVZX16_RR:
    case X_MOVSX16_RR:
        return 2;
    case X_MOVZ32:
    case X_MOVSX32_RR:
    case X_CVTSI2SL_RR:
    case X_CVTSS2SD_RR:
        return 4;
    case X_CVTSI2SQ_RR:
    case X_CVTSD2SS_RR:
        return 8;
    default:
        return ins->width;
    }
}

/* Operands keep their places: a register beside the operand in memory stays use[1] until the address is made final
   (x86_resolve). */
static bool fold(MIns *ins, int i, unsigned width, uint32_t slot) {
    const FoldRow *row = &fold_rows[ins->op];
    unsigned flags = x86_op_info[ins->op].flags;
    unsigned pattern = x86_forms[ins->op].pattern;
    if (ins->slot != 0 || ins->sym != 0 || bytes_read(ins) > width)
        return false;
    if (i < 0) {
        /* what is written must be all of the value */
        if (row->dest == X_NONE || ins->def == 0 || ins->width != width)
            return false;
        if ((flags & MOP_TIED) != 0)
            ins->use[0] = 0;
        ins->def = 0;
        ins->op = row->dest;
    } else if (i == 0 && (pattern == P_CMPX_R || (pattern == P_U && row->dest != X_NONE))) {
        if (row->dest == X_NONE)
            return false;
        ins->use[0] = 0;
        ins->op = row->dest;
    } else if (i == 1 && (pattern == P_OPX_R || pattern == P_OP_R || pattern == P_CMPX_R || pattern == P_CMP_R)) {
        if (row->source == X_NONE)
            return false;
        ins->use[1] = 0;
        ins->op = row->source;
    } else if (i == 0 && (pattern == P_LOAD_R || pattern == P_MOVE_R || pattern == P_U)) {
        if (row->source == X_NONE)
            return false;
        ins->use[0] = 0;
        ins->op = row->source;
    } else {
        return false;
    }
    ins->slot = slot;
    return true;
}

/* ---- registers ---- */

#define ALL_INT ((RegSet)0xffff & ~REG_BIT(RSP))
#define ALL_XMM ((RegSet)0xffff << (XMM0 - 1))
#define SAVED (REG_BIT(RBX) | REG_BIT(RBP) | REG_BIT(R12) | REG_BIT(R13) | REG_BIT(R14) | REG_BIT(R15))

/* Caller-saved ones first; those with short encodings before the others. */
static const Reg int_order[] = {RAX, RCX, RDX, RSI, RDI, R8, R9, R10, R11, RBX, RBP, R14, R15, R12, R13, 0};
static const Reg float_order[] = {XMM0,     XMM0 + 1, XMM0 + 2,  XMM0 + 3,  XMM0 + 4,  XMM0 + 5,  XMM0 + 6,  XMM0 + 7,
                                  XMM0 + 8, XMM0 + 9, XMM0 + 10, XMM0 + 11, XMM0 + 12, XMM0 + 13, XMM0 + 14, 0};

/* ---- facts ---- */

static const char *const predefined[] = {
    "__x86_64__=1",
    "__x86_64=1",
    "__amd64__=1",
    "__amd64=1",
    "__SSE__=1",
    "__SSE2__=1",
    "__SSE_MATH__=1",
    "__SSE2_MATH__=1",
    "__MMX__=1",
    "__FXSR__=1",
    "__k8=1",
    "__k8__=1",
    "__code_model_small__=1",
    "__SEG_FS=1",
    "__SEG_GS=1",
    "__LDBL_MANT_DIG__=64",
    "__LDBL_DIG__=18",
    "__LDBL_MIN_EXP__=(-16381)",
    "__LDBL_MIN_10_EXP__=(-4931)",
    "__LDBL_MAX_EXP__=16384",
    "__LDBL_MAX_10_EXP__=4932",
    "__LDBL_DECIMAL_DIG__=21",
    "__DECIMAL_DIG__=21",
    "__LDBL_HAS_DENORM__=1",
    "__LDBL_HAS_INFINITY__=1",
    "__LDBL_HAS_QUIET_NAN__=1",
    "__LDBL_MAX__=1.18973149535723176502126385303097021e+4932L",
    "__LDBL_MIN__=3.36210314311209350626267781732175260e-4932L",
    "__LDBL_EPSILON__=1.08420217248550443400745280086994171e-19L",
    "__LDBL_DENORM_MIN__=3.64519953188247460252840593361941982e-4951L",
    "__LDBL_NORM_MAX__=1.18973149535723176502126385303097021e+4932L",
    "__BIGGEST_ALIGNMENT__=16",
    NULL,
};

const Target target_x86_64 = {
    .facts =
        {
            .name = "x86_64",
            .triple = "x86_64-linux-gnu",
            .machine = EM_X86_64,
            .char_is_signed = true,
            .wchar_is_unsigned = false,
            .long_double = FLOAT_X87,
            .va_list_is_array = true,
            .predefined = predefined,
        },
    .abi =
        {
            .argument = x86_argument,
            .result = x86_result,
            .result_pointer = x86_result_pointer,
            .result_pointer_back = RAX,
            .va_arg = x86_va_arg,
        },
    .regs =
        {
            .ops = x86_op_info,
            .names = reg_names,
            .allocatable = ALL_INT | (ALL_XMM & ~REG_BIT(XMM0 + 15)),
            .call_clobbers = (ALL_INT & ~SAVED) | ALL_XMM,
            .callee_saved = SAVED,
            .order = {int_order, float_order},
            .move = make_move,
            .load = make_load,
            .store = make_store,
            .swap = make_swap,
            .scratch = {0, XMM0 + 15},
            .fold = fold,
        },
    .select = x86_select,
    .emit = x86_emit,
    .reloc_abs64 = R_X86_64_64,
    .reloc_abs32 = R_X86_64_32,
    .reloc_pc32 = R_X86_64_PC32,
    .comment = "#",
};
