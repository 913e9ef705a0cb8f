/* The stack frame (SysV ABI 3.2.2): where slots lie, prologue and epilogue (frame.h). */
#include "frame.h"

#include <string.h>

#define MAX_FRAME 0x7ff00000 /* so that every displacement fits 32 bits */
#define SMALL_SLOT 16

static const Reg callee_saved[6] = {RBX, RBP, R12, R13, R14, R15};

static int64_t place(int64_t at, const MSlot *slot) {
    int64_t align = slot->align > 16 ? 16 : slot->align;
    return (at + align - 1) & ~(align - 1);
}

/* Slots near the base are reached with a short displacement: small ones come first. `at` counts away from the base. */
static int64_t place_slots(MFunc *m, int64_t at, bool small, bool downward) {
    for (uint32_t i = 1; i < m->slot_count; i++) {
        MSlot *slot = &m->slots[i];
        if ((slot->size <= SMALL_SLOT) != small)
            continue;
        if (slot->align > 8 && m->ir->realign)
            fail("%s: objects aligned to %u are not supported in a function of attribute force_align_arg_pointer",
                 m->ir->name, (unsigned)slot->align);
        if (slot->size > MAX_FRAME || at > MAX_FRAME)
            fail("%s: the stack frame is too large", m->ir->name);
        if (downward) {
            at = place(at + (int64_t)slot->size, slot);
            slot->offset = -at;
        } else {
            at = place(at, slot);
            slot->offset = at;
            at += (int64_t)slot->size;
        }
    }
    return at;
}

void x86_frame(MFunc *m, Frame *frame) {
    bool has_fp = (m->reserved & REG_BIT(RBP)) != 0;
    int64_t size;
    int64_t pushed;
    memset(frame, 0, sizeof *frame);
    frame->realigns = m->ir->realign;
    frame->has_alloca = m->ir->has_alloca || frame->realigns; /* rsp is not known from rbp either */
    frame->base = has_fp ? RBP : RSP;
    for (unsigned i = 0; i < 6; i++) {
        if ((m->used & REG_BIT(callee_saved[i])) != 0 && !(has_fp && callee_saved[i] == RBP))
            frame->saved[frame->saved_count++] = callee_saved[i];
    }
    pushed = 8 * (int64_t)frame->saved_count + (has_fp ? 16 : 8);
    if (has_fp) {
        /* offsets from rbp, which is aligned to 16 */
        int64_t top = 8 * (int64_t)frame->saved_count;
        size = place_slots(m, place_slots(m, top, true, true), false, true) - top + m->out_bytes;
    } else {
        size = place_slots(m, place_slots(m, m->out_bytes, true, false), false, false);
    }
    size += -(size + pushed) & 15;
    if (size > MAX_FRAME)
        fail("%s: the stack frame is too large", m->ir->name);
    if (!m->ir->calls && m->out_bytes == 0 && !has_fp && size == 8 && m->slot_count == 1)
        size = 0; /* nothing there that would have to be aligned */
    frame->size = (uint32_t)size;
    frame->adjusts = size != 0 && (m->ir->calls || m->ir->has_alloca || m->out_bytes != 0 || size > RED_ZONE);
    frame->incoming = has_fp ? 16 : (int32_t)(pushed + (frame->adjusts ? size : 0));
    if (!has_fp && !frame->adjusts) {
        for (uint32_t i = 1; i < m->slot_count; i++)
            m->slots[i].offset -= size;
    }
}

void x86_resolve(const MFunc *m, const Frame *frame, MIns *ins) {
    int64_t disp = ins->disp;
    if (ins->slot != 0) {
        disp += m->slots[ins->slot].offset;
        ins->slot = 0;
        if (ins->use[1] != 0) /* the register operand, since use[0] was folded into memory */
            ins->use[0] = ins->use[1];
        ins->use[1] = frame->base;
    } else if (ins->extra == MX_INCOMING) {
        disp += frame->incoming;
        ins->use[1] = frame->base;
    } else if (ins->extra == MX_OUT) {
        disp += m->out_bytes;
    } else {
        return;
    }
    ins->extra = 0;
    if (disp != (int32_t)disp)
        fail("%s: the stack frame is too large", m->ir->name);
    ins->disp = (int32_t)disp;
}

/* ---- prologue and epilogue ---- */

static MIns *add(MIns *out, unsigned *count, X86Op op, Reg def, Reg use) {
    MIns *ins = &out[*count];
    memset(ins, 0, sizeof *ins);
    ins->op = (uint16_t)op;
    ins->width = 8;
    ins->def = def;
    ins->use[0] = use;
    (*count)++;
    return ins;
}

/* The registers that va_arg may ask for, into the save area (SysV ABI 3.5.7, figure 3.33). The vector
   registers are stored whatever al says: the processor has them. */
static void save_arguments(const MFunc *m, const Frame *frame, MIns *out, unsigned *count) {
    for (unsigned i = m->ir->va_ints; i < 6; i++) {
        MIns *ins = add(out, count, X_MOV_MR, 0, x86_int_args[i]);
        ins->slot = m->va_slot;
        ins->disp = (int32_t)(8 * i);
        x86_resolve(m, frame, ins);
    }
    for (unsigned i = m->ir->va_floats; i < 8; i++) {
        MIns *ins = add(out, count, X_MOVAPS_MR, 0, XMM0 + i);
        ins->slot = m->va_slot;
        ins->disp = (int32_t)(48 + 16 * i);
        x86_resolve(m, frame, ins);
    }
}

unsigned x86_prologue(const MFunc *m, const Frame *frame, MIns *out) {
    unsigned count = 0;
    if (frame->base == RBP) {
        add(out, &count, X_PUSH, RBP, 0);
        add(out, &count, X_MOV_RR, RBP, RSP);
    }
    for (unsigned i = 0; i < frame->saved_count; i++)
        add(out, &count, X_PUSH, frame->saved[i], 0);
    if (frame->adjusts)
        add(out, &count, X_SUB_RI, RSP, RSP)->imm = (int64_t)frame->size;
    if (frame->realigns)
        add(out, &count, X_AND_RI, RSP, RSP)->imm = -16;
    if (m->va_slot != 0)
        save_arguments(m, frame, out, &count);
    return count;
}

unsigned x86_epilogue(const Frame *frame, MIns *out) {
    unsigned count = 0;
    if (frame->base == RBP && frame->saved_count == 0) {
        if (frame->adjusts || frame->has_alloca) {
            add(out, &count, X_LEAVE, 0, 0);
            return count;
        }
    } else if (frame->has_alloca) {
        MIns *ins = add(out, &count, X_LEA, RSP, 0);
        ins->use[1] = RBP;
        ins->disp = -8 * (int32_t)frame->saved_count;
    } else if (frame->adjusts) {
        add(out, &count, X_ADD_RI, RSP, RSP)->imm = (int64_t)frame->size;
    }
    for (unsigned i = frame->saved_count; i != 0; i--)
        add(out, &count, X_POP, frame->saved[i - 1], 0);
    if (frame->base == RBP)
        add(out, &count, X_POP, RBP, 0);
    return count;
}
