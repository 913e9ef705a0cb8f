/* The compiler driver: the command line of cc, gcc and clang; compiles and links in this process. */
#ifndef DRIVER_H
#define DRIVER_H

/* `name_triple`: what stood before "-cc" in the program's name, or NULL. The exit status. */
int driver_main(int argc, char **argv, const char *name_triple);

#endif
