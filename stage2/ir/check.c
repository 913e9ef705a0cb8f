/* The verifier: every rule of docs/IR.md that can be checked without knowing the program. It computes what it
   needs itself and changes nothing, so that it can stand between any two passes; it is linear but for the
   dominators. A broken rule is an internal fault, shown with the function's text. */
#include "ir.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Check {
    const IrFunc *f;
    const char *pass;
    uint32_t *place; /* of every instruction in its block, from 1 */
    uint32_t *order; /* of every block in reverse post-order, from 1; 0: unreachable */
    Block *idom;
    uint32_t *enter; /* when a walk over the dominator tree comes to a block and leaves it */
    uint32_t *leave;
} Check;

static void show(const Check *c) {
    Buf out = {0};
    ir_dump(c->f, &out);
    fputs(buf_cstr(&out), stderr);
    buf_free(&out);
}

static void broken(const Check *c, Val v, const char *rule) {
    Buf out = {0};
    buf_printf(&out, "after %s: %s: @%u %%%u %s: %s", c->pass, c->f->name, c->f->ins[v].block, v,
               ir_op_names[c->f->ins[v].op < OP_COUNT ? c->f->ins[v].op : 0], rule);
    show(c);
    fault("ir_check", buf_cstr(&out));
}

static void broken_block(const Check *c, Block b, const char *rule) {
    Buf out = {0};
    buf_printf(&out, "after %s: %s: @%u: %s", c->pass, c->f->name, b, rule);
    show(c);
    fault("ir_check", buf_cstr(&out));
}

/* ---- types ---- */

/* The result, then a, b, c. Of one instruction, the same letter of these is the same type:
     n integer   x float   m integer   y float   t any
   these stand for themselves:
     i I32   l I64   4 F32   8 F64   v none   N any integer   X any float   * any value   ? I64 or nothing */
static const char *const signatures[OP_COUNT] = {
    [OP_NOP] = "v",        [OP_CONST] = "n",      [OP_FCONST] = "x",     [OP_ADDR] = "l",
    [OP_SLOT] = "l",       [OP_BLOCKADDR] = "l",  [OP_PARAM] = "T?",     [OP_PHI] = "t",
    [OP_COPY] = "tt",      [OP_ADD] = "nnn",      [OP_SUB] = "nnn",      [OP_MUL] = "nnn",
    [OP_UMULH] = "lll",    [OP_SMULH] = "lll",    [OP_SDIV] = "nnn",     [OP_UDIV] = "nnn",
    [OP_SREM] = "nnn",     [OP_UREM] = "nnn",     [OP_AND] = "nnn",      [OP_OR] = "nnn",
    [OP_XOR] = "nnn",      [OP_SHL] = "nni",      [OP_SHR] = "nni",      [OP_SAR] = "nni",
    [OP_NEG] = "nn",       [OP_NOT] = "nn",       [OP_CLZ] = "NN",       [OP_CTZ] = "NN",
    [OP_POPCOUNT] = "NN",  [OP_BSWAP] = "nn",     [OP_ICMP] = "imm",     [OP_SELECT] = "titt",
    [OP_FADD] = "xxx",     [OP_FSUB] = "xxx",     [OP_FMUL] = "xxx",     [OP_FDIV] = "xxx",
    [OP_FNEG] = "xx",      [OP_FABS] = "xx",      [OP_FSQRT] = "xx",     [OP_FCMP] = "iyy",
    [OP_SEXT] = "NN",      [OP_ZEXT] = "NN",      [OP_TRUNC] = "il",     [OP_SITOF] = "XN",
    [OP_UITOF] = "XN",     [OP_FTOSI] = "NX",     [OP_FTOUI] = "NX",     [OP_FEXT] = "84",
    [OP_FTRUNC] = "48",    [OP_BITCAST] = "**",   [OP_LOAD] = "*l",      [OP_STORE] = "vl*",
    [OP_MEMCPY] = "vll",   [OP_MEMZERO] = "vl",   [OP_LDADD] = "vlll",   [OP_LDSUB] = "vlll",
    [OP_LDMUL] = "vlll",   [OP_LDDIV] = "vlll",   [OP_LDNEG] = "vll",    [OP_LDABS] = "vll",
    [OP_LDCMP] = "ill",    [OP_LDFROM] = "vl*",   [OP_LDTO] = "*l",      [OP_CALL] = "v?",
    [OP_RESULT] = "Tv?",   [OP_ALLOCA] = "ll",    [OP_VASTART] = "vl",   [OP_FRAMEADDR] = "l",
    [OP_RETADDR] = "l",    [OP_CFA] = "l",        [OP_SYSCALL] = "l",    [OP_JUMP] = "v",
    [OP_BRANCH] = "vi",    [OP_SWITCH] = "vN",    [OP_IJUMP] = "vl",     [OP_RET] = "v",
    [OP_TRAP] = "v",       [OP_UNREACHABLE] = "v",
};

