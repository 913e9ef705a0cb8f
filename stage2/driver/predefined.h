/* The macros that are there before the first line: those of the language and of options. The target's own come from
   its facts, __STDC__ and the like from the preprocessor. */
#ifndef PREDEFINED_H
#define PREDEFINED_H

#include "options.h"

/* Appends "NAME=VALUE" texts. */
void predefined_macros(Options *o, const Target *target, Texts *out);

#endif
