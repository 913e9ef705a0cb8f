/* Scopes (C11 6.2.1): each Name carries its innermost meaning, and leaving a scope puts back what was there
   before. Block-scope symbols live in the function's arena, the others as long as the unit. */
#include "parse_internal.h"

void scope_enter(Parser *p) {
    p->scopes = grow(p->scopes, p->depth, &p->scope_room, sizeof p->scopes[0]);
    p->scopes[p->depth++] = p->undo_count;
}

static void check_unused(Parser *p, const Symbol *s) {
    if (s->kind != SYM_OBJECT || s->referenced || s->is_param || s->linkage != LINK_NONE || s->used ||
        s->name == NULL || s->type->kind == TY_ERROR)
        return;
    diag_warn(p->diag, WARN_UNUSED_VARIABLE, s->loc, "unused variable '%s'", s->name->text);
}

static void remember(Parser *p, Name *name, void *before, UndoKind kind) {
    Undo *u;
    p->undo = grow(p->undo, p->undo_count, &p->undo_room, sizeof p->undo[0]);
    u = &p->undo[p->undo_count++];
    u->name = name;
    u->before = before;
    u->kind = kind;
}

void scope_leave(Parser *p) {
    size_t start = p->scopes[--p->depth];
    bool unused = warns(p, WARN_UNUSED_VARIABLE);
    while (p->undo_count > start) {
        const Undo *u = &p->undo[--p->undo_count];
        if (u->kind == UNDO_SYMBOL) {
            if (unused)
                check_unused(p, u->name->symbol);
            u->name->symbol = u->before;
        } else if (u->kind == UNDO_TAG) {
            u->name->tag = u->before;
        } else {
            Label *label = u->name->label;
            if (!label->defined)
                diag_error(p->diag, label->loc, "label '%s' %s but not defined", u->name->text,
                           label->used ? "used" : "declared");
            u->name->label = u->before;
        }
    }
}

void declare(Parser *p, Name *name, Symbol *symbol) {
    if (p->depth != 0)
        remember(p, name, name->symbol, UNDO_SYMBOL);
    if (symbol->depth != 0)
        symbol->outer = name->symbol;
    name->symbol = symbol;
}

void declare_tag(Parser *p, Name *name, Tag *tag) {
    tag->name = name;
    tag->depth = p->depth;
    if (name == NULL)
        return;
    if (p->depth != 0)
        remember(p, name, name->tag, UNDO_TAG);
    tag->outer = name->tag;
    name->tag = tag;
}

Symbol *new_symbol(Parser *p, SymbolKind kind, Name *name, Type *type, Loc loc) {
    Symbol *s = arena_get(p->depth == 0 ? &p->unit : &p->func, sizeof *s);
    s->kind = kind;
    s->name = name;
    s->type = type;
    s->loc = loc;
    s->depth = p->depth;
    s->visibility = p->visibility;
    return s;
}

Symbol *file_symbol(const Parser *p, const Name *name) {
    Symbol *s = name->symbol;
    while (s != NULL && s->depth != 0)
        s = s->outer;
    if (s == NULL && p->hidden.count != 0) {
        uint64_t *found = map_find(&p->hidden, (uint64_t)(uintptr_t)name);
        if (found != NULL)
            s = (Symbol *)(uintptr_t)*found;
    }
    return s;
}

void append_symbol(Parser *p, Symbol *symbol) {
    *p->last_symbol = symbol;
    p->last_symbol = &symbol->next;
}

void want(Parser *p, Symbol *symbol) {
    p->wanted = grow(p->wanted, p->wanted_count, &p->wanted_room, sizeof p->wanted[0]);
    p->wanted[p->wanted_count++] = symbol;
}

/* An inline definition (6.7.4p7) is made only where it can be of use: for the optimizer. */
void reference(Parser *p, Symbol *symbol) {
    if (symbol->referenced)
        return;
    if (p->unevaluated != 0 && symbol->depth == 0)
        return;
    symbol->referenced = true;
    if (symbol->saved != NULL)
        want(p, symbol);
}

void queue_object(Parser *p, Symbol *symbol) {
    p->objects = grow(p->objects, p->object_count, &p->object_room, sizeof p->objects[0]);
    p->objects[p->object_count++] = symbol;
}

void mark_address(Parser *p, const Node *lvalue) {
    (void)p;
    while (lvalue->kind == N_MEMBER)
        lvalue = lvalue->object;
    if (lvalue->kind == N_VAR || lvalue->kind == N_COMPOUND)
        lvalue->symbol->address_taken = true;
}

/* ---- labels (6.8.1) ---- */

Label *get_label(Parser *p, Name *name, Loc loc) {
    Label *label = name->label;
    if (label != NULL)
        return label;
    label = arena_get(&p->func, sizeof *label);
    label->name = name;
    label->loc = loc;
    label->next = p->labels;
    p->labels = label;
    name->label = label;
    return label;
}

void finish_labels(Parser *p) {
    finish_jumps(p);
    for (Label *label = p->labels; label != NULL; label = label->next) {
        if (label->name->label != label)
            continue; /* __label__: its scope has dealt with it */
        if (!label->defined)
            diag_error(p->diag, label->loc, "label '%s' used but not defined", label->name->text);
        else if (!label->used && warns(p, WARN_UNUSED_LABEL))
            diag_warn(p->diag, WARN_UNUSED_LABEL, label->loc, "label '%s' defined but not used",
                      label->name->text);
        label->name->label = NULL;
    }
    p->labels = NULL;
}
