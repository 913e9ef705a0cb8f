/* The ar command: `ar [-]OPERATION[MODIFIERS] [POSITION] ARCHIVE [MEMBER…]`, as GNU ar has it.
   Archives are always deterministic (modifier D); dates and owners are not kept. */
#include "archive.h"

#include "../base/version.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct ArRun {
    char operation; /* one of r q d t p x s m */
    bool verbose;
    bool create;
    bool no_index;
    char place; /* a or b (i), or 0 */
    const char *position;
    const char *path;
    char **names;
    int name_count;
    bool *found; /* names[i] was in the archive */
    Archive archive;
    Buf bytes;   /* of the archive as it was */
    Arena inputs;
    int status;
} ArRun;

static int complain(const char *format, ...) {
    va_list ap;
    fflush(stdout);
    fputs("ar: ", stderr);
    va_start(ap, format);
    vfprintf(stderr, format, ap);
    va_end(ap);
    fputs("\n", stderr);
    return 1;
}

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* ---- the command line ---- */

static bool key_letter(ArRun *run, char c) {
    switch (c) {
    case 'r': case 'q': case 'd': case 't': case 'p': case 'x': case 'm':
        if (run->operation != 0 && run->operation != 's') {
            complain("two different operation options specified");
            return false;
        }
        run->operation = c;
        return true;
    case 's':
        if (run->operation == 0)
            run->operation = 's';
        return true;
    case 'a': case 'b': case 'i':
        run->place = c == 'a' ? 'a' : 'b';
        return true;
    case 'c': run->create = true; return true;
    case 'v': run->verbose = true; return true;
    case 'S': run->no_index = true; return true;
    case 'D': case 'U': case 'u': case 'l': case 'o': case '-':
        return true; /* the default, or without effect where nothing has a date */
    case 'T':
        complain("thin archives are not supported");
        return false;
    default:
        complain("invalid option -- '%c'", c);
        return false;
    }
}

/* Fills `run`; false after a complaint. */
static bool parse_arguments(ArRun *run, int argc, char **argv) {
    int i = 1;
    while (i < argc && strncmp(argv[i], "--", 2) == 0) {
        if (strcmp(argv[i], "--plugin") == 0) {
            i += 2;
        } else if (strcmp(argv[i], "--target") == 0) {
            i += 2;
        } else if (strncmp(argv[i], "--target=", 9) == 0) {
            i++;
        } else {
            complain("unrecognized option '%s'", argv[i]);
            return false;
        }
    }
    for (int first = i; i < argc && (i == first || argv[i][0] == '-'); i++) {
        for (const char *p = argv[i]; *p != 0; p++) {
            if (!key_letter(run, *p))
                return false;
        }
    }
    if (run->operation == 0) {
        complain("no operation specified");
        return false;
    }
    if (run->place != 0) {
        if (i >= argc) {
            complain("a position is required");
            return false;
        }
        run->position = base_name(argv[i++]);
    }
    if (i >= argc) {
        complain("an archive is required");
        return false;
    }
    run->path = argv[i++];
    run->names = argv + i;
    run->name_count = argc - i;
    return true;
}

/* ---- parts of the operations ---- */

static bool open_archive(ArRun *run, bool must_exist) {
    const char *why;
    if (!read_file(run->path, &run->bytes)) {
        if (must_exist || errno != ENOENT) {
            complain("%s: %s", run->path, strerror(errno));
            return false;
        }
        if (!run->create)
            complain("creating %s", run->path);
        return true;
    }
    if (run->bytes.len == 0 && !must_exist)
        return true;
    if (!archive_open(&run->archive, run->bytes.data, run->bytes.len, &why)) {
        complain("%s: %s", run->path, why);
        return false;
    }
    return true;
}

/* Is the member asked for? Without names every one is. */
static bool wanted(ArRun *run, const char *member) {
    if (run->name_count == 0)
        return true;
    for (int i = 0; i < run->name_count; i++) {
        if (!run->found[i] && strcmp(base_name(run->names[i]), member) == 0) {
            run->found[i] = true;
            return true;
        }
    }
    return false;
}

