/* One instruction as bytes or as text (encode.c, asmtext.c), from the same table (ops.h). Addresses must be final:
   no slots. */
#ifndef X86_64_ENCODE_H
#define X86_64_ENCODE_H

#include "ops.h"

#define MAX_INS_BYTES 16 /* Intel SDM: at most 15 */

typedef struct Encoder {
    Obj *obj;
    uint32_t section;
    const unsigned char *start; /* of the section's bytes: relocations count from here */
} Encoder;

/* Writes at `p` and returns the end. Not for P_JUMP. */
unsigned char *x86_encode(const Encoder *e, unsigned char *p, const MIns *ins);

/* How names of blocks begin in text: a number that is unique to the function follows, "_" and the block. */
#define BLOCK_LABEL ".LB"

/* A line of text; `function` is the number in labels. */
void x86_print(Buf *out, const Obj *obj, uint32_t function, const MIns *ins);

/* MOV_I's forms. */
typedef enum MoveForm { MOVE_32, MOVE_SIGNED, MOVE_64 } MoveForm;
MoveForm x86_move_form(const MIns *ins);

#endif
