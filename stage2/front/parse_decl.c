/* Declarations and function definitions (C11 6.7, 6.9): what a declarator's name becomes, in which scope, with which
   linkage (6.2.2), and how several declarations of one thing go together. */
#include "parse_internal.h"

#include <string.h>

bool check_complete(Parser *p, const Type *type, Loc loc) {
    if (type->complete || type->kind == TY_ERROR)
        return true;
    if (!p->panic)
        diag_error(p->diag, loc, "invalid use of %s type '%s'", type->kind == TY_VOID ? "void" : "incomplete",
                   type_text(p, type));
    return false;
}

void parse_static_assert(Parser *p) {
    int64_t value = 1;
    Loc loc = p->tok.loc;
    Node *message = NULL;
    bool known;
    while (accept(p, KW_EXTENSION))
        continue;
    advance(p);
    expect(p, '(');
    known = parse_int_constant(p, "expression in static assertion", &value, NULL);
    if (accept(p, ',')) {
        if (at(p, TK_STRING))
            message = parse_string(p);
        else
            syntax_error(p, "string literal");
    }
    expect(p, ')');
    if (known && value == 0 && !p->panic) {
        if (message != NULL && message->string->width == 1)
            diag_error(p->diag, loc, "static assertion failed: \"%.*s\"", (int)message->string->len,
                       (const char *)message->string->bytes);
        else
            diag_error(p->diag, loc, "static assertion failed");
    }
    expect_semicolon(p);
}

/* ---- attributes of a declaration ---- */

static void note_alignment(Symbol *s, const DeclSpec *spec, const Attrs *attrs) {
    if (spec->alignas > s->align)
        s->align = spec->alignas;
    if (spec->attrs.align > s->align)
        s->align = spec->attrs.align;
    if (attrs->align > s->align)
        s->align = attrs->align;
}

void check_alignas(Parser *p, const DeclSpec *spec, const Type *type, const char *name, Loc loc) {
    if (spec->alignas != 0 && type->complete && spec->alignas < type->align)
        diag_error(p->diag, loc, "'_Alignas' specifiers cannot reduce alignment of '%s'", name);
}

static void apply(Parser *p, Symbol *s, const Attrs *a) {
    if (!a->any)
        return;
    s->weak |= a->weak;
    s->used |= a->used | a->unused;
    s->noreturn |= a->noreturn;
    s->no_inline |= a->noinline;
    s->always_inline |= a->always_inline;
    s->gnu_inline |= a->gnu_inline;
    s->returns_twice |= a->returns_twice;
    s->realign |= a->realign;
    s->deprecated |= a->deprecated;
    if (s->kind == SYM_FUNCTION && (a->constructor || a->destructor)) {
        s->constructor |= a->constructor;
        s->destructor |= a->destructor;
        s->priority = a->priority;
        s->used = true;
    }
    if (a->has_visibility)
        s->visibility = a->visibility;
    if (a->section != NULL)
        s->section = a->section;
    if (a->alias != NULL)
        s->alias = a->alias;
    if (a->asm_name != NULL)
        s->asm_name = a->asm_name;
    (void)p;
}

static void apply_all(Parser *p, Symbol *s, const DeclSpec *spec, const Declarator *d) {
    apply(p, s, &spec->attrs);
    apply(p, s, &d->attrs);
    if (s->kind == SYM_OBJECT)
        note_alignment(s, spec, &d->attrs);
    s->noreturn |= spec->noreturn;
}

/* ---- symbols with linkage ---- */

static bool starts_with(const char *text, const char *word) {
    return strncmp(text, word, strlen(word)) == 0;
}

/* Library functions that samara knows. */
static void note_library(Parser *p, Symbol *s) {
    static const char *const twice[] = {"setjmp", "_setjmp", "sigsetjmp", "__sigsetjmp", "vfork", "savectx"};
    const char *text = s->name->text;
    if (s->linkage != LINK_EXTERNAL)
        return;
    if (s->name->builtin != 0 && !starts_with(text, "__builtin_")) {
        Type *known = builtin_type(p, s->name->builtin);
        if (s->type->count_of == known->count_of && s->type->base->kind == known->base->kind)
            s->builtin = s->name->builtin;
        if (s->builtin == BUILTIN_ABORT || s->builtin == BUILTIN_EXIT)
            s->noreturn = true;
    }
    if (text[0] == 's' || text[0] == '_' || text[0] == 'v')
        for (size_t i = 0; i < sizeof twice / sizeof twice[0]; i++)
            if (strcmp(text, twice[i]) == 0)
                s->returns_twice = true;
}

static Symbol *linked_symbol(Parser *p, SymbolKind kind, Name *name, Type *type, Loc loc, Linkage linkage) {
    Symbol *s = arena_get(&p->unit, sizeof *s);
    s->kind = kind;
    s->name = name;
    s->type = type;
    s->loc = loc;
    s->linkage = (uint8_t)linkage;
    s->is_static = true;
    s->visibility = p->visibility;
    s->priority = 65535;
    append_symbol(p, s);
    if (kind == SYM_FUNCTION)
        note_library(p, s);
    if (p->weak_names.count != 0 && map_find(&p->weak_names, (uint64_t)(uintptr_t)name) != NULL)
        s->weak = true;
    return s;
}

