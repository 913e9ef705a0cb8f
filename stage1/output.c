/* Writes files so that none is ever seen half written: under a temporary name first. */
#include "output.h"

#include "diag.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Devices are written to directly: they cannot be replaced. */
static bool is_device(const Output *o) {
    return strncmp(o->name, "/dev/", 5) == 0;
}

static const char *temporary(const Output *o, Buf *name) {
    buf_text(name, o->name);
    if (!is_device(o))
        buf_text(name, ".samara-tmp");
    return buf_cstr(name);
}

static bool fill(const Output *o) {
    Buf name = {0};
    FILE *f = fopen(temporary(o, &name), "wb");
    bool good;
    if (f == NULL)
        return false;
    good = o->bytes->len == 0 || fwrite(o->bytes->data, 1, o->bytes->len, f) == o->bytes->len;
    good = fclose(f) == 0 && good;
    if (o->program && !is_device(o))
        good = chmod(buf_cstr(&name), 0755) == 0 && good;
    buf_free(&name);
    return good;
}

static bool rename_to_name(const Output *o) {
    Buf name = {0};
    bool good = is_device(o) || rename(temporary(o, &name), o->name) == 0;
    buf_free(&name);
    return good;
}

void output_write(const Output *outputs, size_t count) {
    size_t n, i;
    int step;
    for (step = 0; step < 2; step++) {
        for (n = 0; n < count; n++) {
            if (step == 0 ? fill(&outputs[n]) : rename_to_name(&outputs[n]))
                continue;
            for (i = 0; i < count; i++) {
                Buf name = {0};
                if (!is_device(&outputs[i]))
                    remove(temporary(&outputs[i], &name));
            }
            fail1("cannot write '{}'", outputs[n].name);
        }
    }
}
