/* The parser at the level of the unit (parse.h): the supply of tokens, syntax errors and recovery from them,
   functions that are skipped and kept as tokens, and the calls by which the driver steps through a unit. */
#include "parse_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- tokens ---- */

/* A saved token: kind (2 bytes), flags, place (4); then, if it has a text or name, its length (4) and pointer (8). */
#define SAVED_SHORT 7
#define SAVED_LONG 19

static bool has_text(unsigned kind) {
    return kind == TK_OTHER || kind >= TK_IDENT;
}

static void save_token(Buf *out, const Token *token) {
    unsigned char b[SAVED_LONG];
    put_u16(b, token->kind);
    b[2] = token->flags;
    put_u32(b + 3, token->loc);
    if (!has_text(token->kind)) {
        buf_add(out, b, SAVED_SHORT);
        return;
    }
    put_u32(b + 7, token->len);
    memcpy(b + 11, &token->u.name, 8);
    buf_add(out, b, SAVED_LONG);
}

static void replay_token(Parser *p, Token *token) {
    const unsigned char *b = p->replay;
    memset(token, 0, sizeof *token);
    if (b == p->replay_end) {
        token->loc = p->last_end;
        return; /* TK_EOF */
    }
    token->kind = (uint16_t)get_u16(b);
    token->flags = b[2];
    token->loc = get_u32(b + 3);
    p->replay += SAVED_SHORT;
    if (has_text(token->kind)) {
        token->len = get_u32(b + 7);
        memcpy(&token->u.name, b + 11, 8);
        p->replay += SAVED_LONG - SAVED_SHORT;
    }
}

static void fetch(Parser *p, Token *token) {
    if (p->replay != NULL) {
        replay_token(p, token);
        return;
    }
    for (;;) {
        pp_next(p->pp, token);
        if (token->kind == TK_IDENT) {
            if (token->u.name->keyword != 0)
                token->kind = token->u.name->keyword;
            return;
        }
        if (token->kind != TK_PRAGMA)
            return;
        pragma(p, token);
    }
}

void advance(Parser *p) {
    p->last_end = p->tok.loc + p->tok.len;
    if (p->has_ahead) {
        p->tok = p->ahead;
        p->has_ahead = false;
    } else {
        fetch(p, &p->tok);
    }
}

const Token *peek(Parser *p) {
    if (!p->has_ahead) {
        fetch(p, &p->ahead);
        p->has_ahead = true;
    }
    return &p->ahead;
}

bool accept(Parser *p, unsigned kind) {
    if (p->tok.kind != kind)
        return false;
    advance(p);
    return true;
}

/* ---- errors ---- */

static const char *const punctuators[] = {
    "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "...", "*=", "/=",
    "%=", "+=", "-=", "<<=", ">>=", "&=", "^=", "|=", "##"};

/* The token as gcc names it behind "before". */
static void describe(Parser *p, const Token *t, Buf *out) {
    (void)p;
    if (t->kind == TK_EOF)
        buf_text(out, "at end of input");
    else if (t->kind == TK_NUMBER)
        buf_text(out, "before numeric constant");
    else if (t->kind == TK_STRING)
        buf_text(out, "before string constant");
    else if (t->kind == TK_CHAR)
        buf_text(out, "before character constant");
    else if (t->kind == TK_OTHER)
        buf_printf(out, "before stray '%.*s'", (int)t->len, t->u.text);
    else if (t->kind >= TK_IDENT)
        buf_printf(out, "before '%s'", t->u.name->text);
    else if (t->kind >= TK_PUNCT_FIRST)
        buf_printf(out, "before '%s' token", punctuators[t->kind - TK_PUNCT_FIRST]);
    else
        buf_printf(out, "before '%c' token", t->kind);
}

static void expected(Parser *p, const char *what, Loc loc) {
    Buf text = {0};
    if (p->panic)
        return;
    p->panic = true;
    if (p->tok.kind == TK_OTHER)
        diag_error(p->diag, p->tok.loc, "stray '%.*s' in program", (int)p->tok.len, p->tok.u.text);
    describe(p, &p->tok, &text);
    if (p->tok.kind != TK_OTHER)
        diag_error(p->diag, loc, "expected %s %s", what, buf_cstr(&text));
    buf_free(&text);
}

void syntax_error(Parser *p, const char *what) {
    expected(p, what, p->tok.loc);
}

