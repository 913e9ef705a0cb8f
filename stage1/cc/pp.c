/* The preprocessor (C11 6.10): preprocessing tokens to tokens.

   Pulls tokens from a stack of included files and, above it, a stack of macro
   expansions. A macro is disabled while its expansion is on that stack; its name, met
   there, is painted and never expanded again (6.10.3.4p2). Tokens of an expansion stand
   at the place of the macro's name. Conditions are evaluated by ppexpr.c,
   definition and substitution of macros are in macros.c. */
#include "front.h"

#include <stdlib.h>
#include <string.h>

/* #include may nest this deep. */
#define MAX_INCLUDES 64
/* One line of source may expand to this many tokens, or bytes of tokens that it makes. */
#define MAX_EXPANSION 1000000

/* The name of a file as the input spells it. Messages show it, so it must be printable. */
static const char *file_name(const Pp *pp, Buf *text, Loc loc) {
    for (size_t i = 0; i < text->len; i++) {
        bool printable = text->data[i] >= 0x20 && text->data[i] < 0x7f;
        refuse(pp->src, !printable, loc, "the name of a file is not printable ASCII");
    }
    return buf_cstr(text);
}

static File *pp_file(const Pp *pp) {
    return &pp->files[pp->file_count - 1];
}

static void enter(Pp *pp, const char *name, Loc start) {
    size_t len;
    const unsigned char *text = sources_text(pp->src, start, &len);
    pp->files = grow(pp->files, pp->file_count, &pp->file_room, sizeof pp->files[0]);
    pp->file_count++;
    memset(pp_file(pp), 0, sizeof(File));
    pp_file(pp)->name = arena_copy(&pp->arena, name, strlen(name));
    lex_new(&pp_file(pp)->lexer, pp->src, text, len, start);
}

static void leave(Pp *pp) {
    lex_free(&pp_file(pp)->lexer);
    free(pp_file(pp)->conds);
    pp->file_count--;
}

void pp_new(Pp *pp, Sources *src, Interner *names, const CcOptions *opts, const char *path) {
    Buf predefined = {0};
    buf_text(&predefined, "#define __STDC__ 1\n#define __STDC_VERSION__ 201112L\n#define __STDC_HOSTED__ 1\n"
                          "#define __SEED_C__ 1\n#define __LP64__ 1\n#define __CHAR_BIT__ 8\n");
    for (size_t i = 0; i < opts->define_count; i++)
        compose(&predefined, "#define {} {}\n", opts->defines[i].name, opts->defines[i].value);
    memset(pp, 0, sizeof *pp);
    pp->src = src;
    pp->names = names;
    pp->opts = opts;
    enter(pp, path, sources_load(src, path));
    enter(pp, "<command line>", sources_add(src, "<command line>", predefined.data, predefined.len));
}

bool pp_in_file(const Pp *pp) {
    return pp->context_count == 0;
}

Macro *pp_lookup(const Pp *pp, const Token *tok) {
    return tok->kind == TK_IDENT && tok->id < pp->macro_count ? pp->macros[tok->id] : NULL;
}

void pp_bind(Pp *pp, Id id, Macro *m) {
    while (id >= pp->macro_count) {
        pp->macros = grow(pp->macros, pp->macro_count, &pp->macro_room, sizeof pp->macros[0]);
        pp->macros[pp->macro_count] = NULL;
        pp->macro_count++;
    }
    pp->macros[id] = m;
}

static void push_context(Pp *pp, const Tokens *tokens, Macro *from, bool barrier) {
    Context context = {*tokens, 0, from, barrier};
    pp->contexts = grow(pp->contexts, pp->context_count, &pp->context_room, sizeof pp->contexts[0]);
    pp->contexts[pp->context_count] = context;
    pp->context_count++;
}

static void pop_context(Pp *pp) {
    pp->context_count--;
    tokens_free(&pp->contexts[pp->context_count].tokens);
}

void pp_raw(Pp *pp, Token *out) {
    Context *ctx = NULL;
    while (!pp_in_file(pp)) {
        ctx = &pp->contexts[pp->context_count - 1];
        if (ctx->pos < ctx->tokens.count)
            break;
        if (ctx->barrier) {
            memset(out, 0, sizeof *out);
            return;
        }
        if (ctx->from != NULL)
            ctx->from->active = false;
        pop_context(pp);
    }
    if (pp_in_file(pp)) {
        if (pp->depth == 0)
            pp->produced = 0;
        lex_next(&pp_file(pp)->lexer, pp->names, out);
    } else {
        *out = ctx->tokens.items[ctx->pos];
        ctx->pos++;
    }
    const Macro *m = pp_lookup(pp, out);
    out->noexpand = out->noexpand || (m != NULL && m->active);
    out->space = pp->spaced || out->space;
    pp->spaced = false;
}

