/* SHA-256 (FIPS 180-4), and lines as `sha256sum -c` reads them: sum.rs. */
#ifndef SUM_H
#define SUM_H

#include "util.h"

typedef struct Sha256 {
    uint32_t state[8];
    unsigned char block[64];
    size_t filled;
    uint64_t length;
} Sha256;

void sum_begin(Sha256 *sum);
void sum_update(Sha256 *sum, const unsigned char *bytes, size_t len);
/* The digest, in hexadecimal. */
void sum_finish(Sha256 *sum, char digest[65]);
/* The line for a file of this digest; names with `\` or a newline are escaped and marked. */
void sum_line(Buf *out, const char *digest, const char *name);

#endif
