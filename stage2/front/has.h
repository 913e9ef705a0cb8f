/* What __has_attribute, __has_builtin and __has_feature answer with 1. Names stand without the
   underscores around them. Whoever teaches the parser a new attribute or builtin adds it here. */
#ifndef HAS_H
#define HAS_H

static const char *const has_attributes[] = {
    "alias", "aligned", "always_inline", "cleanup", "cold", "const", "constructor", "deprecated",
    "destructor", "force_align_arg_pointer", "format", "hot", "malloc", "may_alias", "mode", "noinline", "nonnull", "noreturn",
    "nothrow", "packed", "pure", "section", "sentinel", "unused", "used", "vector_size", "visibility",
    "warn_unused_result", "weak"};

static const char *const has_builtins[] = {
    "__builtin_abs", "__builtin_alloca", "__builtin_bswap16", "__builtin_bswap32", "__builtin_bswap64",
    "__builtin_choose_expr", "__builtin_clz", "__builtin_clzl", "__builtin_clzll",
    "__builtin_constant_p", "__builtin_ctz", "__builtin_ctzl", "__builtin_ctzll", "__builtin_expect",
    "__builtin_ffs", "__builtin_ffsl", "__builtin_ffsll", "__builtin_frame_address", "__builtin_huge_val",
    "__builtin_huge_valf", "__builtin_inf", "__builtin_inff", "__builtin_nan", "__builtin_nanf",
    "__builtin_offsetof", "__builtin_popcount", "__builtin_popcountl", "__builtin_popcountll",
    "__builtin_return_address", "__builtin_trap", "__builtin_types_compatible_p",
    "__builtin_unreachable", "__builtin_va_arg", "__builtin_va_copy", "__builtin_va_end",
    "__builtin_va_start"};

static const char *const has_features[] = {"c_alignas", "c_alignof", "c_generic_selections", "c_static_assert"};

#endif
