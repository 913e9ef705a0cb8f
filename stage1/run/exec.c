/* What each operation of P1 means: `step` has one case for each, in the order of docs/P1.md. */
#include "parts.h"

/* The return address between a call and `enter`, or `leave` and `ret`. No record names it. */
#define LINK (SP + 1)
#define SIGN ((uint64_t)1 << 63)

uint64_t rn_address(const Machine *m, size_t at) {
    return m->text + at * RECORD_SIZE;
}

static uint64_t load(Machine *m, uint64_t address, unsigned size) {
    uint64_t value;
    if (!rn_load(&m->memory, address, size, &value))
        rn_fault(m, STOP_LOAD, address);
    return value;
}

static void store(Machine *m, uint64_t address, unsigned size, uint64_t value) {
    if (!rn_store(&m->memory, address, size, value))
        rn_fault(m, STOP_STORE, address);
}

/* The record to which a jump to `address` goes. */
static size_t jump_target(Machine *m, uint64_t address) {
    size_t at = rn_index(address, m->text, m->record_count);
    if (at == m->record_count)
        rn_fault(m, STOP_JUMP, address);
    return at;
}

static void check_divide(Machine *m, uint64_t a, uint64_t b, bool is_signed) {
    if (b == 0 || (is_signed && a == SIGN && b == UINT64_MAX))
        rn_fault(m, STOP_DIVIDE, 0);
}

