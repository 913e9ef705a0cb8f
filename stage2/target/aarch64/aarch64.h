/* What the files of the AArch64 target share: registers, operations, the meaning of an instruction's fields,
   and the state of emission. Nothing outside this folder includes it. */
#ifndef AARCH64_H
#define AARCH64_H

#include "../target.h"
#include "ops.h"

/* Registers (mir.h): x0 to x30 are 1 to 31, 32 is sp or the zero register, as the instruction has it
   (Arm ARM C1.2.5); v0 to v31 are 33 to 64. x16 belongs to emission, x17 to parallel moves and tail calls,
   x18 to the platform (AAPCS64 6.1.1), x29 and x30 to the frame record; v29 to parallel moves, v30 and v31
   to copies. */
#define R_X(n) ((n) + 1)
#define R_V(n) ((n) + REG_FLOAT)
#define R_IP0 R_X(16)
#define R_IP1 R_X(17)
#define R_FP R_X(29)
#define R_LR R_X(30)
#define R_ZR 32
#define R_SP 32
#define R_COPY R_V(30)
#define R_COPY2 R_V(31)

#define A64_OP_NUMBER(name, text, format, code, flags, defs) A_##name,
typedef enum A64Op { A64_OPS(A64_OP_NUMBER) A_COUNT } A64Op;

/* Operands of MIns by format. Unless said otherwise def is the first register operand, use[0] and on the
   others, width 4 or 8 their size. */
typedef enum A64Format {
    FMT_NONE,
    FMT_MOV,
    FMT_MOVSP,    /* one of both is sp */
    FMT_MOVW,     /* imm: 16 bits, scale: shift; movk: use[0] tied */
    FMT_SHIFTED,  /* extra: SH_…, imm: amount */
    FMT_EXTENDED, /* extra: EXT_…, imm: amount 0 to 4 */
    FMT_IMM12,    /* imm: 12 bits, or 12 bits shifted by 12; registers may be sp */
    FMT_LOGIMM,   /* imm: a bitmask immediate, its low 32 bits if width is 4 */
    FMT_BITFIELD, /* imm: immr, extra: imms; bfm: use[0] tied, use[1] the source */
    FMT_EXTRACT,  /* imm: lsb */
    FMT_RRR,
    FMT_RRRR,
    FMT_LONG, /* x, w, w, x */
    FMT_RR,
    FMT_CSEL,  /* cond */
    FMT_CCMP,  /* cond, extra: nzcv */
    FMT_CCMPI, /* imm: 0 to 31 in place of use[1] */
    FMT_LOAD,  /* address as below; floats: width 4, 8, 16 */
    FMT_STORE, /* value use[2] */
    FMT_PAIR,  /* ldp: def and use[1] are written; stp: use[2] and use[1]; base use[0], disp, AM_PRE,
                  AM_POST */
    FMT_ADRP,  /* sym, disp */
    FMT_ADDLO, /* use[0], sym, disp */
    FMT_MRSTP, /* def = tpidr_el0 */
    FMT_ADDTP, /* use[0], sym, disp: an offset from the thread pointer */
    FMT_ADR,   /* target: a block; 0: the table that follows */
    FMT_FFF,
    FMT_FF,
    FMT_FCVT,
    FMT_FCMP,
    FMT_FCMPZ,
    FMT_FCSEL,
    FMT_FMOVI, /* imm: the encoding of the value, of width bytes */
    FMT_INTF,  /* def float of width scale, use[0] integer of width */
    FMT_FINT,  /* def integer of width, use[0] float of width scale */
    FMT_VZERO, /* width 16: all of the register */
    FMT_VCNT,
    FMT_VADDV,
    FMT_JUMP,
    FMT_BCOND, /* cond */
    FMT_CBZ,
    FMT_TBZ, /* imm: bit */
    FMT_BR,  /* use[0] */
    FMT_BL,  /* sym */
    FMT_BRK, /* imm */
    FMT_SVC,
    FMT_PSEUDO,
    FMT_CONST = FMT_PSEUDO, /* imm, or sym and disp to load from */
    FMT_LEA,                /* def = address (below) of a slot or argument area */
    FMT_LADDR,              /* def = sym + disp */
    FMT_BADDR,              /* def = address of block target */
    FMT_JTAB,               /* use[0]: index below the count; imm: the address of an A64Table */
    FMT_EPILOGUE,           /* restores registers and returns */
    FMT_TAIL,               /* the same, and jumps to sym or x17 */
    FMT_ALLOCA              /* def = address of use[0] bytes */
} A64Format;

typedef struct A64Info {
    uint8_t format;
    uint32_t code;
    const char *text;
} A64Info;

extern const A64Info a64_info[A_COUNT];

typedef struct A64Table {
    uint32_t count;
    uint32_t *targets; /* blocks */
} A64Table;

