/* The frame of a function, and the state of writing it out (frame.c, emit.c). */
#ifndef X86_64_FRAME_H
#define X86_64_FRAME_H

#include "encode.h"

/* From higher to lower addresses: incoming arguments, return address, saved rbp if it is the frame pointer, saved registers,
   then `size` bytes: slots, and at the lowest address the outgoing arguments. */
typedef struct Frame {
    Reg base;          /* RBP, or RSP */
    Reg saved[6];      /* in the order in which they are pushed */
    unsigned saved_count;
    uint32_t size;
    bool adjusts;      /* rsp is moved by `size`; else the slots are in the red zone */
    int32_t incoming;  /* canonical frame address, from the base */
    bool has_alloca;   /* rsp moves */
    bool realigns;     /* rsp is rounded down in the prologue */
} Frame;

/* Sets the offsets of the slots, from the base register. */
void x86_frame(MFunc *m, Frame *frame);
/* Replaces slots and other parts of the frame in the address of an instruction. */
void x86_resolve(const MFunc *m, const Frame *frame, MIns *ins);
/* Fill `out` with at most MAX_FRAME_INS instructions; their number. */
#define MAX_FRAME_INS 32
unsigned x86_prologue(const MFunc *m, const Frame *frame, MIns *out);
unsigned x86_epilogue(const Frame *frame, MIns *out);

#endif
