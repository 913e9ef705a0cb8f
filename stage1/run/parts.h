/* What the files of the interpreter share. */
#ifndef RUN_PARTS_H
#define RUN_PARTS_H

#include "run.h"

/* ======== decode.c ======== */

#define RECORD_SIZE 16
/* The stack pointer. */
#define SP 11

/* The operations in the order of their numbers. */
enum {
    OP_LI, OP_LA, OP_MOV, OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_REM, OP_DIVU, OP_REMU,
    OP_AND, OP_OR, OP_XOR, OP_SHL, OP_SHR, OP_SAR,
    OP_ADDI, OP_ANDI, OP_ORI, OP_XORI, OP_SHLI, OP_SHRI, OP_SARI, OP_NEG, OP_COM,
    OP_SX1, OP_SX2, OP_SX4, OP_ZX1, OP_ZX2, OP_ZX4,
    OP_SEQ, OP_SNE, OP_SLT, OP_SLE, OP_SLTU, OP_SLEU,
    OP_LDS1, OP_LDS2, OP_LDS4, OP_LDU1, OP_LDU2, OP_LDU4, OP_LD8,
    OP_ST1, OP_ST2, OP_ST4, OP_ST8,
    OP_B, OP_BZ, OP_BNZ, OP_BEQ, OP_BNE, OP_BLT, OP_BLE, OP_BLTU, OP_BLEU,
    OP_JR, OP_CALL, OP_CALLR, OP_TAIL, OP_TAILR, OP_ENTER, OP_LEAVE, OP_RET, OP_SYSCALL,
    OP_INVALID
};

typedef struct Record {
    unsigned char op;
    unsigned char d;
    unsigned char a;
    unsigned char b;
    /* The immediate, offset or address; for a branch, the number of the record it goes to. */
    uint64_t imm;
} Record;

/* The number of the record at `target`, of `count` records from `address` on; `count` if
   there is none. */
size_t rn_index(uint64_t target, uint64_t address, size_t count);
/* The `count` records of `text`, which begins at `address`. */
Record *rn_decode(const unsigned char *text, size_t count, uint64_t address);

/* ======== memory.c ======== */

typedef struct Memory {
    const unsigned char *fixed;
    uint64_t fixed_size;
    uint64_t fixed_base;
    unsigned char *variable;
    uint64_t variable_size;
    uint64_t variable_room;
    uint64_t variable_base;
    /* The lowest address of the stack. */
    uint64_t stack_end;
    /* The end of the stack and beginning of the heap. */
    uint64_t heap;
} Memory;

/* Little-endian numbers. */
uint64_t rn_get(const unsigned char *bytes, unsigned size);
void rn_put(unsigned char *bytes, unsigned size, uint64_t value);
void rn_memory(Memory *memory, const Image *image);
/* The bytes from `address` to the end of its part of memory, and how many there are. */
const unsigned char *rn_bytes_from(const Memory *memory, uint64_t address, uint64_t *count);
/* `size` bytes that can be written, or NULL. */
unsigned char *rn_bytes_mut(Memory *memory, uint64_t address, uint64_t size);
/* Whether the `size` bytes at `address` could be read, written. */
bool rn_load(const Memory *memory, uint64_t address, unsigned size, uint64_t *value);
bool rn_store(Memory *memory, uint64_t address, unsigned size, uint64_t value);
/* Moves the end of the heap to `address` if that is possible; gives the end. */
uint64_t rn_set_break(Memory *memory, uint64_t address);

/* ======== exec.c ======== */

/* Any byte is a register number here, so that none has to be checked. */
#define REGS 256

/* Why a program ends, other than by itself. */
typedef enum Stop {
    STOP_LOAD,
    STOP_STORE,
    STOP_JUMP,
    STOP_DIVIDE,
    STOP_INVALID,
    STOP_STACK
} Stop;

typedef struct Machine {
    const Image *image;
    const char *name;
    Record *records;
    size_t record_count;
    /* The address of the first record. */
    uint64_t text;
    Memory memory;
    /* The open files: the host's descriptors, or -1. */
    int *files;
    size_t file_count;
    size_t file_room;
    /* The record that is executed, and how many were. */
    size_t at;
    uint64_t count;
    bool exited;
    int status;
} Machine;

uint64_t rn_address(const Machine *m, size_t at);
void rn_machine(Machine *m, const Image *image, const char *name);
/* Executes from the address `entry` on, until the program exits. */
void rn_run(Machine *m, uint64_t entry, uint64_t sp);

/* ======== sys.c ======== */

/* Opens standard input, output and error. */
void rn_standard(Machine *m);
/* The number is in t0, the arguments are in a0 to a3, t1 and t2. */
void rn_system_call(Machine *m, uint64_t *r);

/* ======== run.c ======== */

/* Reports what the program did that has no meaning, and ends. */
void rn_fault(const Machine *m, Stop stop, uint64_t address);

#endif
