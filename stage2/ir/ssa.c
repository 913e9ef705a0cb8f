/* SSA form made while the function is built (M. Braun et al., Simple and Efficient Construction of Static
   Single Assignment Form, CC 2013). What a variable is worth in a block is written down when the builder
   assigns to it, and looked for in the predecessors when it is read; where several meet, a phi is made, and
   taken out again if it turns out to be one value after all.

   The paper's recursion is two worklists here, so that depth is no matter: phis whose operands are to be
   found, and phis that may have become trivial. */
#include "ir.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 256

/* The value of a variable in a block. */
typedef struct Def {
    uint64_t key; /* variable and block, 0: free */
    Val value;
} Def;

typedef struct Variable {
    Block block; /* of the value that was written or found last: most reads come here */
    Val value;
    IrType type;
} Variable;

/* A phi that was made here. IrIns.uses is its number until the passes count uses. */
typedef struct PhiInfo {
    Val phi;
    uint32_t variable;
    uint32_t next;       /* in a list of the block's phis without operands */
    uint32_t first_user; /* phis that have it as operand */
    uint32_t last_user;
    bool queued;
} PhiInfo;

typedef struct User {
    uint32_t phi; /* number of its PhiInfo */
    uint32_t next;
} User;

typedef struct Numbers {
    uint32_t *items;
    size_t count;
    size_t room;
} Numbers;

struct Ssa {
    IrFunc *f;
    Variable *variables; /* with 0 */
    size_t variable_count;
    size_t variable_room;
    Def *defs;
    size_t def_count;
    size_t def_room; /* a power of two */
    PhiInfo *phis; /* with 0 */
    size_t phi_count;
    size_t phi_room;
    User *users; /* with 0 */
    size_t user_count;
    size_t user_room;
    uint32_t *open; /* of each block that is not sealed: its phis without operands */
    size_t open_room;
    Numbers todo;  /* phis whose operands are missing */
    Numbers check; /* phis that may be trivial */
    Numbers path;  /* blocks on the way to a value */
    Val nothing[IR_F64 + 1]; /* the values of variables that were never written */
};

static void push(Numbers *n, uint32_t value) {
    if (n->count == n->room)
        n->items = grow(n->items, n->count, &n->room, sizeof n->items[0]);
    n->items[n->count++] = value;
}

Ssa *ssa_new(IrFunc *f) {
    Ssa *s = allocate(sizeof *s);
    s->f = f;
    s->def_room = FIRST_ROOM;
    s->defs = allocate(s->def_room * sizeof s->defs[0]);
    ssa_variable(s, IR_VOID);
    s->phis = grow(s->phis, 0, &s->phi_room, sizeof s->phis[0]);
    s->phi_count = 1;
    s->users = grow(s->users, 0, &s->user_room, sizeof s->users[0]);
    s->user_count = 1;
    return s;
}

void ssa_free(Ssa *s) {
    for (size_t i = 1; i < s->phi_count; i++)
        s->f->ins[s->phis[i].phi].uses = 0;
    free(s->variables);
    free(s->defs);
    free(s->phis);
    free(s->users);
    free(s->open);
    free(s->todo.items);
    free(s->check.items);
    free(s->path.items);
    free(s);
}

uint32_t ssa_variable(Ssa *s, IrType type) {
    s->variables = grow(s->variables, s->variable_count, &s->variable_room, sizeof s->variables[0]);
    memset(&s->variables[s->variable_count], 0, sizeof s->variables[0]);
    s->variables[s->variable_count].type = type;
    return (uint32_t)s->variable_count++;
}

/* ---- the table of definitions ---- */

static Def *find_def(Def *defs, size_t room, uint64_t key) {
    size_t i = (size_t)(key * 0x9e3779b97f4a7c15U >> 32) & (room - 1);
    while (defs[i].key != 0 && defs[i].key != key)
        i = (i + 1) & (room - 1);
    return &defs[i];
}

static void more_defs(Ssa *s) {
    size_t room = 2 * s->def_room;
    Def *defs = allocate(room * sizeof defs[0]);
    for (size_t i = 0; i < s->def_room; i++) {
        if (s->defs[i].key != 0)
            *find_def(defs, room, s->defs[i].key) = s->defs[i];
    }
    free(s->defs);
    s->defs = defs;
    s->def_room = room;
}

