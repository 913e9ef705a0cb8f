/* The linker as a program, for the tests: `tool ld …`, `tool ar …`. */
#include "../../../stage2/link/link.h"
#include "../../../stage2/obj/archive.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
    const char *name = strrchr(argv[0], '/') == NULL ? argv[0] : strrchr(argv[0], '/') + 1;
    if (strcmp(name, "ld") == 0)
        return ld_main(argc, argv);
    if (strcmp(name, "ar") == 0)
        return ar_main(argc, argv);
    if (argc > 1 && strcmp(argv[1], "ar") == 0)
        return ar_main(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "ld") == 0)
        return ld_main(argc - 1, argv + 1);
    fprintf(stderr, "usage: tool ar|ld …\n");
    return 1;
}
