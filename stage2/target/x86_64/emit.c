/* A function after allocation, into the bytes of its section or into text: frame, order and reach of branches. Selection
   ends every block with explicit jumps; those to what follows are left out here, and blocks that only jump are
   skipped. All branches are written short first; those that do not reach grow until nothing changes, as GNU as does
   it, so that its text and these bytes agree. */
#include "../../obj/elf.h"
#include "frame.h"

#include <stdlib.h>
#include <string.h>

#define FUNCTION_ALIGN 16
#define FILL 0xcc /* int3, between functions */
#define MAX_REPEATED 6 /* instructions of a loop's head that stand at its end, too */
#define SCAN 12   /* instructions that are looked at to see whether the flags are dead */

/* A branch in the code, 2 bytes as yet. */
typedef struct Jump {
    uint32_t at; /* offset of its first byte, with all branches short */
    uint32_t block;
    bool is_long;
    bool conditional;
} Jump;

/* A table for JMP_TABLE. */
typedef struct Table {
    uint32_t symbol;
    Val value; /* the SWITCH */
    uint32_t block;
} Table;

typedef struct Emit {
    MFunc *m;
    CodeOut *out;
    Encoder enc;
    Frame frame;
    ObjSection *section; /* good until another section is made */
    uint32_t start;      /* of the function in the section */
    size_t first_reloc;
    size_t first_row;
    Loc loc;
    uint32_t *forward; /* of a block that only jumps: where to; others: themselves */
    uint32_t *offsets; /* of blocks, from the start, with all branches short */
    uint32_t *jump_index; /* number of jumps before a block */
    Jump *jumps;
    size_t jump_count;
    size_t jump_room;
    uint32_t *growth; /* bytes added by long branches before jump i */
    Table *tables;
    size_t table_count;
    size_t table_room;
    MIns epilogue[MAX_FRAME_INS];
    unsigned epilogue_count;
} Emit;

/* ---- which blocks remain ---- */

static const MIns *only_jump(const MFunc *m, uint32_t block) {
    const MBlock *b = &m->blocks[block];
    for (uint32_t i = 0; i < b->count; i++) {
        const MIns *ins = &m->ins[b->first + i];
        if ((ins->flags & MF_DEAD) == 0)
            return ins->op == X_JMP ? ins : NULL;
    }
    return NULL;
}

static void find_forward(Emit *e) {
    MFunc *m = e->m;
    e->forward = arena_get(m->arena, (m->block_count + 2) * sizeof e->forward[0]);
    for (uint32_t b = 1; b <= m->block_count; b++) {
        const MIns *jump = b != 1 && m->blocks[b].symbol == 0 ? only_jump(m, b) : NULL;
        e->forward[b] = jump != NULL ? jump->target : b;
    }
    for (uint32_t b = 1; b <= m->block_count; b++) {
        uint32_t to = e->forward[b];
        for (int steps = 0; e->forward[to] != to && steps < 1000; steps++)
            to = e->forward[to];
        e->forward[b] = e->forward[to] == to ? to : b; /* a loop of empty blocks keeps one */
    }
}

static uint32_t next_block(const Emit *e, uint32_t block) {
    do
        block++;
    while (block <= e->m->block_count && e->forward[block] != block);
    return block;
}

/* ---- single instructions ---- */

static uint32_t here(const Emit *e) {
    return (uint32_t)e->section->data.len - e->start;
}

static void write_ins(Emit *e, const MIns *ins) {
    Buf *code = &e->section->data;
    unsigned char *p;
    if (e->out->text != NULL) {
        x86_print(e->out->text, e->m->obj, e->m->ir->symbol, ins);
        return;
    }
    if (code->room - code->len < MAX_INS_BYTES)
        buf_reserve(code, 2 * code->room + 256);
    e->enc.start = code->data;
    p = x86_encode(&e->enc, code->data + code->len, ins);
    code->len = (size_t)(p - code->data);
}