static bool is_int(unsigned type) {
    return type == IR_I32 || type == IR_I64;
}

static bool is_float(unsigned type) {
    return type == IR_F32 || type == IR_F64;
}

/* `tied` is the type that n, x, m, y, t stand for, once it is known. */
static bool matches(char letter, unsigned type, unsigned *tied) {
    switch (letter) {
    case 'i': return type == IR_I32;
    case 'l': return type == IR_I64;
    case '4': return type == IR_F32;
    case '8': return type == IR_F64;
    case 'v': return type == IR_VOID;
    case 'N': return is_int(type);
    case 'X': return is_float(type);
    case '*': return type != IR_VOID;
    case 'T': return true;
    case '?': return type == IR_I64;
    default: break;
    }
    if (*tied == IR_VOID)
        *tied = type;
    if (type != *tied)
        return false;
    return letter == 't' ? type != IR_VOID : letter == 'n' || letter == 'm' ? is_int(type) : is_float(type);
}

static void check_types(const Check *c, Val v) {
    const IrFunc *f = c->f;
    const Ins *i = &f->ins[v];
    const char *sig = signatures[i->op];
    unsigned tied = IR_VOID;
    Val operands[3];
    size_t count = strlen(sig) - 1;
    operands[0] = i->a;
    operands[1] = i->b;
    operands[2] = i->c;
    if (!matches(sig[0], i->type, &tied))
        broken(c, v, "result of the wrong type");
    if (i->op == OP_ICMP || i->op == OP_FCMP)
        tied = IR_VOID;
    for (size_t k = 0; k < 3; k++) {
        Val operand = operands[k];
        if (k >= count && operand != 0)
            broken(c, v, "an operand too many");
        if (k >= count || (operand == 0 && sig[k + 1] == '?'))
            continue;
        if (operand == 0 || operand >= f->ins_count || f->ins[operand].block == 0)
            broken(c, v, "an operand is missing");
        if (!matches(sig[k + 1], f->ins[operand].type, &tied))
            broken(c, v, "operand of the wrong type");
    }
}

static bool is_width(unsigned bits) {
    return bits == 8 || bits == 16 || bits == 32;
}

static void check_places(const Check *c, Val v) {
    const IrFunc *f = c->f;
    const Ins *i = &f->ins[v];
    for (uint32_t k = 0; k < i->count; k += 2) {
        Val operand = f->lists[i->list + k];
        uint32_t loc = f->lists[i->list + k + 1];
        bool direct;
        if (k + 1 >= i->count || loc >= f->loc_count)
            broken(c, v, "an argument without a place");
        direct = f->locs[loc].where == ARG_INT || f->locs[loc].where == ARG_FLOAT ||
                 f->locs[loc].where == ARG_STACK;
        if (operand == 0 || operand >= f->ins_count ||
            f->ins[operand].type != (direct ? f->locs[loc].type : IR_I64))
            broken(c, v, "an argument of another type than its place");
    }
}

