/* The records of text (docs/P1.md, "The reference interpreter") to a form in which they can
   be executed without looking at them twice: registers are checked, branches know the number
   of the record they go to. What is no record is kept as OP_INVALID, for data may lie between
   functions. */
#include "parts.h"

size_t rn_index(uint64_t target, uint64_t address, size_t count) {
    uint64_t offset = target - address;
    uint64_t index = offset / RECORD_SIZE;
    return offset % RECORD_SIZE == 0 && index < count ? (size_t)index : count;
}

static void decode_record(const unsigned char *bytes, uint64_t address, size_t count, Record *record) {
    uint64_t imm = rn_get(bytes + 8, 8);
    int op = bytes[0] < OP_INVALID ? bytes[0] : OP_INVALID;
    /* What may name the stack pointer: a base, and the source of mov and addi. */
    bool sp_as_a = op == OP_MOV || op == OP_ADDI || (op >= OP_LDS1 && op <= OP_ST8);
    int last_a = sp_as_a ? SP : SP - 1;
    bool valid = bytes[1] < SP && bytes[2] <= last_a && bytes[3] < SP && rn_get(bytes + 4, 4) == 0;
    if ((op >= OP_B && op <= OP_BLEU) || op == OP_CALL || op == OP_TAIL) {
        imm = rn_index(imm, address, count);
        valid = valid && imm < count;
    }
    record->op = (unsigned char)(valid ? op : OP_INVALID);
    record->d = bytes[1];
    record->a = bytes[2];
    record->b = bytes[3];
    record->imm = imm;
}

Record *rn_decode(const unsigned char *text, size_t count, uint64_t address) {
    Record *records = allocate(count * sizeof records[0]);
    for (size_t i = 0; i < count; i++)
        decode_record(text + i * RECORD_SIZE, address, count, &records[i]);
    return records;
}