static void write_jump(Emit *e, const MIns *ins) {
    Jump *jump;
    if (e->out->text != NULL) {
        MIns copy = *ins;
        copy.target = e->forward[ins->target];
        x86_print(e->out->text, e->m->obj, e->m->ir->symbol, &copy);
        return;
    }
    e->jumps = grow(e->jumps, e->jump_count, &e->jump_room, sizeof e->jumps[0]);
    jump = &e->jumps[e->jump_count];
    e->jump_count++;
    jump->at = here(e);
    jump->block = e->forward[ins->target];
    jump->is_long = false;
    jump->conditional = ins->op == X_JCC;
    buf_byte(&e->section->data, jump->conditional ? 0x70U + ins->cond : 0xebU);
    buf_byte(&e->section->data, 0);
}

static void add_row(Emit *e, Loc loc) {
    CodeOut *out = e->out;
    LineRow *row;
    if (out->text != NULL) {
        if (out->write_loc != NULL)
            out->write_loc(out, loc);
        return;
    }
    out->rows = grow(out->rows, out->row_count, &out->row_room, sizeof out->rows[0]);
    row = &out->rows[out->row_count];
    row->section = e->enc.section;
    row->offset = here(e);
    row->loc = loc;
    out->row_count++;
}

/* Whether nothing reads the flags as they are before instruction i: then zero may be made by xor, which is shorter. */
static bool flags_are_dead(const MIns *ins, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        unsigned flags = x86_forms[ins[i].op].flags;
        if (i == SCAN || (flags & F_READS) != 0)
            return false;
        if ((flags & F_FLAGS) != 0)
            return true;
    }
    return true; /* at the end of a block they are */
}

static void add_table(Emit *e, const MIns *ins, uint32_t block) {
    Table *table;
    e->tables = grow(e->tables, e->table_count, &e->table_room, sizeof e->tables[0]);
    table = &e->tables[e->table_count];
    e->table_count++;
    table->symbol = (uint32_t)((uint64_t)ins->imm >> 32);
    table->value = (Val)ins->imm;
    table->block = block;
}

static void leave(Emit *e) {
    for (unsigned i = 0; i < e->epilogue_count; i++)
        write_ins(e, &e->epilogue[i]);
}

static void emit_ins(Emit *e, uint32_t block, const MIns *ins, uint32_t left) {
    MIns copy;
    if (ins->op == X_MOV_I && ins->imm == 0 && flags_are_dead(ins + 1, left)) {
        copy = *ins;
        copy.op = X_XOR_RR;
        copy.width = 4;
        copy.use[0] = ins->def;
        copy.use[1] = ins->def;
        write_ins(e, &copy);
    } else if (ins->op == X_RET || ins->op == X_TAIL || ins->op == X_TAIL_R) {
        leave(e);
        write_ins(e, ins);
    } else if (ins->slot != 0 || ins->extra != 0) {
        copy = *ins;
        x86_resolve(e->m, &e->frame, &copy);
        write_ins(e, &copy);
    } else if (ins->op == X_JMP_TABLE) {
        add_table(e, ins, block);
        copy = *ins;
        copy.imm = 0;
        write_ins(e, &copy);
    } else {
        write_ins(e, ins);
    }
}

/* ---- blocks ---- */

/* The jumps at the end of a block: a last one to the next block is left out, if need be by turning the
   condition of the one before it around. */
