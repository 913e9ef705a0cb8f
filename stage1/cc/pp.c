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

static void after_blank(Pp *pp, Token *tok);
static File *pp_file(const Pp *pp);
static void pp_eof(Token *out);
static void push_context(Pp *pp, const Tokens *tokens, Macro *from, bool barrier);
static void pop_context(Pp *pp);
static void enter(Pp *pp, const char *name, Loc start);
static void leave(Pp *pp);
static void directive(Pp *pp);
static void expect_end_of_line(Pp *pp);
static void macro_name(Pp *pp, Token *out);
static bool is_defined(const Pp *pp, Id id);
static bool condition(Pp *pp, const Token *tok);
static void next_group(Pp *pp, const Token *tok, bool skipping);
static bool group_taken(const Pp *pp);
static void skip(Pp *pp);
static void include(Pp *pp, Loc loc);
static void spelled_header(const Pp *pp, const Tokens *tokens, Loc loc, Buf *name, bool *system);
static void line_directive(Pp *pp, Loc loc);
static const char *file_name(const Pp *pp, Buf *text, Loc loc);

/* Begins to preprocess the file `path`. */
void pp_new(Pp *pp, Sources *src, Interner *names, const CcOptions *opts, const char *path)
{
    Buf predefined = {0};
    buf_text(&predefined, "#define __STDC__ 1\n#define __STDC_VERSION__ 201112L\n#define __STDC_HOSTED__ 1\n"
                          "#define __SEED_C__ 1\n#define __LP64__ 1\n#define __CHAR_BIT__ 8\n");
    for (size_t i = 0; i < opts->define_count; i++) {
        buf_text(&predefined, "#define ");
        buf_text(&predefined, opts->defines[i].name);
        buf_byte(&predefined, ' ');
        buf_text(&predefined, opts->defines[i].value);
        buf_byte(&predefined, '\n');
    }
    memset(pp, 0, sizeof *pp);
    pp->src = src;
    pp->names = names;
    pp->opts = opts;
    Loc start = sources_load(src, path);
    enter(pp, path, start);
    start = sources_add(src, "<command line>", predefined.data, predefined.len);
    enter(pp, "<command line>", start);
}