static void conflicting(Parser *p, const Symbol *old, Name *name, const Type *type, Loc loc) {
    if (type->kind == TY_ERROR || old->type->kind == TY_ERROR)
        return;
    diag_error(p->diag, loc, "conflicting types for '%s'; have '%s'", name->text, type_text(p, type));
    diag_note(p->diag, old->loc, "previous declaration of '%s' with type '%s'", name->text, type_text(p, old->type));
}

/* A further declaration of something with linkage. */
static void merge_symbol(Parser *p, Symbol *old, Type *type, Loc loc, const DeclSpec *spec) {
    Name *name = old->name;
    bool is_object = old->kind == SYM_OBJECT;
    if (old->linkage == LINK_EXTERNAL && spec->storage == STORE_STATIC && !old->implicit) {
        diag_error(p->diag, loc, "static declaration of '%s' follows non-static declaration", name->text);
        diag_note(p->diag, old->loc, "previous declaration of '%s'", name->text);
    } else if (old->linkage == LINK_EXTERNAL && spec->storage == STORE_STATIC) {
        diag_error(p->diag, loc, "static declaration of '%s' follows non-static declaration", name->text);
        diag_note(p->diag, old->loc, "previous implicit declaration of '%s'", name->text);
    } else if (old->linkage == LINK_INTERNAL && is_object && spec->storage == STORE_NONE && p->depth == 0) {
        diag_error(p->diag, loc, "non-static declaration of '%s' follows static declaration", name->text);
        diag_note(p->diag, old->loc, "previous declaration of '%s'", name->text);
    }
    if (type_compatible(old->type, type)) {
        if (type->kind != TY_ERROR)
            old->type = type_composite(&p->types, old->type, type);
    } else if (old->implicit) {
        diag_warn(p->diag, WARN_ALWAYS, loc, "conflicting types for '%s'; have '%s'", name->text, type_text(p, type));
        diag_note(p->diag, old->loc, "previous implicit declaration of '%s'", name->text);
        old->type = type;
    } else {
        conflicting(p, old, name, type, loc);
        if (!old->defined)
            old->type = type;
    }
    old->implicit = false;
    if (old->kind == SYM_FUNCTION && old->builtin == 0)
        note_library(p, old);
}

/* Whether inline functions are as in gnu89: extern inline is the one that is not made. */
static bool gnu_inline(const Parser *p, const Symbol *s) {
    return p->gnu_inline || s->gnu_inline;
}

/* 6.7.4p7: one file-scope declaration without inline, or with extern, makes the function external. */
static void note_inline(Parser *p, Symbol *s, const DeclSpec *spec) {
    s->is_inline |= spec->is_inline;
    if (s->linkage != LINK_EXTERNAL || p->depth != 0 || gnu_inline(p, s))
        return;
    if (!spec->is_inline || spec->storage == STORE_EXTERN) {
        if (!s->extern_inline && s->saved != NULL)
            want(p, s);
        s->extern_inline = true;
    }
}

/* A declaration of a function, or of an object with linkage, in whatever scope. */
static Symbol *declare_linked(Parser *p, const DeclSpec *spec, const Declarator *d, SymbolKind kind) {
    Name *name = d->name;
    Symbol *visible = name->symbol;
    Symbol *s = file_symbol(p, name);
    Linkage linkage = spec->storage == STORE_STATIC && p->depth == 0 ? LINK_INTERNAL : LINK_EXTERNAL;
    if (p->depth != 0 && visible != NULL && visible->depth == p->depth && visible->linkage == LINK_NONE) {
        diag_error(p->diag, d->loc, "'%s' redeclared with linkage", name->text);
        diag_note(p->diag, visible->loc, "previous declaration of '%s'", name->text);
        return visible;
    }
    if (s != NULL && (s->kind != kind || s->linkage == LINK_NONE)) {
        if (p->depth == 0 || s->kind == SYM_OBJECT || s->kind == SYM_FUNCTION) {
            diag_error(p->diag, d->loc, "'%s' redeclared as different kind of symbol", name->text);
            diag_note(p->diag, s->loc, "previous declaration of '%s'", name->text);
            return NULL;
        }
        s = NULL;
    }
    if (s == NULL) {
        s = linked_symbol(p, kind, name, d->type, d->loc, linkage);
        if (p->depth == 0)
            declare(p, name, s);
        else
            map_set(&p->hidden, (uint64_t)(uintptr_t)name, (uint64_t)(uintptr_t)s);
    } else {
        merge_symbol(p, s, d->type, d->loc, spec);
        if (p->depth == 0 && name->symbol == NULL)
            name->symbol = s;
    }
    if (p->depth != 0 && name->symbol != s)
        declare(p, name, s);
    apply_all(p, s, spec, d);
    if (kind == SYM_FUNCTION)
        note_inline(p, s, spec);
    if (s->alias != NULL)
        s->defined = true;
    return s;
}

