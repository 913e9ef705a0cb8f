/* Selection of long double operations: IEC 60559 binary128, computed by libgcc's functions with arguments and
   results in q0 and q1 (AAPCS64 6.4; GCC internals, "Soft float library routines"). */
#include "select.h"

#define BIT_Q0 REG_BIT(R_V(0))
#define BIT_Q1 REG_BIT(R_V(1))

static void load_quad(Select *s, unsigned number, const Addr *a) {
    sel_access(s, A_LDRF, 16, a)->def = R_V(number);
}

static void store_quad(Select *s, const Addr *a) {
    sel_access(s, A_STRF, 16, a)->use[2] = R_V(0);
}

static void arithmetic(Select *s, Val v, const char *name) {
    const Ins *i = &s->ins[v];
    Addr to, x, y;
    sel_block_address(s, i->a, &to);
    sel_block_address(s, i->b, &x);
    sel_block_address(s, i->c, &y);
    load_quad(s, 0, &x);
    load_quad(s, 1, &y);
    sel_runtime(s, name, BIT_Q0 | BIT_Q1);
    store_quad(s, &to);
}

/* The sign is the highest bit of the second half. */
static void sign(Select *s, Val v, unsigned op, int64_t mask) {
    Addr to, from;
    Reg low = sel_temp(s, 8);
    Reg high = sel_temp(s, 8);
    Reg result = sel_temp(s, 8);
    sel_block_address(s, s->ins[v].a, &to);
    sel_block_address(s, s->ins[v].b, &from);
    sel_access(s, A_LDR, 8, &from)->def = low;
    from.disp += 8;
    sel_access(s, A_LDR, 8, &from)->def = high;
    sel_imm(s, op, 8, result, high, mask);
    sel_access(s, A_STR, 8, &to)->use[2] = low;
    to.disp += 8;
    sel_access(s, A_STR, 8, &to)->use[2] = result;
}

/* Each function's result, compared with 0, says what its name asks; unordered gives no (libgcc). */
static const struct {
    const char *name;
    uint8_t cond;
} comparisons[14] = {
    [COND_EQ] = {"__eqtf2", C_EQ},  [COND_NE] = {"__netf2", C_NE},  [COND_SLT] = {"__lttf2", C_LT},
    [COND_SGE] = {"__getf2", C_GE}, [COND_SLE] = {"__letf2", C_LE}, [COND_SGT] = {"__gttf2", C_GT},
    [COND_NLT] = {"__lttf2", C_GE}, [COND_NGE] = {"__getf2", C_LT}, [COND_NLE] = {"__letf2", C_GT},
    [COND_NGT] = {"__gttf2", C_LE},
};

static void compare(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    Reg to = sel_def(s, v);
    Reg result = sel_temp(s, 4);
    Addr x, y;
    sel_block_address(s, i->a, &x);
    sel_block_address(s, i->b, &y);
    load_quad(s, 0, &x);
    load_quad(s, 1, &y);
    sel_runtime(s, comparisons[i->sub].name, BIT_Q0 | BIT_Q1);
    sel_put(s, A_MOV, 4, result, R_X(0), 0);
    sel_imm(s, A_SUBSI, 4, R_ZR, result, 0);
    sel_put(s, A_CSINC, 4, to, R_ZR, R_ZR)->cond = comparisons[i->sub].cond ^ 1;
}

/* By type and whether the integer is unsigned. */
static const char *const from_names[5][2] = {
    [IR_I32] = {"__floatsitf", "__floatunsitf"},
    [IR_I64] = {"__floatditf", "__floatunditf"},
    [IR_F32] = {"__extendsftf2", "__extendsftf2"},
    [IR_F64] = {"__extenddftf2", "__extenddftf2"},
};

static const char *const to_names[5][2] = {
    [IR_I32] = {"__fixtfsi", "__fixunstfsi"},
    [IR_I64] = {"__fixtfdi", "__fixunstfdi"},
    [IR_F32] = {"__trunctfsf2", "__trunctfsf2"},
    [IR_F64] = {"__trunctfdf2", "__trunctfdf2"},
};

static void from_value(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    unsigned type = s->ins[i->b].type;
    bool is_float = type_class(type) == CLASS_FLOAT;
    Addr to;
    Reg r;
    sel_block_address(s, i->a, &to);
    r = sel_use(s, i->b);
    sel_move(s, type, is_float ? R_V(0) : R_X(0), r);
    sel_runtime(s, from_names[type][i->sub & 1], is_float ? BIT_Q0 : REG_BIT(R_X(0)));
    store_quad(s, &to);
}

static void to_value(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    bool is_float = type_class(i->type) == CLASS_FLOAT;
    Reg to = sel_def(s, v);
    Addr from;
    sel_block_address(s, i->a, &from);
    load_quad(s, 0, &from);
    sel_runtime(s, to_names[i->type][i->sub & 1], BIT_Q0);
    sel_move(s, i->type, to, is_float ? R_V(0) : R_X(0));
}

void sel_quad(Select *s, Val v) {
    switch (s->ins[v].op) {
    case OP_LDADD:
        arithmetic(s, v, "__addtf3");
        break;
    case OP_LDSUB:
        arithmetic(s, v, "__subtf3");
        break;
    case OP_LDMUL:
        arithmetic(s, v, "__multf3");
        break;
    case OP_LDDIV:
        arithmetic(s, v, "__divtf3");
        break;
    case OP_LDNEG:
        sign(s, v, A_EORI, INT64_MIN);
        break;
    case OP_LDABS:
        sign(s, v, A_ANDI, INT64_MAX);
        break;
    case OP_LDCMP:
        compare(s, v);
        break;
    case OP_LDFROM:
        from_value(s, v);
        break;
    default:
        to_value(s, v);
        break;
    }
}
