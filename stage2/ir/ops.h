/* The operations of the intermediate representation: X(name, "name in dumps", flags). docs/IR.md says
   what each does. Operands a, b, c are values; `sub`, `imm`, `sym` as noted. */
#ifndef IR_OPS_H
#define IR_OPS_H

enum {
    OPF_EFFECT = 1,   /* must stay even if its result is not used */
    OPF_TERM = 2,     /* ends a block */
    OPF_COMMUTES = 4, /* a and b can change places */
    OPF_PURE = 8,     /* depends on its operands alone: may be numbered, moved, removed */
    OPF_READS = 16,   /* reads memory */
    OPF_WRITES = 32,  /* writes memory */
    OPF_LIST = 64     /* has operands in a list */
};

#define IR_OPS(X) \
    X(NOP, "nop", 0) \
    /* constants and addresses */ \
    X(CONST, "const", OPF_PURE)      /* imm; I32: sign-extended */ \
    X(FCONST, "fconst", OPF_PURE)    /* imm: the encoding */ \
    X(ADDR, "addr", OPF_PURE)        /* symbol sym, plus imm */ \
    X(SLOT, "slot", OPF_PURE)        /* stack slot sym, plus imm */ \
    X(BLOCKADDR, "blockaddr", OPF_PURE) /* imm: the block */ \
    X(PARAM, "param", 0)             /* imm: number in params; in the entry block, first. ARG_QUAD: stored at address a; ARG_BLOCK: the address of its bytes */ \
    X(PHI, "phi", OPF_LIST)          /* one value for each predecessor, in their order */ \
    X(COPY, "copy", OPF_PURE)        /* a */ \
    /* integers: I32, I64 */ \
    X(ADD, "add", OPF_PURE | OPF_COMMUTES) \
    X(SUB, "sub", OPF_PURE) \
    X(MUL, "mul", OPF_PURE | OPF_COMMUTES) \
    X(UMULH, "umulh", OPF_PURE | OPF_COMMUTES) /* I64 only: the high 64 bits of the 128-bit product */ \
    X(SMULH, "smulh", OPF_PURE | OPF_COMMUTES) \
    X(SDIV, "sdiv", OPF_EFFECT) \
    X(UDIV, "udiv", OPF_EFFECT) \
    X(SREM, "srem", OPF_EFFECT) \
    X(UREM, "urem", OPF_EFFECT) \
    X(AND, "and", OPF_PURE | OPF_COMMUTES) \
    X(OR, "or", OPF_PURE | OPF_COMMUTES) \
    X(XOR, "xor", OPF_PURE | OPF_COMMUTES) \
    X(SHL, "shl", OPF_PURE)          /* b: I32, taken modulo the width of a */ \
    X(SHR, "shr", OPF_PURE) \
    X(SAR, "sar", OPF_PURE) \
    X(NEG, "neg", OPF_PURE) \
    X(NOT, "not", OPF_PURE) \
    X(CLZ, "clz", OPF_PURE)          /* undefined for 0, as gcc's builtins */ \
    X(CTZ, "ctz", OPF_PURE) \
    X(POPCOUNT, "popcount", OPF_PURE) \
    X(BSWAP, "bswap", OPF_PURE)      /* sub: bits, 16, 32 or 64 */ \
    X(ICMP, "icmp", OPF_PURE)        /* sub: IrCond; result I32, 0 or 1 */ \
    X(SELECT, "select", OPF_PURE)    /* a (I32) != 0 ? b : c */ \
    /* floats: F32, F64 */ \
    X(FADD, "fadd", OPF_PURE | OPF_COMMUTES) \
    X(FSUB, "fsub", OPF_PURE) \
    X(FMUL, "fmul", OPF_PURE | OPF_COMMUTES) \
    X(FDIV, "fdiv", OPF_PURE) \
    X(FNEG, "fneg", OPF_PURE) \
    X(FABS, "fabs", OPF_PURE) \
    X(FSQRT, "fsqrt", OPF_PURE) \
    X(FCMP, "fcmp", OPF_PURE)        /* sub: IrCond, ordered or not; result I32 */ \
    /* conversions */ \
    X(SEXT, "sext", OPF_PURE)        /* sub: bits of a that count, 8, 16, 32; I32 or I64 to type */ \
    X(ZEXT, "zext", OPF_PURE) \
    X(TRUNC, "trunc", OPF_PURE)      /* I64 to I32 */ \
    X(SITOF, "sitof", OPF_PURE)      /* I32, I64 to F32, F64 */ \
    X(UITOF, "uitof", OPF_PURE) \
    X(FTOSI, "ftosi", OPF_PURE)      /* toward zero */ \
    X(FTOUI, "ftoui", OPF_PURE) \
    X(FEXT, "fext", OPF_PURE)        /* F32 to F64 */ \
    X(FTRUNC, "ftrunc", OPF_PURE)    /* F64 to F32 */ \
    X(BITCAST, "bitcast", OPF_PURE)  /* between I32 and F32, I64 and F64 */ \
    /* memory: sub is an IrMem, address a + imm */ \
    X(LOAD, "load", OPF_READS) \
    X(STORE, "store", OPF_EFFECT | OPF_WRITES)    /* value b */ \
    X(MEMCPY, "memcpy", OPF_EFFECT | OPF_READS | OPF_WRITES) /* to a, from b, imm bytes, sub: log2 of the alignment; do not overlap unless equal */ \
    X(MEMZERO, "memzero", OPF_EFFECT | OPF_WRITES) /* at a, imm bytes, sub: log2 of the alignment */ \
    /* long double, always in memory: operands are addresses of 16-byte objects */ \
    X(LDADD, "ldadd", OPF_EFFECT | OPF_READS | OPF_WRITES) /* *a = *b + *c */ \
    X(LDSUB, "ldsub", OPF_EFFECT | OPF_READS | OPF_WRITES) \
    X(LDMUL, "ldmul", OPF_EFFECT | OPF_READS | OPF_WRITES) \
    X(LDDIV, "lddiv", OPF_EFFECT | OPF_READS | OPF_WRITES) \
    X(LDNEG, "ldneg", OPF_EFFECT | OPF_READS | OPF_WRITES) /* *a = -*b */ \
    X(LDABS, "ldabs", OPF_EFFECT | OPF_READS | OPF_WRITES) \
    X(LDCMP, "ldcmp", OPF_EFFECT | OPF_READS)  /* *a sub *b: I32 */ \
    X(LDFROM, "ldfrom", OPF_EFFECT | OPF_WRITES) /* *a = b, of any type; sub: 1 if an unsigned integer */ \
    X(LDTO, "ldto", OPF_EFFECT | OPF_READS)    /* *a to the result's type; sub: 1 if to an unsigned integer */ \
    /* calls and the frame */ \
    X(CALL, "call", OPF_EFFECT | OPF_READS | OPF_WRITES | OPF_LIST) /* callee: symbol sym, or value a if sym is 0; list: pairs (value, number in locs); imm: CALL_… flags */ \
    X(RESULT, "result", 0)           /* a: the call, imm: number in locs; directly behind it. ARG_QUAD, ARG_X87: stored at address b */ \
    X(ALLOCA, "alloca", OPF_EFFECT)  /* a bytes (I64) of the stack, aligned to 16 */ \
    X(VASTART, "vastart", OPF_EFFECT | OPF_WRITES) /* a: address of the va_list */ \
    X(FRAMEADDR, "frameaddr", OPF_EFFECT) /* imm: level */ \
    X(RETADDR, "retaddr", OPF_EFFECT) /* imm: level */ \
    X(CFA, "cfa", OPF_EFFECT)        /* DWARF's canonical frame address: sp before the call */ \
    X(SYSCALL, "syscall", OPF_EFFECT | OPF_READS | OPF_WRITES | OPF_LIST) /* list: number, up to 6 arguments, I64; result I64 */ \
    /* terminators: successors in Block.succ */ \
    X(JUMP, "jump", OPF_TERM) \
    X(BRANCH, "branch", OPF_TERM)    /* a (I32) != 0: succ[0], else succ[1] */ \
    X(SWITCH, "switch", OPF_TERM | OPF_LIST) /* a (I32, I64); succ[0]: default; list: of case i, low and high half of its value, number of its successor */ \
    X(IJUMP, "ijump", OPF_TERM)      /* to address a; succ: every block whose address is taken */ \
    X(RET, "ret", OPF_TERM | OPF_LIST) /* list: pairs (value, number in locs) */ \
    X(TRAP, "trap", OPF_TERM)        /* never returns: an undefined instruction */ \
    X(UNREACHABLE, "unreachable", OPF_TERM)

#endif