/* Executes the record with the number `at`; gives that of the next. */
static size_t step(Machine *m, uint64_t *r, const Record *record, size_t at) {
    unsigned d = record->d;
    unsigned a = record->a;
    unsigned b = record->b;
    uint64_t imm = record->imm;
    size_t next = at + 1;
    size_t target = (size_t)imm;
    switch (record->op) {
    case OP_LI: r[d] = imm; break;
    case OP_LA: r[d] = imm; break;
    case OP_MOV: r[d] = r[a]; break;

    case OP_ADD: r[d] = r[a] + r[b]; break;
    case OP_SUB: r[d] = r[a] - r[b]; break;
    case OP_MUL: r[d] = r[a] * r[b]; break;
    case OP_DIV:
        check_divide(m, r[a], r[b], true);
        r[d] = (uint64_t)((int64_t)r[a] / (int64_t)r[b]);
        break;
    case OP_REM:
        check_divide(m, r[a], r[b], true);
        r[d] = (uint64_t)((int64_t)r[a] % (int64_t)r[b]);
        break;
    case OP_DIVU:
        check_divide(m, r[a], r[b], false);
        r[d] = r[a] / r[b];
        break;
    case OP_REMU:
        check_divide(m, r[a], r[b], false);
        r[d] = r[a] % r[b];
        break;
    case OP_AND: r[d] = r[a] & r[b]; break;
    case OP_OR: r[d] = r[a] | r[b]; break;
    case OP_XOR: r[d] = r[a] ^ r[b]; break;
    case OP_SHL: r[d] = r[a] << (r[b] & 63); break;
    case OP_SHR: r[d] = r[a] >> (r[b] & 63); break;
    case OP_SAR: r[d] = (uint64_t)((int64_t)r[a] >> (r[b] & 63)); break;

    case OP_ADDI: r[d] = r[a] + imm; break;
    case OP_ANDI: r[d] = r[a] & imm; break;
    case OP_ORI: r[d] = r[a] | imm; break;
    case OP_XORI: r[d] = r[a] ^ imm; break;
    case OP_SHLI: r[d] = r[a] << (imm & 63); break;
    case OP_SHRI: r[d] = r[a] >> (imm & 63); break;
    case OP_SARI: r[d] = (uint64_t)((int64_t)r[a] >> (imm & 63)); break;

    case OP_NEG: r[d] = 0 - r[a]; break;
    case OP_COM: r[d] = ~r[a]; break;
    case OP_SX1: r[d] = (uint64_t)(int8_t)r[a]; break;
    case OP_SX2: r[d] = (uint64_t)(int16_t)r[a]; break;
    case OP_SX4: r[d] = (uint64_t)(int32_t)r[a]; break;
    case OP_ZX1: r[d] = (uint8_t)r[a]; break;
    case OP_ZX2: r[d] = (uint16_t)r[a]; break;
    case OP_ZX4: r[d] = (uint32_t)r[a]; break;

    case OP_SEQ: r[d] = r[a] == r[b]; break;
    case OP_SNE: r[d] = r[a] != r[b]; break;
    case OP_SLT: r[d] = (int64_t)r[a] < (int64_t)r[b]; break;
    case OP_SLE: r[d] = (int64_t)r[a] <= (int64_t)r[b]; break;
    case OP_SLTU: r[d] = r[a] < r[b]; break;
    case OP_SLEU: r[d] = r[a] <= r[b]; break;

    case OP_LDS1: r[d] = (uint64_t)(int8_t)load(m, r[a] + imm, 1); break;
    case OP_LDS2: r[d] = (uint64_t)(int16_t)load(m, r[a] + imm, 2); break;
    case OP_LDS4: r[d] = (uint64_t)(int32_t)load(m, r[a] + imm, 4); break;
    case OP_LDU1: r[d] = load(m, r[a] + imm, 1); break;
    case OP_LDU2: r[d] = load(m, r[a] + imm, 2); break;
    case OP_LDU4: r[d] = load(m, r[a] + imm, 4); break;
    case OP_LD8: r[d] = load(m, r[a] + imm, 8); break;
    case OP_ST1: store(m, r[a] + imm, 1, r[d]); break;
    case OP_ST2: store(m, r[a] + imm, 2, r[d]); break;
    case OP_ST4: store(m, r[a] + imm, 4, r[d]); break;
    case OP_ST8: store(m, r[a] + imm, 8, r[d]); break;

    case OP_B: return target;
    case OP_BZ: return r[a] == 0 ? target : next;
    case OP_BNZ: return r[a] != 0 ? target : next;
    case OP_BEQ: return r[a] == r[b] ? target : next;
    case OP_BNE: return r[a] != r[b] ? target : next;
    case OP_BLT: return (int64_t)r[a] < (int64_t)r[b] ? target : next;
    case OP_BLE: return (int64_t)r[a] <= (int64_t)r[b] ? target : next;
    case OP_BLTU: return r[a] < r[b] ? target : next;
    case OP_BLEU: return r[a] <= r[b] ? target : next;
    case OP_JR: return jump_target(m, r[a]);

    case OP_CALL: r[LINK] = rn_address(m, next); return target;
    case OP_CALLR: r[LINK] = rn_address(m, next); return jump_target(m, r[a]);
    case OP_TAIL: return target;
    case OP_TAILR: return jump_target(m, r[a]);
    case OP_ENTER: {
        uint64_t sp = r[SP] - imm - 16;
        if (sp < m->memory.stack_end || sp > r[SP])
            rn_fault(m, STOP_STACK, 0);
        store(m, sp + imm + 8, 8, r[LINK]);
        r[SP] = sp;
        break;
    }
    case OP_LEAVE:
        r[LINK] = load(m, r[SP] + imm + 8, 8);
        r[SP] += imm + 16;
        break;
    case OP_RET: return jump_target(m, r[LINK]);
    case OP_SYSCALL: rn_system_call(m, r); break;
    default: rn_fault(m, STOP_INVALID, 0);
    }
    return next;
}

void rn_machine(Machine *m, const Image *image, const char *name) {
    const Place *text = &image->places[TEXT];
    m->image = image;
    m->name = name;
    m->text = text->address;
    m->record_count = text->size / RECORD_SIZE;
    m->records = rn_decode(image->file.data + text->offset, m->record_count, text->address);
    rn_memory(&m->memory, image);
    rn_standard(m);
}

void rn_run(Machine *m, uint64_t entry, uint64_t sp) {
    uint64_t r[REGS] = {0};
    r[SP] = sp;
    m->at = 0;
    m->at = jump_target(m, entry);
    while (!m->exited) {
        /* Behind the last record is none. */
        if (m->at == m->record_count)
            rn_fault(m, STOP_INVALID, 0);
        m->count++;
        m->at = step(m, r, &m->records[m->at], m->at);
    }
}
