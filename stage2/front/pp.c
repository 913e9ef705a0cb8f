/* The preprocessor's main loop: texts in, directives done (C11 6.10), tokens out (pp.h). */
#include "pp_state.h"

#include <stdlib.h>
#include <string.h>

/* ---- spellings ---- */

static const char *const punct_names[] = {"->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=",
                                          "&&", "||", "...", "*=", "/=", "%=", "+=", "-=", "<<=",
                                          ">>=", "&=", "^=", "|=", "##"};
/* Digraphs: the token and its other spelling. */
static const char *digraph_text(unsigned kind) {
    switch (kind) {
    case '[':
        return "<:";
    case ']':
        return ":>";
    case '{':
        return "<%";
    case '}':
        return "%>";
    case '#':
        return "%:";
    case TK_HASHHASH:
        return "%:%:";
    default:
        return NULL;
    }
}

/* All single bytes, each with a NUL behind it, for the spelling of punctuators. */
static const char single_bytes[] = " \0!\0\"\0#\0$\0%\0&\0'\0(\0)\0*\0+\0,\0-\0.\0/\0"
                                   "0\0001\0002\0003\0004\0005\0006\0007\0008\0009\0:\0;\0<\0=\0>\0?\0"
                                   "@\0A\0B\0C\0D\0E\0F\0G\0H\0I\0J\0K\0L\0M\0N\0O\0"
                                   "P\0Q\0R\0S\0T\0U\0V\0W\0X\0Y\0Z\0[\0\\\0]\0^\0_\0"
                                   "`\0a\0b\0c\0d\0e\0f\0g\0h\0i\0j\0k\0l\0m\0n\0o\0"
                                   "p\0q\0r\0s\0t\0u\0v\0w\0x\0y\0z\0{\0|\0}\0~";

const char *punct_text(unsigned kind) {
    if (kind >= TK_PUNCT_FIRST && kind <= TK_HASHHASH)
        return punct_names[kind - TK_PUNCT_FIRST];
    if (kind >= ' ' && kind <= '~')
        return single_bytes + 2 * (kind - ' ');
    return "";
}

const char *token_text(const Token *t, size_t *len) {
    const char *text;
    *len = t->len;
    switch (t->kind) {
    case TK_IDENT:
        return t->u.name->text;
    case TK_NUMBER:
    case TK_CHAR:
    case TK_STRING:
    case TK_OTHER:
    case TK_PRAGMA:
    case TK_COMMENT:
        return t->u.text;
    case TK_PARAM:
        *len = t->u.name->len;
        return t->u.name->text;
    case TK_VA_OPT:
        text = "__VA_OPT__(";
        break;
    case TK_VA_OPT_END:
        text = ")";
        break;
    default:
        text = punct_text(t->kind);
        if (t->len != strlen(text) && digraph_text(t->kind) != NULL)
            text = digraph_text(t->kind);
        break;
    }
    *len = strlen(text);
    return text;
}

const char *pp_spelling(Pp *pp, const Token *t) {
    size_t len;
    const char *text = token_text(t, &len);
    return arena_copy(&pp->text_arena, text, len < 200 ? len : 200);
}

/* ---- ends of lines ---- */

void pp_end_line(Pp *pp) {
    const unsigned char *p = lex_line_end(pp, pp->at);
    pp->at = *p == '\n' ? p + 1 : p;
    pp->fresh = TF_LINE;
}

void pp_check_end(Pp *pp, const char *directive) {
    Token t;
    lex(pp, &t);
    if (t.kind != TK_NEWLINE)
        diag_warn(pp->diag, WARN_ALWAYS, t.loc, "extra tokens at end of #%s directive", directive);
}

/* ---- conditionals ---- */

static void push_cond(Pp *pp, Loc loc, const char *directive, bool taken, bool skipped, Name *guard) {
    Cond *c;
    pp->conds = grow(pp->conds, pp->cond_count, &pp->cond_room, sizeof pp->conds[0]);
    c = &pp->conds[pp->cond_count];
    pp->cond_count++;
    c->loc = loc;
    c->directive = directive;
    c->taken = taken;
    c->in_else = false;
    c->skipped = skipped;
    c->guard = guard;
}

