/* SHA-256 (FIPS 180-4), and lines as `sha256sum -c` reads them: sum.rs. */
#ifndef SUM_H
#define SUM_H

#include "util.h"

/* The digest of `text`, in hexadecimal; `text` gets padding behind it. */
void sum_digest(Buf *text, char digest[65]);
/* The line for a file of this digest; names with `\` or a newline are escaped and marked. */
void sum_line(Buf *out, const char *digest, const char *name);

#endif
