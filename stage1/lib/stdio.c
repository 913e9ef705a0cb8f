/* Input and output (C11 7.21.4 to 7.21.10, but for formatting: printf.c): streams with one
   buffer each over file descriptors. The first byte of the buffer is kept free for ungetc. */
#include <stdio.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "runtime.h"

enum { CAN_READ = 1, CAN_WRITE = 2, AT_EOF = 4, FAILED = 8 };
enum { IDLE, READING, WRITING };

struct FILE {
    int fd;
    int flags;             /* 0: not open */
    int mode;              /* _IOFBF, _IOLBF, _IONBF, or -1: found out at the first output */
    int doing;             /* IDLE: the buffer is empty, the descriptor's position is ours */
    size_t at;             /* READING: buffer[at] to buffer[end - 1] was read ahead */
    size_t end;            /* WRITING: buffer[0] to buffer[end - 1] is to be written */
    unsigned char *buffer; /* 1 + BUFSIZ bytes */
};

/* 7.21.3p7: standard error is not buffered; the others are, unless they may be a terminal. */
static unsigned char buffers[FOPEN_MAX][1 + BUFSIZ];
static FILE streams[FOPEN_MAX] = {
    {0, CAN_READ, _IOFBF, IDLE, 0, 0, buffers[0]},
    {1, CAN_WRITE, -1, IDLE, 0, 0, buffers[1]},
    {2, CAN_WRITE, _IONBF, IDLE, 0, 0, buffers[2]},
};
FILE *stdin = &streams[0];
FILE *stdout = &streams[1];
FILE *stderr = &streams[2];

/* ---- Buffers ---- */

static int fail(FILE *f, int number)
{
    errno = number;
    f->flags |= FAILED;
    return EOF;
}

/* Make the stream IDLE. What cannot be written is lost (and reported once). POSIX fflush:
   input that was read ahead is given back to the descriptor, where that can seek. */
static int settle(FILE *f)
{
    size_t done = 0;
    if (f->doing == READING && f->at < f->end)
        sys_lseek(f->fd, (long)f->at - (long)f->end, SEEK_CUR);
    while (f->doing == WRITING && done < f->end) {
        long r = sys_write(f->fd, f->buffer + done, (long)(f->end - done));
        if (r <= 0) {
            f->doing = IDLE;
            return fail(f, r < 0 ? (int)-r : EIO);
        }
        done += (size_t)r;
    }
    f->doing = IDLE;
    return 0;
}

static int start_reading(FILE *f)
{
    if (f->doing == READING)
        return 0;
    if (!(f->flags & CAN_READ))
        return fail(f, EBADF);
    if (settle(f) == EOF)
        return EOF;
    f->doing = READING;
    f->at = 1;
    f->end = 1;
    __at_exit();
    return 0;
}

static int start_writing(FILE *f)
{
    if (f->doing == WRITING)
        return 0;
    if (!(f->flags & CAN_WRITE))
        return fail(f, EBADF);
    settle(f);
    /* A terminal cannot seek, so what can is none (7.21.3p7). */
    if (f->mode < 0)
        f->mode = sys_lseek(f->fd, 0, SEEK_CUR) < 0 ? _IOLBF : _IOFBF;
    f->doing = WRITING;
    f->end = 0;
    __at_exit();
    return 0;
}

/* Read into the empty buffer; EOF at the end of the file and on errors. */
static int fill(FILE *f)
{
    long r;
    if (f->flags & AT_EOF) /* 7.21.7.1p3: the end of the file stays the end */
        return EOF;
    /* 7.21.3p3: line-buffered output appears before input is waited for. */
    if (f == stdin && stdout->mode == _IOLBF && stdout->doing == WRITING)
        settle(stdout);
    r = sys_read(f->fd, f->buffer + 1, BUFSIZ);
    if (r < 0)
        return fail(f, (int)-r);
    f->at = 1;
    f->end = 1 + (size_t)r;
    if (r > 0)
        return 0;
    f->flags |= AT_EOF;
    return EOF;
}

void __flush_all(void)
{
    int i;
    for (i = 0; i < FOPEN_MAX; i++)
        settle(&streams[i]);
}

int fflush(FILE *f)
{
    int result = 0;
    int i;
    if (f != NULL)
        return settle(f);
    for (i = 0; i < FOPEN_MAX; i++) {
        if (streams[i].doing == WRITING && settle(&streams[i]) == EOF)
            result = EOF;
    }
    return result;
}

/* 7.21.5.6: a buffer "may be used"; here only the mode is. */
int setvbuf(FILE *f, char *buf, int mode, size_t size)
{
    (void)buf;
    (void)size;
    f->mode = mode;
    return 0;
}

/* ---- Opening and closing ---- */

/* 7.21.5.3: r, w or a, then + b x in any order. Gives the flags of open(), or -1. */
static int parse_mode(const char *mode, int *flags)
{
    int how = *mode == 'r' ? O_RDONLY : O_WRONLY;
    *flags = *mode == 'r' ? CAN_READ : CAN_WRITE;
    if (strchr(mode, '+') != NULL) {
        how = O_RDWR;
        *flags = CAN_READ | CAN_WRITE;
    }
    if (strchr(mode, 'x') != NULL)
        how |= O_EXCL;
    if (*mode == 'w')
        return how | O_CREAT | O_TRUNC;
    if (*mode == 'a')
        return how | O_CREAT | O_APPEND;
    if (*mode == 'r')
        return how;
    errno = EINVAL;
    return -1;
}