Symbol *implicit_function(Parser *p, Name *name, Loc loc) {
    Symbol *s = file_symbol(p, name);
    Type *type;
    if (s != NULL && s->kind == SYM_FUNCTION)
        return s;
    if (name->builtin != 0) {
        diag_warn(p->diag, WARN_IMPLICIT_FUNCTION, loc, "implicit declaration of function '%s'", name->text);
        type = builtin_type(p, name->builtin);
    } else {
        if (p->options.std != STD_C89)
            diag_warn(p->diag, WARN_IMPLICIT_FUNCTION, loc, "implicit declaration of function '%s'", name->text);
        type = type_function(&p->types, p->int_type, NULL, 0, false, false);
    }
    s = linked_symbol(p, SYM_FUNCTION, name, type, loc, LINK_EXTERNAL);
    s->implicit = true;
    s->extern_inline = true;
    name->symbol = s; /* for the whole unit, so that it is said once */
    return s;
}

Symbol *compound_symbol(Parser *p, Type *type, Loc loc) {
    Symbol *s = new_symbol(p, SYM_OBJECT, NULL, type, loc);
    s->is_static = p->depth == 0 || p->function == NULL;
    s->defined = true;
    s->static_number = ++p->static_count;
    s->address_taken = true;
    s->visibility = 0;
    return s;
}

/* ---- typedefs ---- */

static void declare_typedef(Parser *p, const DeclSpec *spec, Declarator *d) {
    Symbol *old = d->name->symbol;
    Attrs attrs = spec->attrs;
    Symbol *s;
    Type *type = d->type;
    merge_attrs(&attrs, &d->attrs);
    if (attrs.align != 0 && type->kind != TY_ERROR && attrs.align != type->align)
        type = type_aligned(&p->types, type, attrs.align);
    if (attrs.transparent && type->kind == TY_UNION)
        type->unqualified->transparent = true;
    if (spec->alignas != 0)
        parse_error(p, spec->loc, "alignment specified for typedef");
    if (old != NULL && old->depth == p->depth && (old->linkage == LINK_NONE || p->depth == 0)) {
        if (old->kind != SYM_TYPEDEF) {
            diag_error(p->diag, d->loc, "'%s' redeclared as different kind of symbol", d->name->text);
            diag_note(p->diag, old->loc, "previous declaration of '%s'", d->name->text);
            return;
        }
        if (!type_compatible(old->type, type) || (old->type->kind == TY_ENUM) != (type->kind == TY_ENUM))
            conflicting(p, old, d->name, type, d->loc);
        return;
    }
    if (type->tag != NULL && type->tag->name == NULL && type->typedef_name == NULL)
        type->typedef_name = d->name;
    s = new_symbol(p, SYM_TYPEDEF, d->name, type, d->loc);
    s->deprecated = attrs.deprecated;
    declare(p, d->name, s);
}

/* ---- objects ---- */

static void check_object_type(Parser *p, Declarator *d) {
    if (d->type->kind == TY_VOID) {
        diag_error(p->diag, d->loc, "variable or field '%s' declared void", d->name->text);
        d->type = p->error_type;
    }
}

/* The type must be complete by now (6.7p7). */
static void check_storage_size(Parser *p, Symbol *s) {
    if (s->type->complete || s->type->kind == TY_ERROR)
        return;
    if (s->type->kind == TY_ARRAY)
        diag_error(p->diag, s->loc, "array size missing in '%s'", s->name->text);
    else
        diag_error(p->diag, s->loc, "storage size of '%s' isn't known", s->name->text);
    s->type = p->error_type;
}

static void static_initializer(Parser *p, Symbol *s) {
    Type *type = s->type;
    if (!type->complete && type->kind != TY_ARRAY && type->kind != TY_ERROR) {
        diag_error(p->diag, s->loc, "variable '%s' has initializer but incomplete type", s->name->text);
        type = p->error_type;
    }
    s->init = parse_initializer(p, &type, true, s->name->text);
    if (s->type->kind == TY_ARRAY || type->kind == TY_ERROR)
        s->type = type;
}

/* An object at file scope (6.9.2). */
static void declare_file_object(Parser *p, const DeclSpec *spec, Declarator *d) {
    Symbol *s;
    check_object_type(p, d);
    check_alignas(p, spec, d->type, d->name->text, d->loc);
    if (spec->storage == STORE_AUTO)
        diag_error(p->diag, d->loc, "file-scope declaration of '%s' specifies 'auto'", d->name->text);
    else if (spec->storage == STORE_REGISTER && d->attrs.asm_name == NULL)
        diag_error(p->diag, d->loc, "register name not specified for '%s'", d->name->text);
    else if (spec->storage == STORE_REGISTER)
        not_supported(p, d->loc, "variables in given registers are");
    s = declare_linked(p, spec, d, SYM_OBJECT);
    if (accept(p, '=')) {
        Symbol dummy;
        if (s == NULL) {
            memset(&dummy, 0, sizeof dummy);
            dummy.name = d->name;
            dummy.type = d->type;
            s = &dummy;
        } else if (s->defined && !s->tentative) {
            diag_error(p->diag, d->loc, "redefinition of '%s'", d->name->text);
            diag_note(p->diag, s->loc, "previous definition of '%s'", d->name->text);
        }
        if (spec->storage == STORE_EXTERN)
            diag_warn(p->diag, WARN_ALWAYS, d->loc, "'%s' initialized and declared 'extern'", d->name->text);
        s->loc = d->loc;
        s->tentative = false;
        s->defined = true;
        static_initializer(p, s);
        if (s != &dummy)
            queue_object(p, s);
        return;
    }
    if (s == NULL || spec->storage == STORE_EXTERN || s->defined)
        return;
    s->defined = true;
    s->tentative = true;
    p->tentative = grow(p->tentative, p->tentative_count, &p->tentative_room, sizeof p->tentative[0]);
    p->tentative[p->tentative_count++] = s;
}