static void set_def(Ssa *s, uint32_t variable, Block block, Val value) {
    uint64_t key = (uint64_t)variable << 32 | block;
    Def *def;
    if (2 * s->def_count >= s->def_room)
        more_defs(s);
    def = find_def(s->defs, s->def_room, key);
    if (def->key == 0)
        s->def_count++;
    def->key = key;
    def->value = value;
}

static Val get_def(Ssa *s, uint32_t variable, Block block) {
    const Variable *v = &s->variables[variable];
    if (v->block == block)
        return v->value;
    return find_def(s->defs, s->def_room, (uint64_t)variable << 32 | block)->value;
}

/* The value of a copy, and shortens the way there. */
static Val source(IrFunc *f, Val v) {
    Val to = ir_source(f, v);
    while (f->ins[v].op == OP_COPY) {
        Val next = f->ins[v].a;
        f->ins[v].a = to;
        v = next;
    }
    return to;
}

void ssa_write(Ssa *s, uint32_t variable, Block block, Val value) {
    Variable *v = &s->variables[variable];
    if (block == 0)
        return;
    if (v->block != block && v->block != 0)
        set_def(s, variable, v->block, v->value);
    v->block = block;
    v->value = value;
}

/* ---- phis ---- */

/* The value of what was never written is 0: a constant behind the parameters (and the slots where some of
   those are stored). */
static Val nothing(Ssa *s, IrType type) {
    IrFunc *f = s->f;
    Val at = f->blocks[1].first;
    if (s->nothing[type] != 0)
        return s->nothing[type];
    while (at != 0 && (f->ins[at].op == OP_PARAM || f->ins[at].op == OP_SLOT))
        at = f->ins[at].next;
    s->nothing[type] =
        ir_insert(f, 1, at, type == IR_F32 || type == IR_F64 ? OP_FCONST : OP_CONST, type);
    return s->nothing[type];
}

static uint32_t new_phi(Ssa *s, uint32_t variable, Block block) {
    IrFunc *f = s->f;
    PhiInfo *info;
    Val v = ir_insert(f, block, f->blocks[block].first, OP_PHI, s->variables[variable].type);
    s->phis = grow(s->phis, s->phi_count, &s->phi_room, sizeof s->phis[0]);
    info = &s->phis[s->phi_count];
    memset(info, 0, sizeof *info);
    info->phi = v;
    info->variable = variable;
    f->ins[v].uses = (uint32_t)s->phi_count;
    return (uint32_t)s->phi_count++;
}

static uint32_t *open_phis(Ssa *s, Block block) {
    while (s->open_room <= block) {
        size_t old = s->open_room;
        s->open = grow(s->open, old, &s->open_room, sizeof s->open[0]);
        memset(s->open + old, 0, (s->open_room - old) * sizeof s->open[0]);
    }
    return &s->open[block];
}

/* The value at the end of `block`, through single predecessors and up to a phi, which is made if it must
   be. Its operands are left to complete(). */
static Val find(Ssa *s, uint32_t variable, Block block) {
    IrFunc *f = s->f;
    Val value;
    s->path.count = 0;
    for (;;) {
        const BlockData *b = &f->blocks[block];
        value = get_def(s, variable, block);
        if (value != 0) {
            value = source(f, value);
            break;
        }
        push(&s->path, block);
        if (!b->sealed) {
            uint32_t phi = new_phi(s, variable, block);
            uint32_t *list = open_phis(s, block);
            s->phis[phi].next = *list;
            *list = phi;
            value = s->phis[phi].phi;
            break;
        }
        if (b->pred_count == 0) {
            value = nothing(s, s->variables[variable].type);
            break;
        }
        if (b->pred_count > 1) {
            uint32_t phi = new_phi(s, variable, block);
            push(&s->todo, phi);
            value = s->phis[phi].phi;
            break;
        }
        block = b->pred[0];
        if (s->path.count > f->block_count) { /* an unreachable loop */
            value = nothing(s, s->variables[variable].type);
            break;
        }
    }
    for (size_t i = s->path.count; i-- > 0;)
        set_def(s, variable, s->path.items[i], value);
    return value;
}