/* The name behind #ifdef and its like, or NULL after an error. */
static Name *cond_name(Pp *pp, const char *directive) {
    Token t;
    lex(pp, &t);
    if (t.kind == TK_IDENT)
        return t.u.name;
    if (t.kind == TK_NEWLINE)
        diag_error(pp->diag, t.loc, "no macro name given in #%s directive", directive);
    else
        diag_error(pp->diag, t.loc, "macro names must be identifiers");
    return NULL;
}

static Directive find_directive(const Pp *pp, const Token *t) {
    unsigned i = 0;
    if (t->kind != TK_IDENT)
        return DIRECTIVE_COUNT;
    while (i < DIRECTIVE_COUNT && pp->directives[i] != t->u.name)
        i++;
    return (Directive)i;
}

static bool elif_holds(Pp *pp, Directive which) {
    const Name *name;
    if (which == DIRECTIVE_ELIF)
        return expr_condition(pp, "elif");
    name = cond_name(pp, which == DIRECTIVE_ELIFDEF ? "elifdef" : "elifndef");
    return name != NULL && (name->macro != NULL) == (which == DIRECTIVE_ELIFDEF);
}

/* If the conditional whose #endif was just passed is all of the file, notes its guard. */
static void note_guard(Pp *pp, Name *guard) {
    Input *in = &pp->inputs[pp->input_count - 1];
    if (guard == NULL || pp->cond_count != in->conds || in->file == NULL)
        return;
    if (lex_skip_blank(pp, lex_line_end(pp, pp->at), false) >= pp->end)
        in->file->guard = guard;
}

/* #else, #elif and their like in the conditional that is innermost. True if the group behind it is to be
   read. */
static bool next_group(Pp *pp, Directive which, Loc loc, const char *word) {
    Cond *c = &pp->conds[pp->cond_count - 1];
    bool holds;
    if (c->in_else) {
        diag_error(pp->diag, loc, "#%s after #else", word);
        diag_note(pp->diag, c->loc, "the conditional began here");
    }
    c->guard = NULL;
    if (which == DIRECTIVE_ELSE) {
        c->in_else = true;
        c->directive = "else";
        c->loc = loc;
        holds = !c->taken;
        if (!c->skipped)
            pp_check_end(pp, "else");
    } else {
        c->directive = "elif";
        if (c->taken || c->skipped)
            return false;
        holds = elif_holds(pp, which);
        c = &pp->conds[pp->cond_count - 1];
    }
    if (holds)
        c->taken = true;
    return holds && !c->skipped;
}

static void end_cond(Pp *pp) {
    Name *guard = pp->conds[pp->cond_count - 1].guard;
    if (!pp->conds[pp->cond_count - 1].skipped)
        pp_check_end(pp, "endif");
    pp->cond_count--;
    if (guard != NULL)
        note_guard(pp, guard);
}

/* A directive in a skipped group; pp->at is behind the #. True if reading goes on behind its line. */
static bool skipped_directive(Pp *pp, Loc loc, size_t level) {
    Token t;
    Directive which;
    lex(pp, &t);
    which = find_directive(pp, &t);
    switch (which) {
    case DIRECTIVE_IF:
    case DIRECTIVE_IFDEF:
    case DIRECTIVE_IFNDEF:
        push_cond(pp, loc, t.u.name->text, true, true, NULL);
        return false;
    case DIRECTIVE_ENDIF:
        end_cond(pp);
        return pp->cond_count < level;
    case DIRECTIVE_ELSE:
    case DIRECTIVE_ELIF:
    case DIRECTIVE_ELIFDEF:
    case DIRECTIVE_ELIFNDEF:
        return next_group(pp, which, t.loc, t.u.name->text);
    default:
        return false;
    }
}

/* Skips the group behind the directive that has been read, and further ones, up to one that is taken or
   the end of the conditional (6.10.1p6). */
static void skip_group(Pp *pp) {
    size_t level = pp->cond_count;
    const unsigned char *p = lex_line_end(pp, pp->at);
    pp->in_directive = true;
    for (;;) {
        unsigned hash = 0;
        if (*p == '\n')
            p++;
        while (*p == ' ' || *p == '\t')
            p++;
        if (*p == '/' || (pp->cc[*p] & CC_ODD) || *p == '\r' || *p == '\f' || *p == '\v')
            p = lex_skip_blank(pp, p, true);
        if (*p == '#')
            hash = 1;
        else if (*p == '%' && p[1] == ':')
            hash = 2;
        else if (pp->options.trigraphs && p[0] == '?' && p[1] == '?' && p[2] == '=')
            hash = 3;
        if (hash != 0) {
            pp->at = p + hash;
            if (skipped_directive(pp, LOC_AT(pp, p), level))
                break;
            p = pp->at;
        }
        p = lex_line_end(pp, p);
        if (*p == '\0') {
            pp->at = p;
            break;
        }
    }
    pp->in_directive = false;
}

