/* The syntax tree as S-expressions: (add int a b), statements one to a line. */
#include "ast_dump.h"

static const char *const names[] = {
    [N_ERROR] = "error", [N_INT] = "int", [N_FLOAT] = "float", [N_STRING] = "string", [N_VAR] = "var",
    [N_COMPOUND] = "compound", [N_CAST] = "cast", [N_NEG] = "neg", [N_PLUS] = "plus", [N_NOT] = "not",
    [N_LOGNOT] = "lognot", [N_ADD] = "add", [N_SUB] = "sub", [N_MUL] = "mul", [N_DIV] = "div", [N_MOD] = "mod",
    [N_AND] = "and", [N_OR] = "or", [N_XOR] = "xor", [N_SHL] = "shl", [N_SHR] = "shr", [N_PTRADD] = "ptradd",
    [N_PTRSUB] = "ptrsub", [N_PTRDIFF] = "ptrdiff", [N_EQ] = "eq", [N_NE] = "ne", [N_LT] = "lt", [N_LE] = "le",
    [N_GT] = "gt", [N_GE] = "ge", [N_LOGAND] = "logand", [N_LOGOR] = "logor", [N_COND] = "cond",
    [N_COMMA] = "comma", [N_ASSIGN] = "assign", [N_ASSIGNOP] = "assignop", [N_POSTOP] = "postop",
    [N_ADDR] = "addr", [N_DEREF] = "deref", [N_MEMBER] = "member", [N_CALL] = "call", [N_BUILTIN] = "builtin",
    [N_VA_ARG] = "va_arg", [N_STMT_EXPR] = "stmtexpr", [N_LABEL_ADDR] = "labeladdr", [N_BLOCK] = "block",
    [N_EXPR] = "expr", [N_DECL] = "decl", [N_IF] = "if", [N_WHILE] = "while", [N_DO] = "do", [N_FOR] = "for",
    [N_SWITCH] = "switch", [N_CASE] = "case", [N_DEFAULT] = "default", [N_LABEL] = "label", [N_GOTO] = "goto",
    [N_GOTO_PTR] = "goto_ptr", [N_BREAK] = "break", [N_CONTINUE] = "continue", [N_RETURN] = "return",
    [N_EMPTY] = "empty"};

static void dump(const Node *node, unsigned indent, Buf *out);

static void line(unsigned indent, Buf *out) {
    buf_byte(out, '\n');
    for (unsigned i = 0; i < indent; i++)
        buf_text(out, "  ");
}

static void type(const Type *t, Buf *out) {
    buf_byte(out, '\'');
    type_print(t, out);
    buf_byte(out, '\'');
}

static void name(const Symbol *s, Buf *out) {
    buf_text(out, s->name != NULL ? s->name->text : "_");
}

static void dump_init(const Init *init, unsigned indent, Buf *out) {
    buf_printf(out, "(init %lu%s", (unsigned long)init->size, init->covers ? " all" : "");
    for (uint32_t i = 0; i < init->count; i++) {
        const InitItem *item = &init->items[i];
        line(indent + 1, out);
        buf_printf(out, "(%lu", (unsigned long)item->offset);
        if (item->bitfield != NULL)
            buf_printf(out, ":%u:%u", item->bitfield->bit_offset, item->bitfield->bit_width);
        buf_byte(out, ' ');
        type(item->type, out);
        buf_byte(out, ' ');
        dump(item->value, indent + 1, out);
        buf_byte(out, ')');
    }
    buf_byte(out, ')');
}

static void dump_string(const StringData *s, Buf *out) {
    buf_byte(out, '"');
    for (uint32_t i = 0; i < s->len && i < 60; i++) {
        unsigned c = s->bytes[i];
        if (c >= ' ' && c < 127 && c != '"' && c != '\\')
            buf_byte(out, c);
        else
            buf_printf(out, "\\%x", c);
    }
    buf_byte(out, '"');
}

static void operand(const Node *node, unsigned indent, Buf *out) {
    buf_byte(out, ' ');
    if (node == NULL)
        buf_text(out, "-");
    else
        dump(node, indent, out);
}

static void dump_list(const Node *node, unsigned indent, Buf *out) {
    for (; node != NULL; node = node->next)
        operand(node, indent, out);
}

/* Chains that lean to the left are walked without recursion. */
static void dump_left(const Node *node, unsigned indent, Buf *out) {
    const Node *top = node;
    size_t count = 0;
    const Node **spine;
    Arena arena = {0};
    while (node->kind >= N_CAST && node->kind <= N_LOGOR) {
        count++;
        node = node->a;
    }
    spine = arena_get(&arena, (count + 1) * sizeof *spine);
    node = top;
    for (size_t i = 0; i < count; i++) {
        buf_printf(out, "(%s ", names[node->kind]);
        type(node->type, out);
        buf_byte(out, ' ');
        spine[i] = node;
        node = node->a;
    }
    dump(node, indent, out);
    while (count > 0) {
        node = spine[--count];
        if (node->kind > N_LOGNOT)
            operand(node->b, indent, out);
        buf_byte(out, ')');
    }
    arena_free(&arena);
}