/* What the fields beside operands must be. */
static void check_fields(const Check *c, Val v) {
    const IrFunc *f = c->f;
    const Ins *i = &f->ins[v];
    switch (i->op) {
    case OP_CONST:
        if (i->type == IR_I32 && i->imm != (int32_t)i->imm)
            broken(c, v, "an I32 constant that is not sign-extended");
        break;
    case OP_ADDR:
        if (i->sym == 0 || (f->obj != NULL && i->sym >= f->obj->symbol_count))
            broken(c, v, "no such symbol");
        break;
    case OP_SLOT:
        if (i->sym == 0 || i->sym >= f->slot_count)
            broken(c, v, "no such slot");
        break;
    case OP_BLOCKADDR:
        if (i->imm <= 0 || i->imm >= f->block_count)
            broken(c, v, "no such block");
        break;
    case OP_PARAM:
        if (i->block != 1 || i->imm < 0 || i->imm >= f->param_count)
            broken(c, v, "no such parameter, or not in the entry block");
        for (Val p = i->prev; p != 0; p = f->ins[p].prev) {
            if (f->ins[p].op == OP_PARAM)
                break;
            if ((ir_op_flags[f->ins[p].op] & OPF_PURE) == 0)
                broken(c, v, "a parameter behind something else");
        }
        break;
    case OP_ICMP:
        if (i->sub > COND_UGT)
            broken(c, v, "not a condition of integers");
        break;
    case OP_FCMP:
    case OP_LDCMP:
        if (i->sub > COND_NGT || (i->sub > COND_SGT && i->sub < COND_NLT))
            broken(c, v, "not a condition of floats");
        break;
    case OP_SEXT:
    case OP_ZEXT:
        if (!is_width(i->sub))
            broken(c, v, "not a width");
        break;
    case OP_BSWAP:
        if (i->type == IR_I64 ? i->sub != 64 : i->sub != 16 && i->sub != 32)
            broken(c, v, "not a width");
        break;
    case OP_BITCAST:
        if ((i->type == IR_I64 || i->type == IR_F64) !=
                (f->ins[i->a].type == IR_I64 || f->ins[i->a].type == IR_F64) ||
            is_int(i->type) == is_int(f->ins[i->a].type))
            broken(c, v, "not of the same size");
        break;
    case OP_LOAD:
        if (i->sub > MEM_F64 || mem_type((IrMem)i->sub) != i->type)
            broken(c, v, "not the type of what is read");
        break;
    case OP_STORE:
        if (i->sub > MEM_F64 || mem_type((IrMem)i->sub) != f->ins[i->b].type)
            broken(c, v, "not the type of what is written");
        break;
    case OP_CALL:
        if ((i->sym == 0) == (i->a == 0))
            broken(c, v, "a call must have one callee");
        check_places(c, v);
        break;
    case OP_RET:
        check_places(c, v);
        break;
    case OP_RESULT:
        if (i->prev != i->a && (f->ins[i->prev].op != OP_RESULT || f->ins[i->prev].a != i->a))
            broken(c, v, "a result that is not behind its call");
        if (i->imm < 0 || i->imm >= f->loc_count)
            broken(c, v, "a result without a place");
        break;
    default:
        break;
    }
}

/* ---- blocks ---- */

static void check_block(Check *c, Block n) {
    const IrFunc *f = c->f;
    const BlockData *b = &f->blocks[n];
    uint32_t place = 0;
    bool phis = true;
    Val prev = 0;
    if (b->first == 0) {
        if (b->pred_count != 0 || b->succ_count != 0 || n == 1)
            broken_block(c, n, "an empty block with edges");
        return;
    }
    for (Val v = b->first; v != 0; v = f->ins[v].next) {
        const Ins *i = &f->ins[v];
        if (i->block != n || i->prev != prev || i->op >= OP_COUNT)
            broken(c, v, "wrongly linked");
        c->place[v] = ++place;
        if (place > f->ins_count)
            broken(c, v, "a circle of instructions");
        if (i->op == OP_PHI && !phis)
            broken(c, v, "a phi behind other instructions");
        phis = phis && (i->op == OP_PHI || i->op == OP_COPY);
        if (((ir_op_flags[i->op] & OPF_TERM) != 0) != (i->next == 0))
            broken(c, v, "a block must end in its one terminator");
        prev = v;
    }
    if (prev != b->last)
        broken_block(c, n, "its last instruction is not the last");
    switch (f->ins[prev].op) {
    case OP_JUMP:
        if (b->succ_count != 1)
            broken(c, prev, "must have one successor");
        break;
    case OP_BRANCH:
        if (b->succ_count != 2)
            broken(c, prev, "must have two successors");
        break;
    case OP_SWITCH:
        for (uint32_t k = 0; k < f->ins[prev].count; k += 3) {
            if (k + 2 >= f->ins[prev].count || f->lists[f->ins[prev].list + k + 2] >= b->succ_count)
                broken(c, prev, "a case without a successor");
        }
        if (b->succ_count == 0)
            broken(c, prev, "must have a default");
        break;
    case OP_IJUMP:
        break;
    default:
        if (b->succ_count != 0)
            broken(c, prev, "must not have successors");
    }
}