static bool redeclared(Parser *p, const Declarator *d) {
    const Symbol *old = d->name->symbol;
    if (old == NULL || old->depth != p->depth)
        return false;
    diag_error(p->diag, d->loc, old->kind == SYM_OBJECT ? "redeclaration of '%s' with no linkage"
                                                        : "'%s' redeclared as different kind of symbol", d->name->text);
    diag_note(p->diag, old->loc, "previous declaration of '%s'", d->name->text);
    return true;
}

/* __auto_type: the type is that of the initializer. */
static void parse_auto_type(Parser *p, const DeclSpec *spec, Declarator *d, Node ***tail) {
    Node *value;
    Node *node;
    Symbol *s;
    Type *type;
    if (!expect(p, '='))
        return;
    value = decay(p, parse_assign(p));
    type = type_qualified(&p->types, value->type->unqualified, spec->type->quals);
    s = new_symbol(p, SYM_OBJECT, d->name, type, d->loc);
    s->defined = true;
    redeclared(p, d);
    declare(p, d->name, s);
    node = new_node(p, N_DECL, d->loc, p->void_type);
    node->symbol = s;
    node->init = arena_get(&p->func, sizeof *node->init);
    node->init->items = arena_get(&p->func, sizeof *node->init->items);
    node->init->count = 1;
    node->init->covers = true;
    node->init->size = s->type->size;
    node->init->items[0].type = s->type->unqualified;
    node->init->items[0].value = value;
    **tail = node;
    *tail = &node->next;
}

static void declare_local_object(Parser *p, const DeclSpec *spec, Declarator *d, Node ***tail) {
    Symbol *s;
    Node *node;
    check_object_type(p, d);
    check_alignas(p, spec, d->type, d->name->text, d->loc);
    if (spec->storage == STORE_REGISTER && spec->alignas != 0)
        diag_error(p->diag, d->loc, "alignment specified for 'register' object '%s'", d->name->text);
    if (spec->storage == STORE_EXTERN) {
        declare_linked(p, spec, d, SYM_OBJECT);
        if (at(p, '=')) {
            diag_error(p->diag, d->loc, "'%s' has both 'extern' and initializer", d->name->text);
            advance(p);
            parse_initializer(p, &d->type, false, d->name->text);
        }
        return;
    }
    redeclared(p, d);
    s = new_symbol(p, SYM_OBJECT, d->name, d->type, d->loc);
    s->visibility = 0;
    s->defined = true;
    s->is_register = spec->storage == STORE_REGISTER;
    s->is_static = spec->storage == STORE_STATIC;
    apply_all(p, s, spec, d);
    declare(p, d->name, s);
    if (s->is_static) {
        s->static_number = ++p->static_count;
        if (accept(p, '='))
            static_initializer(p, s);
        check_storage_size(p, s);
        if (s->type->kind != TY_ERROR)
            queue_object(p, s);
        return;
    }
    if (s->asm_name != NULL)
        not_supported(p, d->loc, "variables in given registers are");
    node = new_node(p, N_DECL, d->loc, p->void_type);
    node->symbol = s;
    if (accept(p, '=')) {
        Type *type = s->type;
        bool array = type->kind == TY_ARRAY;
        if (!type->complete && !array && type->kind != TY_ERROR) {
            diag_error(p->diag, d->loc, "variable '%s' has initializer but incomplete type", d->name->text);
            type = p->error_type;
            s->type = type;
        }
        node->init = parse_initializer(p, &type, false, d->name->text);
        if (array)
            s->type = type;
    }
    check_storage_size(p, s);
    **tail = node;
    *tail = &node->next;
    if (d->attrs.cleanup != NULL || spec->attrs.cleanup != NULL)
        add_cleanup(p, s, d->attrs.cleanup != NULL ? d->attrs.cleanup : spec->attrs.cleanup, d->loc);
}

/* ---- one declarator of a declaration ---- */

static void check_inline(Parser *p, const DeclSpec *spec, const Declarator *d) {
    if (spec->is_inline && d->type->kind != TY_FUNCTION)
        diag_warn(p->diag, WARN_REQUIRED, d->loc, "variable '%s' declared 'inline'", d->name->text);
    if (spec->noreturn && d->type->kind != TY_FUNCTION)
        diag_warn(p->diag, WARN_REQUIRED, d->loc, "variable '%s' declared '_Noreturn'", d->name->text);
}