/* #if, #ifdef, #ifndef; `hash` is its place. */
static void begin_cond(Pp *pp, Directive which, Loc hash) {
    const Input *in = &pp->inputs[pp->input_count - 1];
    Name *guard = NULL;
    bool taken = false;
    const char *word = pp->directives[which]->text;
    if (which == DIRECTIVE_IF) {
        bool first = LOC_AT(pp, in->first) == hash;
        if (first) {
            /* #if !defined X guards a file as #ifndef X does. */
            const unsigned char *at = pp->at;
            Token t;
            lex(pp, &t);
            if (t.kind == '!') {
                bool paren = false;
                lex(pp, &t);
                if (t.kind == TK_IDENT && t.u.name == pp->n_defined) {
                    lex(pp, &t);
                    paren = t.kind == '(';
                    if (paren)
                        lex(pp, &t);
                    if (t.kind == TK_IDENT) {
                        guard = t.u.name;
                        lex(pp, &t);
                        if (paren && t.kind == ')')
                            lex(pp, &t);
                        if (t.kind != TK_NEWLINE)
                            guard = NULL;
                    }
                }
            }
            pp->at = at;
        }
        taken = expr_condition(pp, "if");
    } else {
        const Name *name = cond_name(pp, word);
        if (name != NULL) {
            taken = (name->macro != NULL) == (which == DIRECTIVE_IFDEF);
            if (which == DIRECTIVE_IFNDEF && LOC_AT(pp, in->first) == hash)
                guard = (Name *)name;
            pp_check_end(pp, word);
        }
    }
    push_cond(pp, hash, word, taken, false, guard);
    if (!taken)
        skip_group(pp);
}

/* ---- other directives ---- */

static void do_undef(Pp *pp) {
    Name *name = cond_name(pp, "undef");
    if (name == NULL)
        return;
    if (name == pp->n_defined || name == pp->n_has_include || name == pp->n_has_include_next) {
        diag_error(pp->diag, LOC_AT(pp, pp->at), "\"%s\" cannot be used as a macro name", name->text);
        return;
    }
    pp_check_end(pp, "undef");
    if (name->macro != NULL && name->macro->builtin != BUILTIN_NONE)
        diag_warn(pp->diag, WARN_ALWAYS, LOC_AT(pp, pp->at), "undefining \"%s\"", name->text);
    name->macro = NULL;
}

static bool digits(const Token *t, uint32_t *value) {
    uint64_t v = 0;
    for (uint32_t i = 0; i < t->len; i++) {
        if (t->u.text[i] < '0' || t->u.text[i] > '9')
            return false;
        v = 10 * v + (unsigned)(t->u.text[i] - '0');
        if (v > 0xffffffffU)
            v = 0xffffffffU;
    }
    *value = (uint32_t)v;
    return true;
}

/* #line (6.10.4), or the line marker `# 1 "file" flags` whose first token is *t. */
static void do_line(Pp *pp, Token *t, bool marker) {
    uint32_t line = 0;
    const char *name = NULL;
    Loc loc = t->loc;
    bool enter_system = false;
    if (!marker)
        macro_next(pp, t);
    if (t->kind != TK_NUMBER || !digits(t, &line)) {
        if (t->kind == TK_NEWLINE || t->kind == TK_EOF)
            diag_error(pp->diag, loc, "unexpected end of file after #line");
        else
            diag_error(pp->diag, t->loc, "\"%s\" after #%s is not a positive integer", pp_spelling(pp, t),
                       marker ? "" : "line");
        return;
    }
    if (!marker && (line == 0 || line > 2147483647))
        diag_warn(pp->diag, WARN_PEDANTIC, t->loc, "line number out of range");
    macro_next(pp, t);
    if (t->kind == TK_STRING && t->u.text[0] == '"') {
        Buf b = {0};
        if (literal_string(pp->diag, t, CHAR_PLAIN, &b))
            name = arena_copy(&pp->text_arena, b.data, b.len);
        buf_free(&b);
        macro_next(pp, t);
        while (marker && t->kind == TK_NUMBER) {
            if (t->len == 1 && t->u.text[0] == '3')
                enter_system = true;
            macro_next(pp, t);
        }
    } else if (t->kind != TK_NEWLINE && t->kind != TK_EOF) {
        diag_error(pp->diag, t->loc, "invalid filename \"%s\"", pp_spelling(pp, t));
        return;
    }
    if (t->kind != TK_NEWLINE && t->kind != TK_EOF)
        diag_warn(pp->diag, WARN_ALWAYS, t->loc, "extra tokens at end of #line directive");
    (void)enter_system;
    macro_discard(pp);
    pp_end_line(pp);
    diag_mark(pp->diag, LOC_AT(pp, pp->at), line, name);
}