/* Every successor has its predecessor, and the other way round: the sums over each pair of blocks agree. */
static void check_edges(const Check *c) {
    const IrFunc *f = c->f;
    Map edges = {0};
    for (Block n = 1; n < f->block_count; n++) {
        for (uint32_t k = 0; k < f->blocks[n].succ_count; k++) {
            uint64_t key = (uint64_t)n << 32 | f->blocks[n].succ[k];
            uint64_t *count = map_find(&edges, key);
            if (f->blocks[n].succ[k] == 0 || f->blocks[n].succ[k] >= f->block_count)
                broken_block(c, n, "no such successor");
            if (count != NULL)
                (*count)++;
            else
                map_set(&edges, key, 1);
        }
    }
    for (Block n = 1; n < f->block_count; n++) {
        for (uint32_t k = 0; k < f->blocks[n].pred_count; k++) {
            uint64_t *count = map_find(&edges, (uint64_t)f->blocks[n].pred[k] << 32 | n);
            if (count == NULL || *count == 0)
                broken_block(c, n, "a predecessor that does not lead here");
            (*count)--;
        }
    }
    for (size_t k = 0; k < edges.room; k++) {
        if (edges.entries[k].used && edges.entries[k].value != 0)
            broken_block(c, (Block)(edges.entries[k].key >> 32), "an edge that its target does not know");
    }
    map_free(&edges);
    if (f->blocks[1].pred_count != 0)
        broken_block(c, 1, "the entry must have no predecessors");
}

/* ---- dominance ---- */

static uint32_t reverse_post_order(const Check *c, Block *list) {
    const IrFunc *f = c->f;
    Block *stack = allocate(f->block_count * sizeof stack[0]);
    uint32_t *next = allocate(f->block_count * sizeof next[0]);
    uint32_t depth = 1;
    uint32_t at = f->block_count;
    stack[0] = 1;
    c->order[1] = 1;
    while (depth != 0) {
        Block n = stack[depth - 1];
        if (next[n] == f->blocks[n].succ_count) {
            list[--at] = n;
            depth--;
        } else {
            Block to = f->blocks[n].succ[next[n]++];
            if (c->order[to] == 0) {
                c->order[to] = 1;
                stack[depth++] = to;
            }
        }
    }
    for (uint32_t k = at; k < f->block_count; k++)
        c->order[list[k]] = k - at + 1;
    memmove(list, list + at, (f->block_count - at) * sizeof list[0]);
    free(stack);
    free(next);
    return f->block_count - at;
}

static void dominators(const Check *c, const Block *list, uint32_t count) {
    const IrFunc *f = c->f;
    bool changed = true;
    c->idom[1] = 1;
    while (changed) {
        changed = false;
        for (uint32_t k = 1; k < count; k++) {
            const BlockData *b = &f->blocks[list[k]];
            Block d = 0;
            for (uint32_t p = 0; p < b->pred_count; p++) {
                Block e = b->pred[p];
                if (c->idom[e] == 0)
                    continue;
                while (d != 0 && d != e) {
                    if (c->order[d] > c->order[e])
                        d = c->idom[d];
                    else
                        e = c->idom[e];
                }
                d = e;
            }
            changed |= c->idom[list[k]] != d;
            c->idom[list[k]] = d;
        }
    }
}