/* Addresses: use[0] + disp; with use[1]: use[0] + (use[1] extended as extra says << scale); with sym:
   use[0] (the page from ADRP) + the low 12 bits of sym + disp; with slot: the slot + disp; or as these
   flags of extra say. */
enum {
    AM_IN = 0x100,   /* incoming argument area + disp */
    AM_OUT = 0x200,  /* outgoing argument area + disp */
    AM_PRE = 0x400,  /* base += disp before */
    AM_POST = 0x800  /* and after the access */
};

enum { SH_LSL, SH_LSR, SH_ASR, SH_ROR };
enum { EXT_UXTB, EXT_UXTH, EXT_UXTW, EXT_UXTX, EXT_SXTB, EXT_SXTH, EXT_SXTW, EXT_SXTX };

/* Conditions (Arm ARM C1.2.4); the opposite differs in the lowest bit. */
enum { C_EQ, C_NE, C_CS, C_CC, C_MI, C_PL, C_VS, C_VC, C_HI, C_LS, C_GE, C_LT, C_GT, C_LE };

enum {
    MF_SINGLE = 0x40, /* an access that must not become part of a pair: volatile */
    MF_FAR = 0x80     /* a conditional branch whose target is too far away */
};

/* ---- imm.c ---- */

/* The fields N:immr:imms of a bitmask immediate, or -1. */
int a64_logical(uint64_t value, unsigned width);
bool a64_imm12(int64_t value);
/* imm8 of fmov, or -1. */
int a64_fmov8(uint64_t bits, unsigned width);
/* Number of instructions that load the constant. */
unsigned a64_const_cost(uint64_t value, unsigned width);
/* Offset fits an access of 1 << log2 bytes without help. */
bool a64_offset_fits(int64_t offset, unsigned log2);

/* ---- emission ---- */

typedef struct A64Fix {
    uint32_t at;     /* offset of the instruction in the function */
    uint32_t target; /* block */
    uint32_t ins;    /* number of the instruction, to set MF_FAR */
    uint32_t base;   /* of a table entry: the table; else 0 */
    uint8_t format;
} A64Fix;

/* The frame, from high to low addresses:
     incoming arguments            <- the caller's sp (CFA)
     [locals, if merged]
     callee-saved registers
     x29, x30                      <- x29, if there is a record
     [locals, if not merged]
     outgoing arguments            <- sp
   `head` is from CFA to the record, `tail` from there to sp. */
typedef struct A64Frame {
    bool record;
    bool merged;     /* locals lie above the record: reached by one stp with write-back */
    bool fp_based;   /* slots are found from x29, because sp moves */
    uint64_t head;
    uint64_t tail;
    Reg saved[20];   /* callee-saved registers, integer ones first */
    unsigned ints;
    unsigned floats;
    int64_t locals;  /* offset of the slots from x29 (which, without record, is sp + tail) */
} A64Frame;

typedef struct A64Emit {
    MFunc *m;
    CodeOut *out;
    Buf *code;     /* of the section */
    uint64_t start;
    Buf *text;     /* assembly instead, or NULL */
    uint32_t section;
    uint32_t *where;   /* block: offset in the function */
    uint32_t *forward; /* block: itself, or the block that it only jumps to */
    A64Fix *fixes;
    uint32_t fix_count;
    size_t fix_room;
    uint32_t current;  /* number of the instruction */
    uint32_t label;    /* function's part of the names of its labels */
    uint32_t tables;   /* labels of jump tables so far */
    A64Frame frame;
} A64Emit;

/* One real instruction: bytes or text (encode.c, asmtext.c). */
void a64_put(A64Emit *e, const MIns *i);
void a64_word(A64Emit *e, uint32_t word);
void a64_asm(A64Emit *e, const MIns *i);
void a64_asm_label(A64Emit *e, uint32_t block);
void a64_asm_table(A64Emit *e, const A64Table *t, unsigned label);
/* The instruction `i` may reach memory anywhere: log2 of the size that it reads or writes. */
unsigned a64_access_log2(const MIns *i);
void a64_fix(A64Emit *e, unsigned format, uint32_t target, uint32_t base);

/* frame.c */
void a64_frame_layout(A64Emit *e);
void a64_prologue(A64Emit *e);
/* Any instruction, real or not, with frame addresses settled. */
void a64_lower(A64Emit *e, MIns *i);
/* Two neighbouring loads or stores as one; false if they cannot be. */
bool a64_pair(A64Emit *e, const MIns *a, const MIns *b, MIns *out);
void a64_emit(MFunc *m, CodeOut *out);

/* select.c */
void a64_select(MFunc *m, IrFunc *f);

/* abi.c */
void a64_argument(AbiState *state, const AbiType *type, bool named, AbiPass *pass);
void a64_result(const AbiType *type, AbiPass *pass);
void a64_result_pointer(AbiState *state, ArgLoc *loc);
Val a64_va_arg(IrFunc *f, Val list, const AbiType *type);

#endif