/* The number of a phi that was made here; 0 for other values, whose uses may have been counted. */
static uint32_t own_phi(const Ssa *s, Val v) {
    const Ins *i = &s->f->ins[v];
    return i->op == OP_PHI && i->uses != 0 && i->uses < s->phi_count && s->phis[i->uses].phi == v ? i->uses : 0;
}

static void add_user(Ssa *s, Val operand, uint32_t phi) {
    PhiInfo *info;
    uint32_t number = own_phi(s, operand);
    if (number == 0)
        return;
    s->users = grow(s->users, s->user_count, &s->user_room, sizeof s->users[0]);
    s->users[s->user_count].phi = phi;
    s->users[s->user_count].next = 0;
    info = &s->phis[number];
    if (info->last_user != 0)
        s->users[info->last_user].next = (uint32_t)s->user_count;
    else
        info->first_user = (uint32_t)s->user_count;
    info->last_user = (uint32_t)s->user_count++;
}

static void queue(Ssa *s, uint32_t phi) {
    if (!s->phis[phi].queued) {
        s->phis[phi].queued = true;
        push(&s->check, phi);
    }
}

/* A phi that is only itself and one other value is that value; its users may become trivial by that. */
static void check_trivial(Ssa *s, uint32_t number) {
    IrFunc *f = s->f;
    PhiInfo *info = &s->phis[number];
    Val phi = info->phi;
    Val same = 0;
    const Ins *i = &f->ins[phi];
    info->queued = false;
    if (i->op != OP_PHI || i->count == 0)
        return;
    for (uint32_t k = 0; k < i->count; k++) {
        Val operand = source(f, f->lists[i->list + k]);
        if (operand == phi || operand == same)
            continue;
        if (same != 0)
            return;
        same = operand;
    }
    if (same == 0) /* unreachable */
        same = nothing(s, (IrType)i->type);
    for (uint32_t u = info->first_user; u != 0; u = s->users[u].next)
        queue(s, s->users[u].phi);
    if (info->first_user != 0 && own_phi(s, same) != 0) {
        PhiInfo *to = &s->phis[own_phi(s, same)];
        if (to->last_user != 0)
            s->users[to->last_user].next = info->first_user;
        else
            to->first_user = info->first_user;
        to->last_user = info->last_user;
    }
    f->ins[phi].uses = 0;
    ir_replace(f, phi, same);
}

static void give_operands(Ssa *s, uint32_t number) {
    IrFunc *f = s->f;
    Val phi = s->phis[number].phi;
    Block block = f->ins[phi].block;
    uint32_t count = f->blocks[block].pred_count;
    uint32_t at = f->list_count;
    for (uint32_t k = 0; k < count; k++) {
        Val operand = find(s, s->phis[number].variable, f->blocks[block].pred[k]);
        ir_list_number(f, operand);
        add_user(s, operand, number);
    }
    f->ins[phi].list = at;
    f->ins[phi].count = count;
    queue(s, number);
}

/* Gives operands to all phis that wait for them, then removes what is trivial, the newest first. */
static void complete(Ssa *s) {
    for (size_t i = 0; i < s->todo.count; i++)
        give_operands(s, s->todo.items[i]);
    s->todo.count = 0;
    while (s->check.count != 0)
        check_trivial(s, s->check.items[--s->check.count]);
}

Val ssa_read(Ssa *s, uint32_t variable, Block block) {
    Variable *v = &s->variables[variable];
    Val value;
    if (block == 0)
        return 0;
    if (v->block == block)
        return v->value = source(s->f, v->value);
    value = find(s, variable, block);
    if (s->todo.count != 0) {
        complete(s);
        value = source(s->f, value);
    }
    ssa_write(s, variable, block, value);
    return value;
}

void ssa_seal(Ssa *s, Block block) {
    uint32_t phi = block < s->open_room ? s->open[block] : 0;
    if (s->f->blocks[block].sealed)
        return;
    s->f->blocks[block].sealed = true;
    if (phi == 0)
        return;
    s->open[block] = 0;
    for (; phi != 0; phi = s->phis[phi].next)
        push(&s->todo, phi);
    complete(s);
}