static void report_missing(ArRun *run) {
    for (int i = 0; i < run->name_count; i++) {
        if (!run->found[i])
            run->status = complain("no entry %s in archive", run->names[i]);
    }
}

static size_t find_member(const Archive *a, const char *name) {
    size_t i = 0;
    while (i < a->member_count && strcmp(a->members[i].name, name) != 0)
        i++;
    return i;
}

static void remove_member(Archive *a, size_t at) {
    memmove(a->members + at, a->members + at + 1, (a->member_count - at - 1) * sizeof a->members[0]);
    a->member_count--;
}

static void insert_member(Archive *a, size_t at, const ArMember *m) {
    a->members = grow(a->members, a->member_count, &a->member_room, sizeof a->members[0]);
    memmove(a->members + at + 1, a->members + at, (a->member_count - at) * sizeof a->members[0]);
    a->members[at] = *m;
    a->member_count++;
}

static int save(ArRun *run) {
    Buf out = {0};
    int status = 0;
    if (!archive_write(&run->archive, !run->no_index, &out))
        status = complain("%s: the archive would be too large", run->path);
    else if (!write_file(run->path, out.data, out.len, false))
        status = complain("%s: %s", run->path, strerror(errno));
    buf_free(&out);
    return status;
}

/* Where new members go: at the end, or next to the position. */
static size_t insertion_place(ArRun *run) {
    size_t at;
    if (run->place == 0)
        return run->archive.member_count;
    at = find_member(&run->archive, run->position);
    if (at == run->archive.member_count)
        return at;
    return run->place == 'a' ? at + 1 : at;
}

/* ---- the operations ---- */

static int add_members(ArRun *run) {
    Archive *a = &run->archive;
    StrMap places = {0}; /* name → index + 1, of the first member with it; valid while we append */
    size_t new_at;
    for (size_t i = 0; i < a->member_count; i++) {
        const char *name = a->members[i].name;
        if (strmap_find(&places, name, strlen(name)) == NULL)
            strmap_set(&places, name, strlen(name), (void *)(uintptr_t)(i + 1));
    }
    new_at = insertion_place(run);
    for (int i = 0; i < run->name_count; i++) {
        Buf *bytes = arena_get(&run->inputs, sizeof *bytes);
        ArMember m = {0};
        size_t old = 0;
        if (!read_file(run->names[i], bytes))
            return complain("%s: %s", run->names[i], strerror(errno));
        m.name = base_name(run->names[i]);
        m.data = bytes->data;
        m.len = bytes->len;
        if (run->operation == 'r')
            old = (size_t)(uintptr_t)strmap_find(&places, m.name, strlen(m.name));
        if (run->verbose)
            printf("%c - %s\n", old != 0 ? 'r' : 'a', run->names[i]);
        if (old != 0) {
            a->members[old - 1] = m;
            continue;
        }
        if (run->operation == 'r' && new_at == a->member_count)
            strmap_set(&places, m.name, strlen(m.name), (void *)(uintptr_t)(new_at + 1));
        else if (run->operation == 'r') /* the places behind have moved */
            strmap_free(&places);
        insert_member(a, new_at++, &m);
        for (size_t k = 0; places.room == 0 && run->operation == 'r' && k < a->member_count; k++)
            strmap_set(&places, a->members[k].name, strlen(a->members[k].name),
                       (void *)(uintptr_t)(k + 1));
    }
    strmap_free(&places);
    return save(run);
}

static int delete_members(ArRun *run) {
    Archive *a = &run->archive;
    for (size_t i = 0; i < a->member_count && run->name_count != 0;) {
        if (!wanted(run, a->members[i].name)) {
            i++;
            continue;
        }
        if (run->verbose)
            printf("d - %s\n", a->members[i].name);
        remove_member(a, i);
    }
    for (int i = 0; run->verbose && i < run->name_count; i++) {
        if (!run->found[i])
            printf("No member named `%s'\n", run->names[i]);
    }
    return save(run);
}

