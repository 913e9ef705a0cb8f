/* -E, -P and -dM: the preprocessed text (pp.h). Lines are where they were: new-lines are put in for lines
   without tokens, or a line marker where there are many; and a space wherever two tokens from different
   places would be read as something else. */
#include "pp_state.h"

#include <stdlib.h>
#include <string.h>

/* So many empty lines are written out; more become a line marker. */
#define MAX_EMPTY 8

typedef struct Printer {
    Buf *out;
    bool no_lines;
    bool open;          /* something stands on the current line */
    bool resync;        /* the next token looks for its line */
    uint32_t line;      /* number of the current line */
    const char *name;   /* file of the current line */
    bool system;
    Token before;       /* the last token of this line */
} Printer;

static void new_line(Printer *pr) {
    if (pr->open) {
        buf_byte(pr->out, '\n');
        pr->line++;
        pr->open = false;
    }
}

static void marker(Printer *pr, uint32_t line, const char *name, const char *flag) {
    new_line(pr);
    pr->line = line;
    pr->name = name;
    if (pr->no_lines)
        return;
    buf_printf(pr->out, "# %u \"", line);
    for (; *name != '\0'; name++) {
        if (*name == '"' || *name == '\\')
            buf_byte(pr->out, '\\');
        buf_byte(pr->out, (unsigned char)*name);
    }
    buf_byte(pr->out, '"');
    buf_text(pr->out, flag);
    if (pr->system)
        buf_text(pr->out, " 3 4");
    buf_byte(pr->out, '\n');
}

/* To the line of `loc`; its column. */
static uint32_t go_to(Pp *pp, Printer *pr, Loc loc) {
    uint32_t line;
    uint32_t column;
    const char *name = diag_position(pp->diag, loc, &line, &column);
    if (name != pr->name && strcmp(name, pr->name) != 0) {
        marker(pr, line, name, "");
        return column;
    }
    if (line == pr->line && !pr->resync)
        return column;
    if (line >= pr->line && line <= pr->line + MAX_EMPTY) {
        while (pr->line < line) {
            buf_byte(pr->out, '\n');
            pr->line++;
            pr->open = false;
        }
    } else {
        marker(pr, line, name, "");
    }
    pr->resync = false;
    return column;
}

void print_enter(Pp *pp) {
    Printer *pr = pp->printer;
    const Input *in = &pp->inputs[pp->input_count - 1];
    uint32_t line;
    uint32_t column;
    const char *name = diag_position(pp->diag, in->base, &line, &column);
    pr->system = in->system;
    marker(pr, 1, name, " 1");
}

void print_leave(Pp *pp) {
    Printer *pr = pp->printer;
    const Input *in = &pp->inputs[pp->input_count - 1];
    uint32_t line;
    uint32_t column;
    const char *name = diag_position(pp->diag, LOC_AT(pp, pp->at), &line, &column);
    pr->system = in->system;
    marker(pr, line, name, " 2");
}

void print_directive(Pp *pp, Loc loc, const char *text, size_t len) {
    Printer *pr = pp->printer;
    new_line(pr);
    go_to(pp, pr, loc);
    buf_add(pr->out, text, len);
    buf_byte(pr->out, '\n');
    pr->line++;
    pr->resync = true;
}

static bool is_word(const Token *t) {
    return t->kind == TK_IDENT || t->kind == TK_NUMBER;
}

/* Whether `b` right behind `a` would be read as other tokens. */
static bool would_paste(const Token *a, const Token *b) {
    size_t a_len;
    size_t b_len;
    const char *a_text = token_text(a, &a_len);
    const char *b_text = token_text(b, &b_len);
    unsigned first = b_len == 0 ? 0 : (unsigned char)b_text[0];
    unsigned last = a_len == 0 ? 0 : (unsigned char)a_text[a_len - 1];
    if (is_word(a))
        return is_word(b) || b->kind == TK_CHAR || b->kind == TK_STRING ||
               (a->kind == TK_NUMBER && (first == '.' || first == '+' || first == '-')) || first >= 0x80 ||
               first == '\\';
    /* $5 of an assembler text stays together. */
    if (a->kind == TK_OTHER)
        return a_text[0] == '"' || a_text[0] == '\'' || a_text[0] == '\\' || b_text[0] == a_text[0];
    if (a->kind >= TK_NUMBER && a->kind < TK_END)
        return is_word(b);
    switch (last) {
    case '>':
        return first == '>' || first == '=' || first == ':';
    case '<':
        return first == '<' || first == '=' || first == '%' || first == ':';
    case '+':
        return first == '+' || first == '=';
    case '-':
        return first == '-' || first == '=' || first == '>';
    case '/':
        return first == '/' || first == '*' || first == '=';
    case '%':
        return first == '=' || first == ':' || first == '>';
    case '&':
        return first == '&' || first == '=';
    case '|':
        return first == '|' || first == '=';
    case '=':
    case '!':
    case '*':
    case '^':
        return first == '=';
    case ':':
        return first == '>' || first == ':' || first == '%';
    case '.':
        return first == '.' || b->kind == TK_NUMBER;
    case '#':
        return first == '#' || first == '%' || is_word(b);
    default:
        return false;
    }
}