void parse_error(Parser *p, Loc loc, const char *message) {
    if (!p->panic)
        diag_error(p->diag, loc, "%s", message);
}

void pedantic(Parser *p, Loc loc, const char *message) {
    if (p->extension == 0)
        diag_warn(p->diag, WARN_PEDANTIC, loc, "%s", message);
}

void not_supported(Parser *p, Loc loc, const char *what) {
    if (!p->panic)
        diag_error(p->diag, loc, "%s not supported yet", what);
}

void too_deep(Parser *p) {
    diag_fatal(p->diag, p->tok.loc, "nesting too deep");
}

bool expect(Parser *p, unsigned kind) {
    char what[4] = {'\'', (char)kind, '\'', 0};
    if (p->tok.kind == kind) {
        advance(p);
        return true;
    }
    expected(p, kind < TK_PUNCT_FIRST ? what : "token", kind == ';' || kind == ')' ? p->last_end : p->tok.loc);
    return false;
}

void skip_balanced(Parser *p) {
    size_t depth = 0;
    for (;;) {
        unsigned kind = p->tok.kind;
        if (kind == TK_EOF)
            return;
        if (kind == '(' || kind == '{' || kind == '[')
            depth++;
        if ((kind == ')' || kind == '}' || kind == ']') && --depth == 0)
            return;
        advance(p);
        if (depth == 0)
            return;
    }
}

void recover(Parser *p) {
    for (;;) {
        unsigned kind = p->tok.kind;
        if (kind == TK_EOF || kind == '}')
            break;
        if (kind == '{' || kind == '(' || kind == '[') {
            skip_balanced(p);
            if (p->tok.kind != TK_EOF)
                advance(p);
            if (kind == '{')
                break;
            continue;
        }
        advance(p);
        if (kind == ';')
            break;
    }
    p->panic = false;
}

void recover_paren(Parser *p) {
    while (!at(p, TK_EOF) && !at(p, ')') && !at(p, ';') && !at(p, '}') && !at(p, '{')) {
        bool open = at(p, '(') || at(p, '[');
        if (open)
            skip_balanced(p);
        if (!at(p, TK_EOF))
            advance(p);
    }
    if (at(p, ')'))
        advance(p);
}

void expect_semicolon(Parser *p) {
    if (p->tok.kind == ';') {
        advance(p);
        p->panic = false;
        return;
    }
    if (!p->panic) {
        /* most often just forgotten: go on at once if a new line or the end of a block follows */
        expect(p, ';');
        if (p->tok.kind == '}' || p->tok.flags & TF_LINE) {
            p->panic = false;
            return;
        }
    }
    recover(p);
}

const char *type_text(Parser *p, const Type *type) {
    Buf *b = &p->messages[p->message++ % 8];
    b->len = 0;
    type_print(type, b);
    return buf_cstr(b);
}

/* ---- skipped functions ---- */

/* At the `{` of a body: keeps its tokens; afterwards the current token is its `}`'s successor. */
void save_body(Parser *p, Symbol *symbol, Type *type) {
    Buf bytes = {0};
    Saved *saved = arena_get(&p->unit, sizeof *saved);
    size_t depth = 0;
    saved->type = type;
    saved->loc = p->tok.loc;
    do {
        if (at(p, TK_EOF)) {
            syntax_error(p, "'}'");
            break;
        }
        depth += at(p, '{');
        depth -= at(p, '}');
        save_token(&bytes, &p->tok);
        advance(p);
    } while (depth != 0);
    saved->len = bytes.len;
    saved->bytes = arena_get(&p->unit, bytes.len + 1);
    if (bytes.len != 0)
        memcpy(saved->bytes, bytes.data, bytes.len);
    buf_free(&bytes);
    symbol->saved = saved;
    if (symbol->referenced || symbol->used)
        want(p, symbol);
}

/* ---- the unit ---- */

/* Words that only GNU modes reserve. */
static void reserve_words(Parser *p) {
    if (p->options.gnu || p->options.std == STD_C23) {
        name_of(p->names, "typeof")->keyword = KW_TYPEOF;
        if (p->options.gnu)
            name_of(p->names, "asm")->keyword = KW_ASM;
    }
    if (p->options.std == STD_C23) {
        static const struct {
            const char *text;
            uint16_t keyword;
        } words[] = {{"alignas", KW_ALIGNAS}, {"alignof", KW_ALIGNOF}, {"bool", KW_BOOL},
                     {"static_assert", KW_STATIC_ASSERT}, {"thread_local", KW_THREAD_LOCAL}};
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
            name_of(p->names, words[i].text)->keyword = words[i].keyword;
    }
    if (p->options.std == STD_C89 && !p->options.gnu)
        name_of(p->names, "inline")->keyword = 0;
    if (p->options.std == STD_C89)
        name_of(p->names, "restrict")->keyword = 0;
}

