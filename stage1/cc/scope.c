/* Names and what they mean (C11 6.2.1, 6.2.3).

   A name's current meaning, in the name space of ordinary identifiers and in that of
   tags, is found by its number in a table; what an inner scope hides is put back when
   it ends. */
#include "front.h"

void scopes_enter(Scopes *scopes) {
    scopes->open = grow(scopes->open, scopes->open_count, &scopes->open_room, sizeof scopes->open[0]);
    scopes->open[scopes->open_count] = scopes->hidden_count;
    scopes->open_count++;
}

void scopes_leave(Scopes *scopes) {
    scopes->open_count--;
    while (scopes->hidden_count > scopes->open[scopes->open_count]) {
        scopes->hidden_count--;
        const Hidden *hidden = &scopes->hidden[scopes->hidden_count];
        map_set(&scopes->meanings, hidden->key, hidden->old);
    }
}

size_t scopes_depth(const Scopes *scopes) {
    return scopes->open_count;
}

bool scopes_lookup(const Scopes *scopes, Space space, Id id, uint32_t *what, bool *here) {
    const uint64_t *meaning = map_find(&scopes->meanings, (uint64_t)space << 32 | id);
    if (meaning == NULL || *meaning == 0)
        return false;
    if (what != NULL)
        *what = (uint32_t)*meaning - 1;
    if (here != NULL)
        *here = *meaning >> 32 == scopes->open_count;
    return true;
}

void scopes_bind(Scopes *scopes, Space space, Id id, uint32_t what) {
    uint64_t key = (uint64_t)space << 32 | id;
    const uint64_t *meaning = map_find(&scopes->meanings, key);
    scopes->hidden = grow(scopes->hidden, scopes->hidden_count, &scopes->hidden_room, sizeof scopes->hidden[0]);
    scopes->hidden[scopes->hidden_count].key = key;
    scopes->hidden[scopes->hidden_count].old = meaning == NULL ? 0 : *meaning;
    scopes->hidden_count++;
    map_set(&scopes->meanings, key, (uint64_t)scopes->open_count << 32 | (what + 1));
}