static int move_members(ArRun *run) {
    Archive *a = &run->archive;
    for (int i = 0; i < run->name_count; i++) {
        size_t at = find_member(a, base_name(run->names[i]));
        ArMember m;
        if (at == a->member_count)
            return complain("no entry %s in archive", run->names[i]);
        m = a->members[at];
        remove_member(a, at);
        insert_member(a, insertion_place(run), &m);
        if (run->verbose)
            printf("m - %s\n", run->names[i]);
    }
    return save(run);
}

/* "rw-r--r-- 0/0   1234 Jan  1 00:00 1970 name", the date in UTC. */
static void print_details(const ArMember *m) {
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    static const int lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    uint64_t days = m->date / 86400;
    unsigned minutes = (unsigned)(m->date % 86400 / 60);
    unsigned year = 1970;
    int month = 0;
    char mode[10];
    bool leap = false;
    while (days >= (leap ? 366U : 365U)) {
        days -= leap ? 366 : 365;
        year++;
        leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    }
    while (days >= (uint64_t)lengths[month] + (month == 1 && leap)) {
        days -= (uint64_t)lengths[month] + (month == 1 && leap);
        month++;
    }
    for (int i = 0; i < 9; i++)
        mode[i] = m->mode >> (8 - i) & 1 ? "rwx"[i % 3] : '-';
    mode[9] = 0;
    printf("%s %u/%u %6lu %.3s %2u %02u:%02u %u ", mode, m->uid, m->gid, (unsigned long)m->len,
           months + 3 * month, (unsigned)days + 1, minutes / 60, minutes % 60, year);
}

/* Members go to the current folder and nowhere else. */
static int extract(ArRun *run, const ArMember *m) {
    int fd;
    size_t done = 0;
    if (m->name[0] == 0 || strchr(m->name, '/') != NULL || strcmp(m->name, "..") == 0 ||
        strcmp(m->name, ".") == 0)
        return complain("illegal output pathname for archive member: %s", m->name);
    if (run->verbose)
        printf("x - %s\n", m->name);
    unlink(m->name);
    fd = open(m->name, O_WRONLY | O_CREAT | O_TRUNC, m->mode & 0777);
    while (fd >= 0 && done < m->len) {
        ssize_t put = write(fd, m->data + done, m->len - done);
        if (put <= 0)
            break;
        done += (size_t)put;
    }
    if (fd < 0 || done < m->len || close(fd) != 0)
        return complain("%s: %s", m->name, strerror(errno));
    return 0;
}

static void visit(ArRun *run, const ArMember *m) {
    if (run->operation == 't') {
        if (run->verbose)
            print_details(m);
        printf("%s\n", m->name);
    } else if (run->operation == 'p') {
        if (run->verbose)
            printf("\n<%s>\n\n", m->name);
        fwrite(m->data, 1, m->len, stdout);
    } else if (extract(run, m) != 0) {
        run->status = 1;
    }
}

static int visit_members(ArRun *run) {
    for (size_t i = 0; i < run->archive.member_count; i++) {
        if (wanted(run, run->archive.members[i].name))
            visit(run, &run->archive.members[i]);
    }
    report_missing(run);
    if (fflush(stdout) != 0)
        return complain("standard output: %s", strerror(errno));
    return run->status;
}

static int operate(ArRun *run) {
    switch (run->operation) {
    case 'r': case 'q': return add_members(run);
    case 'd': return delete_members(run);
    case 'm': return move_members(run);
    case 's': return save(run);
    default: return visit_members(run);
    }
}

int ar_main(int argc, char **argv) {
    ArRun run = {0};
    int status = 1;
    if (argc > 1 && (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)) {
        printf("samara ar " SAMARA_VERSION " (compatible with GNU ar)\n");
        return 0;
    }
    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        printf("usage: ar [-]{rqdtpxms}[abcDosSuUv] [MEMBER] ARCHIVE [FILES]\n       ranlib ARCHIVE\n");
        return 0;
    }
    if (!parse_arguments(&run, argc, argv))
        return 1;
    run.found = allocate((size_t)run.name_count + 1);
    if (open_archive(&run, run.operation != 'r' && run.operation != 'q'))
        status = operate(&run);
    /* What was read of the members is given back when the process ends. */
    archive_close(&run.archive);
    buf_free(&run.bytes);
    free(run.found);
    return status;
}
