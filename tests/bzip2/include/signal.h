/* Signals. There are no handlers: signal() leaves what the system does by itself, so an
   interrupted bzip2 ends without deleting its output file. */
#ifndef _SIGNAL_H
#define _SIGNAL_H

#define SIGHUP 1
#define SIGINT 2
#define SIGBUS 7
#define SIGSEGV 11
#define SIGTERM 15

void (*signal(int number, void (*handler)(int)))(int);

#endif