FILE *fdopen(int fd, const char *mode)
{
    FILE *f;
    int i = 0;
    int flags;
    if (parse_mode(mode, &flags) < 0)
        return NULL;
    while (i < FOPEN_MAX && streams[i].flags != 0)
        i++;
    if (i == FOPEN_MAX) {
        errno = EMFILE;
        return NULL;
    }
    f = &streams[i];
    f->fd = fd;
    f->flags = flags;
    f->mode = -1;
    f->buffer = buffers[i];
    return f;
}

FILE *fopen(const char *path, const char *mode)
{
    FILE *f;
    int flags;
    int fd;
    int how = parse_mode(mode, &flags);
    if (how < 0)
        return NULL;
    fd = open(path, how, 0666);
    if (fd < 0)
        return NULL;
    f = fdopen(fd, mode);
    if (f == NULL)
        close(fd);
    return f;
}

int fclose(FILE *f)
{
    int result = settle(f);
    f->flags = 0;
    return close(f->fd) < 0 ? EOF : result;
}

int fileno(FILE *f) { return f->fd; }
int remove(const char *path) { return unlink(path); }
int rename(const char *from, const char *to) { return (int)__result(sys_rename(from, to)); }

/* ---- Input ---- */

int fgetc(FILE *f)
{
    if (start_reading(f) == EOF || (f->at == f->end && fill(f) == EOF))
        return EOF;
    return f->buffer[f->at++];
}

int getc(FILE *f) { return fgetc(f); }
int getchar(void) { return fgetc(stdin); }

/* 7.21.7.10: there is always room for one character; the end-of-file indicator is cleared. */
int ungetc(int c, FILE *f)
{
    if (c == EOF || start_reading(f) == EOF || f->at == 0)
        return EOF;
    f->at--;
    f->buffer[f->at] = (unsigned char)c;
    f->flags &= ~AT_EOF;
    return (unsigned char)c;
}

size_t fread(void *to, size_t size, size_t count, FILE *f)
{
    size_t n = size * count;
    size_t done = 0;
    if (n == 0 || start_reading(f) == EOF)
        return 0;
    while (done < n && (f->at < f->end || fill(f) != EOF)) {
        size_t k = f->end - f->at;
        if (k > n - done)
            k = n - done;
        memcpy((char *)to + done, f->buffer + f->at, k);
        f->at += k;
        done += k;
    }
    return done / size;
}

/* 7.21.7.2: null if nothing was read before the end of the file, or on an error. */
char *fgets(char *to, int n, FILE *f)
{
    int i = 0;
    int c = 0;
    while (i < n - 1 && c != '\n') {
        c = fgetc(f);
        if (c == EOF)
            break;
        to[i++] = (char)c;
    }
    if (c == EOF && (i == 0 || !feof(f)))
        return NULL;
    to[i] = 0;
    return to;
}

/* ---- Output ---- */

size_t fwrite(const void *from, size_t size, size_t count, FILE *f)
{
    size_t n = size * count;
    size_t done = 0;
    if (n == 0 || start_writing(f) == EOF)
        return 0;
    while (done < n) {
        size_t k = BUFSIZ - f->end;
        if (k > n - done)
            k = n - done;
        memcpy(f->buffer + f->end, (const char *)from + done, k);
        f->end += k;
        if (f->end == BUFSIZ && (settle(f) == EOF || start_writing(f) == EOF))
            return done / size;
        done += k;
    }
    if (f->mode == _IONBF || (f->mode == _IOLBF && memchr(from, '\n', n) != NULL)) {
        if (settle(f) == EOF)
            return 0;
    }
    return count;
}

int fputc(int c, FILE *f)
{
    unsigned char byte = (unsigned char)c;
    if (f->doing != WRITING || f->mode != _IOFBF || f->end == BUFSIZ - 1)
        return fwrite(&byte, 1, 1, f) == 1 ? byte : EOF;
    f->buffer[f->end++] = byte;
    return byte;
}

int putc(int c, FILE *f) { return fputc(c, f); }
int putchar(int c) { return fputc(c, stdout); }

int fputs(const char *s, FILE *f)
{
    size_t n = strlen(s);
    return fwrite(s, 1, n, f) == n ? 0 : EOF;
}

int puts(const char *s)
{
    return fputs(s, stdout) == EOF || fputc('\n', stdout) == EOF ? EOF : 0;
}

/* ---- Position and state ---- */

/* 7.21.9.2: the end-of-file indicator and ungetc are undone. */
int fseek(FILE *f, long offset, int whence)
{
    if (settle(f) == EOF || __result(sys_lseek(f->fd, offset, whence)) < 0)
        return -1;
    f->flags &= ~AT_EOF;
    return 0;
}

long ftell(FILE *f)
{
    long r;
    if (f->doing == WRITING && settle(f) == EOF)
        return -1;
    r = __result(sys_lseek(f->fd, 0, SEEK_CUR));
    return r < 0 || f->doing == IDLE ? r : r - (long)(f->end - f->at);
}

void rewind(FILE *f)
{
    fseek(f, 0, SEEK_SET);
    clearerr(f);
}

int feof(FILE *f) { return (f->flags & AT_EOF) != 0; }
int ferror(FILE *f) { return (f->flags & FAILED) != 0; }
void clearerr(FILE *f) { f->flags &= ~(AT_EOF | FAILED); }

void perror(const char *s)
{
    const char *text = strerror(errno);
    if (s != NULL && *s != 0)
        fprintf(stderr, "%s: %s\n", s, text);
    else
        fprintf(stderr, "%s\n", text);
}
