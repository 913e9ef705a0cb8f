/* The parser (C11 6.5 to 6.9): tokens in, one function's tree after the other out. */
#ifndef PARSE_H
#define PARSE_H

#include "ast.h"
#include "pp.h"

typedef struct ParseOptions {
    LangStd std;
    bool gnu;
    bool signed_char;    /* as the target, -fsigned-char, -funsigned-char have it */
    bool short_enums;
    bool no_builtin;     /* -fno-builtin, -ffreestanding */
    bool no_common;      /* -fno-common, the default: tentative definitions become definitions */
    uint8_t visibility;  /* -fvisibility= */
    bool optimize;       /* __OPTIMIZE__; inline functions are wanted early */
    uint32_t pack;       /* -fpack-struct, or 0 */
} ParseOptions;

typedef struct Parser Parser;

Parser *parser_new(Diag *diag, Names *names, Pp *pp, const TargetFacts *facts, const ParseOptions *options);
void parser_free(Parser *p);
Types *parser_types(Parser *p);

/* Parses on to the end of the next function definition that must be made; NULL at the end of the unit. The tree of
   the function before is given back. Functions that are inline and static, or inline without extern, are skipped
   and kept as tokens. */
Function *parser_next(Parser *p);
/* The next skipped function that code refers to by now, or NULL; to be asked after each function and at the end. */
Function *parser_wanted(Parser *p);
/* The next object of static storage whose definition is complete (at the end of the unit: also the tentative ones), or
   NULL; to be asked after each function and at the end. Local statics come with the function around them: ask before the
   next parser_next, for their initializers live as long as the function. */
Symbol *parser_object(Parser *p);
/* Gives back what is left of the functions' trees, before there is code for them. */
void parser_forget(Parser *p);
/* Every symbol with linkage or alias, in order of declaration, at the end of the unit: symbol->next… */
Symbol *parser_symbols(Parser *p);
/* Top-level asm and the like are refused by the parser. */

/* The value of a constant expression; false if it is none (no message). For initializers (6.6p7): also addresses. */
bool fold_const(Parser *p, const Node *node, Const *out);

#endif
