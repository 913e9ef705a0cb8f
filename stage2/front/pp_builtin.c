/* Macros whose value is made up where they stand: __LINE__, __FILE__, __has_include … (C11 6.10.8). */
#include "pp_state.h"
#include "has.h"

#include <stdio.h>
#include <string.h>

typedef struct BuiltinRow {
    const char *name;
    Builtin which;
} BuiltinRow;

static const BuiltinRow builtin_rows[] = {
    {"__LINE__", BUILTIN_LINE},
    {"__FILE__", BUILTIN_FILE},
    {"__FILE_NAME__", BUILTIN_FILE_NAME},
    {"__BASE_FILE__", BUILTIN_BASE_FILE},
    {"__DATE__", BUILTIN_DATE},
    {"__TIME__", BUILTIN_TIME},
    {"__TIMESTAMP__", BUILTIN_TIMESTAMP},
    {"__COUNTER__", BUILTIN_COUNTER},
    {"__INCLUDE_LEVEL__", BUILTIN_INCLUDE_LEVEL},
    {"_Pragma", BUILTIN_PRAGMA},
    {"__has_attribute", BUILTIN_HAS_ATTRIBUTE},
    {"__has_builtin", BUILTIN_HAS_BUILTIN},
    {"__has_feature", BUILTIN_HAS_FEATURE},
    {"__has_extension", BUILTIN_HAS_FEATURE},
    {"__has_include", BUILTIN_HAS_INCLUDE},
    {"__has_include_next", BUILTIN_HAS_INCLUDE_NEXT},
};

void builtin_define_all(Pp *pp) {
    for (size_t i = 0; i < sizeof builtin_rows / sizeof builtin_rows[0]; i++)
        macro_builtin(pp, builtin_rows[i].name, builtin_rows[i].which);
}

/* ---- the date ---- */

typedef struct CivilDate {
    long year;
    unsigned month; /* from 0 */
    unsigned day;
    unsigned weekday; /* 0: Sunday */
    unsigned seconds;
} CivilDate;

/* The date in UTC, of the proleptic Gregorian calendar. Years are counted from March, so that the leap day
   is the last; 400 years have 146,097 days. */
static void civil(int64_t time, CivilDate *d) {
    int64_t days = time / 86400;
    int64_t era;
    int64_t of_era;
    int64_t year;
    int64_t of_year;
    int64_t month;
    d->seconds = (unsigned)(time % 86400);
    d->weekday = (unsigned)((days + 4) % 7);
    days += 719468;
    era = days / 146097;
    of_era = days % 146097;
    year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    of_year = of_era - (365 * year + year / 4 - year / 100);
    month = (5 * of_year + 2) / 153;
    d->day = (unsigned)(of_year - (153 * month + 2) / 5 + 1);
    d->month = (unsigned)((month + 2) % 12);
    d->year = (long)(year + 400 * era + (month >= 10));
}

static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
static const char weekdays[] = "SunMonTueWedThuFriSat";

static void date_text(Pp *pp, unsigned which, Loc loc, Buf *b) {
    CivilDate d;
    unsigned s;
    if (pp->options.source_date < 0) {
        if (!pp->date_warned)
            diag_warn(pp->diag, WARN_ALWAYS, loc,
                      "the date is not known: SOURCE_DATE_EPOCH is not set");
        pp->date_warned = true;
        buf_text(b, which == BUILTIN_DATE ? "\"??? ?? ????\""
                    : which == BUILTIN_TIME ? "\"??:??:??\""
                                            : "\"??? ??? ?? ??:??:?? ????\"");
        return;
    }
    civil(pp->options.source_date, &d);
    s = d.seconds;
    if (which == BUILTIN_DATE)
        buf_printf(b, "\"%.3s %2u %4ld\"", months + 3 * d.month, d.day, d.year);
    else if (which == BUILTIN_TIME)
        buf_printf(b, "\"%02u:%02u:%02u\"", s / 3600, s / 60 % 60, s % 60);
    else
        buf_printf(b, "\"%.3s %.3s %2u %02u:%02u:%02u %4ld\"", weekdays + 3 * d.weekday,
                   months + 3 * d.month, d.day, s / 3600, s / 60 % 60, s % 60, d.year);
}

static void quoted(Buf *b, const char *text) {
    buf_byte(b, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            buf_byte(b, '\\');
        buf_byte(b, (unsigned char)*text);
    }
    buf_byte(b, '"');
}

/* ---- __has_… ---- */

