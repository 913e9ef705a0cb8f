#ifndef ALL_H
#define ALL_H

struct point {
    int x, y;
};

extern int counter;
extern struct point origin;
extern long table[];
extern const int table_size;
extern const char greeting[6];
extern const char *names[2];
extern int (*handler)(int);
void bump(int by);
int sum(const struct point *p);
extern int other_handler(int);

#endif