void pp_unread(Pp *pp, const Token *tok) {
    if (pp_in_file(pp))
        lex_unread(&pp_file(pp)->lexer, tok);
    else if (tok->kind != TK_EOF)
        pp->contexts[pp->context_count - 1].pos--;
}

void pp_count(Pp *pp, size_t made, Loc loc) {
    pp->produced += made;
    refuse(pp->src, pp->produced > MAX_EXPANSION, loc, "macro expansion is too long");
}

void pp_push(Pp *pp, const Tokens *tokens, Macro *from, Loc loc) {
    pp_count(pp, tokens->count + 1, loc);
    if (from != NULL)
        from->active = true;
    push_context(pp, tokens, from, false);
}

void pp_expand_list(Pp *pp, const Tokens *tokens, Tokens *out) {
    Token tok;
    push_context(pp, tokens, NULL, true);
    pp->depth++;
    for (pp_next(pp, &tok); tok.kind != TK_EOF; pp_next(pp, &tok))
        tokens_add(out, &tok);
    pp->depth--;
    pop_context(pp);
}

const char *pp_spelling(const Pp *pp, const Token *tok, size_t *len) {
    const char *text = tok->kind <= TK_OTHER ? intern_name(pp->names, tok->id) : kinds[tok->kind];
    *len = tok->kind <= TK_OTHER ? intern_len(pp->names, tok->id) : strlen(text);
    return text;
}

const char *pp_name(const Pp *pp, Id id) {
    return intern_name(pp->names, id);
}

/* The next token of the line; false if there is none. */
static bool line_token(Pp *pp, Token *out) {
    if (lex_end_of_line(&pp_file(pp)->lexer))
        return false;
    pp_raw(pp, out);
    return true;
}

void pp_rest_of_line(Pp *pp, Tokens *out) {
    Token tok;
    while (line_token(pp, &tok))
        tokens_add(out, &tok);
}

/* The same with macros expanded. */
static void expanded_line(Pp *pp, Tokens *out) {
    Tokens line = {0};
    pp_rest_of_line(pp, &line);
    pp_expand_list(pp, &line, out);
}

static void expect_end_of_line(Pp *pp) {
    Token tok;
    if (line_token(pp, &tok))
        err(pp->src, tok.loc, "extra tokens at the end of a directive");
}

/* The name after #define, #undef, #ifdef, #ifndef. */
static void macro_name(Pp *pp, Token *out) {
    Loc loc = lex_loc(&pp_file(pp)->lexer);
    bool found = line_token(pp, out);
    bool good = found && out->kind == TK_IDENT;
    refuse(pp->src, !good, found ? out->loc : loc, "expected the name of a macro");
}

void pp_new_macro_name(Pp *pp, Token *out) {
    macro_name(pp, out);
    Kw word = token_word(out);
    bool bad = word == KW_DEFINED || word == KW_DUNDER_FILE || word == KW_DUNDER_LINE || word == KW_VA_ARGS;
    refuse(pp->src, bad, out->loc, "this name cannot be that of a macro");
}

static bool is_defined(const Pp *pp, const Token *tok) {
    return pp_lookup(pp, tok) != NULL || token_is(tok, KW_DUNDER_FILE) || token_is(tok, KW_DUNDER_LINE);
}

/* The condition of #if, #elif, #ifdef, #ifndef (6.10.1). */
static bool condition(Pp *pp, const Token *directive) {
    Token tok;
    if (!token_is(directive, KW_IF) && !token_is(directive, KW_ELIF)) {
        macro_name(pp, &tok);
        expect_end_of_line(pp);
        return is_defined(pp, &tok) == token_is(directive, KW_IFDEF);
    }
    Tokens line = {0};
    Tokens tokens = {0};
    Tokens expanded = {0};
    pp_rest_of_line(pp, &line);
    for (size_t i = 0; i < line.count; i++) {
        tok = line.items[i];
        if (token_is(&tok, KW_DEFINED)) {
            bool paren = i + 1 < line.count && line.items[i + 1].kind == TK_LPAREN;
            size_t name = paren ? i + 2 : i + 1;
            i = paren ? name + 1 : name;
            bool good = i < line.count && line.items[name].kind == TK_IDENT;
            good = good && (!paren || line.items[i].kind == TK_RPAREN);
            refuse(pp->src, !good, tok.loc, "expected a name after 'defined'");
            tok.kind = TK_NUMBER;
            tok.id = intern_text(pp->names, is_defined(pp, &line.items[name]) ? "1" : "0");
        }
        tokens_add(&tokens, &tok);
    }
    tokens_free(&line);
    pp_expand_list(pp, &tokens, &expanded);
    bool value = ppexpr_evaluate(pp->src, pp->names, &expanded, directive->loc);
    tokens_free(&expanded);
    return value;
}