static bool in_list(const char *const *list, size_t count, const char *text, size_t len) {
    for (size_t i = 0; i < count; i++) {
        if (strlen(list[i]) == len && memcmp(list[i], text, len) == 0)
            return true;
    }
    return false;
}

#define IN_LIST(list, text, len) in_list(list, sizeof list / sizeof list[0], text, len)

static bool has_name(unsigned which, const char *text, size_t len) {
    if (which == BUILTIN_HAS_BUILTIN)
        return IN_LIST(has_builtins, text, len);
    if (len > 4 && text[0] == '_' && text[1] == '_' && text[len - 1] == '_' && text[len - 2] == '_') {
        text += 2;
        len -= 4;
    }
    return which == BUILTIN_HAS_ATTRIBUTE ? IN_LIST(has_attributes, text, len)
                                          : IN_LIST(has_features, text, len);
}

/* The operand in parentheses of one of the __has_… operators, and its answer. */
static bool has_operator(Pp *pp, Macro *m, Loc loc) {
    Token t;
    bool answer = false;
    if (!macro_peek_paren(pp)) {
        diag_error(pp->diag, loc, "missing '(' before \"%s\" operand", m->name->text);
        return false;
    }
    macro_raw(pp, &t);
    if (m->builtin == BUILTIN_HAS_INCLUDE || m->builtin == BUILTIN_HAS_INCLUDE_NEXT) {
        Buf name = {0};
        bool angled = false;
        pp->include_loc = loc;
        if (include_name(pp, m->name->text, &name, &angled))
            answer = include_find(pp, buf_cstr(&name), angled,
                                  m->builtin == BUILTIN_HAS_INCLUDE_NEXT) != NULL;
        buf_free(&name);
    } else {
        macro_raw(pp, &t);
        if (t.kind != TK_IDENT) {
            diag_error(pp->diag, t.loc, "\"%s\" requires an identifier", m->name->text);
            return false;
        }
        answer = has_name(m->builtin, t.u.name->text, t.u.name->len);
    }
    macro_raw(pp, &t);
    if (t.kind == ':' && m->builtin == BUILTIN_HAS_ATTRIBUTE) {
        /* A scoped attribute, gnu::x: as x. */
        macro_raw(pp, &t);
        macro_raw(pp, &t);
        answer = t.kind == TK_IDENT && has_name(m->builtin, t.u.name->text, t.u.name->len);
        macro_raw(pp, &t);
    }
    if (t.kind != ')')
        diag_error(pp->diag, t.loc, "missing ')' after \"%s\" operand", m->name->text);
    return answer;
}

/* ---- expansion ---- */

void builtin_expand(Pp *pp, Macro *m, Token *t) {
    Buf *b = &pp->scratch;
    uint32_t line;
    uint32_t column;
    const char *name;
    unsigned kind = TK_NUMBER;
    Loc loc = t->loc;
    b->len = 0;
    switch (m->builtin) {
    case BUILTIN_LINE:
        diag_position(pp->diag, loc, &line, &column);
        buf_printf(b, "%u", line);
        break;
    case BUILTIN_FILE:
        kind = TK_STRING;
        quoted(b, diag_position(pp->diag, loc, &line, &column));
        break;
    case BUILTIN_FILE_NAME:
        kind = TK_STRING;
        name = diag_position(pp->diag, loc, &line, &column);
        quoted(b, strrchr(name, '/') != NULL ? strrchr(name, '/') + 1 : name);
        break;
    case BUILTIN_BASE_FILE:
        kind = TK_STRING;
        quoted(b, strcmp(pp->main_path, "-") == 0 ? "<stdin>" : include_map(pp, pp->main_path));
        break;
    case BUILTIN_DATE:
    case BUILTIN_TIME:
    case BUILTIN_TIMESTAMP:
        kind = TK_STRING;
        date_text(pp, m->builtin, loc, b);
        break;
    case BUILTIN_COUNTER:
        buf_printf(b, "%u", pp->counter);
        pp->counter++;
        break;
    case BUILTIN_INCLUDE_LEVEL:
        buf_printf(b, "%u", (unsigned)(pp->input_count == 0 ? 0 : pp->input_count - 1));
        break;
    case BUILTIN_PRAGMA:
        return;
    default:
        if (!pp->in_if)
            return;
        line = has_operator(pp, m, loc);
        b->len = 0;
        buf_printf(b, "%u", line);
        break;
    }
    t->kind = (uint16_t)kind;
    t->flags = (uint8_t)((t->flags & (TF_SPACE | TF_LINE)) | TF_MACRO);
    t->len = (uint32_t)b->len;
    t->u.text = arena_copy(&pp->text_arena, b->data, b->len);
}
