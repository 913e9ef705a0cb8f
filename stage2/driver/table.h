/* Every option of the compiler driver: what options.c parses, and what --help and the man page show.
   O(spelling, form, id, value, argument, help), under S(title) headings. A help text of "" hides the row: it is
   another spelling of the one above it. Rows of OPT_HARMLESS are accepted and change nothing; their text says why
   that is right. What is not here is refused. */
#ifndef TABLE_H
#define TABLE_H

#define OPTIONS(S, O) \
    S("Overall options") \
    O("-c", ALONE, OPT_STAGE, COMPILE_OBJECT, "", "compile to object files; do not link") \
    O("-S", ALONE, OPT_STAGE, COMPILE_ASSEMBLY, "", "compile to assembler text") \
    O("-E", ALONE, OPT_STAGE, COMPILE_PREPROCESS, "", "preprocess only, to standard output or the file of -o") \
    O("-fsyntax-only", ALONE, OPT_STAGE, COMPILE_SYNTAX, "", "check for errors only") \
    O("-o", EITHER, OPT_OUTPUT, 0, "FILE", "write the output to FILE ('-': standard output)") \
    O("-x", EITHER, OPT_LANGUAGE, 0, "LANG", "take the files that follow as c, cpp-output or assembler-with-cpp; none: by their names") \
    O("-v", ALONE, OPT_VERBOSE, 0, "", "show the version, and each step as a command") \
    O("-###", ALONE, OPT_DRY_RUN, 0, "", "show each step as a command and run nothing") \
    O("--target", EQUALS, OPT_TARGET, 0, "TRIPLE", "make code for x86_64-... or aarch64-...; the default is the machine that samara was built for") \
    O("-target", SEPARATE, OPT_TARGET, 0, "TRIPLE", "") \
    O("--sysroot", EQUALS, OPT_SYSROOT, 0, "DIR", "look for the C library and its headers in DIR as if it were /") \
    O("-isysroot", SEPARATE, OPT_SYSROOT, 0, "DIR", "") \
    O("-B", EITHER, OPT_PREFIX, 0, "DIR", "look for crt1.o, libsamara.a and other own files in DIR first") \
    O("-pipe", ALONE, OPT_HARMLESS, 0, "", "there are no temporary files between the steps") \
    O("@", PREFIX, OPT_NONE, 0, "FILE", "read more options from FILE") \
    S("Preprocessor options") \
    O("-I", EITHER, OPT_INCLUDE_DIR, DIR_NORMAL, "DIR", "look for included files in DIR") \
    O("-iquote", EITHER, OPT_INCLUDE_DIR, DIR_QUOTE, "DIR", "the same, for #include \"...\" only, before the -I folders") \
    O("-isystem", EITHER, OPT_INCLUDE_DIR, DIR_SYSTEM, "DIR", "after the -I folders; no warnings about what is found there") \
    O("-idirafter", EITHER, OPT_INCLUDE_DIR, DIR_AFTER, "DIR", "after the standard folders") \
    O("-nostdinc", ALONE, OPT_FLAG, FLAG_NO_STD_INCLUDES, "", "do not look in the standard folders") \
    O("-D", EITHER, OPT_DEFINE, 'D', "NAME[=VALUE]", "define the macro NAME as VALUE, or as 1") \
    O("-U", EITHER, OPT_DEFINE, 'U', "NAME", "undefine the macro NAME") \
    O("-include", SEPARATE, OPT_DEFINE, 'i', "FILE", "include FILE before the source") \
    O("-imacros", SEPARATE, OPT_DEFINE, 'm', "FILE", "the same, keeping only the macros") \
    O("-M", ALONE, OPT_DEPENDENCIES, DEPS_ALL | DEPS_ONLY, "", "write a make rule with the included files, instead of compiling") \
    O("-MM", ALONE, OPT_DEPENDENCIES, DEPS_ONLY, "", "the same, without files from system folders") \
    O("-MD", ALONE, OPT_DEPENDENCIES, DEPS_ALL, "", "compile, and write the make rule to a file of suffix .d") \
    O("-MMD", ALONE, OPT_DEPENDENCIES, DEPS_USER, "", "the same, without files from system folders") \
    O("-MF", EITHER, OPT_DEPS_FILE, 0, "FILE", "write the make rule to FILE") \
    O("-MT", EITHER, OPT_DEPS_TARGET, 0, "NAME", "the target of the make rule") \
    O("-MQ", EITHER, OPT_DEPS_TARGET, 1, "NAME", "the same, with characters quoted that make would take as its own") \
    O("-MP", ALONE, OPT_FLAG, FLAG_DEPS_PHONY, "", "add an empty rule for each included file") \
    O("-P", ALONE, OPT_FLAG, FLAG_NO_LINES, "", "with -E: no line markers") \
    O("-C", ALONE, OPT_FLAG, FLAG_COMMENTS, "", "with -E: keep comments") \
    O("-dM", ALONE, OPT_FLAG, FLAG_MACROS, "", "with -E: list all macros instead") \
    O("-trigraphs", ALONE, OPT_FLAG, FLAG_TRIGRAPHS, "", "replace trigraphs") \
    O("-Wp,", JOINED, OPT_WP, 0, "OPTION,...", "options for the preprocessor") \
    O("-Xpreprocessor", SEPARATE, OPT_XPP, 0, "OPTION", "") \
    O("-fmacro-prefix-map=", JOINED, OPT_PREFIX_MAP, MAP_MACRO, "OLD=NEW", "in __FILE__, replace OLD at the start of paths by NEW") \
    O("-fdebug-prefix-map=", JOINED, OPT_PREFIX_MAP, MAP_DEBUG, "OLD=NEW", "the same in debugging information") \
    O("-ffile-prefix-map=", JOINED, OPT_PREFIX_MAP, MAP_MACRO | MAP_DEBUG, "OLD=NEW", "both") \
    S("Language options") \
    O("-std=", JOINED, OPT_STANDARD, 0, "STD", "the language: c89, c99, c11, c17, c23, or gnu89 and so on; the default is gnu17") \
    O("-ansi", ALONE, OPT_ANSI, 0, "", "the same as -std=c89") \
    O("-ffreestanding", TOGGLE, OPT_FREESTANDING, 0, "", "the program has no C library: no function is built in, __STDC_HOSTED__ is 0") \
    O("-fhosted", TOGGLE, OPT_HOSTED, 0, "", "") \
    O("-fbuiltin", TOGGLE, OPT_BUILTIN, 0, "", "take library functions such as memcpy as known; -fno-builtin: call them as written") \
    O("-fbuiltin-", JOINED, OPT_HARMLESS, 0, "NAME", "") \
    O("-fno-builtin-", JOINED, OPT_BUILTIN, 1, "NAME", "taken as -fno-builtin") \
    O("-fsigned-char", TOGGLE, OPT_CHAR, 1, "", "plain char is signed") \
    O("-funsigned-char", TOGGLE, OPT_CHAR, 0, "", "plain char is unsigned") \
    O("-fshort-enums", TOGGLE, OPT_SWITCH, SWITCH_SHORT_ENUMS, "", "an enum has the smallest type that holds its values") \
    O("-fdollars-in-identifiers", ALONE, OPT_HARMLESS, 0, "", "they always may have '$'") \
    O("-fpack-struct", ALONE, OPT_PACK, 1, "", "pack structs") \
    O("-fpack-struct=", JOINED, OPT_PACK, 0, "N", "align members of structs to N bytes at most") \
    O("-fcommon", TOGGLE, OPT_SWITCH, SWITCH_COMMON, "", "place tentative definitions as common symbols; the default is -fno-common") \
    O("-fgnuc-version=", JOINED, OPT_GNUC, 0, "VERSION", "define __GNUC__ and its kin as this version of gcc, such as 4.2.1") \
    O("-fvisibility=", JOINED, OPT_VISIBILITY, 0, "VIS", "of symbols without an attribute: default, hidden, protected or internal") \
    S("Code options") \
    O("-O", OPTIONAL, OPT_LEVEL, 0, "LEVEL", "optimize: 0 (the default) not at all, 1 or g cheaply, 2, 3, s, z or fast all there is") \
    O("-g", OPTIONAL, OPT_DEBUG, 0, "LEVEL", "make debugging information (0: none)") \
    O("-gdwarf", OPTIONAL, OPT_DEBUG, 0, "VERSION", "") \
    O("-ggdb", OPTIONAL, OPT_DEBUG, 0, "LEVEL", "") \
    O("-fomit-frame-pointer", TOGGLE, OPT_SWITCH, SWITCH_OMIT_FRAME, "", "use the frame pointer for other things; the default above -O0") \
    O("-mno-omit-leaf-frame-pointer", ALONE, OPT_HARMLESS, 0, "", "-fno-omit-frame-pointer holds for leaves too") \
    O("-ffunction-sections", TOGGLE, OPT_SWITCH, SWITCH_FUNCTION_SECTIONS, "", "a section for each function") \
    O("-fdata-sections", TOGGLE, OPT_SWITCH, SWITCH_DATA_SECTIONS, "", "a section for each object") \
    O("-fident", TOGGLE, OPT_SWITCH, SWITCH_IDENT, "", "record the compiler in .comment; the default") \
    O("-fPIE", TOGGLE, OPT_PIE, 2, "", "define __PIE__; code is always position independent, but only of use in programs: -fPIC is refused") \
    O("-fpie", TOGGLE, OPT_PIE, 1, "", "") \
    O("-fno-PIC", ALONE, OPT_PIE, 3, "", "") \
    O("-fno-pic", ALONE, OPT_PIE, 3, "", "") \
    O("-m64", ALONE, OPT_MACHINE, MACHINE_X86_64, "", "x86-64: the default") \
    O("-march=", JOINED, OPT_MARCH, 0, "ARCH", "x86-64 or armv8-a: the only ones") \
    O("-mtune=", JOINED, OPT_HARMLESS, 0, "CPU", "code is not tuned for one processor") \
    O("-mcpu=", JOINED, OPT_MARCH, 1, "CPU", "AArch64: generic, the only one") \
    O("-mcmodel=", JOINED, OPT_CMODEL, 0, "MODEL", "small, the default and the only one") \
    O("-msse", ALONE, OPT_MACHINE, MACHINE_X86_64, "", "") \
    O("-msse2", ALONE, OPT_MACHINE, MACHINE_X86_64, "", "") \
    O("-mfpmath=sse", ALONE, OPT_MACHINE, MACHINE_X86_64, "", "") \
    O("-mabi=lp64", ALONE, OPT_MACHINE, MACHINE_AARCH64, "", "") \
    O("-mlittle-endian", ALONE, OPT_MACHINE, MACHINE_AARCH64, "", "") \
    O("-Wa,", JOINED, OPT_WA, 0, "OPTION,...", "options for the assembler: --noexecstack alone is accepted, and is always on") \
    O("-fdump-ir=", JOINED, OPT_DUMP, 0, "PASS", "print the intermediate form after PASS (or all) on standard error") \
    O("-fcheck-ir", ALONE, OPT_FLAG, FLAG_CHECK, "", "check the intermediate form after each pass") \
    S("Diagnostics") \
    O("-W", PREFIX, OPT_WARNING, 0, "NAME", "warn of NAME (all, extra, unused-variable ...); -Wno-NAME: do not; unknown ones are ignored") \
    O("-pedantic", ALONE, OPT_WARNING, 1, "", "warn of what the standard does not allow") \
    O("-pedantic-errors", ALONE, OPT_WARNING, 2, "", "refuse it") \
    O("-w", ALONE, OPT_FLAG, FLAG_NO_WARNINGS, "", "no warnings") \
    O("-fmax-errors=", JOINED, OPT_MAX_ERRORS, 0, "N", "stop after N errors; 0: never") \
    O("-fdiagnostics-color", TOGGLE, OPT_COLOR, 0, "", "") \
    O("-fdiagnostics-color=", JOINED, OPT_COLOR, 1, "WHEN", "auto, always or never") \
    S("Linker options") \
    O("-l", EITHER, OPT_LIBRARY, 0, "NAME", "link the library libNAME.a") \
    O("-L", EITHER, OPT_LIBRARY_DIR, 0, "DIR", "look for libraries in DIR") \
    O("-static", ALONE, OPT_FLAG, FLAG_STATIC, "", "link a static program; the default, and the only kind so far") \
    O("-no-pie", ALONE, OPT_HARMLESS, 0, "", "programs are not position independent") \
    O("-nopie", ALONE, OPT_HARMLESS, 0, "", "") \
    O("-nostdlib", ALONE, OPT_FLAG, FLAG_NO_STDLIB, "", "link neither start files nor standard libraries") \
    O("-nostartfiles", ALONE, OPT_FLAG, FLAG_NO_START, "", "no start files") \
    O("-nodefaultlibs", ALONE, OPT_FLAG, FLAG_NO_LIBS, "", "no standard libraries") \
    O("-nolibc", ALONE, OPT_FLAG, FLAG_NO_LIBC, "", "no C library") \
    O("-s", ALONE, OPT_LINKER, 0, "", "leave out symbols and debugging information") \
    O("-u", EITHER, OPT_LINKER, 1, "SYMBOL", "take SYMBOL as undefined, to link what defines it") \
    O("-e", SEPARATE, OPT_LINKER, 1, "SYMBOL", "start the program at SYMBOL") \
    O("--entry", EQUALS, OPT_LINKER, 2, "SYMBOL", "") \
    O("-z", SEPARATE, OPT_LINKER, 1, "KEYWORD", "as of ld") \
    O("-T", EITHER, OPT_LINKER, 1, "FILE", "a linker script; refused by the linker so far") \
    O("-r", ALONE, OPT_LINKER, 0, "", "link to an object file, of the inputs alone") \
    O("-Wl,", JOINED, OPT_WL, 0, "OPTION,...", "options for the linker (see 'samara ld --help')") \
    O("-Xlinker", SEPARATE, OPT_XLINKER, 0, "OPTION", "the same, one at a time") \
    O("-Bstatic", ALONE, OPT_LINKER, 0, "", "") \
    O("--whole-archive", ALONE, OPT_LINKER, 0, "", "") \
    O("--no-whole-archive", ALONE, OPT_LINKER, 0, "", "") \
    O("--start-group", ALONE, OPT_LINKER, 0, "", "") \
    O("--end-group", ALONE, OPT_LINKER, 0, "", "") \
    O("--gc-sections", ALONE, OPT_LINKER, 0, "", "") \
    O("--build-id", ALONE, OPT_LINKER, 0, "", "") \
    O("--build-id=", JOINED, OPT_LINKER, 3, "KIND", "") \
    O("-static-libgcc", ALONE, OPT_HARMLESS, 0, "", "libsamara.a is always static") \
    O("-rdynamic", ALONE, OPT_HARMLESS, 0, "", "a static program has no dynamic symbols") \
    O("-pthread", ALONE, OPT_FLAG, FLAG_THREADS, "", "define _REENTRANT and link libpthread") \
    O("-pthreads", ALONE, OPT_FLAG, FLAG_THREADS, "", "") \
    S("Information") \
    O("--help", OPTIONAL, OPT_HELP, 0, "", "show this; --help=man: as a man page") \
    O("--version", ALONE, OPT_INFO, INFO_VERSION, "", "show the version") \
    O("-V", ALONE, OPT_INFO, INFO_VERSION, "", "") \
    O("-dumpversion", ALONE, OPT_INFO, INFO_DUMP_VERSION, "", "show the version number alone") \
    O("-dumpfullversion", ALONE, OPT_INFO, INFO_DUMP_VERSION, "", "") \
    O("-dumpmachine", ALONE, OPT_INFO, INFO_MACHINE, "", "show the target's triple") \
    O("-print-search-dirs", ALONE, OPT_INFO, INFO_DIRS, "", "show where own files and libraries are looked for") \
    O("-print-file-name=", JOINED, OPT_INFO, INFO_FILE_NAME, "FILE", "show the path of a library file") \
    O("-print-prog-name=", JOINED, OPT_INFO, INFO_PROG_NAME, "NAME", "show the path of a tool") \
    O("-print-libgcc-file-name", ALONE, OPT_INFO, INFO_LIBGCC, "", "show the path of libsamara.a") \
    O("-print-multi-os-directory", ALONE, OPT_INFO, INFO_MULTI_OS, "", "show the folder of the target's libraries below lib") \
    O("-print-multiarch", ALONE, OPT_INFO, INFO_MACHINE, "", "") \
    O("-print-sysroot", ALONE, OPT_INFO, INFO_SYSROOT, "", "show the sysroot") \
    S("Accepted without effect") \
    O("-fstrict-aliasing", TOGGLE, OPT_HARMLESS, 0, "", "types of pointers are not used to tell objects apart") \
    O("-fwrapv", TOGGLE, OPT_HARMLESS, 0, "", "signed arithmetic wraps") \
    O("-fwrapv-pointer", TOGGLE, OPT_HARMLESS, 0, "", "so does that of pointers") \
    O("-fstrict-overflow", TOGGLE, OPT_HARMLESS, 0, "", "signed arithmetic wraps") \
    O("-fdelete-null-pointer-checks", TOGGLE, OPT_HARMLESS, 0, "", "comparisons with null pointers are never removed for what they imply") \
    O("-fno-trapv", ALONE, OPT_HARMLESS, 0, "", "-ftrapv is not supported") \
    O("-fno-stack-protector", ALONE, OPT_HARMLESS, 0, "", "there is no stack protector") \
    O("-fno-stack-clash-protection", ALONE, OPT_HARMLESS, 0, "", "there is none") \
    O("-fcf-protection=none", ALONE, OPT_HARMLESS, 0, "", "there is none") \
    O("-fno-cf-protection", ALONE, OPT_HARMLESS, 0, "", "") \
    O("-fno-lto", ALONE, OPT_HARMLESS, 0, "", "-flto is not supported") \
    O("-fno-unwind-tables", ALONE, OPT_HARMLESS, 0, "", "there are none") \
    O("-fno-asynchronous-unwind-tables", ALONE, OPT_HARMLESS, 0, "", "there are none") \
    O("-fno-exceptions", ALONE, OPT_HARMLESS, 0, "", "C has none") \
    O("-fno-plt", ALONE, OPT_HARMLESS, 0, "", "static programs have no procedure linkage table") \
    O("-fno-semantic-interposition", ALONE, OPT_HARMLESS, 0, "", "static programs have none") \
    O("-fno-math-errno", ALONE, OPT_HARMLESS, 0, "", "a permission that is not used") \
    O("-fmath-errno", ALONE, OPT_HARMLESS, 0, "", "math functions are called, and set errno") \
    O("-fno-trapping-math", ALONE, OPT_HARMLESS, 0, "", "a permission that is not used") \
    O("-frounding-math", TOGGLE, OPT_HARMLESS, 0, "", "constants are folded in the default rounding, as C11 F.8.2 has it") \
    O("-fno-signed-zeros", ALONE, OPT_HARMLESS, 0, "", "a permission that is not used") \
    O("-ffast-math", TOGGLE, OPT_HARMLESS, 0, "", "a permission that is not used: floating arithmetic is always exact to IEEE 754") \
    O("-fdollars-in-identifiers", ALONE, OPT_HARMLESS, 0, "", "they are allowed in names") \
    O("-ffinite-math-only", TOGGLE, OPT_HARMLESS, 0, "", "the same") \
    O("-funsafe-math-optimizations", TOGGLE, OPT_HARMLESS, 0, "", "the same") \
    O("-fassociative-math", TOGGLE, OPT_HARMLESS, 0, "", "the same") \
    O("-ffp-contract=", JOINED, OPT_HARMLESS, 0, "MODE", "products and sums are never fused") \
    O("-fexcess-precision=", JOINED, OPT_HARMLESS, 0, "MODE", "there is no excess precision") \
    O("-funroll-loops", TOGGLE, OPT_HARMLESS, 0, "", "a hint") \
    O("-funroll-all-loops", TOGGLE, OPT_HARMLESS, 0, "", "a hint") \
    O("-finline", TOGGLE, OPT_HARMLESS, 0, "", "a hint") \
    O("-finline-functions", TOGGLE, OPT_HARMLESS, 0, "", "a hint") \
    O("-finline-small-functions", TOGGLE, OPT_HARMLESS, 0, "", "a hint") \
    O("-finline-limit=", JOINED, OPT_HARMLESS, 0, "N", "a hint") \
    O("-foptimize-sibling-calls", TOGGLE, OPT_HARMLESS, 0, "", "a hint") \
    O("-fno-tree-vectorize", ALONE, OPT_HARMLESS, 0, "", "loops are not vectorized") \
    O("-ftree-vectorize", ALONE, OPT_HARMLESS, 0, "", "a hint") \
    O("-fno-tree-loop-distribute-patterns", ALONE, OPT_HARMLESS, 0, "", "loops do not become calls of memset and memcpy") \
    O("-fno-toplevel-reorder", ALONE, OPT_HARMLESS, 0, "", "functions come in their order") \
    O("-fno-ipa-icf", ALONE, OPT_HARMLESS, 0, "", "equal functions stay apart") \
    O("-fno-merge-constants", ALONE, OPT_HARMLESS, 0, "", "a hint") \
    O("-fmerge-constants", ALONE, OPT_HARMLESS, 0, "", "equal constants are merged") \
    O("-falign-functions", TOGGLE, OPT_HARMLESS, 0, "", "a hint") \
    O("-falign-functions=", JOINED, OPT_HARMLESS, 0, "N", "a hint") \
    O("-falign-loops", TOGGLE, OPT_HARMLESS, 0, "", "a hint") \
    O("-falign-loops=", JOINED, OPT_HARMLESS, 0, "N", "a hint") \
    O("-falign-jumps", TOGGLE, OPT_HARMLESS, 0, "", "a hint") \
    O("-falign-jumps=", JOINED, OPT_HARMLESS, 0, "N", "a hint") \
    O("-fgcse", TOGGLE, OPT_HARMLESS, 0, "", "a hint") \
    O("-fschedule-insns", TOGGLE, OPT_HARMLESS, 0, "", "a hint") \
    O("-fschedule-insns2", TOGGLE, OPT_HARMLESS, 0, "", "a hint") \
    O("-fno-diagnostics-show-option", ALONE, OPT_HARMLESS, 0, "", "of messages only") \
    O("-fdiagnostics-show-option", ALONE, OPT_HARMLESS, 0, "", "of messages only") \
    O("-fno-diagnostics-show-caret", ALONE, OPT_HARMLESS, 0, "", "of messages only") \
    O("-fmessage-length=", JOINED, OPT_HARMLESS, 0, "N", "of messages only") \
    O("-ftabstop=", JOINED, OPT_HARMLESS, 0, "N", "of messages only") \
    O("-fno-working-directory", ALONE, OPT_HARMLESS, 0, "", "-E never writes the working directory") \
    O("-fno-record-gcc-switches", ALONE, OPT_HARMLESS, 0, "", "options are not recorded") \
    O("-frecord-gcc-switches", ALONE, OPT_HARMLESS, 0, "", "options are not recorded") \
    O("-fno-strict-volatile-bitfields", ALONE, OPT_HARMLESS, 0, "", "the default")

