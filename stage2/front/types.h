/* Types (C11 6.2.5) and their layout. Types live as long as the unit. */
#ifndef TYPES_H
#define TYPES_H

#include "../target/facts.h"
#include "token.h"

typedef struct Type Type;
typedef struct Member Member;
typedef struct Node Node;

/* In order: integers by rank, so that comparisons of kinds mean something. */
typedef enum TypeKind {
    TY_ERROR, /* of what was refused: accepted everywhere in silence */
    TY_VOID,
    TY_BOOL,
    TY_CHAR, /* its sign is the target's */
    TY_SCHAR,
    TY_UCHAR,
    TY_SHORT,
    TY_USHORT,
    TY_INT,
    TY_UINT,
    TY_LONG,
    TY_ULONG,
    TY_LLONG,
    TY_ULLONG,
    TY_ENUM, /* base: the integer type that it is compatible with */
    TY_FLOAT,
    TY_DOUBLE,
    TY_LDOUBLE,
    TY_POINTER,
    TY_ARRAY,
    TY_FUNCTION,
    TY_STRUCT,
    TY_UNION
} TypeKind;

enum { QUAL_CONST = 1, QUAL_VOLATILE = 2, QUAL_RESTRICT = 4 };

/* A member; an anonymous struct or union has no name. */
struct Member {
    Name *name;
    Type *type;
    Loc loc;
    uint32_t align;      /* asked for by its declaration, or 0: for type_layout */
    uint64_t offset;     /* bytes; of a bit-field: of the byte that holds its first bit */
    uint32_t bit_offset; /* of a bit-field: from bit 0 of the struct (so bit_offset / 8 == offset) */
    uint16_t bit_width;
    bool is_bitfield;
    bool packed;         /* by its declaration: for type_layout */
};

/* A tag or an enumeration constant that a parameter's declaration declares. */
typedef struct Beside {
    struct Beside *next;
    Tag *tag;   /* NULL: a constant, which the rest describes */
    Name *name;
    Type *type;
    int64_t value;
    Loc loc;
} Beside;

typedef struct Param {
    Name *name; /* or NULL */
    Type *type; /* adjusted (6.7.6.3) */
    Beside *beside; /* in the outermost list of a declarator at file scope: the body of a definition sees them */
    Loc loc;
} Param;

struct Type {
    uint8_t kind;
    uint8_t quals;
    bool complete;
    bool variadic;   /* functions */
    bool prototype;  /* functions: parameters are known; false for () before C23 */
    bool flexible;   /* structs: the last member is a flexible array */
    bool packed;
    bool transparent; /* unions: __attribute__((transparent_union)) */
    uint32_t align;
    uint32_t count_of; /* members or parameters */
    uint64_t size;     /* bytes */
    Type *base;        /* pointer: what to; array: element; function: result; enum: integer type */
    Type *unqualified; /* itself if it has no qualifiers */
    Type *pointer;     /* pointer to it, once made */
    Type *variants;    /* list of qualified and aligned forms of an unqualified type */
    Type *next_variant;
    /* functions: the last that was found compatible, and the composite type, once made: chains of typedefs with twice the
       one before as parameters would else take time that doubles with each */
    const Type *like;
    Type *composite;
    union {
        int64_t length;  /* arrays: elements, -1 if not known */
        Member *members; /* structs, unions: count_of of them, by offset */
        Param *params;   /* functions: count_of of them */
    };
    Tag *tag;            /* structs, unions, enums; for messages */
    Name *typedef_name;  /* the typedef it was last seen under, for messages, or NULL */
};

struct Tag {
    Name *name; /* or NULL */
    Type *type;
    Tag *outer; /* of the same name, in an enclosing scope */
    uint32_t depth;
    Loc loc;
    bool defining; /* inside its own braces */
};

/* The types of a unit. Zero it, then types_init. */
typedef struct Types {
    Arena *arena;
    const TargetFacts *facts;
    Type basic[TY_ENUM]; /* by kind, TY_ERROR to TY_ULLONG */
    Type float_type;
    Type double_type;
    Type ldouble_type;
    Type *va_list_type;  /* as __builtin_va_list; what a parameter of it decays to is type_decay's */
    Type *char_pointer;
    Type *void_pointer;
    Type *size_type;     /* unsigned long */
    Type *ptrdiff_type;  /* long */
    Type *wchar_type;
    Type *char16_type;
    Type *char32_type;
} Types;

void types_init(Types *t, Arena *arena, const TargetFacts *facts);

static inline bool is_integer(const Type *t) { return t->kind >= TY_BOOL && t->kind <= TY_ENUM; }
static inline bool is_floating(const Type *t) { return t->kind >= TY_FLOAT && t->kind <= TY_LDOUBLE; }
static inline bool is_arithmetic(const Type *t) { return t->kind >= TY_BOOL && t->kind <= TY_LDOUBLE; }
static inline bool is_scalar(const Type *t) { return t->kind >= TY_BOOL && t->kind <= TY_POINTER; }
static inline bool is_aggregate(const Type *t) { return t->kind >= TY_STRUCT; } /* struct or union */
bool is_unsigned(const Types *t, const Type *type);

Type *type_pointer(Types *t, Type *to);
Type *type_array(Types *t, Type *element, int64_t length); /* -1: not known yet */
Type *type_function(Types *t, Type *result, const Param *params, uint32_t count, bool variadic, bool prototype);
Type *type_qualified(Types *t, Type *type, unsigned quals); /* these besides its own; of arrays: of the element */
Type *type_aligned(Types *t, Type *type, uint32_t align);   /* a variant with another alignment */
Type *type_new(Types *t, TypeKind kind); /* struct, union, enum: to be filled in */
/* Places the members (System V ABI 3.1.2, AAPCS64 §5.9, §10.1.8 bit-fields) and completes the type. `pack`: of
   #pragma pack, or 0; `align`: an alignment asked for, or 0. */
void type_layout(Types *t, Type *type, uint32_t pack, uint32_t align);
/* Structural compatibility (6.2.7) and the composite type of two compatible ones. */
bool type_compatible(const Type *a, const Type *b);
Type *type_composite(Types *t, Type *a, Type *b);
Type *type_decay(Types *t, Type *type);   /* arrays and functions to pointers */
Type *type_promote(Types *t, Type *type); /* 6.3.1.1; bit-fields: by member */
Type *type_common(Types *t, Type *a, Type *b); /* usual arithmetic conversions */
/* The member of this name, also inside anonymous ones: `offset` is the sum of the offsets of the way. */
const Member *type_member(const Type *type, const Name *name, uint64_t *offset);
/* The type as C spells it, for messages; good until the 8th call after. */
void type_print(const Type *type, Buf *out);

#endif