/* Whether the text behind the directive, which begins or ends a group, is to be processed. */
static bool enters(Pp *pp, const Token *tok) {
    File *file = pp_file(pp);
    Kw word = token_word(tok);
    if (word == KW_IF || word == KW_IFDEF || word == KW_IFNDEF) {
        Cond cond = {tok->loc, condition(pp, tok), false};
        file->conds = grow(file->conds, file->cond_count, &file->cond_room, sizeof file->conds[0]);
        file->conds[file->cond_count] = cond;
        file->cond_count++;
        return cond.taken;
    }
    refuse(pp->src, file->cond_count == 0, tok->loc, "conditional directive without #if");
    Cond *cond = &file->conds[file->cond_count - 1];
    if (word == KW_ENDIF) {
        file->cond_count--;
        expect_end_of_line(pp);
        return true;
    }
    refuse(pp->src, cond->last, tok->loc, "conditional directive after #else");
    cond->last = word == KW_ELSE;
    bool process = !cond->taken;
    if (cond->last) {
        expect_end_of_line(pp);
    } else if (cond->taken) {
        Tokens line = {0};
        pp_rest_of_line(pp, &line);
        tokens_free(&line);
    } else {
        process = condition(pp, tok);
    }
    cond->taken = cond->taken || process;
    return process;
}

/* Skips a group up to the directive that ends it; false if the file ends first. */
static bool skip(Pp *pp, Token *out) {
    Lexer *lexer = &pp_file(pp)->lexer;
    size_t nested = 0;
    lexer->lenient = true;
    for (;;) {
        pp_raw(pp, out);
        if (out->kind == TK_EOF) {
            pp_unread(pp, out);
            return false;
        }
        if (out->kind != TK_HASH || !out->bol || !line_token(pp, out))
            continue;
        Kw word = token_word(out);
        if (word == KW_IF || word == KW_IFDEF || word == KW_IFNDEF) {
            nested++;
        } else if ((word == KW_ELIF || word == KW_ELSE || word == KW_ENDIF) && nested == 0) {
            lexer->lenient = false;
            return true;
        } else if (word == KW_ENDIF) {
            nested--;
        }
    }
}

/* A directive that begins or ends a group. Skips the groups that are not to be processed. */
static void group(Pp *pp, Token *tok) {
    bool ended = true;
    while (ended && !enters(pp, tok))
        ended = skip(pp, tok);
}

/* The name of a header that is spelled by macros. */
static void spelled_header(Pp *pp, Loc loc, Buf *name, bool *system) {
    Tokens tokens = {0};
    expanded_line(pp, &tokens);
    size_t n = tokens.count;
    *system = n > 2 && tokens.items[0].kind == TK_LESS && tokens.items[n - 1].kind == TK_GREATER;
    bool quoted = n == 1 && tokens.items[0].kind == TK_STR;
    refuse(pp->src, !*system && !quoted, loc, "expected \"FILE\" or <FILE>");
    for (size_t i = 0; i < n; i++) {
        size_t len;
        const char *text = pp_spelling(pp, &tokens.items[i], &len);
        buf_add(name, text, len);
    }
    name->len -= 2;
    memmove(name->data, name->data + 1, name->len);
    tokens_free(&tokens);
}

/* Enters the file `dir``name`, if it can be read; whether it can. */
static bool include_from(Pp *pp, const char *dir, size_t dir_len, const char *name) {
    Buf path = {0};
    Buf text = {0};
    buf_add(&path, dir, dir_len);
    buf_text(&path, name);
    bool found = read_file(buf_cstr(&path), &text);
    if (found)
        enter(pp, buf_cstr(&path), sources_add(pp->src, buf_cstr(&path), text.data, text.len));
    else
        buf_free(&text);
    buf_free(&path);
    return found;
}

