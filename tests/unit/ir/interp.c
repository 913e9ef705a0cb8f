/* The interpreter (interp.h). Addresses: symbol n at 2^40 + n * 2^20, slot n of a frame at 2^44 + depth * 2^36 +
   n * 2^20, so that a pass which keeps the numbers keeps the addresses. */
#include "interp.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SLOT_MAX 4096

typedef struct Frame {
    const IrFunc *f;
    uint64_t *values;
    unsigned char **slots;
    const uint64_t *args;
    uint64_t results[16]; /* of the last call, by number in locs */
    unsigned depth;
    struct Frame *up;
} Frame;

static uint64_t mix(uint64_t h, uint64_t x) {
    h = (h ^ x) * 0x9e3779b97f4a7c15U;
    return h ^ h >> 29;
}

static uint64_t symbol_address(uint64_t n) {
    return ((uint64_t)1 << 40) + (n << 20);
}

static uint64_t slot_address(const Frame *fr, uint64_t n) {
    return ((uint64_t)1 << 44) + ((uint64_t)fr->depth << 36) + (n << 20);
}

static unsigned char *memory(Machine *m, Frame *fr, uint64_t address, uint64_t size) {
    uint64_t n;
    uint64_t at = address & 0xfffff;
    if (address >> 44 == 1) {
        unsigned depth = (unsigned)(address >> 36 & 255);
        while (fr != NULL && fr->depth != depth)
            fr = fr->up;
        n = address >> 20 & 0xffff;
        if (fr == NULL || n == 0 || n >= fr->f->slot_count || at + size > fr->f->slots[n].size)
            return NULL;
        return fr->slots[n] + at;
    }
    if (address >> 40 != 1)
        return NULL;
    n = address >> 20 & 0xfffff;
    if (n >= MAX_SYMBOLS || at + size > GLOBAL_BYTES)
        return NULL;
    return m->globals[n] + at;
}

static double f64(uint64_t bits) {
    double d;
    memcpy(&d, &bits, 8);
    return d;
}

static float f32(uint64_t bits) {
    uint32_t low = (uint32_t)bits;
    float d;
    memcpy(&d, &low, 4);
    return d;
}

static uint64_t bits64(double d) {
    uint64_t bits;
    memcpy(&bits, &d, 8);
    return d != d ? 0x7ff8000000000000U : bits; /* every NaN is the same here */
}

static uint64_t bits32(float d) {
    uint32_t bits;
    memcpy(&bits, &d, 4);
    return d != d ? 0x7fc00000U : bits;
}

static uint64_t narrow(unsigned type, uint64_t v) {
    return type == IR_I64 || type == IR_F64 ? v : (uint32_t)v;
}

static int64_t as_signed(unsigned type, uint64_t v) {
    return type == IR_I64 ? (int64_t)v : (int64_t)(int32_t)(uint32_t)v;
}

/* False: the machine would trap. */
static bool binary(const Ins *i, uint64_t a, uint64_t b, uint64_t *r) {
    unsigned w = i->type == IR_I64 ? 64 : 32;
    int64_t sa = as_signed(i->type, a);
    int64_t sb = as_signed(i->type, b);
    switch (i->op) {
    case OP_ADD: *r = a + b; break;
    case OP_SUB: *r = a - b; break;
    case OP_MUL: *r = a * b; break;
    case OP_UMULH: *r = (uint64_t)((unsigned __int128)a * b >> 64); break;
    case OP_SMULH: *r = (uint64_t)((__int128)sa * sb >> 64); break;
    case OP_AND: *r = a & b; break;
    case OP_OR: *r = a | b; break;
    case OP_XOR: *r = a ^ b; break;
    case OP_SHL: *r = a << (b & (w - 1)); break;
    case OP_SHR: *r = narrow(i->type, a) >> (b & (w - 1)); break;
    case OP_SAR: *r = (uint64_t)(sa >> (b & (w - 1))); break;
    default:
        if (narrow(i->type, b) == 0)
            return false;
        if (i->op == OP_UDIV) {
            *r = a / b;
        } else if (i->op == OP_UREM) {
            *r = a % b;
        } else {
            if (sb == -1 && a == (uint64_t)1 << (w - 1))
                return false;
            *r = (uint64_t)(i->op == OP_SDIV ? sa / sb : sa % sb);
        }
    }
    *r = narrow(i->type, *r);
    return true;
}

static bool compare(unsigned cond, unsigned type, uint64_t a, uint64_t b) {
    int64_t sa = as_signed(type, a);
    int64_t sb = as_signed(type, b);
    switch (cond) {
    case COND_EQ: return a == b;
    case COND_NE: return a != b;
    case COND_SLT: return sa < sb;
    case COND_SGE: return sa >= sb;
    case COND_SLE: return sa <= sb;
    case COND_SGT: return sa > sb;
    case COND_ULT: return a < b;
    case COND_UGE: return a >= b;
    case COND_ULE: return a <= b;
    default: return a > b;
    }
}

