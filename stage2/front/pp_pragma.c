/* #pragma and _Pragma (C11 6.10.6, 6.10.9): those that are the preprocessor's own are done here, those that
   the parser knows become tokens, and with -E all others do. */
#include "pp_state.h"

#include <string.h>

/* Pragmas that the parser reads. */
static const char *const parser_pragmas[] = {"pack", "weak", "redefine_extname"};

static bool is_name(const Token *t, const char *text) {
    return t->kind == TK_IDENT && strcmp(t->u.name->text, text) == 0;
}

/* The name in #pragma push_macro("name"), or NULL. */
static Name *quoted_name(Pp *pp) {
    Token t;
    Buf b = {0};
    Name *name = NULL;
    lex(pp, &t);
    if (t.kind == '(') {
        lex(pp, &t);
        if (t.kind == TK_STRING && t.u.text[0] == '"') {
            buf_add(&b, t.u.text + 1, t.len - 2);
            name = name_of(pp->names, buf_cstr(&b));
            lex(pp, &t);
            if (t.kind != ')')
                name = NULL;
        }
    }
    if (name == NULL)
        diag_warn(pp->diag, WARN_UNKNOWN_PRAGMAS, t.loc, "invalid #pragma push_macro or pop_macro directive");
    buf_free(&b);
    return name;
}

/* The values that are kept for a name hang on a table by name. */
static void push_macro(Pp *pp, bool push) {
    Name *name = quoted_name(pp);
    Macro *saved;
    if (name == NULL)
        return;
    saved = strmap_find(&pp->pushed, name->text, name->len);
    if (push) {
        Macro *copy = arena_get(&pp->arena, sizeof *copy);
        if (name->macro != NULL)
            *copy = *name->macro;
        copy->undefined = name->macro == NULL;
        copy->disabled = false;
        copy->pushed = saved;
        strmap_set(&pp->pushed, name->text, name->len, copy);
    } else if (saved != NULL) {
        name->macro = saved->undefined ? NULL : saved;
        strmap_set(&pp->pushed, name->text, name->len, saved->pushed);
    }
}

static void system_header(Pp *pp) {
    Input *in = &pp->inputs[pp->input_count - 1];
    Diag *d = pp->diag;
    if (pp->input_count == 1 || in->file == NULL) {
        diag_warn(d, WARN_ALWAYS, LOC_AT(pp, pp->at), "#pragma system_header ignored outside include file");
        return;
    }
    in->system = true;
    for (size_t i = d->count; i > 0; i--) {
        if (d->files[i - 1].base == in->base) {
            d->files[i - 1].system = true;
            break;
        }
    }
}

static void message(Pp *pp, Loc loc, bool error) {
    Token t;
    Buf b = {0};
    lex(pp, &t);
    if (t.kind == TK_STRING && literal_string(pp->diag, &t, CHAR_PLAIN, &b)) {
        if (error)
            diag_error(pp->diag, loc, "%s", buf_cstr(&b));
        else
            diag_warn(pp->diag, WARN_ALWAYS, loc, "%s", buf_cstr(&b));
    }
    buf_free(&b);
}

/* #pragma GCC …; true if it was the preprocessor's own, or is silently accepted. */
static bool gcc_pragma(Pp *pp, Loc loc) {
    static const char *const accepted[] = {"diagnostic", "poison", "dependency", "optimize", "push_options",
                                           "pop_options", "target", "ivdep", "unroll", "pch_preprocess"};
    Token t;
    lex(pp, &t);
    if (is_name(&t, "system_header")) {
        system_header(pp);
        return true;
    }
    if (is_name(&t, "warning") || is_name(&t, "error")) {
        message(pp, loc, is_name(&t, "error"));
        return true;
    }
    for (size_t i = 0; i < sizeof accepted / sizeof accepted[0]; i++) {
        if (is_name(&t, accepted[i]))
            return !pp->printing;
    }
    return false;
}

/* Makes *t the token of a pragma with this text. */
static void pragma_token(Pp *pp, Token *t, Loc loc, const Buf *text) {
    memset(t, 0, sizeof *t);
    t->kind = TK_PRAGMA;
    t->flags = TF_LINE;
    t->loc = loc;
    t->len = (uint32_t)text->len;
    t->u.text = arena_copy(&pp->text_arena, text->data, text->len);
}

