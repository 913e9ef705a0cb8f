/* Writes files so that none is ever seen half written: output.rs. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "util.h"

typedef struct Output {
    const char *name;
    const Buf *bytes;
    /* A file that may be executed, whatever the umask. */
    bool program;
} Output;

/* Writes all of `outputs`, or none. */
void output_write(const Output *outputs, size_t count);

#endif