void implicit_int(Parser *p, const DeclSpec *spec, const Declarator *d) {
    if (!spec->no_type || p->options.std == STD_C89 || d->name == NULL)
        return;
    if (d->is_function)
        diag_warn(p->diag, WARN_IMPLICIT_INT, d->loc, "return type defaults to 'int'");
    else
        diag_warn(p->diag, WARN_IMPLICIT_INT, d->loc, "type defaults to 'int' in declaration of '%s'", d->name->text);
}

/* Parameters of one name in a prototype (6.7p3); definitions are checked as they declare theirs. Long lists are made by
   programs and not looked at. */
static void check_parameter_names(Parser *p, const Type *type) {
    for (uint32_t i = 1; i < type->count_of && type->count_of < 200; i++) {
        for (uint32_t j = 0; j < i; j++) {
            if (type->params[i].name != NULL && type->params[i].name == type->params[j].name) {
                diag_error(p->diag, type->params[i].loc, "redefinition of parameter '%s'", type->params[i].name->text);
                break;
            }
        }
    }
}

/* What a `for` declares are objects of automatic storage (6.8.5p3). */
static void check_in_for(Parser *p, const DeclSpec *spec, const Declarator *d) {
    bool is_static = spec->storage == STORE_STATIC;
    if (spec->storage == STORE_TYPEDEF || d->type->kind == TY_FUNCTION)
        diag_error(p->diag, d->loc, "declaration of non-variable '%s' in 'for' loop initial declaration", d->name->text);
    else if (is_static || spec->storage == STORE_EXTERN)
        diag_error(p->diag, d->loc, "declaration of %s variable '%s' in 'for' loop initial declaration",
                   is_static ? "static" : "'extern'", d->name->text);
}

static void declare_one(Parser *p, const DeclSpec *spec, Declarator *d, Node ***tail) {
    if (d->name == NULL)
        return;
    if (p->depth != 0 && p->for_depth == p->depth)
        check_in_for(p, spec, d);
    if (spec->storage == STORE_TYPEDEF) {
        declare_typedef(p, spec, d);
        if (at(p, '=')) {
            diag_error(p->diag, d->loc, "typedef '%s' is initialized (use '__typeof__' instead)", d->name->text);
            advance(p);
            parse_initializer(p, &d->type, false, NULL);
        }
        return;
    }
    if (warns(p, WARN_IMPLICIT_INT))
        implicit_int(p, spec, d);
    if (d->type->kind == TY_FUNCTION) {
        if (d->identifier_count != 0)
            diag_warn(p->diag, WARN_ALWAYS, d->loc, "parameter names (without types) in function declaration");
        if (p->depth != 0 && spec->storage != STORE_NONE && spec->storage != STORE_EXTERN)
            diag_error(p->diag, d->loc, "invalid storage class for function '%s'", d->name->text);
        if (spec->alignas != 0)
            diag_error(p->diag, d->loc, "alignment specified for function '%s'", d->name->text);
        check_parameter_names(p, d->type);
        declare_linked(p, spec, d, SYM_FUNCTION);
        if (at(p, '=')) {
            diag_error(p->diag, d->loc, "function '%s' is initialized like a variable", d->name->text);
            advance(p);
            parse_initializer(p, &p->error_type, false, NULL);
        }
        return;
    }
    check_inline(p, spec, d);
    if (tail != NULL)
        declare_local_object(p, spec, d, tail);
    else
        declare_file_object(p, spec, d);
}

/* `foo x;` where foo means nothing. */
static void check_unknown_type(Parser *p, DeclSpec *spec) {
    if (!spec->no_type || !at(p, TK_IDENT) || peek(p)->kind != TK_IDENT)
        return;
    if (!p->panic)
        diag_error(p->diag, p->tok.loc, "unknown type name '%s'", p->tok.u.name->text);
    advance(p);
    spec->no_type = false;
    spec->type = p->error_type;
}

static void check_empty(Parser *p, const DeclSpec *spec) {
    if (spec->is_inline)
        diag_error(p->diag, spec->loc, "'inline' in empty declaration");
    if (spec->noreturn)
        diag_error(p->diag, spec->loc, "'_Noreturn' in empty declaration");
    if (spec->declares_tag || spec->attrs.any)
        return;
    diag_warn(p->diag, WARN_ALWAYS, spec->loc, spec->no_type ? "empty declaration"
                                                             : "useless type name in empty declaration");
}

void parse_declaration(Parser *p, Node ***tail) {
    DeclSpec spec;
    if (at(p, KW_STATIC_ASSERT) || (at(p, KW_EXTENSION) && peek(p)->kind == KW_STATIC_ASSERT)) {
        parse_static_assert(p);
        return;
    }
    parse_specifiers(p, &spec);
    check_unknown_type(p, &spec);
    if (at(p, ';')) {
        check_empty(p, &spec);
        advance(p);
        return;
    }
    for (;;) {
        Declarator d;
        parse_declarator(p, spec.type, &d, false);
        if (spec.auto_type && d.name != NULL)
            parse_auto_type(p, &spec, &d, tail);
        else
            declare_one(p, &spec, &d, tail);
        if (at(p, '{') && d.is_function && !p->panic) {
            not_supported(p, d.loc, "nested functions are");
            skip_balanced(p);
            accept(p, '}');
            return;
        }
        if (p->panic || !accept(p, ','))
            break;
        if (at(p, KW_ATTRIBUTE))
            parse_attributes(p, &spec.attrs);
    }
    expect_semicolon(p);
}

