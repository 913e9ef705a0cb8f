/* The keywords, with the older and GNU spellings: X(KW_NAME, "spelling"). Several spellings may share a
   keyword; the first is its name in messages. Those of GNUWORD are not reserved in strict modes. */
#define KEYWORDS(X, ALT, GNUWORD) \
    X(KW_AUTO, "auto") \
    X(KW_BREAK, "break") \
    X(KW_CASE, "case") \
    X(KW_CHAR, "char") \
    X(KW_CONST, "const") \
    ALT(KW_CONST, "__const") \
    ALT(KW_CONST, "__const__") \
    X(KW_CONTINUE, "continue") \
    X(KW_DEFAULT, "default") \
    X(KW_DO, "do") \
    X(KW_DOUBLE, "double") \
    X(KW_ELSE, "else") \
    X(KW_ENUM, "enum") \
    X(KW_EXTERN, "extern") \
    X(KW_FLOAT, "float") \
    X(KW_FOR, "for") \
    X(KW_GOTO, "goto") \
    X(KW_IF, "if") \
    X(KW_INLINE, "inline") \
    ALT(KW_INLINE, "__inline") \
    ALT(KW_INLINE, "__inline__") \
    X(KW_INT, "int") \
    X(KW_LONG, "long") \
    X(KW_REGISTER, "register") \
    X(KW_RESTRICT, "restrict") \
    ALT(KW_RESTRICT, "__restrict") \
    ALT(KW_RESTRICT, "__restrict__") \
    X(KW_RETURN, "return") \
    X(KW_SHORT, "short") \
    X(KW_SIGNED, "signed") \
    ALT(KW_SIGNED, "__signed") \
    ALT(KW_SIGNED, "__signed__") \
    X(KW_SIZEOF, "sizeof") \
    X(KW_STATIC, "static") \
    X(KW_STRUCT, "struct") \
    X(KW_SWITCH, "switch") \
    X(KW_TYPEDEF, "typedef") \
    X(KW_UNION, "union") \
    X(KW_UNSIGNED, "unsigned") \
    X(KW_VOID, "void") \
    X(KW_VOLATILE, "volatile") \
    ALT(KW_VOLATILE, "__volatile") \
    ALT(KW_VOLATILE, "__volatile__") \
    X(KW_WHILE, "while") \
    X(KW_ALIGNAS, "_Alignas") \
    X(KW_ALIGNOF, "_Alignof") \
    ALT(KW_ALIGNOF, "__alignof") \
    ALT(KW_ALIGNOF, "__alignof__") \
    X(KW_ATOMIC, "_Atomic") \
    X(KW_BOOL, "_Bool") \
    X(KW_COMPLEX, "_Complex") \
    ALT(KW_COMPLEX, "__complex__") \
    ALT(KW_COMPLEX, "__complex") \
    X(KW_GENERIC, "_Generic") \
    X(KW_IMAGINARY, "_Imaginary") \
    X(KW_NORETURN, "_Noreturn") \
    X(KW_STATIC_ASSERT, "_Static_assert") \
    X(KW_THREAD_LOCAL, "_Thread_local") \
    ALT(KW_THREAD_LOCAL, "__thread") \
    X(KW_INT128, "__int128") \
    ALT(KW_INT128, "__int128_t") \
    ALT(KW_INT128, "__uint128_t") \
    X(KW_ASM, "__asm__") \
    ALT(KW_ASM, "__asm") \
    GNUWORD(KW_ASM, "asm") \
    X(KW_ATTRIBUTE, "__attribute__") \
    ALT(KW_ATTRIBUTE, "__attribute") \
    X(KW_EXTENSION, "__extension__") \
    X(KW_TYPEOF, "__typeof__") \
    ALT(KW_TYPEOF, "__typeof") \
    GNUWORD(KW_TYPEOF, "typeof") \
    X(KW_LABEL, "__label__") \
    X(KW_AUTO_TYPE, "__auto_type") \
    X(KW_BUILTIN_VA_LIST, "__builtin_va_list") \
    X(KW_BUILTIN_VA_ARG, "__builtin_va_arg") \
    X(KW_BUILTIN_OFFSETOF, "__builtin_offsetof") \
    X(KW_BUILTIN_TYPES_COMPATIBLE, "__builtin_types_compatible_p") \
    X(KW_BUILTIN_CHOOSE_EXPR, "__builtin_choose_expr") \
    X(KW_FUNC, "__func__") \
    ALT(KW_FUNC, "__FUNCTION__") \
    X(KW_PRETTY_FUNCTION, "__PRETTY_FUNCTION__")

#define KEYWORD_NUMBER(kw, spelling) kw,
#define KEYWORD_NONE(kw, spelling)
typedef enum Keyword {
    KW_BEFORE_FIRST = 255,
    KEYWORDS(KEYWORD_NUMBER, KEYWORD_NONE, KEYWORD_NONE)
    KW_END
} Keyword;
