/* Types as C spells them, in gcc's words: "const char *", "int (*)[3]", "struct S". */
#include "types.h"

/* Parameters are left out of what is longer: it may double with each typedef. */
#define MAX_TEXT 2000

static void print_quals(unsigned quals, Buf *out, bool before) {
    static const char *const words[] = {"const", "volatile", "restrict"};
    for (unsigned i = 0; i < 3; i++)
        if (quals & (1U << i))
            buf_printf(out, before ? "%s " : " %s", words[i]);
}

static void print_basic(const Type *type, Buf *out) {
    static const char *const names[] = {
        [TY_ERROR] = "<error>", [TY_VOID] = "void", [TY_BOOL] = "_Bool", [TY_CHAR] = "char",
        [TY_SCHAR] = "signed char", [TY_UCHAR] = "unsigned char", [TY_SHORT] = "short int",
        [TY_USHORT] = "short unsigned int", [TY_INT] = "int", [TY_UINT] = "unsigned int",
        [TY_LONG] = "long int", [TY_ULONG] = "long unsigned int", [TY_LLONG] = "long long int",
        [TY_ULLONG] = "long long unsigned int", [TY_ENUM] = "enum ", [TY_FLOAT] = "float",
        [TY_DOUBLE] = "double", [TY_LDOUBLE] = "long double", [TY_STRUCT] = "struct ", [TY_UNION] = "union "};
    print_quals(type->quals, out, true);
    if (type->typedef_name != NULL && (type->tag == NULL || type->tag->name == NULL)) {
        buf_text(out, type->typedef_name->text);
        return;
    }
    buf_text(out, names[type->kind]);
    if (type->kind == TY_ENUM || is_aggregate(type))
        buf_text(out, type->tag != NULL && type->tag->name != NULL ? type->tag->name->text : "<anonymous>");
}

static void print_left(const Type *type, Buf *out) {
    const Type *base = type->base;
    switch (type->kind) {
    case TY_POINTER:
        print_left(base, out);
        if (base->kind == TY_ARRAY || base->kind == TY_FUNCTION)
            buf_text(out, " (");
        else if (out->data[out->len - 1] != '*')
            buf_byte(out, ' ');
        buf_byte(out, '*');
        print_quals(type->quals, out, false);
        break;
    case TY_ARRAY:
    case TY_FUNCTION:
        print_left(base, out);
        break;
    default:
        print_basic(type, out);
    }
}

static void print_params(const Type *type, Buf *out) {
    buf_byte(out, '(');
    for (uint32_t i = 0; i < type->count_of && type->prototype; i++) {
        if (i != 0)
            buf_text(out, ", ");
        if (out->len > MAX_TEXT) {
            buf_text(out, "...)");
            return;
        }
        type_print(type->params[i].type, out);
    }
    if (type->variadic)
        buf_text(out, ", ...");
    else if (type->prototype && type->count_of == 0)
        buf_text(out, "void");
    buf_byte(out, ')');
}

static void print_right(const Type *type, Buf *out) {
    for (;; type = type->base) {
        if (type->kind == TY_POINTER) {
            if (type->base->kind == TY_ARRAY || type->base->kind == TY_FUNCTION)
                buf_byte(out, ')');
        } else if (type->kind == TY_ARRAY) {
            if (type->length >= 0)
                buf_printf(out, "[%ld]", (long)type->length);
            else
                buf_text(out, "[]");
        } else if (type->kind == TY_FUNCTION) {
            print_params(type, out);
        } else {
            return;
        }
    }
}

void type_print(const Type *type, Buf *out) {
    print_left(type, out);
    print_right(type, out);
}