/* What gcc has and samara refuses for now, with its reason: R(spelling, prefix, reason). Everything else that is
   unknown is refused too, without one. */
#define REFUSED(R) \
    R("-shared", false, "shared objects are not supported yet; link a static program") \
    R("-pie", false, "position-independent programs are not supported yet; leave out -pie") \
    R("-static-pie", false, "position-independent programs are not supported yet; use -static") \
    R("-fPIC", false, "code for shared objects is not supported yet; leave out -fPIC, and link statically") \
    R("-fpic", false, "code for shared objects is not supported yet; leave out -fpic, and link statically") \
    R("-save-temps", true, "there are no temporary files to save; use -E, -S and -c") \
    R("-flto", true, "link-time optimization is not supported") \
    R("-m32", false, "32-bit code is not supported") \
    R("-mx32", false, "32-bit code is not supported") \
    R("-fopenmp", true, "OpenMP is not supported") \
    R("-fsanitize", true, "sanitizers are not supported") \
    R("-fprofile", true, "profiling is not supported") \
    R("-ftest-coverage", false, "profiling is not supported") \
    R("-pg", false, "profiling is not supported") \
    R("--coverage", false, "profiling is not supported") \
    R("-fstack-protector", true, "stack protection is not supported") \
    R("-ftrapv", false, "trapping arithmetic is not supported") \
    R("-fgnu89-inline", false, "the inline of gnu89 is that of -std=gnu89 alone") \
    R("-finstrument-functions", true, "instrumentation is not supported") \
    R("-Xassembler", false, "the assembler is not supported yet") \
    R("-MG", false, "missing headers are errors") \
    R("-gsplit-dwarf", true, "split debugging information is not supported") \
    R("-gstabs", true, "this format of debugging information is not supported") \
    R("-specs", true, "there are no spec files") \
    R("-dynamiclib", false, "shared objects are not supported")

#endif