Parser *parser_new(Diag *diag, Names *names, Pp *pp, const TargetFacts *facts, const ParseOptions *options) {
    Parser *p = allocate(sizeof *p);
    p->diag = diag;
    p->names = names;
    p->pp = pp;
    p->options = *options;
    p->max_nesting = stack_levels(MAX_NESTING);
    p->facts = *facts;
    p->facts.char_is_signed = options->signed_char;
    p->gnu_inline = options->std == STD_C89;
    p->pack = options->pack;
    p->visibility = options->visibility;
    p->last_symbol = &p->first_symbol;
    types_init(&p->types, &p->unit, &p->facts);
    p->int_type = &p->types.basic[TY_INT];
    p->long_type = &p->types.basic[TY_LONG];
    p->void_type = &p->types.basic[TY_VOID];
    p->error_type = &p->types.basic[TY_ERROR];
    reserve_words(p);
    init_builtins(p);
    fetch(p, &p->tok);
    return p;
}

void parser_free(Parser *p) {
    free(p->pack_stack);
    free(p->undo);
    free(p->scopes);
    free(p->chunks);
    free(p->params);
    free(p->members);
    free(p->items);
    free(p->levels);
    free(p->spine);
    free(p->strings);
    buf_free(&p->text);
    for (unsigned i = 0; i < 8; i++)
        buf_free(&p->messages[i]);
    map_free(&p->undeclared);
    map_free(&p->weak_names);
    map_free(&p->hidden);
    free(p->objects);
    free(p->tentative);
    free(p->wanted);
    arena_free(&p->unit);
    arena_free(&p->func);
    free(p);
}

Types *parser_types(Parser *p) {
    return &p->types;
}

/* Gives back the function before, unless initializers of file scope are still to be asked for. */
static void forget(Parser *p) {
    if (p->object_next < p->object_count)
        return;
    for (size_t i = 0; i < p->object_count; i++)
        if (p->objects[i]->depth == 0)
            p->objects[i]->init = NULL;
    p->object_count = 0;
    p->object_next = 0;
    arena_reset(&p->func);
}

void parser_forget(Parser *p) {
    forget(p);
    if (p->object_count == 0)
        arena_free(&p->func);
}

Function *parser_next(Parser *p) {
    forget(p);
    while (!at(p, TK_EOF)) {
        Function *f = parse_external(p);
        if (f != NULL)
            return f;
    }
    if (!p->at_eof_done) {
        p->at_eof_done = true;
        finish_unit(p);
    }
    return NULL;
}

/* gnu89's extern inline only helps the optimizer; the others may be called. */
static bool must_make(const Parser *p, const Symbol *s) {
    return !s->gnu_inline || s->linkage == LINK_INTERNAL || s->extern_inline || s->always_inline || p->options.optimize;
}

/* Skipped functions that nothing refers to are not made, but those of the main file are still to be correct. */
static void check_unwanted(Parser *p) {
    for (Symbol *s = p->first_symbol; s != NULL; s = s->next) {
        const Saved *saved = s->saved;
        const Source *source;
        size_t objects = p->object_count;
        if (saved == NULL || s->referenced)
            continue;
        source = diag_source(p->diag, saved->loc);
        if (source == NULL || source->included_from != 0)
            continue;
        p->unevaluated++; /* nothing that they mention is wanted */
        parse_saved(p, s);
        p->unevaluated--;
        p->object_count = objects;
    }
}

Function *parser_wanted(Parser *p) {
    while (p->wanted_next < p->wanted_count) {
        Symbol *s = p->wanted[p->wanted_next++];
        if (s->saved == NULL || !must_make(p, s))
            continue;
        forget(p);
        return parse_saved(p, s);
    }
    p->wanted_next = 0;
    p->wanted_count = 0;
    if (p->at_eof_done)
        check_unwanted(p);
    return NULL;
}

Symbol *parser_object(Parser *p) {
    return p->object_next < p->object_count ? p->objects[p->object_next++] : NULL;
}

Symbol *parser_symbols(Parser *p) {
    return p->first_symbol;
}