/* ---- function definitions (6.9.1) ---- */

static Symbol *new_param(Parser *p, Name *name, Type *type, Loc loc) {
    Symbol *s = new_symbol(p, SYM_OBJECT, name, type, loc);
    s->is_param = true;
    s->defined = true;
    s->visibility = 0;
    return s;
}

/* A parameter of a K&R definition arrives as the default promotions left it: a nameless one that initializes it. */
static void add_promoted(Parser *p, Function *f, uint32_t i, const Param *param, Type *passed, Node ***tail) {
    Symbol *arrived = new_param(p, NULL, passed, param->loc);
    Symbol *s = new_symbol(p, SYM_OBJECT, param->name, param->type, param->loc);
    Node *value = new_node(p, N_VAR, param->loc, passed);
    Node *node = new_node(p, N_DECL, param->loc, p->void_type);
    f->params[i] = arrived;
    value->symbol = arrived;
    s->defined = true;
    s->visibility = 0;
    s->used = true;
    declare(p, param->name, s);
    node->symbol = s;
    node->init = arena_get(&p->func, sizeof *node->init);
    node->init->items = arena_get(&p->func, sizeof *node->init->items);
    node->init->count = 1;
    node->init->covers = true;
    node->init->size = param->type->size;
    node->init->items[0].type = param->type->unqualified;
    node->init->items[0].value = cast_to(p, value, param->type);
    **tail = node;
    *tail = &node->next;
}

/* 6.2.1p4: what the parameter list of a definition declares lasts until the end of the body. */
static void declare_beside(Parser *p, const Param *param) {
    for (const Beside *b = param->beside; b != NULL; b = b->next) {
        if (b->tag != NULL) {
            declare_tag(p, b->name, b->tag);
        } else {
            Symbol *s = new_symbol(p, SYM_CONSTANT, b->name, b->type, b->loc);
            s->value = b->value;
            declare(p, b->name, s);
        }
    }
}

static void declare_params(Parser *p, Function *f, const Param *params, uint32_t count, bool promoted, Node ***tail) {
    f->param_count = count;
    f->params = arena_get(&p->func, (count + (size_t)1) * sizeof *f->params);
    for (uint32_t i = 0; i < count; i++) {
        const Param *param = &params[i];
        Type *type = param->type;
        Type *passed = type->kind == TY_FLOAT ? &p->types.double_type : type_promote(&p->types, type);
        if (!promoted)
            declare_beside(p, param);
        if (param->name != NULL && param->name->symbol != NULL && param->name->symbol->depth == p->depth)
            diag_error(p->diag, param->loc, "redefinition of parameter '%s'", param->name->text);
        if (!type->complete && type->kind != TY_ERROR && type->kind != TY_POINTER) {
            diag_error(p->diag, param->loc, "parameter %u ('%s') has incomplete type", i + 1,
                       param->name != NULL ? param->name->text : "");
            type = p->error_type;
        }
        if (promoted && passed != type->unqualified && is_arithmetic(type)) {
            add_promoted(p, f, i, param, passed, tail);
            continue;
        }
        if (param->name == NULL && p->options.std < STD_C23)
            pedantic(p, param->loc, "ISO C does not support omitting parameter names in function definitions before C2X");
        f->params[i] = new_param(p, param->name, type, param->loc);
        if (param->name != NULL)
            declare(p, param->name, f->params[i]);
    }
}

static void check_unused_params(Parser *p, const Function *f) {
    for (uint32_t i = 0; i < f->param_count; i++) {
        const Symbol *s = f->params[i];
        if (s->name != NULL && !s->referenced && !s->used)
            diag_warn(p->diag, WARN_UNUSED_PARAMETER, s->loc, "unused parameter '%s'", s->name->text);
    }
}

/* Whether control can run off the end of a statement; where in doubt, no (for -Wreturn-type). */
static bool runs_off(const Node *node) {
    const Node *last;
    switch (node->kind) {
    case N_RETURN:
    case N_GOTO:
    case N_GOTO_PTR:
    case N_WHILE:
    case N_DO:
    case N_FOR:
    case N_SWITCH:
    case N_BREAK:
    case N_CONTINUE:
    case N_LABEL:
        return false;
    case N_IF:
        for (; node->kind == N_IF; node = node->c) {
            if (node->c == NULL)
                return node->a->kind != N_INT;
            if (runs_off(node->b))
                return true;
        }
        return runs_off(node);
    case N_BLOCK:
        last = node->body;
        if (last == NULL)
            return true;
        for (const Node *n = last; n != NULL; n = n->next)
            if ((n->flags & NF_CLEANUP) == 0)
                last = n;
        return runs_off(last);
    case N_EXPR:
        node = node->a;
        if (node->kind == N_CALL && node->callee->kind == N_ADDR && node->callee->a->kind == N_VAR)
            return !node->callee->a->symbol->noreturn;
        return node->kind != N_BUILTIN && node->kind != N_STMT_EXPR && node->kind != N_COND && node->kind != N_CAST;
    default:
        return true;
    }
}

