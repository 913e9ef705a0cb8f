/* Reading and writing whole files (base.h). */
#include "base.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files whose size is not known before are read in pieces of this size. */
#define PIECE 65536
/* Bytes that are free behind the contents: for finding their end, and for a few that a caller adds. */
#define SPARE 64
/* What may come from a device or a pipe: some devices never end. */
#define MAX_STREAM ((size_t)1 << 28)

/* Makes room for the rest of the file; false if its size is not known. */
static bool reserve_for(int fd, Buf *out) {
    off_t size = fd == STDIN_FILENO ? -1 : lseek(fd, 0, SEEK_END);
    if (size <= 0 || size > UINT32_MAX || lseek(fd, 0, SEEK_SET) != 0)
        return size > UINT32_MAX;
    buf_reserve(out, out->len + (size_t)size + SPARE);
    return true;
}

bool read_file(const char *path, Buf *out) {
    int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY);
    ssize_t got;
    size_t most = SIZE_MAX;
    if (fd < 0)
        return false;
    if (!reserve_for(fd, out) && fd != STDIN_FILENO)
        most = out->len + MAX_STREAM;
    do {
        if (out->room - out->len < SPARE)
            buf_reserve(out, 2 * out->room + PIECE);
        got = read(fd, out->data + out->len, out->room - out->len);
        if (got > 0)
            out->len += (size_t)got;
    } while (got > 0 && out->len < most);
    if (fd != STDIN_FILENO)
        close(fd);
    if (got > 0)
        errno = EOVERFLOW;
    return got == 0;
}

static bool write_all(int fd, const unsigned char *data, size_t len) {
    while (len > 0) {
        ssize_t put = write(fd, data, len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        data += put;
        len -= (size_t)put;
    }
    return true;
}

bool write_file(const char *path, const void *data, size_t len, bool executable) {
    Buf name = {0};
    bool in_place = strncmp(path, "/dev/", 5) == 0;
    bool good;
    int fd;
    buf_text(&name, path);
    if (!in_place)
        buf_text(&name, ".samara-part");
    buf_cstr(&name);
    fd = open((char *)name.data, O_WRONLY | O_CREAT | O_TRUNC, executable ? 0777 : 0666);
    good = fd >= 0 && write_all(fd, data, len);
    if (fd >= 0 && close(fd) != 0)
        good = false;
    if (good && !in_place)
        good = rename((char *)name.data, path) == 0;
    if (!good && fd >= 0 && !in_place)
        unlink((char *)name.data);
    buf_free(&name);
    return good;
}
