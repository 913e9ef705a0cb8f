/* Registers of x86-64 (mir.h numbers them: the machine's number is r - 1, and r - REG_FLOAT for xmm), and what
   the parts of this target share. */
#ifndef X86_64_REGS_H
#define X86_64_REGS_H

#include "../target.h"

enum {
    RAX = 1,
    RCX,
    RDX,
    RBX,
    RSP,
    RBP,
    RSI,
    RDI,
    R8,
    R9,
    R10,
    R11,
    R12,
    R13,
    R14,
    R15,
    XMM0 = REG_FLOAT
};

#define RED_ZONE 128 /* SysV ABI 3.2.2 */

/* MIns.extra of instructions that address memory. */
enum {
    MX_INCOMING = 1, /* relative to the incoming argument area, which begins at the canonical frame address */
    MX_OUT = 2,      /* the address is behind the outgoing argument area: its size is added */
    MX_TPOFF = 3,    /* sym is a variable of the thread: its offset from the thread pointer, use[1] */
    MX_GOTTPOFF = 4  /* sym is one of elsewhere: the word of the GOT that holds this offset */
};

/* The machine's condition codes (Intel SDM vol. 2, appendix B.1), MIns.cond. */
enum {
    CC_O,
    CC_NO,
    CC_B,
    CC_AE,
    CC_E,
    CC_NE,
    CC_BE,
    CC_A,
    CC_S,
    CC_NS,
    CC_P,
    CC_NP,
    CC_L,
    CC_GE,
    CC_LE,
    CC_G
};

/* The integer and floating argument registers (SysV ABI 3.2.3). */
extern const Reg x86_int_args[6];

extern const MOpInfo x86_op_info[];

/* select.c */
void x86_select(MFunc *m, IrFunc *f);
/* emit.c */
void x86_emit(MFunc *m, CodeOut *out);
/* abi.c: as in Abi (abi.h) */
void x86_argument(AbiState *state, const AbiType *type, bool named, AbiPass *pass);
void x86_result(const AbiType *type, AbiPass *pass);
void x86_result_pointer(AbiState *state, ArgLoc *loc);
Val x86_va_arg(IrFunc *f, Val list, const AbiType *type);

#endif