/* At the `{`. The parameters' scope is that of the outermost block. */
static Function *parse_function_body(Parser *p, Symbol *symbol, const Type *type, const Param *params, uint32_t count,
                                     bool promoted) {
    Function *f = arena_get(&p->func, sizeof *f);
    Node *first = NULL;
    Node **tail = &first;
    Loc loc = p->tok.loc;
    f->symbol = symbol;
    f->loc = symbol->loc;
    p->function = f;
    p->result_type = type->base;
    if (p->undeclared.count != 0)
        map_free(&p->undeclared);
    scope_enter(p);
    declare_params(p, f, params, count, promoted, &tail);
    f->body = parse_block(p, false);
    f->end = p->block_end;
    if (first != NULL) {
        *tail = f->body->body;
        f->body->body = first;
    }
    if (warns(p, WARN_UNUSED_PARAMETER))
        check_unused_params(p, f);
    scope_leave(p);
    f->labels = p->labels;
    finish_labels(p);
    if (type->base->kind != TY_VOID && warns(p, WARN_RETURN_TYPE) && strcmp(symbol->name->text, "main") != 0 &&
        !symbol->noreturn && runs_off(f->body))
        diag_warn(p->diag, WARN_RETURN_TYPE, f->end, "control reaches end of non-void function");
    p->function = NULL;
    if (p->undeclared.count != 0)
        map_free(&p->undeclared);
    (void)loc;
    return f;
}

Function *parse_saved(Parser *p, Symbol *symbol) {
    Saved *saved = symbol->saved;
    Token tok = p->tok;
    Token ahead = p->ahead;
    bool has_ahead = p->has_ahead;
    Function *f;
    symbol->saved = NULL;
    p->has_ahead = false;
    p->replay = saved->bytes;
    p->replay_end = saved->bytes + saved->len;
    advance(p);
    f = parse_function_body(p, symbol, saved->type, saved->type->params, saved->type->count_of, false);
    p->replay = NULL;
    p->replay_end = NULL;
    p->tok = tok;
    p->ahead = ahead;
    p->has_ahead = has_ahead;
    p->panic = false;
    return f;
}

/* The declarations between a K&R declarator and its body give the identifiers their types. */
static void parse_parameter_declarations(Parser *p, Declarator *d) {
    while (!at(p, '{') && !at(p, TK_EOF) && starts_type(p, &p->tok)) {
        DeclSpec spec;
        parse_specifiers(p, &spec);
        if (spec.storage != STORE_NONE && spec.storage != STORE_REGISTER)
            parse_error(p, spec.loc, "storage class specified for parameter");
        while (!at(p, ';') && !p->panic) {
            Declarator one;
            uint32_t i = 0;
            parse_declarator(p, spec.type, &one, false);
            while (i < d->identifier_count && d->identifiers[i].name != one.name)
                i++;
            if (one.name != NULL && i == d->identifier_count)
                diag_error(p->diag, one.loc, "declaration for parameter '%s' but no such parameter", one.name->text);
            else if (one.name != NULL && d->identifiers[i].type != NULL)
                diag_error(p->diag, one.loc, "redefinition of parameter '%s'", one.name->text);
            else if (one.name != NULL)
                d->identifiers[i].type = type_decay(&p->types, one.type);
            if (!accept(p, ','))
                break;
        }
        expect_semicolon(p);
    }
    for (uint32_t i = 0; i < d->identifier_count; i++) {
        if (d->identifiers[i].type != NULL)
            continue;
        if (p->options.std != STD_C89)
            diag_warn(p->diag, WARN_IMPLICIT_INT, d->identifiers[i].loc, "type of '%s' defaults to 'int'",
                      d->identifiers[i].name->text);
        d->identifiers[i].type = p->int_type;
    }
}

/* A K&R definition after a prototype: the promoted parameters must go with it (6.7.6.3p15). */
static void check_old_prototype(Parser *p, const Symbol *s, const Declarator *d) {
    if (s->type->prototype && s->type->count_of != d->identifier_count)
        diag_error(p->diag, d->loc, "number of parameters does not match prototype of '%s'", d->name->text);
}

static bool is_skippable(const Parser *p, const Symbol *s, const DeclSpec *spec) {
    if (!s->is_inline)
        return false;
    if (s->linkage == LINK_INTERNAL)
        return true;
    if (gnu_inline(p, s))
        return spec->storage == STORE_EXTERN && spec->is_inline;
    return !s->extern_inline;
}