/* The line behind #pragma with macros expanded. */
static void expanded_line(Pp *pp, Buf *out) {
    Token t;
    for (;;) {
        size_t len;
        const char *text;
        macro_next(pp, &t);
        if (t.kind == TK_NEWLINE || t.kind == TK_EOF)
            break;
        if ((t.flags & TF_SPACE) && out->len != 0)
            buf_byte(out, ' ');
        text = token_text(&t, &len);
        buf_add(out, text, len);
    }
    macro_discard(pp);
}

bool pragma_directive(Pp *pp, Token *t, Loc loc) {
    const unsigned char *at = pp->at;
    Buf line = {0};
    bool known = false;
    bool gcc;
    lex(pp, t);
    if (is_name(t, "once")) {
        Input *in = &pp->inputs[pp->input_count - 1];
        if (pp->input_count == 1)
            diag_warn(pp->diag, WARN_ALWAYS, t->loc, "#pragma once in main file");
        if (in->file != NULL)
            in->file->once = true;
        return false;
    }
    if (is_name(t, "push_macro") || is_name(t, "pop_macro")) {
        push_macro(pp, is_name(t, "push_macro"));
        if (!pp->printing)
            return false;
        known = true;
    }
    gcc = is_name(t, "GCC");
    if (gcc && gcc_pragma(pp, t->loc))
        return false;
    for (size_t i = 0; i < sizeof parser_pragmas / sizeof parser_pragmas[0]; i++)
        known = known || is_name(t, parser_pragmas[i]);
    if (gcc) {
        pp->at = at;
        lex(pp, t);
        lex(pp, t);
        known = is_name(t, "visibility");
    }
    if (!known && !pp->printing) {
        pp->at = at;
        lex(pp, t);
        if (!is_name(t, "STDC") && t->kind != TK_NEWLINE) {
            pp->at = at;
            lex_rest(pp, &line);
            diag_warn(pp->diag, WARN_UNKNOWN_PRAGMAS, loc, "ignoring '#pragma %s'", buf_cstr(&line));
            buf_free(&line);
        }
        return false;
    }
    pp->at = at;
    /* In the middle of an expansion, _Pragma's text stays as it is. */
    if (pp->printing || pp->context_count != 0)
        lex_rest(pp, &line);
    else
        expanded_line(pp, &line);
    pragma_token(pp, t, loc, &line);
    buf_free(&line);
    return true;
}

/* Undoes the spelling of the string literal (6.10.9p1) in *t. */
static void destringize(const Token *t, Buf *out) {
    const char *p = t->u.text;
    const char *end = t->u.text + t->len - 1;
    while (*p != '"')
        p++;
    for (p++; p < end; p++) {
        if (*p == '\\' && (p[1] == '\\' || p[1] == '"'))
            p++;
        buf_byte(out, *p == '\n' ? ' ' : (unsigned char)*p);
    }
}

bool pragma_operator(Pp *pp, Token *t) {
    Buf line = {0};
    Loc loc = t->loc;
    bool good = macro_peek_paren(pp);
    bool deliver;
    const unsigned char *at;
    const unsigned char *text;
    const unsigned char *end;
    Loc base;
    uint8_t fresh = pp->fresh;
    if (good) {
        macro_next(pp, t);
        macro_next(pp, t);
        good = t->kind == TK_STRING;
        if (good) {
            destringize(t, &line);
            macro_next(pp, t);
            good = t->kind == ')';
        }
    }
    if (!good) {
        diag_error(pp->diag, loc, "_Pragma takes a parenthesized string literal");
        buf_free(&line);
        return false;
    }
    at = pp->at;
    text = pp->text;
    end = pp->end;
    base = pp->base;
    pp->text = (const unsigned char *)arena_copy(&pp->text_arena, line.data, line.len);
    pp->at = pp->text;
    pp->end = pp->text + line.len;
    pp->base = loc;
    pp->in_directive = true;
    deliver = pragma_directive(pp, t, loc);
    pp->in_directive = false;
    pp->at = at;
    pp->text = text;
    pp->end = end;
    pp->base = base;
    pp->fresh = fresh;
    if (deliver)
        t->loc = loc;
    buf_free(&line);
    return deliver;
}
