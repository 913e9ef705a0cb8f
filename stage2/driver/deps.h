/* The rules for make that -M and its kin write. */
#ifndef DEPS_H
#define DEPS_H

#include "options.h"

/* The rule for `source`; `object` is its target unless -MT or -MQ named others. */
void deps_rule(const Options *o, const char *object, const CompileFiles *files, Buf *out);
/* Appends a name with what make would take as its own quoted. */
void make_quoted(Buf *out, const char *text);

#endif