/* Neighbours in a text were told apart there. */
static bool neighbours(const Token *a, const Token *b) {
    return ((a->flags | b->flags) & TF_MACRO) == 0 && a->loc + a->len == b->loc;
}

static void print_token(Pp *pp, Printer *pr, const Token *t) {
    size_t len;
    const char *text = token_text(t, &len);
    if ((t->flags & TF_LINE) || pr->resync) {
        uint32_t column = go_to(pp, pr, t->loc);
        if (!pr->open) {
            if (!(t->flags & TF_LINE))
                column = 2;
            /* A # must not look like a directive. */
            if (t->kind == '#' && column == 1 && !pp->options.assembler)
                column = 2;
            for (uint32_t i = 1; i < column && i < 200; i++)
                buf_byte(pr->out, ' ');
        } else {
            buf_byte(pr->out, ' ');
        }
    } else if (pr->open) {
        if ((t->flags & TF_SPACE) || (!neighbours(&pr->before, t) && would_paste(&pr->before, t)))
            buf_byte(pr->out, ' ');
    } else if ((t->flags & TF_SPACE) || t->kind == '#') {
        buf_byte(pr->out, ' ');
    }
    buf_add(pr->out, text, len);
    pr->open = true;
    pr->before = *t;
    if (t->kind == TK_COMMENT) {
        for (size_t i = 0; i < len; i++)
            pr->line += text[i] == '\n';
    }
}

void pp_print(Pp *pp, Buf *out, bool no_lines) {
    Printer *pr = allocate(sizeof *pr);
    Token t;
    pr->out = out;
    pr->no_lines = no_lines;
    pr->name = "";
    pp->printer = pr;
    pp->printing = true;
    if (pp->input_count != 0) {
        const char *name = pp->inputs[0].file->shown;
        marker(pr, 0, name, "");
        marker(pr, 0, "<built-in>", "");
        marker(pr, 0, "<command-line>", "");
        if (pp->input_count == 1)
            marker(pr, 1, name, "");
        else
            print_enter(pp);
    }
    for (;;) {
        pp_next(pp, &t);
        if (t.kind == TK_EOF)
            break;
        if (t.kind == TK_PRAGMA) {
            Buf line = {0};
            buf_text(&line, "#pragma ");
            buf_add(&line, t.u.text, t.len);
            print_directive(pp, t.loc, (const char *)line.data, line.len);
            buf_free(&line);
        } else {
            print_token(pp, pr, &t);
        }
    }
    new_line(pr);
    pp->printer = NULL;
    pp->printing = false;
    free(pr);
}

/* ---- -dM ---- */

static int compare_macros(const void *a, const void *b) {
    const Macro *const *x = a;
    const Macro *const *y = b;
    return strcmp((*x)->name->text, (*y)->name->text);
}

void pp_print_macros(Pp *pp, Buf *out) {
    Macro **list = NULL;
    size_t count = 0;
    size_t room = 0;
    Token t;
    do
        pp_next(pp, &t);
    while (t.kind != TK_EOF);
    for (size_t i = 0; i < pp->names->bucket_count; i++) {
        for (Name *name = pp->names->buckets[i]; name != NULL; name = name->next) {
            if (name->macro == NULL || name->macro->builtin != BUILTIN_NONE)
                continue;
            list = grow(list, count, &room, sizeof list[0]);
            list[count] = name->macro;
            count++;
        }
    }
    if (count != 0)
        qsort(list, count, sizeof list[0], compare_macros);
    for (size_t i = 0; i < count; i++) {
        buf_text(out, "#define ");
        macro_text(list[i], out);
        buf_byte(out, '\n');
    }
    free(list);
}