/* The next token after preprocessing; TK_EOF at the end of the main file. */
void pp_next(Pp *pp, Token *out)
{
    for (;;) {
        pp_raw(pp, out);
        if (out->kind == TK_HASH && out->bol && pp->context_count == 0) {
            directive(pp);
        } else if (out->kind == TK_EOF && pp->context_count == 0) {
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

/* The next token before macro expansion. TK_EOF at a barrier or at the end of a file. */
void pp_raw(Pp *pp, Token *out)
{
    while (pp->context_count > 0) {
        Context *ctx = &pp->contexts[pp->context_count - 1];
        if (ctx->pos < ctx->tokens.count) {
            *out = ctx->tokens.items[ctx->pos];
            ctx->pos++;
            if (out->kind == TK_IDENT) {
                const Macro *m = pp_lookup(pp, out->id);
                out->noexpand = out->noexpand || (m != NULL && m->active);
            }
            after_blank(pp, out);
            return;
        }
        if (ctx->barrier) {
            pp_eof(out);
            return;
        }
        if (ctx->from != NULL)
            ctx->from->active = false;
        pop_context(pp);
    }
    if (pp->depth == 0)
        pp->produced = 0;
    lex_next(&pp_file(pp)->lexer, pp->names, out);
    after_blank(pp, out);
}

static void after_blank(Pp *pp, Token *tok)
{
    tok->space = tok->space || pp->spaced;
    pp->spaced = false;
}

/* Gives back the token that pp_raw returned last. */
void pp_unread(Pp *pp, const Token *tok)
{
    if (pp->context_count == 0)
        lex_unread(&pp_file(pp)->lexer, tok);
    else if (tok->kind != TK_EOF)
        pp->contexts[pp->context_count - 1].pos--;
}

/* Whether tokens come straight from the file. */
bool pp_in_file(const Pp *pp)
{
    return pp->context_count == 0;
}

/* The macro that `id` means now. */
Macro *pp_lookup(const Pp *pp, Id id)
{
    return id < pp->defined_count ? pp->defined[id] : NULL;
}

/* Lets `tokens` be read next, as the expansion of `from`. */
void pp_push(Pp *pp, const Tokens *tokens, Macro *from, Loc loc)
{
    pp_count(pp, tokens->count + 1, loc);
    if (from != NULL)
        from->active = true;
    push_context(pp, tokens, from, false);
}

/* Counts what is made from the current line: tokens, and the bytes of those made by # and ##. */
void pp_count(Pp *pp, size_t made, Loc loc)
{
    pp->produced += made;
    refuse(pp->src, pp->produced > MAX_EXPANSION, loc, "macro expansion is too long");
}

/* Expands `tokens` on their own, as if nothing followed them. */
void pp_expand_list(Pp *pp, const Tokens *tokens, Tokens *out)
{
    push_context(pp, tokens, NULL, true);
    pp->depth++;
    for (;;) {
        Token tok;
        pp_next(pp, &tok);
        if (tok.kind == TK_EOF)
            break;
        tokens_add(out, &tok);
    }
    pp->depth--;
    pop_context(pp);
}

/* The spelling of the token. */
const char *pp_spelling(const Pp *pp, const Token *tok, size_t *len)
{
    if (tok->kind <= TK_OTHER) {
        *len = intern_len(pp->names, tok->id);
        return intern_name(pp->names, tok->id);
    }
    const char *text = kinds[tok->kind];
    *len = strlen(text);
    return text;
}

/* The name `id` for a message. */
const char *pp_name(const Pp *pp, Id id)
{
    return intern_name(pp->names, id);
}

/* Defines or, with NULL, undefines a macro. */
void pp_bind(Pp *pp, Id id, Macro *m)
{
    while (id >= pp->defined_count) {
        pp->defined = grow(pp->defined, pp->defined_count, &pp->defined_room, sizeof pp->defined[0]);
        pp->defined[pp->defined_count] = NULL;
        pp->defined_count++;
    }
    pp->defined[id] = m;
}

/* The tokens up to the end of the line. */
void pp_rest_of_line(Pp *pp, Tokens *out)
{
    while (!lex_end_of_line(&pp_file(pp)->lexer)) {
        Token tok;
        pp_raw(pp, &tok);
        tokens_add(out, &tok);
    }
}

static File *pp_file(const Pp *pp)
{
    return &pp->files[pp->file_count - 1];
}

static void pp_eof(Token *out)
{
    memset(out, 0, sizeof *out);
    out->kind = TK_EOF;
}

static void push_context(Pp *pp, const Tokens *tokens, Macro *from, bool barrier)
{
    pp->contexts = grow(pp->contexts, pp->context_count, &pp->context_room, sizeof pp->contexts[0]);
    Context *ctx = &pp->contexts[pp->context_count];
    pp->context_count++;
    ctx->tokens = *tokens;
    ctx->pos = 0;
    ctx->from = from;
    ctx->barrier = barrier;
}

static void pop_context(Pp *pp)
{
    pp->context_count--;
    tokens_free(&pp->contexts[pp->context_count].tokens);
}

static void enter(Pp *pp, const char *name, Loc start)
{
    size_t len;
    const unsigned char *text = sources_text(pp->src, start, &len);
    pp->files = grow(pp->files, pp->file_count, &pp->file_room, sizeof pp->files[0]);
    File *file = &pp->files[pp->file_count];
    pp->file_count++;
    memset(file, 0, sizeof *file);
    file->name = intern_name(&pp->paths, intern_text(&pp->paths, name));
    lex_new(&file->lexer, pp->src, text, len, start);
}

static void leave(Pp *pp)
{
    File *file = pp_file(pp);
    lex_free(&file->lexer);
    free(file->conds);
    pp->file_count--;
}

/* A directive, its # having been read (6.10p1). */
static void directive(Pp *pp)
{
    File *file = pp_file(pp);
    Tokens line = {0};
    Token tok;
    if (lex_end_of_line(&file->lexer))
        return;
    pp_raw(pp, &tok);
    switch (tok.kind == TK_IDENT ? token_fixed(tok.id) : KW_NONE) {
    case KW_DEFINE:
        pp_define(pp);
        break;
    case KW_UNDEF: {
        Token name;
        pp_new_macro_name(pp, &name);
        pp_bind(pp, name.id, NULL);
        break;
    }
    case KW_INCLUDE:
        include(pp, tok.loc);
        return;
    case KW_IF:
    case KW_IFDEF:
    case KW_IFNDEF: {
        bool taken = condition(pp, &tok);
        file->conds = grow(file->conds, file->cond_count, &file->cond_room, sizeof file->conds[0]);
        Cond *cond = &file->conds[file->cond_count];
        file->cond_count++;
        cond->loc = tok.loc;
        cond->taken = taken;
        cond->last = false;
        if (!taken)
            skip(pp);
        return;
    }
    case KW_ELIF:
    case KW_ELSE:
    case KW_ENDIF:
        next_group(pp, &tok, false);
        return;
    case KW_LINE:
        line_directive(pp, tok.loc);
        break;
    case KW_ERROR: {
        Buf text = {0};
        buf_text(&text, "#error");
        pp_rest_of_line(pp, &line);
        for (size_t i = 0; i < line.count; i++) {
            Shown shown;
            size_t len;
            const char *spelling = pp_spelling(pp, &line.items[i], &len);
            buf_byte(&text, ' ');
            buf_text(&text, show(&shown, spelling, len));
        }
        err1(pp->src, tok.loc, "{}", buf_cstr(&text));
        break;
    }
    case KW_PRAGMA:
        pp_rest_of_line(pp, &line);
        tokens_free(&line);
        break;
    default:
        err(pp->src, tok.loc, "unknown directive");
    }
    expect_end_of_line(pp);
}

static void expect_end_of_line(Pp *pp)
{
    Token tok;
    if (lex_end_of_line(&pp_file(pp)->lexer))
        return;
    pp_raw(pp, &tok);
    err(pp->src, tok.loc, "extra tokens at the end of a directive");
}

/* The name after #define, #undef, #ifdef, #ifndef. */
static void macro_name(Pp *pp, Token *out)
{
    Lexer *lexer = &pp_file(pp)->lexer;
    Loc loc = lex_loc(lexer);
    if (!lex_end_of_line(lexer)) {
        pp_raw(pp, out);
        if (out->kind == TK_IDENT)
            return;
        loc = out->loc;
    }
    err(pp->src, loc, "expected the name of a macro");
}

/* The same after #define, #undef (6.10.8p2). */
void pp_new_macro_name(Pp *pp, Token *out)
{
    macro_name(pp, out);
    Kw word = token_fixed(out->id);
    refuse(pp->src,
           word == KW_DEFINED || word == KW_DUNDER_FILE || word == KW_DUNDER_LINE || word == KW_VA_ARGS,
           out->loc, "this name cannot be that of a macro");
}

static bool is_defined(const Pp *pp, Id id)
{
    Kw word = token_fixed(id);
    return pp_lookup(pp, id) != NULL || word == KW_DUNDER_FILE || word == KW_DUNDER_LINE;
}

/* The condition of #if, #elif, #ifdef, #ifndef (6.10.1). */
static bool condition(Pp *pp, const Token *tok)
{
    Tokens line = {0};
    Tokens tokens = {0};
    Tokens expanded = {0};
    size_t i = 0;
    if (!token_is(tok, KW_IF) && !token_is(tok, KW_ELIF)) {
        Token name;
        macro_name(pp, &name);
        expect_end_of_line(pp);
        return is_defined(pp, name.id) == token_is(tok, KW_IFDEF);
    }
    pp_rest_of_line(pp, &line);
    while (i < line.count) {
        Token number = line.items[i];
        if (!token_is(&line.items[i], KW_DEFINED)) {
            tokens_add(&tokens, &line.items[i]);
            i++;
            continue;
        }
        bool paren = i + 1 < line.count && line.items[i + 1].kind == TK_LPAREN;
        size_t at = paren ? i + 2 : i + 1;
        size_t end = paren ? at + 1 : at;
        refuse(pp->src, end >= line.count || line.items[at].kind != TK_IDENT
                   || (paren && line.items[end].kind != TK_RPAREN),
               line.items[i].loc, "expected a name after 'defined'");
        number.kind = TK_NUMBER;
        number.id = intern_text(pp->names, is_defined(pp, line.items[at].id) ? "1" : "0");
        tokens_add(&tokens, &number);
        i = end + 1;
    }
    tokens_free(&line);
    pp_expand_list(pp, &tokens, &expanded);
    bool value = ppexpr_evaluate(pp->src, pp->names, &expanded, tok->loc);
    tokens_free(&expanded);
    return value;
}

/* #elif, #else or #endif; groups are being skipped or not. Skips on if it must. */
static void next_group(Pp *pp, const Token *tok, bool skipping)
{
    File *file = pp_file(pp);
    bool taken;
    if (file->cond_count == 0)
        err(pp->src, tok->loc, "conditional directive without #if");
    if (token_is(tok, KW_ENDIF)) {
        file->cond_count--;
        expect_end_of_line(pp);
        return;
    }
    Cond *cond = &file->conds[file->cond_count - 1];
    refuse(pp->src, cond->last, tok->loc, "conditional directive after #else");
    taken = cond->taken;
    bool process = !taken;
    if (token_is(tok, KW_ELSE)) {
        cond->last = true;
        expect_end_of_line(pp);
    } else if (taken) {
        Tokens line = {0};
        pp_rest_of_line(pp, &line);
        tokens_free(&line);
    } else {
        process = condition(pp, tok);
    }
    if (process)
        cond->taken = true;
    if (!process && !skipping)
        skip(pp);
}

/* Whether a group of the innermost conditional was processed. */
static bool group_taken(const Pp *pp)
{
    const File *file = pp_file(pp);
    return file->cond_count > 0 && file->conds[file->cond_count - 1].taken;
}

/* Skips groups until one is to be processed or the conditional ends. */
static void skip(Pp *pp)
{
    File *file = pp_file(pp);
    size_t nested = 0;
    size_t outer = file->cond_count;
    for (;;) {
        Token tok;
        file->lexer.lenient = true;
        pp_raw(pp, &tok);
        if (tok.kind == TK_EOF) {
            pp_unread(pp, &tok);
            return;
        }
        if (tok.kind != TK_HASH || !tok.bol || lex_end_of_line(&file->lexer))
            continue;
        pp_raw(pp, &tok);
        Kw word = tok.kind == TK_IDENT ? token_fixed(tok.id) : KW_NONE;
        if (word == KW_IF || word == KW_IFDEF || word == KW_IFNDEF) {
            nested++;
        } else if (word == KW_ENDIF && nested > 0) {
            nested--;
        } else if ((word == KW_ELIF || word == KW_ELSE || word == KW_ENDIF) && nested == 0) {
            bool before = group_taken(pp);
            file->lexer.lenient = false;
            next_group(pp, &tok, true);
            if (file->cond_count < outer || (!before && group_taken(pp)))
                return;
        }
    }
}

/* #include (6.10.2); the name may come from macros. */
static void include(Pp *pp, Loc loc)
{
    Buf text = {0};
    Buf path = {0};
    bool system;
    if (!lex_header_name(&pp_file(pp)->lexer, &text, &system)) {
        Tokens line = {0};
        Tokens tokens = {0};
        pp_rest_of_line(pp, &line);
        pp_expand_list(pp, &line, &tokens);
        spelled_header(pp, &tokens, loc, &text, &system);
        tokens_free(&tokens);
    }
    expect_end_of_line(pp);
    refuse(pp->src, pp->file_count >= MAX_INCLUDES, loc, "#include is nested too deeply");
    const char *name = file_name(pp, &text, loc);
    bool absolute = *name == '/';
    for (size_t i = 0; i == 0 || (!absolute && i <= pp->opts->include_count); i++) {
        Loc start;
        if (i == 0 && system && !absolute)
            continue;
        path.len = 0;
        if (i > 0) {
            buf_text(&path, pp->opts->include_dirs[i - 1]);
            buf_byte(&path, '/');
        } else if (!absolute) {
            const char *here = pp_file(pp)->name;
            const char *slash = strrchr(here, '/');
            buf_add(&path, here, slash == NULL ? 0 : (size_t)(slash - here) + 1);
        }
        buf_text(&path, name);
        Id id = intern_text(&pp->paths, buf_cstr(&path));
        const uint64_t *found = map_find(&pp->loaded, id);
        if (found != NULL) {
            start = (Loc)*found;
        } else {
            Buf contents = {0};
            if (!read_file(buf_cstr(&path), &contents)) {
                buf_free(&contents);
                continue;
            }
            start = sources_add(pp->src, buf_cstr(&path), contents.data, contents.len);
        }
        map_set(&pp->loaded, id, start);
        enter(pp, buf_cstr(&path), start);
        buf_free(&text);
        buf_free(&path);
        return;
    }
    err1(pp->src, loc, "cannot find '{}'", name);
}

/* The name of a header that was spelled by macros. */
static void spelled_header(const Pp *pp, const Tokens *tokens, Loc loc, Buf *name, bool *system)
{
    const char *text;
    size_t n = tokens->count;
    size_t len;
    if (n == 1 && tokens->items[0].kind == TK_STR) {
        text = pp_spelling(pp, &tokens->items[0], &len);
        buf_add(name, text + 1, len - 2);
        *system = false;
        return;
    }
    refuse(pp->src, n < 3 || tokens->items[0].kind != TK_LESS || tokens->items[n - 1].kind != TK_GREATER,
           loc, "expected \"FILE\" or <FILE>");
    for (size_t i = 1; i < n - 1; i++) {
        text = pp_spelling(pp, &tokens->items[i], &len);
        buf_add(name, text, len);
    }
    *system = true;
}

/* #line (6.10.4) */
static void line_directive(Pp *pp, Loc loc)
{
    Tokens line = {0};
    Tokens tokens = {0};
    uint64_t number = 0;
    Buf text = {0};
    const char *name = NULL;
    size_t len;
    pp_rest_of_line(pp, &line);
    pp_expand_list(pp, &line, &tokens);
    if (tokens.count > 0 && tokens.items[0].kind == TK_NUMBER) {
        const char *spelling = pp_spelling(pp, &tokens.items[0], &len);
        for (size_t i = 0; i < len; i++) {
            int c = spelling[i];
            number = number * 10 + (c >= '0' && c <= '9' ? (uint64_t)(c - '0') : (uint64_t)1 << 32);
            if (number > (uint64_t)1 << 32)
                number = (uint64_t)1 << 32;
        }
    }
    bool named = tokens.count == 2 && tokens.items[1].kind == TK_STR;
    refuse(pp->src, number == 0 || number > 0x7fffffff || tokens.count > 2 || (tokens.count == 2 && !named),
           loc, "expected a line number and perhaps a file name");
    Loc next = lex_next_line(&pp_file(pp)->lexer);
    if (next != 0) {
        if (named) {
            const char *spelling = pp_spelling(pp, &tokens.items[1], &len);
            literal_quoted(pp->src, spelling, len, tokens.items[1].loc, &text);
            name = file_name(pp, &text, tokens.items[1].loc);
        }
        sources_mark(pp->src, next, (uint32_t)number, name);
    }
    tokens_free(&tokens);
    buf_free(&text);
}

/* The name of a file as the input spells it. Messages show it, so it must be printable. */
static const char *file_name(const Pp *pp, Buf *text, Loc loc)
{
    for (size_t i = 0; i < text->len; i++) {
        refuse(pp->src, text->data[i] < 0x20 || text->data[i] >= 0x7f,
               loc, "the name of a file is not printable ASCII");
    }
    return buf_cstr(text);
}
