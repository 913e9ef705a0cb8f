/* The made-up machine's description (fake.h). */
#include "fake.h"

#include <string.h>

uint64_t rng_next(Rng *r) {
    uint64_t x = r->state += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

uint32_t rng_below(Rng *r, uint32_t n) {
    return (uint32_t)((rng_next(r) >> 33) % n);
}

static const MOpInfo ops[F_COUNT] = {
    [F_NONE] = { "none", 0, 0 },
    [F_MOVE] = { "move", MOP_MOVE, 0 },
    [F_CONST] = { "const", MOP_REMAT, 0 },
    [F_ADD] = { "add", 0, 0 },
    [F_TIED] = { "tied", MOP_TIED | MOP_COMMUTES, 0 },
    [F_EARLY] = { "early", MOP_EARLY, 0 },
    [F_DIV] = { "div", 0, REG_BIT(1) | REG_BIT(3) },
    [F_SHIFT] = { "shift", MOP_TIED, 0 },
    [F_SCRATCH] = { "scratch", 0, REG_BIT(2) },
    [F_OUT] = { "out", 0, 0 },
    [F_CALL] = { "call", MOP_CALL, 0 },
    [F_LOAD] = { "load", 0, 0 },
    [F_STORE] = { "store", 0, 0 },
    [F_SWAP] = { "swap", 0, 0 },
    [F_JUMP] = { "jump", MOP_BRANCH, 0 },
    [F_BRANCH] = { "branch", MOP_BRANCH, 0 },
    [F_GOTO] = { "goto", MOP_BRANCH, 0 },
    [F_RETURN] = { "return", MOP_BRANCH, 0 }
};

static const char *const names[65] = {
    "none", "i1", "i2", "i3", "i4", "i5", "i6", "i7", "i8", "i9", "i10", "i11", "i12", "i13", "i14", "i15",
    "i16", "i17", "i18", "i19", "i20", "i21", "i22", "i23", "i24", "i25", "i26", "i27", "i28", "i29", "i30",
    "i31", "i32", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12", "f13", "f14",
    "f15", "f16", "f17", "f18", "f19", "f20", "f21", "f22", "f23", "f24", "f25", "f26", "f27", "f28", "f29",
    "f30", "f31", "f32"
};

static const Reg int_order[] = {
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
    29, 30, 31, 32, 0
};
static const Reg float_order[] = {
    33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58,
    59, 60, 61, 62, 63, 64, 0
};

static void make_move(MIns *out, RegClass cls, unsigned width, Reg to, Reg from) {
    (void)cls;
    out->op = F_MOVE;
    out->width = (uint8_t)width;
    out->def = to;
    out->use[0] = from;
}

static void make_load(MIns *out, RegClass cls, unsigned width, Reg to, uint32_t slot) {
    (void)cls;
    out->op = F_LOAD;
    out->width = (uint8_t)width;
    out->def = to;
    out->slot = slot;
}

static void make_store(MIns *out, RegClass cls, unsigned width, uint32_t slot, Reg from) {
    (void)cls;
    out->op = F_STORE;
    out->width = (uint8_t)width;
    out->slot = slot;
    out->use[0] = from;
}

static void make_swap(MIns *out, unsigned width, Reg a, Reg b) {
    out->op = F_SWAP;
    out->width = (uint8_t)width;
    out->use[0] = a;
    out->use[1] = b;
}

/* extra: bits 0 to 2: that use is in the slot; bit 3: def is. */
static bool fold(MIns *ins, int i, unsigned width, uint32_t slot) {
    if (ins->slot != 0 || ins->width != width)
        return false;
    if (i >= 0) {
        if (ins->op != F_ADD && !(ins->op == F_TIED && i > 0))
            return false;
        ins->use[i] = 0;
        ins->extra = (uint16_t)(1 << i);
    } else if (ins->op == F_TIED) {
        ins->use[0] = 0;
        ins->def = 0;
        ins->extra = 9;
    } else if (ins->op == F_ADD) {
        ins->def = 0;
        ins->extra = 8;
    } else {
        return false;
    }
    ins->slot = slot;
    return true;
}

void fake_model(FakeModel *f, unsigned ints, unsigned floats, bool with_swap, bool with_fold) {
    RegSet int_set = ((RegSet)1 << ints) - 1;
    RegSet float_set = (((RegSet)1 << floats) - 1) << 32;
    memset(f, 0, sizeof *f);
    f->ints = ints;
    f->floats = floats;
    f->arg_ints = ints <= 4 ? 2 : 6;
    f->arg_floats = floats <= 3 ? 1 : floats < 8 ? 3 : 8;
    f->model.ops = ops;
    f->model.names = names;
    f->model.callee_saved = int_set & ~(((RegSet)1 << (ints * 2 / 3)) - 1);
    if (floats > 20)
        f->model.callee_saved |= float_set & ~((((RegSet)1 << (floats * 2 / 3)) - 1) << 32);
    if (!with_swap)
        f->model.scratch[CLASS_INT] = ints + 1;
    f->model.scratch[CLASS_FLOAT] = REG_FLOAT + floats;
    f->model.allocatable = int_set | float_set;
    f->model.call_clobbers = (int_set | float_set) & ~f->model.callee_saved;
    if (!with_swap)
        f->model.call_clobbers |= REG_BIT(f->model.scratch[CLASS_INT]);
    f->model.call_clobbers |= REG_BIT(f->model.scratch[CLASS_FLOAT]);
    f->model.order[CLASS_INT] = int_order;
    f->model.order[CLASS_FLOAT] = float_order;
    f->model.move = make_move;
    f->model.load = make_load;
    f->model.store = make_store;
    f->model.swap = with_swap ? make_swap : NULL;
    f->model.fold = with_fold ? fold : NULL;
}
