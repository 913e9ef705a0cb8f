/* Finding files (toolchain.h). What is asked of the file system is only whether a file can be opened: the libc of the
   chain has no stat and no readlink.

   Own files are found from the path that samara was started by: BIN/../lib/samara (installed: include and ARCH below
   it), or BIN/.. (as built: include and lib/ARCH). SAMARA_HOME, if set, is the folder of the first kind.
   The C library is musl: SYSROOT/usr/{include,lib}/ARCH-linux-musl as Debian has it, SYSROOT/usr/ARCH-linux-musl and
   SYSROOT/usr/local/musl as others have it; with --sysroot, or on a system of musl, SYSROOT/usr and SYSROOT itself. */
#include "toolchain.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __aarch64__
#define HOST "aarch64"
#else
#define HOST "x86_64"
#endif

bool path_readable(const char *path) {
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return false;
    close(fd);
    return true;
}

static const char *format2(Toolchain *t, const char *format, const char *a, const char *b) {
    Buf text = {0};
    const char *copy;
    buf_printf(&text, format, a, b);
    copy = arena_copy(&t->arena, text.data, text.len);
    buf_free(&text);
    return copy;
}

/* ---- own files ---- */

/* The folder part of a path, without the slash. */
static const char *folder_of(Toolchain *t, const char *path) {
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return NULL;
    return slash == path ? "/" : arena_copy(&t->arena, path, (size_t)(slash - path));
}

static const char *search_path(Toolchain *t, const char *program) {
    const char *path = getenv("PATH");
    while (path != NULL && *path != '\0') {
        size_t len = strcspn(path, ":");
        const char *folder = len == 0 ? "." : arena_copy(&t->arena, path, len);
        if (path_readable(format2(t, "%s/%s", folder, program)))
            return folder;
        path += len + (path[len] == ':');
    }
    return NULL;
}

/* The path of the running program as the kernel has it, symbolic links resolved: /proc/self/maps begins with it. */
static const char *mapped_path(Toolchain *t) {
    Buf maps = {0};
    const char *path = NULL;
    if (read_file("/proc/self/maps", &maps)) {
        const char *text = buf_cstr(&maps);
        const char *slash = strchr(text, '/');
        if (slash != NULL)
            path = arena_copy(&t->arena, slash, strcspn(slash, "\n"));
    }
    buf_free(&maps);
    return path;
}

static bool use_home(Toolchain *t, const char *include, const char *lib) {
    if (!path_readable(format2(t, "%s/%s", include, "stddef.h")))
        return false;
    t->include = include;
    t->own_lib = lib;
    return true;
}

static bool find_home_near(Toolchain *t, const char *bin) {
    const char *arch = t->target->facts.name;
    if (bin == NULL)
        return false;
    return use_home(t, format2(t, "%s%s", bin, "/../lib/samara/include"), format2(t, "%s/../lib/samara/%s", bin, arch)) ||
           use_home(t, format2(t, "%s%s", bin, "/../include"), format2(t, "%s/../lib/%s", bin, arch));
}

static void find_home(Toolchain *t, const char *program) {
    const char *home = getenv("SAMARA_HOME");
    const char *path;
    t->bin = strchr(program, '/') != NULL ? folder_of(t, program) : search_path(t, program);
    if (home != NULL && *home != '\0' &&
        use_home(t, format2(t, "%s%s", home, "/include"), format2(t, "%s/%s", home, t->target->facts.name)))
        return;
    if (find_home_near(t, t->bin))
        return;
    path = mapped_path(t);
    if (path != NULL && find_home_near(t, folder_of(t, path)))
        t->bin = folder_of(t, path);
}

/* ---- the C library ---- */

static bool use_libc(Toolchain *t, const char *include, const char *lib) {
    if (t->libc_wanted == NULL)
        t->libc_wanted = lib;
    if (path_readable(format2(t, "%s/%s", lib, "crt1.o")))
        t->libc_lib = lib;
    if (path_readable(format2(t, "%s/%s", include, "features.h")))
        t->libc_include = include;
    return t->libc_lib != NULL || t->libc_include != NULL;
}

static void find_libc(Toolchain *t, const char *root) {
    const char *arch = t->target->facts.name;
    bool native = strcmp(arch, HOST) == 0;
    if (use_libc(t, format2(t, "%s/usr/include/%s-linux-musl", root, arch),
                 format2(t, "%s/usr/lib/%s-linux-musl", root, arch)) ||
        use_libc(t, format2(t, "%s/usr/%s-linux-musl/include", root, arch),
                 format2(t, "%s/usr/%s-linux-musl/lib", root, arch)))
        return;
    if (*root == '\0' && native &&
        use_libc(t, "/usr/local/musl/include", "/usr/local/musl/lib"))
        return;
    if (*root == '\0' && !(native && path_readable(format2(t, "%s/lib/ld-musl-%s.so.1", root, arch))))
        return;
    if (!use_libc(t, format2(t, "%s%s", root, "/usr/include"), format2(t, "%s%s", root, "/usr/lib")))
        use_libc(t, format2(t, "%s%s", root, "/include"), format2(t, "%s%s", root, "/lib"));
}

void toolchain_need_libc(const Toolchain *t, const Options *o) {
    const char *arch = t->target->facts.name;
    if (t->libc_lib != NULL)
        return;
    fail("no C library for %s is found (looked for %s/crt1.o): install musl (Debian: the package musl-dev%s), or name "
         "its root with --sysroot=DIR%s",
         t->triple, t->libc_wanted, strcmp(arch, HOST) == 0 ? "" : strcmp(arch, "aarch64") == 0 ? ":arm64" : ":amd64",
         *o->sysroot == '\0' ? "" : "; DIR is not such a root");
}

const char *toolchain_file(Toolchain *t, const Options *o, const char *name) {
    for (size_t i = 0; i < o->prefixes.count; i++) {
        const char *path = format2(t, "%s/%s", o->prefixes.items[i], name);
        if (path_readable(path))
            return path;
    }
    for (int i = 0; i < 2; i++) {
        const char *folder = i == 0 ? t->own_lib : t->libc_lib;
        const char *path = folder == NULL ? NULL : format2(t, "%s/%s", folder, name);
        if (path != NULL && path_readable(path))
            return path;
    }
    return NULL;
}

/* ---- all of it ---- */

void toolchain_find(Toolchain *t, const Options *o, const char *program, const char *name_triple) {
    const char *triple = o->triple != NULL ? o->triple : name_triple != NULL ? name_triple : HOST;
    t->target = target_find(triple);
    if (t->target == NULL)
        fail("unknown target '%s': x86_64-linux-musl and aarch64-linux-musl are known", triple);
    t->triple = strchr(triple, '-') != NULL ? triple : format2(t, "%s%s", t->target->facts.name, "-linux-musl");
    find_home(t, program);
    find_libc(t, strcmp(o->sysroot, "/") == 0 ? "" : o->sysroot);
}
