/* Tokens, and the keywords and other names that the compiler knows by number. */
#include "front.h"

#include <stdlib.h>
#include <string.h>

const char *const kinds[KIND_COUNT] = {
    "", "", "", "", "", "", "",
    "(", ")", "[", "]", "{", "}", ",", ";",
    ":", "?", "~", "!", "!=", "=", "==", "+", "++",
    "+=", "-", "--", "-=", "->", "*", "*=",
    "/", "/=", "%", "%=", "&", "&&", "&=",
    "|", "||", "|=", "^", "^=", "<", "<=", "<<",
    "<<=", ">", ">=", ">>", ">>=", ".", "...",
    "#", "##",
};

static const char *const words[KW_NONE] = {
    "void", "_Bool", "char", "short", "int", "long", "signed",
    "unsigned", "struct", "union", "enum", "__builtin_va_list",
    "const", "volatile", "restrict", "inline", "_Noreturn",
    "typedef", "extern", "static", "auto", "register",
    "_Alignas", "_Atomic", "_Complex", "double", "float",
    "_Imaginary", "_Thread_local",
    "break", "case", "continue", "default", "do", "else",
    "for", "goto", "if", "return", "sizeof", "switch",
    "_Static_assert",
    "__builtin_va_arg", "__builtin_va_copy", "__builtin_va_end",
    "__builtin_va_start", "while",
    "_Alignof", "_Generic", "asm",
    "define", "defined", "elif", "endif", "error", "ifdef",
    "ifndef", "include", "line", "pragma", "undef",
    "__FILE__", "__LINE__", "__VA_ARGS__", "main", "__func__",
};

void intern_words(Interner *names) {
    for (size_t i = 0; i < KW_NONE; i++)
        intern_text(names, words[i]);
}

Kw token_word(const Token *tok) {
    return tok->kind == TK_IDENT && tok->id < KW_NONE ? (Kw)tok->id : KW_NONE;
}

Kw token_keyword(const Token *tok) {
    Kw word = token_word(tok);
    return word < KW_DEFINE ? word : KW_NONE;
}

bool token_is(const Token *tok, Kw kw) {
    return token_word(tok) == kw;
}

/* ---- lists of tokens ---- */

void tokens_add(Tokens *list, const Token *tok) {
    list->items = grow(list->items, list->count, &list->room, sizeof list->items[0]);
    list->items[list->count] = *tok;
    list->count++;
}

void tokens_append(Tokens *list, const Tokens *more) {
    for (size_t i = 0; i < more->count; i++)
        tokens_add(list, &more->items[i]);
}

void tokens_free(Tokens *list) {
    free(list->items);
    memset(list, 0, sizeof *list);
}
