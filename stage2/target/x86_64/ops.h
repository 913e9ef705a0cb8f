/* The instructions of x86-64 that the compiler uses: one table for selection, allocation, encoding and text.

   X(name, text, pattern, immediate, flags, opcode, digit, class of reg, class of rm, MOP_… flags, implicit defs)

   In the text, %w stands for the suffix of the width (b w l q), %s for ss or sd, %d for d or q, %c for the
   condition. Memory operands are use[1] + use[2] * 2^scale + disp, or slot or sym with disp, in all patterns; use[0] is
   never part of an address. */
#ifndef X86_64_OPS_H
#define X86_64_OPS_H

#include "regs.h"

/* Which operands the reg and rm fields of the ModRM byte take. */
enum {
    P_NONE,   /* no operands */
    P_LOAD_R, /* reg: def; rm: use[0] */
    P_LOAD_M, /* reg: def; rm: memory */
    P_OP_R,   /* reg: def, tied; rm: use[1] */
    P_OP_M,   /* reg: def, tied; rm: memory */
    P_CMP_R,  /* reg: use[0]; rm: use[1] */
    P_CMP_M,  /* reg: use[0]; rm: memory */
    P_MOVE_R, /* rm: def; reg: use[0] */
    P_OPX_R,  /* rm: def, tied; reg: use[1] */
    P_CMPX_R, /* rm: use[0]; reg: use[1] */
    P_STORE,  /* rm: memory; reg: use[0] */
    P_R,      /* rm: def, tied */
    P_U,      /* rm: use[0] */
    P_D,      /* rm: def */
    P_M,      /* rm: memory */
    P_O,      /* def in the opcode, no ModRM */
    P_ZERO,   /* reg and rm: def */
    P_JUMP,   /* to a block */
    P_CALL    /* of a symbol */
};

enum {
    I_NONE,
    I_8,    /* one byte */
    I_S8,   /* one byte if it fits (opcode | 2), else as I_W */
    I_W,    /* of the width, at most 4 bytes */
    I_SHIFT, /* one byte, or the opcode's form for 1 (opcode ^ 0x10) without it */
    I_MOV   /* the shortest form of a move to a register */
};

enum {
    F_W = 1,     /* the opcode's low bit is 0 for bytes; 16-bit prefix, REX.W by width */
    F_REXW = 2,  /* REX.W if the width is 8, 16-bit prefix if it is 2 */
    F_W8 = 4,    /* REX.W always */
    F_0F = 8,
    F_66 = 16,
    F_F2 = 32,
    F_F3 = 64,
    F_SS = 128,  /* F3 if the width is 4, F2 if it is 8 */
    F_PD = 256,  /* 66 if the width is 8 */
    F_CC = 512,  /* condition is added to the opcode */
    F_ACC = 1024, /* form for the accumulator: (digit << 3) + 4 or 5; of TEST A8 or A9 */
    F_TWO = 2048, /* P_NONE: `digit` is a second byte */
    F_FLAGS = 4096, /* changes the arithmetic flags */
    F_READS = 8192, /* reads them */
    F_FS = 16384   /* the thread pointer: fs:0, without other address */
};

/* How a register is written in text. */
enum { C_W, C_B, C_H, C_L, C_Q, C_X };

#define AD (REG_BIT(RAX) | REG_BIT(RDX))

