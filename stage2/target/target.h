/* A target: the only door to a machine. x86_64/target.c and aarch64/target.c fill it. */
#ifndef TARGET_H
#define TARGET_H

#include "abi.h"
#include "facts.h"
#include "mir.h"

/* Rows for the debugger's line table: code at `offset` of `section` comes from `loc`. */
typedef struct LineRow {
    uint32_t section;
    uint32_t offset;
    Loc loc; /* 0: end of a function's code */
} LineRow;

typedef struct CodeOut {
    Obj *obj;
    LineRow *rows; /* with -g; grown */
    size_t row_count;
    size_t row_room;
    bool want_rows;
    Buf *text;     /* -S: assembly instead of bytes; NULL otherwise */
    Diag *diag;    /* for .loc and limits */
    /* -S -g: writes the directive .loc for what follows (debug/text.c); NULL otherwise */
    void (*write_loc)(struct CodeOut *out, Loc loc);
    void *loc_state;
} CodeOut;

typedef struct Target {
    TargetFacts facts;
    Abi abi;
    RegModel regs;
    /* MIR of the function; the IR has no critical edges, is clean and its uses are counted. */
    void (*select)(MFunc *m, IrFunc *f);
    /* After allocation: lays out the frame, makes prologue and epilogues, encodes into the function's section with
       relocations, sets the symbol's section, value, size; or writes text. Short branches where they reach. */
    void (*emit)(MFunc *m, CodeOut *out);
    /* Relocation types for data: a 64-bit and a 32-bit absolute address, a 32-bit PC-relative one. */
    uint32_t reloc_abs64;
    uint32_t reloc_abs32;
    uint32_t reloc_pc32;
    const char *comment; /* of its assembler syntax, for -S */
} Target;

extern const Target target_x86_64;
extern const Target target_aarch64;

/* The target of this name or triple's first part ("x86_64-linux-musl", "arm64"…), or NULL. */
const Target *target_find(const char *name);

/* The whole back end for one function: facts, selection, allocation, emission. `m` keeps its memory for the next. */
void target_function(const Target *t, MFunc *m, IrFunc *f, CodeOut *out);

/* SWITCHes become comparisons and dense tables (switch.c): what select sees has operand a of type I64, known to be
   in 0 … imm - 1; true if there were any: use counts are to be made again. Part of target_function. */
bool switch_lower(IrFunc *f);

/* A constant of 4, 8 or 16 bytes in a mergeable read-only section; equal ones are shared. */
uint32_t const_symbol(Obj *obj, const void *bytes, unsigned size);

#endif
