/* The memory of the program: what is fixed (headers, rodata, text), and what can be written
   (data, bss, the stack, the heap up to the break). Between the two and around them is
   nothing. */
#include "parts.h"

#include <stdlib.h>
#include <string.h>

#define STACK_SIZE ((uint64_t)64 << 20)
/* The heap grows no further than this. */
#define MAX_HEAP ((uint64_t)2 << 30)

uint64_t rn_get(const unsigned char *bytes, unsigned size) {
    uint64_t value = 0;
    while (size > 0) {
        size--;
        value = value << 8 | bytes[size];
    }
    return value;
}

void rn_put(unsigned char *bytes, unsigned size, uint64_t value) {
    unsigned i;
    for (i = 0; i < size; i++) {
        bytes[i] = (unsigned char)value;
        value >>= 8;
    }
}

void rn_memory(Memory *memory, const Image *image) {
    const Place *text = &image->places[TEXT];
    const Place *data = &image->places[DATA];
    const Place *bss = &image->places[BSS];
    memory->fixed = image->file.data;
    memory->fixed_size = text->offset + text->size;
    memory->stack_end = (bss->address + bss->size + 15) & ~(uint64_t)15;
    memory->heap = memory->stack_end + STACK_SIZE;
    memory->variable_size = memory->heap - data->address;
    memory->variable_room = memory->variable_size;
    memory->variable = calloc(memory->variable_size, 1);
    if (memory->variable == NULL)
        fail("out of memory");
    memcpy(memory->variable, image->file.data + data->offset, data->size);
    memory->fixed_base = text->address - text->offset;
    memory->variable_base = data->address;
}

const unsigned char *rn_bytes_from(const Memory *memory, uint64_t address, uint64_t *count) {
    uint64_t at = address - memory->variable_base;
    if (at <= memory->variable_size) {
        *count = memory->variable_size - at;
        return memory->variable + at;
    }
    at = address - memory->fixed_base;
    if (at <= memory->fixed_size) {
        *count = memory->fixed_size - at;
        return memory->fixed + at;
    }
    *count = 0;
    return NULL;
}

unsigned char *rn_bytes_mut(Memory *memory, uint64_t address, uint64_t size) {
    uint64_t at = address - memory->variable_base;
    if (at <= memory->variable_size && size <= memory->variable_size - at)
        return memory->variable + at;
    return NULL;
}

bool rn_load(const Memory *memory, uint64_t address, unsigned size, uint64_t *value) {
    uint64_t count;
    const unsigned char *bytes = rn_bytes_from(memory, address, &count);
    *value = 0;
    if (size > count)
        return false;
    *value = rn_get(bytes, size);
    return true;
}

bool rn_store(Memory *memory, uint64_t address, unsigned size, uint64_t value) {
    unsigned char *bytes = rn_bytes_mut(memory, address, size);
    if (bytes == NULL)
        return false;
    rn_put(bytes, size, value);
    return true;
}

uint64_t rn_set_break(Memory *memory, uint64_t address) {
    uint64_t end = memory->variable_base + memory->variable_size;
    uint64_t size = address - memory->variable_base;
    if (address < memory->heap || address - memory->heap > MAX_HEAP)
        return end;
    if (size > memory->variable_room) {
        uint64_t room = size > 2 * memory->variable_room ? size : 2 * memory->variable_room;
        unsigned char *bytes = realloc(memory->variable, room);
        if (bytes == NULL)
            return end;
        memory->variable = bytes;
        memory->variable_room = room;
    }
    if (size > memory->variable_size)
        memset(memory->variable + memory->variable_size, 0, size - memory->variable_size);
    memory->variable_size = size;
    return address;
}