/* Numbers a walk over the dominator tree: a dominates b if b's visit lies inside a's. */
static void number_tree(const Check *c, const Block *list, uint32_t count) {
    const IrFunc *f = c->f;
    uint32_t *size = allocate(f->block_count * sizeof size[0]); /* below each block, and not numbered yet */
    for (uint32_t k = count; k-- > 1;)
        size[c->idom[list[k]]] += ++size[list[k]];
    c->enter[1] = 1;
    c->leave[1] = 1 + size[1];
    for (uint32_t k = 1; k < count; k++) {
        Block n = list[k];
        Block d = c->idom[n];
        c->enter[n] = c->enter[d] + 1 + (c->leave[d] - c->enter[d] - size[d]); /* behind those before */
        c->leave[n] = c->enter[n] + size[n] - 1;
        size[d] -= size[n]--;
    }
    free(size);
}

static bool dominates(const Check *c, Block a, Block b) {
    return c->enter[a] <= c->enter[b] && c->enter[b] <= c->leave[a];
}

/* `v` is known at the end of `block`, or before the instruction `user` in it. */
static void check_use(const Check *c, Val v, Val user, Block block, bool at_end) {
    const IrFunc *f = c->f;
    Val s = ir_source(f, v);
    Block d;
    if (s == 0 || s >= f->ins_count || f->ins[s].block == 0)
        broken(c, user, "an operand is missing");
    d = f->ins[s].block;
    if (c->order[d] == 0 || !dominates(c, d, block))
        broken(c, user, "an operand that does not dominate it");
    if (d == block && !at_end && c->place[s] >= c->place[user])
        broken(c, user, "an operand that comes later");
}

static void check_uses(const Check *c, Val v) {
    const IrFunc *f = c->f;
    const Ins *i = &f->ins[v];
    const BlockData *b = &f->blocks[i->block];
    unsigned step = ir_list_step(i->op);
    if (i->op == OP_COPY) {
        if (ir_source(f, v) >= f->ins_count)
            broken(c, v, "an operand is missing");
        return;
    }
    if (i->a != 0)
        check_use(c, i->a, v, i->block, false);
    if (i->b != 0)
        check_use(c, i->b, v, i->block, false);
    if (i->c != 0)
        check_use(c, i->c, v, i->block, false);
    if (i->op == OP_PHI) {
        if (i->count != b->pred_count)
            broken(c, v, "a phi must have one value for each predecessor");
        for (uint32_t k = 0; k < i->count; k++) {
            Val operand = f->lists[i->list + k];
            if (c->order[b->pred[k]] != 0)
                check_use(c, operand, v, b->pred[k], true);
            if (f->ins[operand].type != i->type)
                broken(c, v, "operand of the wrong type");
        }
    } else if (step != 0) {
        for (uint32_t k = 0; k < i->count; k += step)
            check_use(c, f->lists[i->list + k], v, i->block, false);
    }
}

void ir_check(const IrFunc *f, const char *pass) {
    Check c;
    Block *list = allocate(f->block_count * sizeof list[0]);
    uint32_t *words = allocate(4 * (size_t)f->block_count * sizeof words[0]);
    uint32_t count;
    c.f = f;
    c.pass = pass;
    c.place = allocate(f->ins_count * sizeof c.place[0]);
    c.order = words;
    c.idom = words + f->block_count;
    c.enter = words + 2 * (size_t)f->block_count;
    c.leave = words + 3 * (size_t)f->block_count;
    for (Block n = 1; n < f->block_count; n++)
        check_block(&c, n);
    check_edges(&c);
    count = reverse_post_order(&c, list);
    dominators(&c, list, count);
    number_tree(&c, list, count);
    for (Block n = 1; n < f->block_count; n++) {
        for (Val v = f->blocks[n].first; v != 0; v = f->ins[v].next) {
            check_types(&c, v);
            check_fields(&c, v);
            if (c.order[n] != 0)
                check_uses(&c, v);
        }
    }
    free(list);
    free(words);
    free(c.place);
}