static bool compare_floats(unsigned cond, double a, double b) {
    switch (cond) {
    case COND_EQ: return a == b;
    case COND_NE: return !(a == b);
    case COND_SLT: return a < b;
    case COND_SGE: return a >= b;
    case COND_SLE: return a <= b;
    case COND_SGT: return a > b;
    case COND_NLT: return !(a < b);
    case COND_NGE: return !(a >= b);
    case COND_NLE: return !(a <= b);
    default: return !(a > b);
    }
}

static uint64_t extend(unsigned op, unsigned sub, unsigned type, uint64_t a) {
    uint64_t v = a << (64 - sub);
    return narrow(type, op == OP_SEXT ? (uint64_t)((int64_t)v >> (64 - sub)) : v >> (64 - sub));
}

static uint64_t float_op(const Ins *i, uint64_t a, uint64_t b) {
    if (i->op == OP_FNEG)
        return a ^ (i->type == IR_F32 ? 0x80000000U : (uint64_t)1 << 63);
    if (i->op == OP_FABS)
        return a & ~(i->type == IR_F32 ? 0x80000000U : (uint64_t)1 << 63);
    if (i->type == IR_F32) {
        float x = f32(a);
        float y = f32(b);
        return bits32(i->op == OP_FADD   ? x + y
                      : i->op == OP_FSUB ? x - y
                      : i->op == OP_FMUL ? x * y
                      : i->op == OP_FDIV ? x / y
                                         : sqrtf(x));
    } else {
        double x = f64(a);
        double y = f64(b);
        return bits64(i->op == OP_FADD   ? x + y
                      : i->op == OP_FSUB ? x - y
                      : i->op == OP_FMUL ? x * y
                      : i->op == OP_FDIV ? x / y
                                         : sqrt(x));
    }
}

static uint64_t float_to_int(const Ins *i, double x) {
    double top = i->type == IR_I64 ? 9223372036854775808.0 : 2147483648.0;
    uint64_t wrong = i->type == IR_I64 ? (uint64_t)1 << 63 : 0x80000000U;
    if (i->op == OP_FTOUI)
        return x > -1 && x < 2 * top ? narrow(i->type, (uint64_t)x) : wrong;
    if (i->type == IR_I32 ? !(x > -top - 1 && x < top) : !(x >= -top && x < top))
        return wrong;
    return narrow(i->type, (uint64_t)(int64_t)x);
}

static uint64_t convert(const IrFunc *f, const Ins *i, uint64_t a) {
    unsigned from = f->ins[i->a].type;
    switch (i->op) {
    case OP_SEXT:
    case OP_ZEXT: return extend(i->op, i->sub, i->type, a);
    case OP_TRUNC: return (uint32_t)a;
    case OP_SITOF:
        return i->type == IR_F32 ? bits32((float)as_signed(from, a)) : bits64((double)as_signed(from, a));
    case OP_UITOF: return i->type == IR_F32 ? bits32((float)a) : bits64((double)a);
    case OP_FTOSI:
    case OP_FTOUI: return float_to_int(i, from == IR_F32 ? (double)f32(a) : f64(a));
    case OP_FEXT: return bits64((double)f32(a));
    case OP_FTRUNC: return bits32((float)f64(a));
    default: return a; /* BITCAST, COPY */
    }
}

static uint64_t count_bits(const IrFunc *f, const Ins *i, uint64_t a) {
    unsigned w = f->ins[i->a].type == IR_I64 ? 64 : 32;
    unsigned n = 0;
    if (i->op == OP_POPCOUNT) {
        for (; a != 0; a &= a - 1)
            n++;
        return n;
    }
    if (a == 0)
        return w;
    if (i->op == OP_CTZ) {
        for (; (a & 1) == 0; a >>= 1)
            n++;
        return n;
    }
    for (; (a >> (w - 1 - n) & 1) == 0;)
        n++;
    return n;
}

static uint64_t bswap(uint64_t a, unsigned bits) {
    uint64_t r = 0;
    for (unsigned n = 0; n < bits; n += 8)
        r = r << 8 | (a >> n & 255);
    return r;
}

static uint64_t load(unsigned mem, const unsigned char *p) {
    uint64_t v = 0;
    memcpy(&v, p, mem_bytes((IrMem)mem));
    if (mem == MEM_S8)
        return (uint32_t)(int8_t)v;
    if (mem == MEM_S16)
        return (uint32_t)(int16_t)v;
    return v;
}