/* The order of the forms RR RM MR RI MI is relied upon. */
#define X86_ALU(X, name, text, n, mop) \
    X(name##_RR, text "%w", P_OPX_R, I_NONE, F_W | F_FLAGS, (n)*8 + 1, 0, C_W, C_W, MOP_TIED | (mop), 0) \
    X(name##_RM, text "%w", P_OP_M, I_NONE, F_W | F_FLAGS, (n)*8 + 3, 0, C_W, C_W, MOP_TIED, 0) \
    X(name##_MR, text "%w", P_STORE, I_NONE, F_W | F_FLAGS, (n)*8 + 1, 0, C_W, C_W, 0, 0) \
    X(name##_RI, text "%w", P_R, I_S8, F_W | F_ACC | F_FLAGS, 0x81, n, C_W, C_W, MOP_TIED, 0) \
    X(name##_MI, text "%w", P_M, I_S8, F_W | F_FLAGS, 0x81, n, C_W, C_W, 0, 0)

/* RI CL MI MCL. */
#define X86_SHIFT(X, name, text, n) \
    X(name##_RI, text "%w", P_R, I_SHIFT, F_W | F_FLAGS, 0xc1, n, C_W, C_W, MOP_TIED, 0) \
    X(name##_CL, text "%w %%cl,", P_R, I_NONE, F_W | F_FLAGS, 0xd3, n, C_W, C_W, MOP_TIED, 0) \
    X(name##_MI, text "%w", P_M, I_SHIFT, F_W | F_FLAGS, 0xc1, n, C_W, C_W, 0, 0) \
    X(name##_MCL, text "%w %%cl,", P_M, I_NONE, F_W | F_FLAGS, 0xd3, n, C_W, C_W, 0, 0)

/* R M, of one operand that is read. */
#define X86_UNARY(X, name, text, n, defs) \
    X(name##_R, text "%w", P_U, I_NONE, F_W | F_FLAGS, 0xf7, n, C_W, C_W, 0, defs) \
    X(name##_M, text "%w", P_M, I_NONE, F_W | F_FLAGS, 0xf7, n, C_W, C_W, 0, defs)

/* RR RM, unary: `rc` the class of the destination, `mc` of the source. */
#define X86_LOAD(X, name, text, flags, opcode, rc, mc) \
    X(name##_RR, text, P_LOAD_R, I_NONE, flags, opcode, 0, rc, mc, 0, 0) \
    X(name##_RM, text, P_LOAD_M, I_NONE, flags, opcode, 0, rc, mc, 0, 0)

/* RR RM, binary. */
#define X86_OP(X, name, text, flags, opcode, rc, mc, mop) \
    X(name##_RR, text, P_OP_R, I_NONE, flags, opcode, 0, rc, mc, MOP_TIED | (mop), 0) \
    X(name##_RM, text, P_OP_M, I_NONE, flags, opcode, 0, rc, mc, MOP_TIED, 0)

#define X86_FPU_M(X, name, text, opcode, digit) \
    X(name, text, P_M, I_NONE, 0, opcode, digit, C_W, C_W, 0, 0)
#define X86_FPU(X, name, text, opcode, second, flags) \
    X(name, text, P_NONE, I_NONE, F_TWO | (flags), opcode, second, C_W, C_W, 0, 0)

#define X86_OPS(X) \
    X(NONE, "nop", P_NONE, I_NONE, 0, 0x90, 0, C_W, C_W, 0, 0) \
    X86_ALU(X, ADD, "add", 0, MOP_COMMUTES) \
    X86_ALU(X, OR, "or", 1, MOP_COMMUTES) \
    X86_ALU(X, AND, "and", 4, MOP_COMMUTES) \
    X86_ALU(X, SUB, "sub", 5, 0) \
    X86_ALU(X, XOR, "xor", 6, MOP_COMMUTES) \
    X(CMP_RR, "cmp%w", P_CMPX_R, I_NONE, F_W | F_FLAGS, 0x39, 0, C_W, C_W, 0, 0) \
    X(CMP_RM, "cmp%w", P_CMP_M, I_NONE, F_W | F_FLAGS, 0x3b, 0, C_W, C_W, 0, 0) \
    X(CMP_MR, "cmp%w", P_STORE, I_NONE, F_W | F_FLAGS, 0x39, 0, C_W, C_W, 0, 0) \
    X(CMP_RI, "cmp%w", P_U, I_S8, F_W | F_ACC | F_FLAGS, 0x81, 7, C_W, C_W, 0, 0) \
    X(CMP_MI, "cmp%w", P_M, I_S8, F_W | F_FLAGS, 0x81, 7, C_W, C_W, 0, 0) \
    X(TEST_RR, "test%w", P_CMPX_R, I_NONE, F_W | F_FLAGS, 0x85, 0, C_W, C_W, 0, 0) \
    X(TEST_MR, "test%w", P_STORE, I_NONE, F_W | F_FLAGS, 0x85, 0, C_W, C_W, 0, 0) \
    X(TEST_RI, "test%w", P_U, I_W, F_W | F_ACC | F_FLAGS, 0xf7, 0, C_W, C_W, 0, 0) \
    X(TEST_MI, "test%w", P_M, I_W, F_W | F_FLAGS, 0xf7, 0, C_W, C_W, 0, 0) \
    X(MOV_RR, "mov%w", P_MOVE_R, I_NONE, F_W, 0x89, 0, C_W, C_W, MOP_MOVE, 0) \
    X(MOV_RM, "mov%w", P_LOAD_M, I_NONE, F_W, 0x8b, 0, C_W, C_W, 0, 0) \
    X(MOV_MR, "mov%w", P_STORE, I_NONE, F_W, 0x89, 0, C_W, C_W, 0, 0) \
    X(MOV_MI, "mov%w", P_M, I_W, F_W, 0xc7, 0, C_W, C_W, 0, 0) \
    X(MOV_I, "mov%w", P_O, I_MOV, F_REXW, 0xb8, 0, C_W, C_W, MOP_REMAT, 0) \
    X(MOVZ32, "movl", P_MOVE_R, I_NONE, 0, 0x89, 0, C_L, C_L, 0, 0) \
    X86_LOAD(X, MOVZX8, "movzb%w", F_REXW | F_0F, 0xb6, C_W, C_B) \
    X86_LOAD(X, MOVZX16, "movzw%w", F_REXW | F_0F, 0xb7, C_W, C_H) \
    X86_LOAD(X, MOVSX8, "movsb%w", F_REXW | F_0F, 0xbe, C_W, C_B) \
    X86_LOAD(X, MOVSX16, "movsw%w", F_REXW | F_0F, 0xbf, C_W, C_H) \
    X86_LOAD(X, MOVSX32, "movsl%w", F_W8, 0x63, C_Q, C_L) \
    X(LEA, "lea%w", P_LOAD_M, I_NONE, F_REXW, 0x8d, 0, C_W, C_W, 0, 0) \
    X(LEA_A, "lea%w", P_LOAD_M, I_NONE, F_REXW, 0x8d, 0, C_W, C_W, MOP_REMAT, 0) \
    X(MOV_FS, "movq %%fs:0,", P_LOAD_M, I_NONE, F_FS | F_W8, 0x8b, 0, C_Q, C_Q, MOP_REMAT, 0) \
    X86_OP(X, IMUL, "imul%w", F_REXW | F_0F | F_FLAGS, 0xaf, C_W, C_W, MOP_COMMUTES) \
    X(IMUL_RRI, "imul%w", P_LOAD_R, I_S8, F_REXW | F_FLAGS, 0x69, 0, C_W, C_W, 0, 0) \
    X(IMUL_RMI, "imul%w", P_LOAD_M, I_S8, F_REXW | F_FLAGS, 0x69, 0, C_W, C_W, 0, 0) \
    X86_UNARY(X, MUL, "mul", 4, AD) \
    X86_UNARY(X, IMUL1, "imul", 5, AD) \
    X86_UNARY(X, DIV, "div", 6, AD) \
    X86_UNARY(X, IDIV, "idiv", 7, AD) \
    X(NOT_R, "not%w", P_R, I_NONE, F_W, 0xf7, 2, C_W, C_W, MOP_TIED, 0) \
    X(NOT_M, "not%w", P_M, I_NONE, F_W, 0xf7, 2, C_W, C_W, 0, 0) \
    X(NEG_R, "neg%w", P_R, I_NONE, F_W | F_FLAGS, 0xf7, 3, C_W, C_W, MOP_TIED, 0) \
    X(NEG_M, "neg%w", P_M, I_NONE, F_W | F_FLAGS, 0xf7, 3, C_W, C_W, 0, 0) \
    X86_SHIFT(X, ROL, "rol", 0) \
    X86_SHIFT(X, ROR, "ror", 1) \
    X86_SHIFT(X, SHL, "shl", 4) \
    X86_SHIFT(X, SHR, "shr", 5) \
    X86_SHIFT(X, SAR, "sar", 7) \
    X(SETCC, "set%c", P_D, I_NONE, F_0F | F_CC | F_READS, 0x90, 0, C_W, C_B, 0, 0) \
    X86_OP(X, CMOV, "cmov%c%w", F_REXW | F_0F | F_CC | F_READS, 0x40, C_W, C_W, 0) \
    X86_LOAD(X, BSF, "bsf%w", F_REXW | F_0F | F_FLAGS, 0xbc, C_W, C_W) \
    X86_LOAD(X, BSR, "bsr%w", F_REXW | F_0F | F_FLAGS, 0xbd, C_W, C_W) \
    X(BSWAP, "bswap%w", P_O, I_NONE, F_REXW | F_0F, 0xc8, 0, C_W, C_W, MOP_TIED, 0) \
    X(XCHG, "xchg%w", P_CMPX_R, I_NONE, F_REXW, 0x87, 0, C_W, C_W, 0, 0) \
    X(CDQ, "cltd", P_NONE, I_NONE, 0, 0x99, 0, C_W, C_W, 0, REG_BIT(RDX)) \
    X(CQO, "cqto", P_NONE, I_NONE, F_W8, 0x99, 0, C_W, C_W, 0, REG_BIT(RDX)) \
    X(PUSH, "pushq", P_O, I_NONE, 0, 0x50, 0, C_Q, C_Q, 0, 0) \
    X(POP, "popq", P_O, I_NONE, 0, 0x58, 0, C_Q, C_Q, 0, 0) \
    X(JMP, "jmp", P_JUMP, I_NONE, 0, 0xeb, 0, C_Q, C_Q, MOP_BRANCH, 0) \
    X(JCC, "j%c", P_JUMP, I_NONE, F_CC | F_READS, 0x70, 0, C_Q, C_Q, MOP_BRANCH, 0) \
    X(JMP_R, "jmp *", P_U, I_NONE, 0, 0xff, 4, C_Q, C_Q, MOP_BRANCH, 0) \
    X(JMP_TABLE, "jmp *", P_U, I_NONE, 0, 0xff, 4, C_Q, C_Q, MOP_BRANCH, 0) \
    X(TAIL, "jmp", P_CALL, I_NONE, 0, 0xe9, 0, C_Q, C_Q, MOP_BRANCH, 0) \
    X(TAIL_R, "jmp *", P_U, I_NONE, 0, 0xff, 4, C_Q, C_Q, MOP_BRANCH, 0) \
    X(CALL, "call", P_CALL, I_NONE, F_FLAGS, 0xe8, 0, C_Q, C_Q, MOP_CALL, 0) \
    X(CALL_R, "call *", P_U, I_NONE, F_FLAGS, 0xff, 2, C_Q, C_Q, MOP_CALL, 0) \
    X(CALL_M, "call *", P_M, I_NONE, F_FLAGS, 0xff, 2, C_Q, C_Q, MOP_CALL, 0) \
    X(RET, "ret", P_NONE, I_NONE, 0, 0xc3, 0, C_W, C_W, MOP_BRANCH, 0) \
    X(LEAVE, "leave", P_NONE, I_NONE, 0, 0xc9, 0, C_W, C_W, 0, 0) \
    X(UD2, "ud2", P_NONE, I_NONE, F_0F, 0x0b, 0, C_W, C_W, 0, 0) \
    X(SYSCALL, "syscall", P_NONE, I_NONE, F_0F, 0x05, 0, C_W, C_W, 0, \
      REG_BIT(RAX) | REG_BIT(RCX) | REG_BIT(R11)) \
    X(REP_MOVSQ, "rep movsq", P_NONE, I_NONE, F_F3 | F_W8, 0xa5, 0, C_W, C_W, 0, \
      REG_BIT(RCX) | REG_BIT(RSI) | REG_BIT(RDI)) \
    X(REP_STOSQ, "rep stosq", P_NONE, I_NONE, F_F3 | F_W8, 0xab, 0, C_W, C_W, 0, \
      REG_BIT(RCX) | REG_BIT(RDI)) \
    /* floating */ \
    X(MOVA_RR, "movaps", P_LOAD_R, I_NONE, F_0F, 0x28, 0, C_X, C_X, MOP_MOVE, 0) \
    X(MOVS_RM, "mov%s", P_LOAD_M, I_NONE, F_SS | F_0F, 0x10, 0, C_X, C_X, 0, 0) \
    X(MOVS_MR, "mov%s", P_STORE, I_NONE, F_SS | F_0F, 0x11, 0, C_X, C_X, 0, 0) \
    X(FCONST, "mov%s", P_LOAD_M, I_NONE, F_SS | F_0F, 0x10, 0, C_X, C_X, MOP_REMAT, 0) \
    X(FZERO, "xorps", P_ZERO, I_NONE, F_0F, 0x57, 0, C_X, C_X, MOP_REMAT, 0) \
    X86_OP(X, ADDS, "add%s", F_SS | F_0F, 0x58, C_X, C_X, MOP_COMMUTES) \
    X86_OP(X, MULS, "mul%s", F_SS | F_0F, 0x59, C_X, C_X, MOP_COMMUTES) \
    X86_OP(X, SUBS, "sub%s", F_SS | F_0F, 0x5c, C_X, C_X, 0) \
    X86_OP(X, DIVS, "div%s", F_SS | F_0F, 0x5e, C_X, C_X, 0) \
    X86_LOAD(X, SQRTS, "sqrt%s", F_SS | F_0F, 0x51, C_X, C_X) \
    X(UCOMIS_RR, "ucomi%s", P_CMP_R, I_NONE, F_PD | F_0F | F_FLAGS, 0x2e, 0, C_X, C_X, 0, 0) \
    X(UCOMIS_RM, "ucomi%s", P_CMP_M, I_NONE, F_PD | F_0F | F_FLAGS, 0x2e, 0, C_X, C_X, 0, 0) \
    X86_OP(X, ANDPS, "andps", F_0F, 0x54, C_X, C_X, MOP_COMMUTES) \
    X86_OP(X, ANDNPS, "andnps", F_0F, 0x55, C_X, C_X, 0) \
    X86_OP(X, ORPS, "orps", F_0F, 0x56, C_X, C_X, MOP_COMMUTES) \
    X86_OP(X, XORPS, "xorps", F_0F, 0x57, C_X, C_X, MOP_COMMUTES) \
    X86_OP(X, CVTSI2SL, "cvtsi2%sl", F_SS | F_0F, 0x2a, C_X, C_L, 0) \
    X86_OP(X, CVTSI2SQ, "cvtsi2%sq", F_SS | F_0F | F_W8, 0x2a, C_X, C_Q, 0) \
    X86_LOAD(X, CVTTS2SIL, "cvtt%s2si", F_SS | F_0F, 0x2c, C_L, C_X) \
    X86_LOAD(X, CVTTS2SIQ, "cvtt%s2si", F_SS | F_0F | F_W8, 0x2c, C_Q, C_X) \
    X86_LOAD(X, CVTSS2SD, "cvtss2sd", F_F3 | F_0F, 0x5a, C_X, C_X) \
    X86_LOAD(X, CVTSD2SS, "cvtsd2ss", F_F2 | F_0F, 0x5a, C_X, C_X) \
    X(MOVD_XR, "mov%d", P_LOAD_R, I_NONE, F_66 | F_REXW | F_0F, 0x6e, 0, C_X, C_W, 0, 0) \
    X(MOVD_RX, "mov%d", P_MOVE_R, I_NONE, F_66 | F_REXW | F_0F, 0x7e, 0, C_X, C_W, 0, 0) \
    X(MOVUPS_RM, "movups", P_LOAD_M, I_NONE, F_0F, 0x10, 0, C_X, C_X, 0, 0) \
    X(MOVUPS_MR, "movups", P_STORE, I_NONE, F_0F, 0x11, 0, C_X, C_X, 0, 0) \
    X(MOVAPS_MR, "movaps", P_STORE, I_NONE, F_0F, 0x29, 0, C_X, C_X, 0, 0) \
    /* x87; AT&T syntax exchanges fsub and fsubr, fdiv and fdivr where the destination is not st(0) */ \
    X86_FPU_M(X, FLD32, "flds", 0xd9, 0) \
    X86_FPU_M(X, FLD64, "fldl", 0xdd, 0) \
    X86_FPU_M(X, FLD80, "fldt", 0xdb, 5) \
    X86_FPU_M(X, FSTP32, "fstps", 0xd9, 3) \
    X86_FPU_M(X, FSTP64, "fstpl", 0xdd, 3) \
    X86_FPU_M(X, FSTP80, "fstpt", 0xdb, 7) \
    X86_FPU_M(X, FILD32, "fildl", 0xdb, 0) \
    X86_FPU_M(X, FILD64, "fildll", 0xdf, 5) \
    X86_FPU_M(X, FISTP32, "fistpl", 0xdb, 3) \
    X86_FPU_M(X, FISTP64, "fistpll", 0xdf, 7) \
    X86_FPU_M(X, FADD32, "fadds", 0xd8, 0) \
    X86_FPU_M(X, FSUB32, "fsubs", 0xd8, 4) \
    X86_FPU_M(X, FLDCW, "fldcw", 0xd9, 5) \
    X86_FPU_M(X, FNSTCW, "fnstcw", 0xd9, 7) \
    X86_FPU(X, FADDP, "faddp", 0xde, 0xc1, 0) \
    X86_FPU(X, FMULP, "fmulp", 0xde, 0xc9, 0) \
    X86_FPU(X, FSUBP, "fsubrp", 0xde, 0xe9, 0) \
    X86_FPU(X, FDIVP, "fdivrp", 0xde, 0xf9, 0) \
    X86_FPU(X, FCHS, "fchs", 0xd9, 0xe0, 0) \
    X86_FPU(X, FABS, "fabs", 0xd9, 0xe1, 0) \
    X86_FPU(X, FUCOMIP, "fucomip %%st(1), %%st", 0xdf, 0xe9, F_FLAGS) \
    X86_FPU(X, FPOP, "fstp %%st(0)", 0xdd, 0xd8, 0)

#define X86_OP_NUMBER(name, text, pattern, imm, flags, opcode, digit, rc, mc, mop, defs) X_##name,
typedef enum X86Op { X86_OPS(X86_OP_NUMBER) X_COUNT } X86Op;

typedef struct X86Form {
    const char *text;
    uint8_t pattern;
    uint8_t imm;
    uint16_t flags;
    uint8_t opcode;
    uint8_t digit;
    uint8_t reg_class;
    uint8_t rm_class;
} X86Form;

extern const X86Form x86_forms[X_COUNT];

static inline bool x86_in_memory(unsigned pattern) {
    return pattern == P_LOAD_M || pattern == P_OP_M || pattern == P_CMP_M || pattern == P_STORE || pattern == P_M;
}

/* What a register field or operand of the instruction holds, by pattern. */
Reg x86_reg_operand(const MIns *ins);
Reg x86_rm_operand(const MIns *ins);

#endif