static void do_message(Pp *pp, Loc loc, bool error) {
    Buf b = {0};
    lex_rest(pp, &b);
    if (error)
        diag_error(pp->diag, loc, "#error %s", buf_cstr(&b));
    else
        diag_warn(pp->diag, WARN_CPP, loc, "#warning %s", buf_cstr(&b));
    buf_free(&b);
}

static void do_ident(Pp *pp, Loc loc, const char *word) {
    Buf b = {0};
    lex_rest(pp, &b);
    if (b.len < 2 || b.data[0] != '"')
        diag_error(pp->diag, loc, "invalid #%s directive", word);
    else if (pp->printer != NULL) {
        Buf line = {0};
        buf_printf(&line, "#ident %s", buf_cstr(&b));
        print_directive(pp, loc, (const char *)line.data, line.len);
        buf_free(&line);
    }
    buf_free(&b);
}

/* #else, #elif and #endif outside of skipped groups. */
static void later_group(Pp *pp, Directive which, const Token *t) {
    const Input *in = &pp->inputs[pp->input_count - 1];
    if (pp->cond_count <= in->conds) {
        diag_error(pp->diag, t->loc, "#%s without #if", t->u.name->text);
        return;
    }
    if (which == DIRECTIVE_ENDIF) {
        end_cond(pp);
    } else {
        next_group(pp, which, t->loc, t->u.name->text);
        skip_group(pp);
    }
}

/* The directive behind the '#' at `hash`. True if *t is a token to be passed on. */
static bool directive(Pp *pp, Token *t, Loc hash) {
    Directive which;
    bool deliver = false;
    lex(pp, t);
    which = find_directive(pp, t);
    switch (which) {
    case DIRECTIVE_DEFINE:
        macro_define(pp);
        break;
    case DIRECTIVE_UNDEF:
        do_undef(pp);
        break;
    case DIRECTIVE_IF:
    case DIRECTIVE_IFDEF:
    case DIRECTIVE_IFNDEF:
        begin_cond(pp, which, hash);
        break;
    case DIRECTIVE_ELSE:
    case DIRECTIVE_ELIF:
    case DIRECTIVE_ELIFDEF:
    case DIRECTIVE_ELIFNDEF:
    case DIRECTIVE_ENDIF:
        later_group(pp, which, t);
        break;
    case DIRECTIVE_INCLUDE:
    case DIRECTIVE_INCLUDE_NEXT:
    case DIRECTIVE_IMPORT:
        include_directive(pp, t->u.name->text, which == DIRECTIVE_INCLUDE_NEXT,
                          which == DIRECTIVE_IMPORT);
        return false;
    case DIRECTIVE_LINE:
        do_line(pp, t, false);
        break;
    case DIRECTIVE_ERROR:
    case DIRECTIVE_WARNING:
        do_message(pp, t->loc, which == DIRECTIVE_ERROR);
        break;
    case DIRECTIVE_PRAGMA:
        deliver = pragma_directive(pp, t, t->loc);
        break;
    case DIRECTIVE_IDENT:
    case DIRECTIVE_SCCS:
        do_ident(pp, t->loc, t->u.name->text);
        break;
    case DIRECTIVE_ASSERT:
    case DIRECTIVE_UNASSERT:
        break;
    default:
        if (t->kind == TK_NUMBER && !pp->options.assembler)
            do_line(pp, t, true);
        else if (t->kind != TK_NEWLINE)
            diag_error(pp->diag, t->loc, "invalid preprocessing directive #%s", pp_spelling(pp, t));
        break;
    }
    if (pp->fresh == 0)
        pp_end_line(pp);
    return deliver;
}

