/* Mutates objects and archives and gives them to the reader, the archiver and the linker: all may refuse
   them, none may crash (build with the sanitizers). `fuzz ROUNDS FILE…`; the same rounds every time. */
#include "../../../stage2/link/link.h"
#include "../../../stage2/obj/archive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 88172645463325252u;

static uint64_t next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static const uint64_t nasty[] = {0, 1, 2, 7, 8, 0x7f, 0xff, 0x100, 0xfff1, 0xfff2, 0xffff, 0x10000, 0x7fffffff,
                                 0x80000000, 0xffffffff, 0x7fffffffffffffff, 0x8000000000000000,
                                 0xffffffffffffffff};

/* Half of the changes go to the header and the section headers, where the offsets are. */
static void mutate(unsigned char *p, size_t len) {
    int changes = 1 + (int)(next() % 4);
    for (int i = 0; i < changes && len > 8; i++) {
        size_t at = (size_t)(next() % (len - 8));
        uint64_t table = len > 64 ? get_u64(p + 40) : 0;
        uint64_t value = next() % 3 == 0 ? next() : nasty[next() % (sizeof nasty / sizeof nasty[0])];
        if (next() % 2 == 0 && table < len - 8 && table != 0)
            at = (size_t)(table + next() % (len - 8 - table));
        switch (next() % 5) {
        case 0: p[at] = (unsigned char)next(); break;
        case 1: p[at] ^= (unsigned char)(1 << next() % 8); break;
        case 2: put_u16(p + at, (uint32_t)value); break;
        case 3: put_u32(p + at, (uint32_t)value); break;
        default: put_u64(p + (at & ~(size_t)7), value); break;
        }
    }
}

static void one(const char *path, unsigned char *data, size_t len, unsigned variant, int *linked) {
    LinkOptions options = {0};
    LinkInput inputs[2];
    Buf out = {0}, messages = {0}, map = {0};
    Archive archive;
    const char *why;
    memset(inputs, 0, sizeof inputs);
    inputs[0].path = path;
    inputs[0].data = data;
    inputs[0].len = len;
    inputs[0].whole_archive = variant & 1;
    options.inputs = inputs;
    options.input_count = 1;
    options.gc_sections = variant & 2;
    options.entry = variant & 2 ? "main" : "0";
    options.allow_undefined = variant & 4;
    options.eh_frame_hdr = true;
    options.muldefs = variant & 8;
    options.relocatable = (variant & 48) == 48;
    options.map = &map;
    *linked += link_program(&options, &out, &messages);
    if (archive_open(&archive, data, len, &why)) {
        Buf again = {0};
        archive_write(&archive, true, &again);
        archive_close(&archive);
        buf_free(&again);
    }
    buf_free(&out);
    buf_free(&messages);
    buf_free(&map);
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 100;
    int linked = 0;
    for (int i = 2; i < argc; i++) {
        Buf file = {0};
        if (!read_file(argv[i], &file))
            fail("cannot read %s", argv[i]);
        for (int round = 0; round < rounds; round++) {
            size_t len = round % 10 == 9 ? (size_t)(next() % (file.len + 1)) : file.len;
            unsigned char *copy = malloc(len + 1);
            memcpy(copy, file.data, len);
            copy = realloc(copy, len == 0 ? 1 : len); /* exactly, so that reads beyond it are seen */
            if (round != 0)
                mutate(copy, len);
            one(argv[i], copy, len, (unsigned)next(), &linked);
            free(copy);
        }
        buf_free(&file);
    }
    printf("%d mutants, %d of them linked\n", rounds * (argc - 2), linked);
    return 0;
}
