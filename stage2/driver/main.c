/* samara: one program that is cc, ld, ar and ranlib by the name it is called with, or by its first argument. */
#include "../base/base.h"
#include "../link/link.h"
#include "../obj/archive.h"
#include "../target/target.h"
#include "driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum Tool { TOOL_NONE, TOOL_CC, TOOL_C89, TOOL_C99, TOOL_LD, TOOL_AR, TOOL_RANLIB, TOOL_MISSING } Tool;

typedef struct ToolRow {
    const char *name;
    Tool tool;
} ToolRow;

static const ToolRow tools[] = {
    {"samara", TOOL_CC},       {"cc", TOOL_CC},         {"gcc", TOOL_CC},         {"c89", TOOL_C89},
    {"c99", TOOL_C99},         {"ld", TOOL_LD},         {"ar", TOOL_AR},          {"ranlib", TOOL_RANLIB},
    {"as", TOOL_MISSING},      {"nm", TOOL_MISSING},    {"objdump", TOOL_MISSING}, {"strip", TOOL_MISSING},
    {"objcopy", TOOL_MISSING}, {"size", TOOL_MISSING},  {"readelf", TOOL_MISSING}, {"strings", TOOL_MISSING}};

static Tool find_tool(const char *name) {
    for (size_t i = 0; i < sizeof tools / sizeof tools[0]; i++) {
        if (strcmp(tools[i].name, name) == 0)
            return tools[i].tool;
    }
    return TOOL_NONE;
}

/* The tool of a program name such as /usr/bin/aarch64-linux-musl-ar; *triple is what stands before the last word if it
   names a target. Any other name is as good as samara. */
static Tool tool_of_program(Arena *arena, const char *program, const char **name, const char **triple) {
    const char *slash = strrchr(program, '/');
    const char *base = slash == NULL ? program : slash + 1;
    const char *dash = strrchr(base, '-');
    Tool tool = find_tool(base);
    *name = base;
    *triple = NULL;
    if (tool == TOOL_NONE && dash != NULL) {
        tool = find_tool(dash + 1);
        *name = dash + 1;
    }
    if (tool == TOOL_NONE) {
        *name = "samara";
        return TOOL_CC;
    }
    if (dash == NULL)
        return tool;
    *triple = arena_copy(arena, base, (size_t)(dash - base));
    if (target_find(*triple) == NULL)
        *triple = NULL; /* samara-ar */
    return tool;
}

/* The arguments with another one behind the first. */
static char **insert_argument(int *argc, char **argv, const char *arg) {
    char **more = allocate(((size_t)*argc + 2) * sizeof *more);
    more[0] = argv[0];
    more[1] = (char *)arg;
    memcpy(more + 2, argv + 1, ((size_t)*argc - 1) * sizeof *more);
    *argc += 1;
    return more;
}

static int run_tool(Tool tool, const char *name, const char *triple, int argc, char **argv) {
    switch (tool) {
    case TOOL_LD:
        return ld_main(argc, argv);
    case TOOL_AR:
        return ar_main(argc, argv);
    case TOOL_RANLIB:
        if (argc > 1 && argv[1][0] == '-')
            return ar_main(argc, argv); /* --version, -V, --help */
        argv = insert_argument(&argc, argv, "s");
        return ar_main(argc, argv);
    case TOOL_MISSING:
        fail("samara has no '%s' yet", name);
        return 1;
    case TOOL_C89:
        argv = insert_argument(&argc, argv, "-std=c89");
        return driver_main(argc, argv, triple);
    case TOOL_C99:
        argv = insert_argument(&argc, argv, "-std=c99");
        return driver_main(argc, argv, triple);
    default:
        return driver_main(argc, argv, triple);
    }
}

int main(int argc, char **argv) {
    Arena arena = {0};
    const char *name;
    const char *triple;
    Tool tool = tool_of_program(&arena, argc > 0 ? argv[0] : "samara", &name, &triple);
    int status;
    if (argc == 0)
        fail("no program name");
    /* samara ld …: the tool's arguments begin behind its name; the path of samara stays the first. */
    if (strcmp(name, "samara") == 0 && argc > 1 && find_tool(argv[1]) != TOOL_NONE && strcmp(argv[1], "samara") != 0) {
        char *program = argv[0];
        name = argv[1];
        tool = find_tool(name);
        argv++;
        argc--;
        argv[0] = program;
    }
    status = run_tool(tool, name, triple, argc, argv);
    fflush(stdout);
    arena_free(&arena);
    return status;
}