/* In assembler texts, what follows # need not be a directive. */
static bool assembler_comment(Pp *pp) {
    const unsigned char *at = pp->at;
    Token t;
    bool known;
    pp->in_directive = true;
    lex(pp, &t);
    pp->in_directive = false;
    known = find_directive(pp, &t) != DIRECTIVE_COUNT || t.kind == TK_NEWLINE;
    pp->at = at;
    return !known;
}

/* The directive whose # is *t. True if *t is now a token to be passed on. */
static bool run_directive(Pp *pp, Token *t) {
    bool args = pp->in_macro_args;
    bool deliver;
    pp->in_macro_args = false;
    pp->in_directive = true;
    if (args)
        diag_warn(pp->diag, WARN_PEDANTIC, t->loc,
                  "embedding a directive within macro arguments is not portable");
    deliver = directive(pp, t, t->loc);
    pp->in_directive = false;
    pp->in_macro_args = args;
    return deliver;
}

void pp_text_special(Pp *pp, Token *t) {
    for (;;) {
        if (t->kind == '#') {
            if (!(t->flags & TF_LINE) || pp->in_directive)
                return;
            if (pp->options.assembler && assembler_comment(pp))
                return;
            if (run_directive(pp, t))
                return;
        } else if (t->kind == TK_EOF) {
            if (pp->in_macro_args || pp->input_count == 0 || pp->done)
                return;
            include_leave(pp);
            if (pp->done)
                return;
        } else {
            return;
        }
        lex(pp, t);
    }
}

void pp_text_token(Pp *pp, Token *t) {
    lex(pp, t);
    if (t->kind == '#' || t->kind == TK_EOF)
        pp_text_special(pp, t);
}

void pp_next(Pp *pp, Token *t) {
    for (;;) {
        if (pp->context_count == 0 && pp->pending == 0) {
            lex(pp, t);
            if (t->kind == '#' || t->kind == TK_EOF)
                pp_text_special(pp, t);
        } else {
            macro_raw(pp, t);
        }
        if (t->kind != TK_IDENT || t->u.name->macro == NULL)
            return;
        if (macro_expand(pp, t))
            continue;
        if (t->kind != TK_IDENT || t->u.name != pp->n_pragma || (t->flags & TF_NO_EXPAND))
            return;
        if (pragma_operator(pp, t))
            return;
    }
}

/* ---- opening and closing ---- */

static const char *const directive_names[DIRECTIVE_COUNT] = {
    "define", "endif", "if", "ifdef", "ifndef", "else", "include", "undef", "elif", "pragma", "error",
    "line", "warning", "include_next", "elifdef", "elifndef", "ident", "sccs", "import", "assert",
    "unassert"};

typedef struct GnuWord {
    const char *text;
    uint16_t keyword;
} GnuWord;

#define NO_WORD(kw, spelling)
#define GNU_WORD(kw, spelling) {spelling, kw},
static const GnuWord gnu_words[] = {KEYWORDS(NO_WORD, NO_WORD, GNU_WORD)};

static void init_names(Pp *pp) {
    Names *names = pp->names;
    for (int i = 0; i < DIRECTIVE_COUNT; i++)
        pp->directives[i] = name_of(names, directive_names[i]);
    pp->n_defined = name_of(names, "defined");
    pp->n_va_args = name_of(names, "__VA_ARGS__");
    pp->n_va_opt = name_of(names, "__VA_OPT__");
    pp->n_pragma = name_of(names, "_Pragma");
    pp->n_has_include = name_of(names, "__has_include");
    pp->n_has_include_next = name_of(names, "__has_include_next");
    pp->n_true = name_of(names, "true");
    for (size_t i = 0; i < sizeof gnu_words / sizeof gnu_words[0]; i++)
        name_of(names, gnu_words[i].text)->keyword = pp->options.gnu ? gnu_words[i].keyword : 0;
}

/* Reads a text of directives to its end. */
static void run_text(Pp *pp, const char *name, Buf *text) {
    Token t;
    char *copy = arena_copy(&pp->arena, text->data, text->len);
    include_enter_text(pp, name, (const unsigned char *)copy, text->len);
    do
        macro_next(pp, &t);
    while (t.kind != TK_EOF);
    pp->done = false;
}