static void dump_expression(const Node *node, unsigned indent, Buf *out) {
    if (node->kind >= N_CAST && node->kind <= N_LOGOR) {
        dump_left(node, indent, out);
        return;
    }
    buf_printf(out, "(%s ", names[node->kind]);
    type(node->type, out);
    switch (node->kind) {
    case N_INT:
        buf_printf(out, " %ld", (long)node->value);
        break;
    case N_FLOAT:
        buf_printf(out, " %lx:%lx", (unsigned long)node->number.hi, (unsigned long)node->number.lo);
        break;
    case N_STRING:
        buf_byte(out, ' ');
        dump_string(node->string, out);
        break;
    case N_VAR:
        buf_byte(out, ' ');
        name(node->symbol, out);
        break;
    case N_COMPOUND:
        buf_byte(out, ' ');
        dump_init(node->init, indent + 1, out);
        break;
    case N_ASSIGNOP:
    case N_POSTOP:
        buf_printf(out, " %s ", names[node->op]);
        type(node->calc, out);
        operand(node->a, indent, out);
        operand(node->b, indent, out);
        break;
    case N_MEMBER:
        buf_printf(out, " %s %lu", node->member->name != NULL ? node->member->name->text : "_",
                   (unsigned long)node->offset);
        if (node->member->is_bitfield)
            buf_printf(out, ":%u:%u", node->member->bit_offset, node->member->bit_width);
        operand(node->object, indent, out);
        break;
    case N_CALL:
        operand(node->callee, indent, out);
        dump_list(node->args, indent, out);
        break;
    case N_BUILTIN:
        buf_printf(out, " %u", node->builtin);
        dump_list(node->args, indent, out);
        break;
    case N_STMT_EXPR:
        line(indent + 1, out);
        dump(node->body, indent + 1, out);
        break;
    case N_LABEL_ADDR:
        buf_printf(out, " %s", node->label->name->text);
        break;
    case N_COND:
        operand(node->a, indent, out);
        operand(node->b, indent, out);
        operand(node->c, indent, out);
        break;
    case N_ASSIGN:
    case N_COMMA:
        operand(node->a, indent, out);
        operand(node->b, indent, out);
        break;
    default:
        if (node->kind != N_ERROR)
            operand(node->a, indent, out);
    }
    buf_byte(out, ')');
}

static void dump_statement(const Node *node, unsigned indent, Buf *out) {
    buf_printf(out, "(%s", names[node->kind]);
    switch (node->kind) {
    case N_BLOCK:
        for (const Node *n = node->body; n != NULL; n = n->next) {
            line(indent + 1, out);
            dump(n, indent + 1, out);
        }
        break;
    case N_DECL:
        buf_byte(out, ' ');
        name(node->symbol, out);
        buf_byte(out, ' ');
        type(node->symbol->type, out);
        if (node->init != NULL) {
            buf_byte(out, ' ');
            dump_init(node->init, indent + 1, out);
        }
        break;
    case N_IF:
    case N_FOR:
        for (unsigned i = 0; i < (node->kind == N_IF ? 3U : 4U); i++) {
            const Node *part = i == 0 ? node->a : i == 1 ? node->b : i == 2 ? node->c : node->d;
            line(indent + 1, out);
            if (part == NULL)
                buf_byte(out, '-');
            else
                dump(part, indent + 1, out);
        }
        break;
    case N_WHILE:
    case N_DO:
    case N_SWITCH:
        operand(node->a, indent, out);
        line(indent + 1, out);
        dump(node->b, indent + 1, out);
        break;
    case N_CASE:
        buf_printf(out, " %ld %ld", (long)node->low, (long)node->high);
        operand(node->a, indent, out);
        break;
    case N_LABEL:
    case N_GOTO:
        buf_printf(out, " %s", node->label->name->text);
        if (node->kind == N_LABEL)
            operand(node->a, indent, out);
        break;
    default:
        if (node->a != NULL)
            operand(node->a, indent, out);
    }
    buf_byte(out, ')');
}

static void dump(const Node *node, unsigned indent, Buf *out) {
    if (node->kind < N_BLOCK)
        dump_expression(node, indent, out);
    else
        dump_statement(node, indent, out);
}

void ast_dump_node(const Node *node, unsigned indent, Buf *out) {
    dump(node, indent, out);
}

void ast_dump_function(const Function *f, Buf *out) {
    buf_printf(out, "(function %s ", f->symbol->name->text);
    type(f->symbol->type, out);
    for (uint32_t i = 0; i < f->param_count; i++) {
        buf_byte(out, ' ');
        name(f->params[i], out);
    }
    line(1, out);
    dump(f->body, 1, out);
    buf_text(out, ")\n");
}

void ast_dump_object(const Symbol *s, Buf *out) {
    buf_text(out, "(object ");
    name(s, out);
    buf_byte(out, ' ');
    type(s->type, out);
    if (s->init != NULL) {
        buf_byte(out, ' ');
        dump_init(s->init, 1, out);
    }
    buf_text(out, ")\n");
}
