/* The system calls of the interpreter: those that macros/interp.p1 numbers, done by the C
   library. What a call gives is what Linux gives, an error as -errno. */
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    UNLINKAT = 35, FCHMODAT = 53, OPENAT = 56, CLOSE = 57, LSEEK = 62, READ = 63, WRITE = 64,
    EXIT_GROUP = 94, BRK = 214, RENAMEAT2 = 276
};

/* Those that stage1/lib/errno.h leaves out. */
#define E_FAULT 14
#define E_NAMETOOLONG 36

#define AT_CWD (-100)
#define ACCESS_MODE 3
/* A path with its final zero is at most this long. */
#define PATH_SIZE 4096

/* A system call changes these registers: a1 to a3, t0 to t2. Nothing may use their values. */
#define FIRST_CHANGED 1
#define LAST_CHANGED 6
#define GARBAGE 0xbad0bad0bad0bad0

static uint64_t failed(int number) {
    return 0 - (uint64_t)number;
}

/* The result of a function that sets errno. */
static uint64_t done(long value) {
    return value < 0 ? failed(errno) : (uint64_t)value;
}

/* The path at `address`, which is relative to the current directory; NULL and the error if it
   is none. */
static const char *get_path(const Memory *memory, int dir, uint64_t address, uint64_t *error) {
    uint64_t count;
    const unsigned char *bytes = rn_bytes_from(memory, address, &count);
    if (bytes == NULL) {
        *error = failed(E_FAULT);
        return NULL;
    }
    if (count > PATH_SIZE)
        count = PATH_SIZE;
    if (memchr(bytes, 0, count) == NULL)
        *error = failed(count == PATH_SIZE ? E_NAMETOOLONG : E_FAULT);
    else if (bytes[0] == 0)
        *error = failed(ENOENT);
    else if (dir != AT_CWD && bytes[0] != '/')
        *error = failed(EBADF);
    else
        return (const char *)bytes;
    return NULL;
}

void rn_standard(Machine *m) {
    int fd;
    for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        m->files = grow(m->files, m->file_count, &m->file_room, sizeof m->files[0]);
        m->files[fd] = fd;
        m->file_count++;
    }
}

/* The host's descriptor, or -1. */
static int file_get(const Machine *m, int fd) {
    return fd >= 0 && (size_t)fd < m->file_count ? m->files[fd] : -1;
}

static uint64_t file_open(Machine *m, const char *path, int flags, unsigned mode) {
    size_t fd = 0;
    int file;
    if ((flags & ACCESS_MODE) == ACCESS_MODE)
        return failed(EINVAL);
    file = open(path, flags, mode);
    if (file < 0)
        return failed(errno);
    while (fd < m->file_count && m->files[fd] >= 0)
        fd++;
    if (fd == m->file_count) {
        m->files = grow(m->files, m->file_count, &m->file_room, sizeof m->files[0]);
        m->file_count++;
    }
    m->files[fd] = file;
    return fd;
}

static uint64_t file_close(Machine *m, int fd) {
    int file = file_get(m, fd);
    if (file < 0)
        return failed(EBADF);
    /* The interpreter itself may still have to say something. */
    if (file > STDERR_FILENO)
        close(file);
    m->files[fd] = -1;
    return 0;
}

static uint64_t file_seek(Machine *m, int fd, uint64_t offset, int whence) {
    int file = file_get(m, fd);
    if (whence < SEEK_SET || whence > SEEK_END)
        return failed(EINVAL);
    return file < 0 ? failed(EBADF) : done(lseek(file, (off_t)offset, whence));
}

static uint64_t file_read(Machine *m, int fd, uint64_t address, uint64_t size) {
    int file = file_get(m, fd);
    unsigned char none[1];
    unsigned char *bytes = size == 0 ? none : rn_bytes_mut(&m->memory, address, size);
    if (file < 0)
        return failed(EBADF);
    return bytes == NULL ? failed(E_FAULT) : done(read(file, bytes, size));
}

static uint64_t file_write(Machine *m, int fd, uint64_t address, uint64_t size) {
    int file = file_get(m, fd);
    uint64_t count;
    const unsigned char *bytes = rn_bytes_from(&m->memory, address, &count);
    if (file < 0)
        return failed(EBADF);
    return size > count ? failed(E_FAULT) : done(write(file, bytes, size));
}

void rn_system_call(Machine *m, uint64_t *r) {
    /* Linux looks at the lower half of what has the type int. */
    int fd = (int)r[0];
    uint64_t a1 = r[1];
    uint64_t a2 = r[2];
    uint64_t value = 0;
    const char *path;
    const char *to;
    switch (r[4]) {
    case UNLINKAT:
        path = get_path(&m->memory, fd, a1, &value);
        if (path != NULL)
            value = (int)a2 == 0 ? done(unlink(path)) : failed(EINVAL);
        break;
    case FCHMODAT:
        path = get_path(&m->memory, fd, a1, &value);
        if (path != NULL)
            value = done(chmod(path, (mode_t)a2));
        break;
    case OPENAT:
        path = get_path(&m->memory, fd, a1, &value);
        if (path != NULL)
            value = file_open(m, path, (int)a2, (unsigned)r[3]);
        break;
    case CLOSE: value = file_close(m, fd); break;
    case LSEEK: value = file_seek(m, fd, a1, (int)a2); break;
    case READ: value = file_read(m, fd, a1, a2); break;
    case WRITE: value = file_write(m, fd, a1, a2); break;
    case EXIT_GROUP:
        m->exited = true;
        m->status = fd & 0xff;
        break;
    case BRK: value = rn_set_break(&m->memory, r[0]); break;
    case RENAMEAT2:
        path = get_path(&m->memory, fd, a1, &value);
        to = path == NULL ? NULL : get_path(&m->memory, (int)a2, r[3], &value);
        if (to != NULL)
            value = (unsigned)r[5] == 0 ? done(rename(path, to)) : failed(EINVAL);
        break;
    default: value = failed(ENOSYS);
    }
    for (int i = FIRST_CHANGED; i <= LAST_CHANGED; i++)
        r[i] = GARBAGE;
    r[0] = value;
}
