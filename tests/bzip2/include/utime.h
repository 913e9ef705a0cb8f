/* Setting the times of a file (POSIX utime.h). */
#ifndef _UTIME_H
#define _UTIME_H

struct utimbuf {
    long actime;
    long modtime;
};

int utime(const char *path, const struct utimbuf *times);

#endif