static Outcome call(Machine *m, Frame *fr, const Ins *i) {
    const IrFunc *f = fr->f;
    const IrFunc *body = i->sym != 0 && m->body != NULL ? m->body(m->context, i->sym) : NULL;
    uint64_t args[16] = {0};
    uint64_t h = mix(i->sym, fr->values[i->a]);
    for (uint32_t k = 0; k + 1 < i->count; k += 2) {
        const ArgLoc *l = &f->locs[f->lists[i->list + k + 1]];
        uint64_t v = fr->values[f->lists[i->list + k]];
        if (body != NULL) {
            for (uint32_t p = 0; p < body->param_count; p++) {
                const ArgLoc *to = &body->locs[body->params[p]];
                if (to->where == l->where && to->reg == l->reg && to->offset == l->offset)
                    args[p] = v;
            }
        } else if (l->where == ARG_BLOCK) {
            const unsigned char *p = memory(m, fr, v, l->size);
            if (p == NULL)
                return BAD_ACCESS;
            for (uint32_t n = 0; n < l->size; n++)
                h = mix(h, p[n]);
        } else {
            h = mix(h, v);
        }
    }
    if (body != NULL) {
        Outcome o;
        if (++m->depth > 60)
            return TOO_LONG;
        (void)h;
        o = interpret(m, body, args);
        m->depth--;
        return o;
    }
    m->trace = mix(m->trace, h);
    /* The callee changes what it can see: the first symbol. */
    m->globals[1][h & 63] ^= (unsigned char)(h >> 8);
    m->result = h;
    return RAN;
}

/* The value that `call` gives at a place, from the hash of all it returned. */
static uint64_t call_result(const Machine *m, const Ins *i, const ArgLoc *l) {
    (void)i;
    return narrow(l->type, l->where == ARG_FLOAT ? (l->type == IR_F32 ? bits32((float)(m->result & 1023))
                                                                       : bits64((double)(m->result & 1023)))
                                                 : m->result);
}

/* What RET leaves for RESULT: with one value, the value itself. */
static void give_result(Machine *m, const Frame *fr, const Ins *i) {
    const IrFunc *f = fr->f;
    if (i->count == 2) {
        m->result = fr->values[f->lists[i->list]];
        return;
    }
    m->result = 0;
    for (uint32_t k = 0; k < i->count; k += 2)
        m->result = mix(m->result, fr->values[f->lists[i->list + k]]);
}

static void enter(Frame *fr, Block from, Block to, uint64_t *room, unsigned index) {
    const IrFunc *f = fr->f;
    const BlockData *b = &f->blocks[to];
    uint32_t at = ir_pred_index(f, from, index);
    uint32_t n = 0;
    Val v;
    for (v = b->first; v != 0 && (f->ins[v].op == OP_PHI || f->ins[v].op == OP_COPY); v = f->ins[v].next) {
        if (f->ins[v].op == OP_PHI)
            room[n++] = fr->values[ir_source(f, f->lists[f->ins[v].list + at])];
    }
    n = 0;
    for (v = b->first; v != 0 && (f->ins[v].op == OP_PHI || f->ins[v].op == OP_COPY); v = f->ins[v].next) {
        if (f->ins[v].op == OP_PHI)
            fr->values[v] = room[n++];
    }
}

