/* What -W knows: X(constant, name, on by default, groups). The groups are a: -Wall, e: -Wextra,
   p: -Wpedantic, d: C demands a diagnostic, so that -pedantic-errors makes it an error. A warning without a name cannot be turned off alone, as in gcc. */
#define WARNINGS(X) \
    X(WARN_ALWAYS, "", 1, "") \
    X(WARN_REQUIRED, "", 1, "d") \
    X(WARN_IMPLICIT_FUNCTION, "implicit-function-declaration", 1, "ad") \
    X(WARN_IMPLICIT_INT, "implicit-int", 1, "ad") \
    X(WARN_INT_CONVERSION, "int-conversion", 1, "d") \
    X(WARN_INCOMPATIBLE_POINTER, "incompatible-pointer-types", 1, "d") \
    X(WARN_DISCARDED_QUALIFIERS, "discarded-qualifiers", 1, "d") \
    X(WARN_POINTER_SIGN, "pointer-sign", 0, "apd") \
    X(WARN_OVERFLOW, "overflow", 1, "") \
    X(WARN_DIV_BY_ZERO, "div-by-zero", 1, "") \
    X(WARN_SHIFT_COUNT, "shift-count-overflow", 1, "") \
    X(WARN_RETURN_TYPE, "return-type", 0, "a") \
    X(WARN_UNUSED_VARIABLE, "unused-variable", 0, "a") \
    X(WARN_UNUSED_PARAMETER, "unused-parameter", 0, "e") \
    X(WARN_UNUSED_FUNCTION, "unused-function", 0, "a") \
    X(WARN_UNUSED_VALUE, "unused-value", 0, "a") \
    X(WARN_UNUSED_LABEL, "unused-label", 0, "a") \
    X(WARN_PARENTHESES, "parentheses", 0, "a") \
    X(WARN_SIGN_COMPARE, "sign-compare", 0, "e") \
    X(WARN_UNINITIALIZED, "uninitialized", 0, "a") \
    X(WARN_SWITCH, "switch", 0, "a") \
    X(WARN_FORMAT, "format", 0, "a") \
    X(WARN_MACRO_REDEFINED, "", 1, "d") \
    X(WARN_CPP, "cpp", 1, "") \
    X(WARN_UNKNOWN_PRAGMAS, "unknown-pragmas", 0, "a") \
    X(WARN_ATTRIBUTES, "attributes", 1, "") \
    X(WARN_EXCESS_INITIALIZERS, "", 1, "d") \
    X(WARN_ADDRESS, "address", 0, "a") \
    X(WARN_MULTICHAR, "multichar", 1, "") \
    X(WARN_LITERAL_RANGE, "literal-range", 1, "") \
    X(WARN_TRIGRAPHS, "trigraphs", 0, "a") \
    X(WARN_PEDANTIC, "pedantic", 0, "p")