static Function *function_definition(Parser *p, DeclSpec *spec, Declarator *d) {
    Symbol *s;
    Symbol dummy;
    bool old_style = !d->type->prototype;
    bool skip;
    if (warns(p, WARN_IMPLICIT_INT))
        implicit_int(p, spec, d);
    if (old_style)
        parse_parameter_declarations(p, d);
    if (spec->storage == STORE_AUTO || spec->storage == STORE_REGISTER)
        parse_error(p, spec->loc, "function definition declared 'auto' or 'register'");
    if (d->type->base->kind != TY_VOID && !d->type->base->complete) {
        check_complete(p, d->type->base, d->loc);
        d->type->base = p->error_type;
    }
    s = declare_linked(p, spec, d, SYM_FUNCTION);
    if (s == NULL || s->kind != SYM_FUNCTION) {
        memset(&dummy, 0, sizeof dummy);
        dummy.kind = SYM_FUNCTION;
        dummy.name = d->name;
        dummy.type = d->type;
        s = &dummy;
    } else if (s->defined && !(gnu_inline(p, s) && s->is_inline && !s->extern_inline)) {
        diag_error(p->diag, d->loc, "redefinition of '%s'", d->name->text);
        diag_note(p->diag, s->loc, "previous definition of '%s'", d->name->text);
    }
    if (old_style)
        check_old_prototype(p, s, d);
    s->defined = true;
    s->loc = d->loc;
    s->saved = NULL;
    if (!at(p, '{')) {
        syntax_error(p, "declaration specifiers");
        recover(p);
        return NULL;
    }
    skip = is_skippable(p, s, spec);
    s->gnu_inline |= p->gnu_inline;
    if (gnu_inline(p, s))
        s->extern_inline = !skip && s->linkage == LINK_EXTERNAL;
    if (skip && s != &dummy && !old_style) {
        save_body(p, s, d->type);
        return NULL;
    }
    Function *f = parse_function_body(p, s, d->type, old_style ? d->identifiers : d->type->params,
                                      old_style ? d->identifier_count : d->type->count_of, old_style);
    p->panic = false;
    return s == &dummy ? NULL : f;
}

static void refuse_top_asm(Parser *p) {
    not_supported(p, p->tok.loc, "inline assembly is");
    recover(p);
}

Function *parse_external(Parser *p) {
    DeclSpec spec;
    bool first = true;
    uint32_t errors;
    bool panic;
    p->panic = false;
    if (at(p, ';')) {
        diag_warn(p->diag, WARN_PEDANTIC, p->tok.loc, "ISO C does not allow extra ';' outside of a function");
        advance(p);
        return NULL;
    }
    if (at(p, KW_ASM)) {
        refuse_top_asm(p);
        return NULL;
    }
    if (at(p, KW_STATIC_ASSERT) || (at(p, KW_EXTENSION) && peek(p)->kind == KW_STATIC_ASSERT)) {
        parse_static_assert(p);
        return NULL;
    }
    if (at(p, '}')) {
        syntax_error(p, "identifier or '('");
        advance(p);
        return NULL;
    }
    parse_specifiers(p, &spec);
    check_unknown_type(p, &spec);
    if (at(p, ';')) {
        check_empty(p, &spec);
        advance(p);
        return NULL;
    }
    for (;; first = false) {
        Declarator d;
        if (spec.no_type && !at(p, TK_IDENT) && !at(p, '(') && !at(p, '*')) {
            syntax_error(p, "identifier or '('");
            recover(p);
            if (at(p, '}'))
                advance(p);
            return NULL;
        }
        parse_declarator(p, spec.type, &d, false);
        if (first && d.is_function && spec.storage != STORE_TYPEDEF && !p->panic &&
            (at(p, '{') || (d.type->kind == TY_FUNCTION && !d.type->prototype && starts_type(p, &p->tok))))
            return function_definition(p, &spec, &d);
        if (spec.no_type && spec.storage == STORE_NONE && !d.is_function && d.name != NULL && !p->panic)
            diag_warn(p->diag, WARN_REQUIRED, d.loc, "data definition has no type or storage class");
        declare_one(p, &spec, &d, NULL);
        if (p->panic || !accept(p, ','))
            break;
        if (at(p, KW_ATTRIBUTE))
            parse_attributes(p, &spec.attrs);
    }
    errors = p->diag->errors;
    panic = p->panic;
    expect_semicolon(p);
    if (at(p, '}') && (panic || errors != p->diag->errors))
        advance(p); /* of a body that recovery has stepped into */
    return NULL;
}

/* ---- the end of the unit ---- */

/* Tentative definitions become definitions (6.9.2p2). */
static void finish_tentative(Parser *p, Symbol *s) {
    if (s->type->kind == TY_ARRAY && s->type->length < 0) {
        diag_warn(p->diag, s->linkage == LINK_INTERNAL ? WARN_REQUIRED : WARN_ALWAYS, s->loc,
                  "array '%s' assumed to have one element", s->name->text);
        s->type = type_array(&p->types, s->type->base, 1);
    }
    check_storage_size(p, s);
    if (s->type->kind != TY_ERROR)
        queue_object(p, s);
}

void finish_unit(Parser *p) {
    for (size_t i = 0; i < p->tentative_count; i++)
        if (p->tentative[i]->tentative)
            finish_tentative(p, p->tentative[i]);
    for (Symbol *s = p->first_symbol; s != NULL; s = s->next) {
        if (s->kind != SYM_FUNCTION || s->linkage != LINK_INTERNAL)
            continue;
        if (!s->defined && s->referenced)
            diag_warn(p->diag, WARN_ALWAYS, s->loc, "'%s' used but never defined", s->name->text);
        else if (s->defined && !s->referenced && !s->is_inline && !s->used && !s->constructor && !s->destructor)
            diag_warn(p->diag, WARN_UNUSED_FUNCTION, s->loc, "'%s' defined but not used", s->name->text);
    }
}
