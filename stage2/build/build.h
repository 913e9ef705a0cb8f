/* The builder: the tree of one function into IR, and initialized objects into sections.

   What has static storage becomes symbols and bytes of the Obj at once; a function becomes an IrFunc. At level 0
   every variable has a stack slot, above it scalars whose address is not taken are SSA variables. */
#ifndef BUILD_H
#define BUILD_H

#include "../front/parse.h"
#include "../ir/ir.h"
#include "../target/target.h"

typedef struct BuildOptions {
    int level;              /* -O */
    bool function_sections; /* a section for each function */
    bool data_sections;
    bool keep_frame;        /* -fno-omit-frame-pointer */
    bool common;            /* -fcommon: tentative definitions become common symbols */
    bool no_builtin;        /* library functions are called as written */
} BuildOptions;

typedef struct Builder Builder;

Builder *builder_new(Diag *diag, Obj *obj, const Target *target, Parser *parser, const BuildOptions *options);
void builder_free(Builder *b);

/* Builds `function` into `f`; errors that only show here are reported. */
void build_function(Builder *b, const Function *function, IrFunc *f);
/* Places an object of static storage and its initial value. */
void build_object(Builder *b, Symbol *symbol);
/* The symbol of the Obj for a function or an object of static storage. */
uint32_t build_symbol(Builder *b, Symbol *symbol);
/* At the end of the unit: aliases, weak declarations, constructors and destructors. */
void build_finish(Builder *b, Symbol *symbols);

#endif