/* #include (6.10.2); the name may come from macros. */
static void include(Pp *pp, Loc loc) {
    Buf text = {0};
    bool system;
    if (!lex_header_name(&pp_file(pp)->lexer, &text, &system))
        spelled_header(pp, loc, &text, &system);
    expect_end_of_line(pp);
    refuse(pp->src, pp->file_count >= MAX_INCLUDES, loc, "#include is nested too deeply");
    const char *name = file_name(pp, &text, loc);
    const char *here = pp_file(pp)->name;
    const char *slash = strrchr(here, '/');
    size_t here_len = *name == '/' || slash == NULL ? 0 : (size_t)(slash - here) + 1;
    bool found = (!system || *name == '/') && include_from(pp, here, here_len, name);
    for (size_t i = 0; !found && *name != '/' && i < pp->opts->include_count; i++) {
        Buf dir = {0};
        buf_text(&dir, pp->opts->include_dirs[i]);
        buf_byte(&dir, '/');
        found = include_from(pp, (const char *)dir.data, dir.len, name);
        buf_free(&dir);
    }
    if (!found)
        err1(pp->src, loc, "cannot find '{}'", name);
    buf_free(&text);
}

/* #line (6.10.4) */
static void line_directive(Pp *pp, Loc loc) {
    Tokens tokens = {0};
    expanded_line(pp, &tokens);
    uint64_t number = 0;
    size_t len;
    if (tokens.count > 0 && tokens.items[0].kind == TK_NUMBER) {
        const char *digits = pp_spelling(pp, &tokens.items[0], &len);
        for (size_t i = 0; i < len && number <= INT32_MAX; i++)
            number = digits[i] >= '0' && digits[i] <= '9' ? number * 10 + (uint64_t)(digits[i] - '0') : UINT32_MAX;
    }
    const Token *file = tokens.count == 2 && tokens.items[1].kind == TK_STR ? &tokens.items[1] : NULL;
    bool bad = number == 0 || number > INT32_MAX || (tokens.count > 1 && file == NULL);
    refuse(pp->src, bad, loc, "expected a line number and perhaps a file name");
    Loc next = lex_next_line(&pp_file(pp)->lexer);
    Buf name = {0};
    if (next != 0 && file != NULL) {
        const char *text = pp_spelling(pp, file, &len);
        literal_quoted(pp->src, text, len, file->loc, &name);
        sources_mark(pp->src, next, (uint32_t)number, file_name(pp, &name, file->loc));
    } else if (next != 0) {
        sources_mark(pp->src, next, (uint32_t)number, NULL);
    }
    tokens_free(&tokens);
    buf_free(&name);
}

/* #error */
static void error_directive(Pp *pp, Loc loc) {
    Buf text = {0};
    Token tok;
    buf_text(&text, "#error");
    while (line_token(pp, &tok)) {
        Shown shown;
        size_t len;
        const char *spelling = pp_spelling(pp, &tok, &len);
        buf_byte(&text, ' ');
        buf_text(&text, show(&shown, spelling, len));
    }
    err1(pp->src, loc, "{}", buf_cstr(&text));
}

/* A directive, its # having been read (6.10p1). */
static void directive(Pp *pp) {
    Token tok, name;
    if (!line_token(pp, &tok))
        return;
    switch (token_word(&tok)) {
    case KW_DEFINE:
        pp_define(pp);
        break;
    case KW_UNDEF:
        pp_new_macro_name(pp, &name);
        pp_bind(pp, name.id, NULL);
        break;
    case KW_INCLUDE:
        include(pp, tok.loc);
        return;
    case KW_IF:
    case KW_IFDEF:
    case KW_IFNDEF:
    case KW_ELIF:
    case KW_ELSE:
    case KW_ENDIF:
        group(pp, &tok);
        return;
    case KW_LINE:
        line_directive(pp, tok.loc);
        break;
    case KW_ERROR:
        error_directive(pp, tok.loc);
        break;
    case KW_PRAGMA: {
        Tokens line = {0};
        pp_rest_of_line(pp, &line);
        tokens_free(&line);
        break;
    }
    default:
        err(pp->src, tok.loc, "unknown directive");
    }
    expect_end_of_line(pp);
}

void pp_next(Pp *pp, Token *out) {
    for (;;) {
        pp_raw(pp, out);
        if (out->kind == TK_HASH && out->bol && pp_in_file(pp)) {
            directive(pp);
        } else if (out->kind == TK_EOF && pp_in_file(pp)) {
            const File *file = pp_file(pp);
            if (file->cond_count > 0)
                err(pp->src, file->conds[file->cond_count - 1].loc, "unterminated conditional directive");
            if (pp->file_count == 1)
                return;
            leave(pp);
        } else if (out->kind != TK_IDENT || !pp_expand(pp, out)) {
            return;
        }
    }
}
