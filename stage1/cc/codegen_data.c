/* What the parser has left in `items`: functions, through `codegen`, and the data of objects. */
#include "codegen.h"

#include <stdlib.h>

static const char *symbol_label(const Symbol *sym, const Interner *names, Arena *arena);
static void object(const Types *types, const Symbol *s, VStack *stack, uint32_t sym, const Data *data);
static void free_item(Item *item);

/* Generates all items and empties the list. */
void gen_items(Parser *p, VStack *stack) {
    for (size_t i = stack->label_count; i < p->scopes.symbol_count; i++) {
        stack->labels = grow(stack->labels, i, &stack->label_room, sizeof stack->labels[0]);
        stack->labels[i] = symbol_label(&p->scopes.symbols[i], p->pp->names, &stack->arena);
        stack->label_count = i + 1;
    }
    for (size_t i = 0; i < p->item_count; i++) {
        Item *item = &p->items[i];
        if (item->body != 0) {
            Gen g;
            gen_new(&g, p, stack);
            gen_function(&g, item->sym, &item->params, item->body, item->loc);
            p->unique = g.unique;
            gen_free(&g);
        } else {
            object(&p->types, &p->scopes.symbols[item->sym], stack, item->sym, &item->data);
        }
        free_item(item);
    }
    p->item_count = 0;
}

/* The P1 label of a symbol: its name; with `$` if it is internal to its file. */
static const char *symbol_label(const Symbol *sym, const Interner *names, Arena *arena) {
    Buf text = {0};
    const char *label = "";
    if (sym->kind == SYM_GLOBAL || sym->kind == SYM_STRING || sym->kind == SYM_FUNCTION) {
        if (sym->internal)
            buf_byte(&text, '$');
        buf_text(&text, intern_name(names, sym->name));
        if (sym->number > 0) {
            buf_byte(&text, '.');
            buf_dec(&text, sym->number);
        }
        label = arena_copy(arena, text.data, text.len);
        buf_free(&text);
    }
    return label;
}

/* Writes an object: constants and strings go to `rodata`, what has no initial value to `bss`. */
static void object(const Types *types, const Symbol *s, VStack *stack, uint32_t sym, const Data *data) {
    Emit *emit = &stack->emit;
    uint64_t size = types_size(types, s->ty);
    uint64_t align = types_get(types, s->ty)->align;
    uint64_t end = 0;
    const char *section = "data";
    if (data->count == 0)
        section = "bss";
    else if (types_is_const(types, s->ty) || s->kind == SYM_STRING)
        section = "rodata";
    emit_object(emit, section, align > 1 ? align : 1, stack->labels[sym]);
    for (size_t i = 0; i < data->count; i++) {
        const Datum *datum = &data->items[i];
        uint64_t length;
        if (datum->offset > end)
            emit_zero(emit, datum->offset - end);
        end = datum->offset + datum->size;
        switch (datum->kind) {
        case VALUE_INT:
            emit_data(emit, datum->size, datum->number);
            break;
        case VALUE_ADDRESS:
            emit_address(emit, stack->labels[datum->sym], datum->number);
            break;
        case VALUE_TEXT:
            length = datum->size < datum->text.len ? datum->size : datum->text.len;
            emit_text(emit, (const char *)datum->text.data, length);
            if (length < datum->size)
                emit_zero(emit, datum->size - length);
            break;
        }
    }
    if (end < size)
        emit_zero(emit, size - end);
    emit_end_object(emit);
    emit_flush(emit);
}

static void free_item(Item *item) {
    for (size_t i = 0; i < item->data.count; i++)
        buf_free(&item->data.items[i].text);
    free(item->data.items);
    numbers_free(&item->params);
}
