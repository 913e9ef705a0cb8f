#ifndef GUARDED_H
#define GUARDED_H
static int guarded = 5;
#endif