static void add_define(Buf *b, const char *text) {
    size_t len = strcspn(text, "=");
    buf_text(b, "#define ");
    buf_add(b, text, len);
    if (text[len] == '=') {
        buf_byte(b, ' ');
        buf_add(b, text + len + 1, strcspn(text + len + 1, "\n"));
    } else {
        buf_text(b, " 1");
    }
    buf_byte(b, '\n');
}

static void define_language(Pp *pp, Buf *b) {
    static const char *const versions[] = {NULL, "199901L", "201112L", "201710L", "202000L"};
    const PpOptions *o = &pp->options;
    buf_printf(b, "#define __STDC__ 1\n#define __STDC_HOSTED__ %d\n", !o->freestanding);
    buf_text(b, "#define __STDC_UTF_16__ 1\n#define __STDC_UTF_32__ 1\n");
    if (versions[o->std] != NULL)
        buf_printf(b, "#define __STDC_VERSION__ %s\n", versions[o->std]);
    if (o->gnu)
        buf_text(b, "#define unix 1\n#define linux 1\n");
    else
        buf_text(b, "#define __STRICT_ANSI__ 1\n");
    if (o->assembler)
        buf_text(b, "#define __ASSEMBLER__ 1\n");
    for (size_t i = 0; i < o->predefined_count; i++)
        add_define(b, o->predefined[i]);
}

static void predefine(Pp *pp) {
    const PpOptions *o = &pp->options;
    Buf b = {0};
    Token t;
    builtin_define_all(pp);
    define_language(pp, &b);
    run_text(pp, "<built-in>", &b);
    b.len = 0;
    for (size_t i = 0; i < o->command_count; i++) {
        const char *command = o->commands[i];
        if (command[0] == 'D')
            add_define(&b, command + 1);
        else if (command[0] == 'U')
            buf_printf(&b, "#undef %s\n", command + 1);
    }
    if (b.len != 0)
        run_text(pp, "<command-line>", &b);
    buf_free(&b);
    for (size_t i = 0; i < o->command_count; i++) {
        File *file;
        if (o->commands[i][0] != 'm')
            continue;
        file = include_find(pp, o->commands[i] + 1, false, false);
        if (file == NULL)
            diag_fatal(pp->diag, 0, "%s: No such file or directory", o->commands[i] + 1);
        include_enter(pp, file, 0);
        do
            macro_next(pp, &t);
        while (t.kind != TK_EOF);
        pp->done = false;
    }
}

Pp *pp_open(Diag *diag, Names *names, const PpOptions *options, const char *path) {
    Pp *pp = allocate(sizeof *pp);
    File *file;
    pp->diag = diag;
    pp->names = names;
    pp->options = *options;
    pp->main_path = path;
    lex_init(pp);
    macro_init(pp);
    init_names(pp);
    predefine(pp);
    file = include_open(pp, path, 0);
    if (file == NULL)
        diag_fatal(diag, 0, "%s: No such file or directory", path);
    pp->opened = true;
    include_enter(pp, file, 0);
    for (size_t i = options->command_count; i > 0; i--) {
        const char *command = options->commands[i - 1];
        if (command[0] != 'i')
            continue;
        file = include_find(pp, command + 1, false, false);
        if (file == NULL)
            diag_fatal(diag, 0, "%s: No such file or directory", command + 1);
        include_enter(pp, file, 0);
    }
    return pp;
}

void pp_close(Pp *pp) {
    TokenChunk *chunk = pp->chunk;
    while (chunk != NULL && chunk->before != NULL)
        chunk = chunk->before;
    while (chunk != NULL) {
        TokenChunk *after = chunk->after;
        free(chunk);
        chunk = after;
    }
    for (size_t i = 0; i < pp->file_count; i++)
        free((void *)pp->files[i]->text);
    free(pp->inputs);
    free(pp->conds);
    free(pp->contexts);
    free(pp->stack);
    free(pp->args);
    free(pp->files);
    strmap_free(&pp->files_by_path);
    strmap_free(&pp->lookups);
    strmap_free(&pp->pushed);
    buf_free(&pp->scratch);
    arena_free(&pp->arena);
    arena_free(&pp->text_arena);
    free(pp);
}
