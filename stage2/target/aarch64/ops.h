/* The instructions of AArch64 that samara uses: X(name, "mnemonic", format, code, MOP_… flags, implicit
   defs). `code` is the encoding with all operands zero, in its 32-bit form (Arm ARM C6.2, C7.2); `format`
   names the operands (aarch64.h) and is what encode.c and asmtext.c go by. Formats from PSEUDO on are
   several instructions, which frame.c writes out. */
#ifndef A64_OPS_H
#define A64_OPS_H

#define A64_OPS(X) \
    X(NOP, "nop", NONE, 0xd503201f, 0, 0) \
    /* moves */ \
    X(MOV, "mov", MOV, 0x2a0003e0, MOP_MOVE, 0) \
    X(FMOV, "fmov", FF, 0x1e204000, MOP_MOVE, 0) \
    X(MOVSP, "mov", MOVSP, 0x11000000, 0, 0) \
    X(MOVZ, "movz", MOVW, 0x52800000, 0, 0) \
    X(MOVN, "movn", MOVW, 0x12800000, 0, 0) \
    X(MOVK, "movk", MOVW, 0x72800000, MOP_TIED, 0) \
    /* register and shifted register */ \
    X(ADD, "add", SHIFTED, 0x0b000000, 0, 0) \
    X(ADDS, "adds", SHIFTED, 0x2b000000, 0, 0) \
    X(SUB, "sub", SHIFTED, 0x4b000000, 0, 0) \
    X(SUBS, "subs", SHIFTED, 0x6b000000, 0, 0) \
    X(AND, "and", SHIFTED, 0x0a000000, 0, 0) \
    X(ANDS, "ands", SHIFTED, 0x6a000000, 0, 0) \
    X(BIC, "bic", SHIFTED, 0x0a200000, 0, 0) \
    X(ORR, "orr", SHIFTED, 0x2a000000, 0, 0) \
    X(ORN, "orn", SHIFTED, 0x2a200000, 0, 0) \
    X(EOR, "eor", SHIFTED, 0x4a000000, 0, 0) \
    X(EON, "eon", SHIFTED, 0x4a200000, 0, 0) \
    /* register and extended register */ \
    X(ADDX, "add", EXTENDED, 0x0b200000, 0, 0) \
    X(ADDSX, "adds", EXTENDED, 0x2b200000, 0, 0) \
    X(SUBX, "sub", EXTENDED, 0x4b200000, 0, 0) \
    X(SUBSX, "subs", EXTENDED, 0x6b200000, 0, 0) \
    /* immediates */ \
    X(ADDI, "add", IMM12, 0x11000000, 0, 0) \
    X(ADDSI, "adds", IMM12, 0x31000000, 0, 0) \
    X(SUBI, "sub", IMM12, 0x51000000, 0, 0) \
    X(SUBSI, "subs", IMM12, 0x71000000, 0, 0) \
    X(ANDI, "and", LOGIMM, 0x12000000, 0, 0) \
    X(ORRI, "orr", LOGIMM, 0x32000000, 0, 0) \
    X(EORI, "eor", LOGIMM, 0x52000000, 0, 0) \
    X(ANDSI, "ands", LOGIMM, 0x72000000, 0, 0) \
    X(SBFM, "sbfm", BITFIELD, 0x13000000, 0, 0) \
    X(BFM, "bfm", BITFIELD, 0x33000000, MOP_TIED, 0) \
    X(UBFM, "ubfm", BITFIELD, 0x53000000, 0, 0) \
    X(EXTR, "extr", EXTRACT, 0x13800000, 0, 0) \
    /* three and four registers */ \
    X(UDIV, "udiv", RRR, 0x1ac00800, 0, 0) \
    X(SDIV, "sdiv", RRR, 0x1ac00c00, 0, 0) \
    X(LSLV, "lsl", RRR, 0x1ac02000, 0, 0) \
    X(LSRV, "lsr", RRR, 0x1ac02400, 0, 0) \
    X(ASRV, "asr", RRR, 0x1ac02800, 0, 0) \
    X(RORV, "ror", RRR, 0x1ac02c00, 0, 0) \
    X(SMULH, "smulh", RRR, 0x1b407c00, 0, 0) \
    X(UMULH, "umulh", RRR, 0x1bc07c00, 0, 0) \
    X(MADD, "madd", RRRR, 0x1b000000, 0, 0) \
    X(MSUB, "msub", RRRR, 0x1b008000, 0, 0) \
    X(SMADDL, "smaddl", LONG, 0x9b200000, 0, 0) \
    X(SMSUBL, "smsubl", LONG, 0x9b208000, 0, 0) \
    X(UMADDL, "umaddl", LONG, 0x9ba00000, 0, 0) \
    X(UMSUBL, "umsubl", LONG, 0x9ba08000, 0, 0) \
    /* one register */ \
    X(RBIT, "rbit", RR, 0x5ac00000, 0, 0) \
    X(REV16, "rev16", RR, 0x5ac00400, 0, 0) \
    X(REV, "rev", RR, 0x5ac00800, 0, 0) \
    X(CLZ, "clz", RR, 0x5ac01000, 0, 0) \
    /* conditional */ \
    X(CSEL, "csel", CSEL, 0x1a800000, 0, 0) \
    X(CSINC, "csinc", CSEL, 0x1a800400, 0, 0) \
    X(CSINV, "csinv", CSEL, 0x5a800000, 0, 0) \
    X(CSNEG, "csneg", CSEL, 0x5a800400, 0, 0) \
    X(CCMP, "ccmp", CCMP, 0x7a400000, 0, 0) \
    X(CCMPI, "ccmp", CCMPI, 0x7a400800, 0, 0) \
    X(CCMNI, "ccmn", CCMPI, 0x3a400800, 0, 0) \
    /* memory */ \
    X(LDRB, "ldrb", LOAD, 0x39400000, 0, 0) \
    X(LDRSB, "ldrsb", LOAD, 0x39c00000, 0, 0) \
    X(LDRH, "ldrh", LOAD, 0x79400000, 0, 0) \
    X(LDRSH, "ldrsh", LOAD, 0x79c00000, 0, 0) \
    X(LDRSW, "ldrsw", LOAD, 0xb9800000, 0, 0) \
    X(LDR, "ldr", LOAD, 0xb9400000, 0, 0) \
    X(LDRF, "ldr", LOAD, 0xbd400000, 0, 0) \
    X(STRB, "strb", STORE, 0x39000000, 0, 0) \
    X(STRH, "strh", STORE, 0x79000000, 0, 0) \
    X(STR, "str", STORE, 0xb9000000, 0, 0) \
    X(STRF, "str", STORE, 0xbd000000, 0, 0) \
    X(STP, "stp", PAIR, 0x29000000, 0, 0) \
    X(LDP, "ldp", PAIR, 0x29400000, 0, 0) \
    X(STPF, "stp", PAIR, 0x2d000000, 0, 0) \
    X(LDPF, "ldp", PAIR, 0x2d400000, 0, 0) \
    X(ADRP, "adrp", ADRP, 0x90000000, MOP_REMAT, 0) \
    X(ADDLO, "add", ADDLO, 0x91000000, 0, 0) \
    X(MRSTP, "mrs", MRSTP, 0xd53bd040, 0, 0) \
    X(ADDTPHI, "add", ADDTP, 0x91400000, 0, 0) \
    X(ADDTPLO, "add", ADDTP, 0x91000000, 0, 0) \
    X(ADR, "adr", ADR, 0x10000000, MOP_REMAT, 0) \
    /* floating point */ \
    X(FADD, "fadd", FFF, 0x1e202800, 0, 0) \
    X(FSUB, "fsub", FFF, 0x1e203800, 0, 0) \
    X(FMUL, "fmul", FFF, 0x1e200800, 0, 0) \
    X(FNMUL, "fnmul", FFF, 0x1e208800, 0, 0) \
    X(FDIV, "fdiv", FFF, 0x1e201800, 0, 0) \
    X(FABS, "fabs", FF, 0x1e20c000, 0, 0) \
    X(FNEG, "fneg", FF, 0x1e214000, 0, 0) \
    X(FSQRT, "fsqrt", FF, 0x1e21c000, 0, 0) \
    X(FCVTSD, "fcvt", FCVT, 0x1e22c000, 0, 0) \
    X(FCVTDS, "fcvt", FCVT, 0x1e624000, 0, 0) \
    X(FCMP, "fcmp", FCMP, 0x1e202000, 0, 0) \
    X(FCMPZ, "fcmp", FCMPZ, 0x1e202008, 0, 0) \
    X(FCSEL, "fcsel", FCSEL, 0x1e200c00, 0, 0) \
    X(FMOVI, "fmov", FMOVI, 0x1e201000, MOP_REMAT, 0) \
    X(SCVTF, "scvtf", INTF, 0x1e220000, 0, 0) \
    X(UCVTF, "ucvtf", INTF, 0x1e230000, 0, 0) \
    X(FCVTZS, "fcvtzs", FINT, 0x1e380000, 0, 0) \
    X(FCVTZU, "fcvtzu", FINT, 0x1e390000, 0, 0) \
    X(FMOVTO, "fmov", INTF, 0x1e270000, 0, 0) \
    X(FMOVFROM, "fmov", FINT, 0x1e260000, 0, 0) \
    X(MOVIZERO, "movi", VZERO, 0x2f00e400, MOP_REMAT, 0) \
    X(CNT, "cnt", VCNT, 0x0e205800, 0, 0) \
    X(ADDV, "addv", VADDV, 0x0e31b800, 0, 0) \
    /* control */ \
    X(B, "b", JUMP, 0x14000000, MOP_BRANCH, 0) \
    X(BCOND, "b", BCOND, 0x54000000, MOP_BRANCH, 0) \
    X(CBZ, "cbz", CBZ, 0x34000000, MOP_BRANCH, 0) \
    X(CBNZ, "cbnz", CBZ, 0x35000000, MOP_BRANCH, 0) \
    X(TBZ, "tbz", TBZ, 0x36000000, MOP_BRANCH, 0) \
    X(TBNZ, "tbnz", TBZ, 0x37000000, MOP_BRANCH, 0) \
    X(BR, "br", BR, 0xd61f0000, MOP_BRANCH, 0) \
    X(BL, "bl", BL, 0x94000000, MOP_CALL, 0) \
    X(BLR, "blr", BR, 0xd63f0000, MOP_CALL, 0) \
    X(BSYM, "b", BL, 0x14000000, MOP_BRANCH, 0) \
    X(RETURN, "ret", NONE, 0xd65f03c0, MOP_BRANCH, 0) \
    X(BRK, "brk", BRK, 0xd4200000, MOP_BRANCH, 0) \
    X(SVC, "svc", SVC, 0xd4000001, 0, REG_BIT(R_X(0))) \
    /* several instructions */ \
    X(MOVI, "mov", CONST, 0, MOP_REMAT, 0) \
    X(FCONST, "fconst", CONST, 0, MOP_REMAT, 0) \
    X(LEA, "lea", LEA, 0, MOP_REMAT, 0) \
    X(LADDR, "laddr", LADDR, 0, MOP_REMAT, 0) \
    X(BADDR, "baddr", BADDR, 0, MOP_REMAT, 0) \
    X(JTAB, "jtab", JTAB, 0, MOP_BRANCH, 0) \
    X(EPILOGUE, "epilogue", EPILOGUE, 0, MOP_BRANCH, 0) \
    X(TAIL, "tail", TAIL, 0, MOP_BRANCH, 0) \
    X(ALLOCA, "alloca", ALLOCA, 0, 0, 0)

#endif
