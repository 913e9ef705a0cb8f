/* Names and what they mean (C11 6.2.1, 6.2.3).

   A name's current meaning, in the name space of ordinary identifiers and in that of
   tags, is found by its number in a table; what an inner scope hides is put back when
   it ends. */
#include "front.h"

#include <string.h>

static Bindings *scopes_table(Scopes *scopes, Space space);

void scopes_enter(Scopes *scopes)
{
    scopes->open = grow(scopes->open, scopes->open_count, &scopes->open_room, sizeof scopes->open[0]);
    scopes->open[scopes->open_count] = scopes->undo_count;
    scopes->open_count++;
}

void scopes_leave(Scopes *scopes)
{
    scopes->open_count--;
    size_t start = scopes->open[scopes->open_count];
    while (scopes->undo_count > start) {
        const Undo *undo;
        scopes->undo_count--;
        undo = &scopes->undo[scopes->undo_count];
        scopes_table(scopes, undo->space)->items[undo->id] = undo->old;
    }
}

/* How many scopes are open; 0 at file scope. */
size_t scopes_depth(const Scopes *scopes)
{
    return scopes->open_count;
}

/* What `id` means, and whether that was declared in the current scope. */
bool scopes_lookup(const Scopes *scopes, Space space, Id id, uint32_t *what, bool *here)
{
    const Bindings *table = space == SPACE_TAG ? &scopes->tags : &scopes->ordinary;
    if (id >= table->count || table->items[id].what == 0)
        return false;
    if (what != NULL)
        *what = table->items[id].what - 1;
    if (here != NULL)
        *here = table->items[id].depth == scopes->open_count;
    return true;
}

/* Gives `id` a meaning in the current scope. */
void scopes_bind(Scopes *scopes, Space space, Id id, uint32_t what)
{
    Bindings *table = scopes_table(scopes, space);
    Undo *undo;
    while (id >= table->count) {
        table->items = grow(table->items, table->count, &table->room, sizeof table->items[0]);
        memset(&table->items[table->count], 0, sizeof table->items[0]);
        table->count++;
    }
    scopes->undo = grow(scopes->undo, scopes->undo_count, &scopes->undo_room, sizeof scopes->undo[0]);
    undo = &scopes->undo[scopes->undo_count];
    scopes->undo_count++;
    undo->space = space;
    undo->id = id;
    undo->old = table->items[id];
    table->items[id].what = what + 1;
    table->items[id].depth = (uint32_t)scopes->open_count;
}

static Bindings *scopes_table(Scopes *scopes, Space space)
{
    return space == SPACE_TAG ? &scopes->tags : &scopes->ordinary;
}
