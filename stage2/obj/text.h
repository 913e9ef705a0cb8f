/* The data of an object as text for GNU as. */
#ifndef OBJ_TEXT_H
#define OBJ_TEXT_H

#include "obj.h"

/* Appends everything of the Obj that is not code: data with its relocations, symbols, common symbols, aliases. With
   the text of the functions before it, it assembles to the sections of obj_write. */
void obj_text(const Obj *obj, Buf *out);

#endif
