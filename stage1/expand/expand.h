/* The macro expander: P1 text to labelled hex (docs/MACRO.md, docs/HEX.md): expand/mod.rs. */
#ifndef EXPAND_H
#define EXPAND_H

#include "../diag.h"

/* Expands the texts that begin at `files`, in this order, as one program. `map` tells where
   the bytes come from; NULL if that is not asked for. */
void expand(Sources *src, const Loc *files, size_t count, Buf *hex, Buf *map);

#endif