static void emit_jumps(Emit *e, const MIns *ins, uint32_t count, uint32_t next) {
    MIns turned;
    uint32_t last = count - 1;
    if (ins[last].op == X_JMP && e->forward[ins[last].target] == next) {
        count--;
    } else if (count >= 2 && ins[last].op == X_JMP && ins[last - 1].op == X_JCC &&
               e->forward[ins[last - 1].target] == next) {
        turned = ins[last];
        turned.op = X_JCC;
        turned.cond = ins[last - 1].cond ^ 1;
        for (uint32_t i = 0; i + 2 < count; i++)
            write_jump(e, &ins[i]);
        write_jump(e, &turned);
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        write_jump(e, &ins[i]);
}

/* Where the jumps at the end of a block begin. */
static uint32_t body_count(const Emit *e, const MBlock *b) {
    const MIns *ins = &e->m->ins[b->first];
    uint32_t body = b->count;
    while (body != 0 && x86_forms[ins[body - 1].op].pattern == P_JUMP)
        body--;
    return body;
}

/* The condition at a loop's head is repeated at its end, in place of a jump back to it, if it is short: one branch
   each time round, not two. */
static bool repeat_head(Emit *e, uint32_t from, uint32_t head, uint32_t next) {
    const MBlock *b = &e->m->blocks[head];
    const MIns *ins = &e->m->ins[b->first];
    uint32_t body = body_count(e, b);
    uint32_t count = 0;
    MIns jumps[2];
    if (head > from || b->depth == 0 || b->count - body != 2 || ins[body].op != X_JCC || ins[body + 1].op != X_JMP)
        return false;
    for (uint32_t i = 0; i < body; i++) {
        if ((ins[i].flags & MF_DEAD) != 0)
            continue;
        if (++count > MAX_REPEATED || (x86_op_info[ins[i].op].flags & MOP_CALL) != 0)
            return false;
    }
    for (uint32_t i = 0; i < body; i++) {
        if ((ins[i].flags & MF_DEAD) == 0)
            emit_ins(e, from, &ins[i], body - i);
    }
    jumps[0] = ins[body];
    jumps[1] = ins[body + 1];
    if (e->forward[jumps[1].target] != next && e->forward[jumps[0].target] != next &&
        e->forward[jumps[1].target] < e->forward[jumps[0].target]) { /* the way round first */
        jumps[0].target = ins[body + 1].target;
        jumps[1].target = ins[body].target;
        jumps[0].cond ^= 1;
    }
    emit_jumps(e, jumps, 2, next);
    return true;
}

static void emit_block(Emit *e, uint32_t block) {
    const MBlock *b = &e->m->blocks[block];
    const MIns *ins = &e->m->ins[b->first];
    uint32_t body = body_count(e, b);
    e->offsets[block] = here(e);
    e->jump_index[block] = (uint32_t)e->jump_count;
    if (e->out->text != NULL) {
        if (b->symbol != 0)
            buf_printf(e->out->text, "%s:\n", e->m->obj->symbols[b->symbol].name);
        buf_printf(e->out->text, BLOCK_LABEL "%u_%u:\n", e->m->ir->symbol, block);
    }
    for (uint32_t i = 0; i < body; i++) {
        if ((ins[i].flags & MF_DEAD) != 0)
            continue;
        if (e->out->want_rows && ins[i].loc != 0 && ins[i].loc != e->loc) {
            add_row(e, ins[i].loc);
            e->loc = ins[i].loc;
        }
        emit_ins(e, block, &ins[i], body - i - 1 + (body != b->count));
    }
    if (b->count - body == 1 && ins[body].op == X_JMP &&
        repeat_head(e, block, e->forward[ins[body].target], next_block(e, block)))
        return;
    if (body != b->count)
        emit_jumps(e, ins + body, b->count - body, next_block(e, block));
}

/* ---- branches that do not reach ---- */

static uint32_t final_offset(const Emit *e, uint32_t block) {
    return e->offsets[block] + (e->jump_count != 0 ? e->growth[e->jump_index[block]] : 0);
}

static unsigned long_extra(const Jump *jump) {
    return jump->conditional ? 4 : 3; /* 0f 8x rel32; e9 rel32 */
}

static void sum_growth(Emit *e) {
    uint32_t sum = 0;
    for (size_t i = 0; i < e->jump_count; i++) {
        e->growth[i] = sum;
        if (e->jumps[i].is_long)
            sum += long_extra(&e->jumps[i]);
    }
    e->growth[e->jump_count] = sum;
}

static int64_t distance(const Emit *e, size_t i) {
    const Jump *jump = &e->jumps[i];
    int64_t end = (int64_t)jump->at + e->growth[i] + 2 + (jump->is_long ? long_extra(jump) : 0);
    return (int64_t)final_offset(e, jump->block) - end;
}

static void relax(Emit *e) {
    bool changed = true;
    e->growth = arena_get(e->m->arena, (e->jump_count + 1) * sizeof e->growth[0]);
    while (changed) {
        changed = false;
        for (size_t i = 0; i < e->jump_count; i++) {
            int64_t d;
            if (e->jumps[i].is_long)
                continue;
            d = distance(e, i);
            if (d != (int8_t)d) {
                e->jumps[i].is_long = true;
                changed = true;
            }
        }
        if (changed)
            sum_growth(e);
    }
}

/* Moves the code apart from its end on, and writes the branches. */
static void place_jumps(Emit *e) {
    Buf *code = &e->section->data;
    uint32_t total = e->growth[e->jump_count];
    uint32_t end = here(e); /* of what is not moved yet */
    unsigned char *base;
    buf_zeros(code, total);
    base = code->data + e->start;
    for (size_t i = e->jump_count; i != 0; i--) {
        const Jump *jump = &e->jumps[i - 1];
        uint32_t behind = jump->at + 2;
        unsigned char opcode = base[jump->at];
        unsigned char *p = base + jump->at + e->growth[i - 1];
        int64_t d = distance(e, i - 1);
        if (e->growth[i] != 0)
            memmove(base + behind + e->growth[i], base + behind, end - behind);
        end = jump->at;
        if (!jump->is_long) {
            p[0] = opcode;
            p[1] = (unsigned char)d;
        } else if (jump->conditional) {
            p[0] = 0x0f;
            p[1] = (unsigned char)(opcode + 0x10);
            put_u32(p + 2, (uint32_t)d);
        } else {
            p[0] = 0xe9;
            put_u32(p + 1, (uint32_t)d);
        }
    }
}

/* How far code at `offset` moves; *jump goes along with rising offsets. */
static uint32_t moved(const Emit *e, uint32_t offset, size_t *jump) {
    while (*jump < e->jump_count && e->jumps[*jump].at < offset)
        (*jump)++;
    return e->growth[*jump];
}

static void move_records(Emit *e) {
    size_t jump = 0;
    for (size_t i = e->first_reloc; i < e->section->reloc_count; i++) {
        ObjReloc *r = &e->section->relocs[i];
        r->offset += moved(e, (uint32_t)r->offset - e->start, &jump);
    }
    jump = 0;
    for (size_t i = e->first_row; i < e->out->row_count; i++) {
        LineRow *row = &e->out->rows[i];
        row->offset += e->start + moved(e, row->offset, &jump);
    }
}

static void finish_jumps(Emit *e) {
    relax(e);
    if (e->jump_count != 0)
        place_jumps(e);
    move_records(e);
}

/* ---- tables of switches ---- */

/* Distances of the targets from the table: case values are 0 … imm - 1 (switch.c). */
static void write_table(Emit *e, const Table *table) {
    const IrFunc *f = e->m->ir;
    const Ins *ins = &f->ins[table->value];
    const MBlock *block = &e->m->blocks[table->block];
    Obj *obj = e->m->obj;
    uint32_t count = (uint32_t)ins->imm;
    uint32_t *targets = arena_get(e->m->arena, count * sizeof targets[0]);
    uint32_t section = obj_section(obj, ".rodata", SHT_PROGBITS, SHF_ALLOC, 0);
    ObjSymbol *symbol = &obj->symbols[table->symbol];
    Buf *data = &obj->sections[section].data;
    uint32_t code_symbol;
    for (uint32_t i = 0; i < count; i++)
        targets[i] = e->forward[block->succ[0]];
    for (uint32_t i = 0; i < ins->count; i += 3) {
        const uint32_t *row = &f->lists[ins->list + i];
        targets[row[0]] = e->forward[block->succ[row[2]]];
    }
    if (e->out->text != NULL) {
        buf_printf(e->out->text, "\t.section\t.rodata\n\t.p2align\t2\n%s:\n", symbol->name);
        for (uint32_t i = 0; i < count; i++)
            buf_printf(e->out->text, "\t.long\t" BLOCK_LABEL "%u_%u-%s\n", f->symbol, targets[i], symbol->name);
        return;
    }
    if (obj->sections[section].align < 4)
        obj->sections[section].align = 4;
    buf_align(data, 4);
    symbol->section = section;
    symbol->value = data->len;
    symbol->size = 4 * (uint64_t)count;
    symbol->type = STT_OBJECT;
    symbol->used = true;
    code_symbol = obj_section_symbol(obj, e->enc.section);
    for (uint32_t i = 0; i < count; i++) {
        obj_reloc(obj, section, obj->sections[section].data.len, R_X86_64_PC32, code_symbol,
                  (int64_t)e->start + final_offset(e, targets[i]) + 4 * (int64_t)i);
        buf_zeros(&obj->sections[section].data, 4);
    }
}

/* ---- the function ---- */

static void text_header(Emit *e) {
    const ObjSymbol *symbol = &e->m->obj->symbols[e->m->ir->symbol];
    Buf *out = e->out->text;
    if (strcmp(e->section->name, ".text") == 0)
        buf_text(out, "\t.text\n");
    else
        buf_printf(out, "\t.section\t%s,\"ax\",@progbits\n", e->section->name);
    if (symbol->bind == STB_GLOBAL)
        buf_printf(out, "\t.globl\t%s\n", symbol->name);
    else if (symbol->bind == STB_WEAK)
        buf_printf(out, "\t.weak\t%s\n", symbol->name);
    if (symbol->vis == STV_HIDDEN)
        buf_printf(out, "\t.hidden\t%s\n", symbol->name);
    if (e->m->ir->level > 0)
        buf_printf(out, "\t.p2align\t4, 0x%x\n", FILL);
    buf_printf(out, "\t.type\t%s, @function\n%s:\n", symbol->name, symbol->name);
}

static void begin(Emit *e) {
    uint32_t align = e->m->ir->level > 0 ? FUNCTION_ALIGN : 1;
    e->section = &e->m->obj->sections[e->enc.section];
    e->first_reloc = e->section->reloc_count;
    e->first_row = e->out->row_count;
    e->loc = e->m->ir->loc;
    if (e->out->text != NULL) {
        text_header(e);
        if (e->out->want_rows)
            add_row(e, e->loc);
        return;
    }
    if (e->section->align < align)
        e->section->align = align;
    while ((e->section->data.len & (align - 1)) != 0)
        buf_byte(&e->section->data, FILL);
    e->start = (uint32_t)e->section->data.len;
    if (e->out->want_rows)
        add_row(e, e->loc);
}

static void end(Emit *e) {
    MFunc *m = e->m;
    ObjSymbol *symbol = &m->obj->symbols[m->ir->symbol];
    symbol->section = e->enc.section;
    symbol->type = STT_FUNC;
    if (e->out->text != NULL) {
        buf_printf(e->out->text, "\t.size\t%s, .-%s\n", symbol->name, symbol->name);
        return;
    }
    if (e->out->want_rows)
        add_row(e, 0);
    finish_jumps(e);
    symbol->value = e->start;
    symbol->size = e->section->data.len - e->start;
    for (uint32_t b = 1; b <= m->block_count; b++) {
        if (m->blocks[b].symbol != 0) {
            symbol = &m->obj->symbols[m->blocks[b].symbol];
            symbol->section = e->enc.section;
            symbol->value = e->start + final_offset(e, b);
        }
    }
}

void x86_emit(MFunc *m, CodeOut *out) {
    Emit e;
    MIns prologue[MAX_FRAME_INS];
    unsigned count;
    memset(&e, 0, sizeof e);
    e.m = m;
    e.out = out;
    e.enc.obj = m->obj;
    e.enc.section = m->ir->section;
    x86_frame(m, &e.frame);
    e.epilogue_count = x86_epilogue(&e.frame, e.epilogue);
    find_forward(&e);
    e.offsets = arena_get(m->arena, (m->block_count + 1) * sizeof e.offsets[0]);
    e.jump_index = arena_get(m->arena, (m->block_count + 1) * sizeof e.jump_index[0]);
    begin(&e);
    count = x86_prologue(m, &e.frame, prologue);
    for (unsigned i = 0; i < count; i++)
        write_ins(&e, &prologue[i]);
    for (uint32_t b = 1; b <= m->block_count; b++) {
        if (e.forward[b] == b)
            emit_block(&e, b);
    }
    end(&e);
    for (size_t i = 0; i < e.table_count; i++)
        write_table(&e, &e.tables[i]);
    free(e.jumps);
    free(e.tables);
}
