/* Tokens, and the keywords and other names that the compiler knows by number. */
#include "front.h"

#include <stdlib.h>
#include <string.h>

/* The punctuators of C11 6.4.6 without the digraphs. Those that begin with the same
   character stand together, so that the longest match is found among neighbours. */
const Punctuator punctuators[PUNCTUATOR_COUNT] = {
    {"(", TK_LPAREN},
    {")", TK_RPAREN},
    {"[", TK_LBRACKET},
    {"]", TK_RBRACKET},
    {"{", TK_LBRACE},
    {"}", TK_RBRACE},
    {",", TK_COMMA},
    {";", TK_SEMI},
    {":", TK_COLON},
    {"?", TK_QUESTION},
    {"~", TK_TILDE},
    {"!", TK_NOT},
    {"!=", TK_NE},
    {"=", TK_ASSIGN},
    {"==", TK_EQ},
    {"+", TK_PLUS},
    {"++", TK_INC},
    {"+=", TK_ADD_ASSIGN},
    {"-", TK_MINUS},
    {"--", TK_DEC},
    {"-=", TK_SUB_ASSIGN},
    {"->", TK_ARROW},
    {"*", TK_STAR},
    {"*=", TK_MUL_ASSIGN},
    {"/", TK_SLASH},
    {"/=", TK_DIV_ASSIGN},
    {"%", TK_PERCENT},
    {"%=", TK_MOD_ASSIGN},
    {"&", TK_AMP},
    {"&&", TK_AND_AND},
    {"&=", TK_AND_ASSIGN},
    {"|", TK_PIPE},
    {"||", TK_OR_OR},
    {"|=", TK_OR_ASSIGN},
    {"^", TK_CARET},
    {"^=", TK_XOR_ASSIGN},
    {"<", TK_LESS},
    {"<=", TK_LE},
    {"<<", TK_SHL},
    {"<<=", TK_SHL_ASSIGN},
    {">", TK_GREATER},
    {">=", TK_GE},
    {">>", TK_SHR},
    {">>=", TK_SHR_ASSIGN},
    {".", TK_DOT},
    {"...", TK_ELLIPSIS},
    {"#", TK_HASH},
    {"##", TK_HASH_HASH},
};

static const char *const keywords[KW_NONE] = {
    "auto",
    "_Bool",
    "break",
    "case",
    "char",
    "const",
    "continue",
    "default",
    "do",
    "else",
    "enum",
    "extern",
    "for",
    "goto",
    "if",
    "inline",
    "int",
    "long",
    "_Noreturn",
    "register",
    "restrict",
    "return",
    "short",
    "signed",
    "sizeof",
    "static",
    "_Static_assert",
    "struct",
    "switch",
    "typedef",
    "union",
    "unsigned",
    "__builtin_va_arg",
    "__builtin_va_copy",
    "__builtin_va_end",
    "__builtin_va_list",
    "__builtin_va_start",
    "void",
    "volatile",
    "while",
    "_Alignas",
    "_Alignof",
    "_Atomic",
    "_Complex",
    "double",
    "float",
    "_Generic",
    "_Imaginary",
    "_Thread_local",
    "asm",
    "define",
    "defined",
    "elif",
    "endif",
    "error",
    "ifdef",
    "ifndef",
    "include",
    "line",
    "pragma",
    "undef",
    "__FILE__",
    "__LINE__",
    "__VA_ARGS__",
    "main",
    "__func__",
};

/* Gives the names of `keywords` their numbers; to be called on an empty interner. */
void intern_keywords(Interner *names)
{
    size_t i;
    for (i = 0; i < KW_NONE; i++)
        intern_text(names, keywords[i]);
}

/* The fixed name that `id` is, if it is one. */
Kw token_fixed(Id id)
{
    return id < KW_NONE ? (Kw)id : KW_NONE;
}

/* The keyword that the token is, if it is one. */
Kw token_keyword(const Token *tok)
{
    if (tok->kind == TK_IDENT && tok->id <= KW_ASM)
        return token_fixed(tok->id);
    return KW_NONE;
}

bool token_is(const Token *tok, Kw kw)
{
    return tok->kind == TK_IDENT && token_fixed(tok->id) == kw;
}

/* ---- lists of tokens ---- */

void tokens_add(Tokens *list, const Token *tok)
{
    list->items = grow(list->items, list->count, &list->room, sizeof list->items[0]);
    list->items[list->count] = *tok;
    list->count++;
}

void tokens_free(Tokens *list)
{
    free(list->items);
    memset(list, 0, sizeof *list);
}