static Outcome step(Machine *m, Frame *fr, Val v) {
    const IrFunc *f = fr->f;
    const Ins *i = &f->ins[v];
    uint64_t a = fr->values[ir_source(f, i->a)];
    uint64_t b = fr->values[ir_source(f, i->b)];
    uint64_t c = fr->values[ir_source(f, i->c)];
    uint64_t *r = &fr->values[v];
    unsigned char *p;
    unsigned char *q;
    unsigned type;
    switch (i->op) {
    case OP_NOP:
    case OP_PHI: break;
    case OP_CONST:
    case OP_FCONST: *r = narrow(i->type, (uint64_t)i->imm); break;
    case OP_ADDR: *r = symbol_address(i->sym) + (uint64_t)i->imm; break;
    case OP_SLOT: *r = slot_address(fr, i->sym) + (uint64_t)i->imm; break;
    case OP_BLOCKADDR: *r = (uint64_t)i->imm; break;
    case OP_PARAM: *r = narrow(i->type, fr->args[i->imm]); break;
    case OP_NEG: *r = narrow(i->type, 0 - a); break;
    case OP_NOT: *r = narrow(i->type, ~a); break;
    case OP_CLZ:
    case OP_CTZ:
    case OP_POPCOUNT: *r = count_bits(f, i, a); break;
    case OP_BSWAP: *r = bswap(a, i->sub); break;
    case OP_ICMP: *r = compare(i->sub, f->ins[i->a].type, a, b); break;
    case OP_FCMP:
        type = f->ins[i->a].type;
        *r = compare_floats(i->sub, type == IR_F32 ? (double)f32(a) : f64(a),
                            type == IR_F32 ? (double)f32(b) : f64(b));
        break;
    case OP_SELECT: *r = (uint32_t)a != 0 ? b : c; break;
    case OP_LOAD:
        p = memory(m, fr, a + (uint64_t)i->imm, mem_bytes((IrMem)i->sub));
        if (p == NULL)
            return BAD_ACCESS;
        *r = load(i->sub, p);
        if (i->flags & IF_VOLATILE)
            m->trace = mix(m->trace, *r);
        break;
    case OP_STORE:
        p = memory(m, fr, a + (uint64_t)i->imm, mem_bytes((IrMem)i->sub));
        if (p == NULL)
            return BAD_ACCESS;
        memcpy(p, &b, mem_bytes((IrMem)i->sub));
        if (i->flags & IF_VOLATILE)
            m->trace = mix(m->trace, load(i->sub, p) + 1);
        break;
    case OP_MEMCPY:
        p = memory(m, fr, a, (uint64_t)i->imm);
        q = memory(m, fr, b, (uint64_t)i->imm);
        if (p == NULL || q == NULL)
            return BAD_ACCESS;
        memmove(p, q, (size_t)i->imm);
        break;
    case OP_MEMZERO:
        p = memory(m, fr, a, (uint64_t)i->imm);
        if (p == NULL)
            return BAD_ACCESS;
        memset(p, 0, (size_t)i->imm);
        break;
    case OP_CALL: return call(m, fr, i);
    case OP_RESULT: *r = call_result(m, i, &f->locs[i->imm]); break;
    default:
        if (i->op >= OP_ADD && i->op <= OP_SAR)
            return binary(i, a, b, r) ? RAN : TRAPPED;
        if (i->op >= OP_FADD && i->op <= OP_FSQRT)
            *r = float_op(i, a, b);
        else if ((i->op >= OP_SEXT && i->op <= OP_BITCAST) || i->op == OP_COPY)
            *r = convert(f, i, a);
        else
            return BAD_ACCESS; /* not modelled */
    }
    return RAN;
}

/* The block behind `b`; 0: returned. */
static Block leave(Machine *m, Frame *fr, Block b, Outcome *o, unsigned *index) {
    const IrFunc *f = fr->f;
    const Ins *i = &f->ins[f->blocks[b].last];
    uint64_t a = fr->values[ir_source(f, i->a)];
    *index = 0;
    switch (i->op) {
    case OP_JUMP: break;
    case OP_BRANCH: *index = (uint32_t)a != 0 ? 0 : 1; break;
    case OP_SWITCH:
        for (uint32_t k = 0; k < i->count && *index == 0; k += 3) {
            const uint32_t *row = f->lists + i->list + k;
            uint64_t value = (uint64_t)row[1] << 32 | row[0];
            if (narrow(f->ins[ir_source(f, i->a)].type, value) == a)
                *index = row[2];
        }
        break;
    case OP_RET:
        give_result(m, fr, i);
        return 0;
    default: *o = TRAPPED; return 0;
    }
    return f->blocks[b].succ[*index];
}

Outcome interpret(Machine *m, const IrFunc *f, const uint64_t *args) {
    static Frame *current; /* callers see their own slots through pointers */
    Frame fr;
    Outcome o = RAN;
    Block b = 1;
    uint64_t *room = calloc(f->ins_count, sizeof *room);
    memset(&fr, 0, sizeof fr);
    fr.f = f;
    fr.args = args;
    fr.depth = m->depth;
    fr.up = current;
    fr.values = calloc(f->ins_count, sizeof fr.values[0]);
    fr.slots = calloc(f->slot_count, sizeof fr.slots[0]);
    for (uint32_t s = 1; s < f->slot_count; s++)
        fr.slots[s] = calloc(1, f->slots[s].size + 1);
    current = &fr;
    while (b != 0 && o == RAN) {
        unsigned index;
        Block to;
        for (Val v = f->blocks[b].first; v != f->blocks[b].last && o == RAN; v = f->ins[v].next) {
            o = ++m->steps > m->limit ? TOO_LONG : step(m, &fr, v);
        }
        if (o != RAN)
            break;
        if (++m->steps > m->limit)
            o = TOO_LONG;
        to = leave(m, &fr, b, &o, &index);
        if (to != 0)
            enter(&fr, b, to, room, index);
        b = to;
    }
    current = fr.up;
    for (uint32_t s = 1; s < f->slot_count; s++)
        free(fr.slots[s]);
    free(fr.slots);
    free(fr.values);
    free(room);
    return o;
}
