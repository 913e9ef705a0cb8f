/* What csmith's programs include, in Seed C: checksums, and csmith's own safe arithmetic.
   `samara-tests csmith` makes safe_math.h of the file that libcsmith-dev installs, without
   its floating-point functions. */
#ifndef CSMITH_H
#define CSMITH_H

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define STATIC static
#define UNDEFINED(value) (value)
#define LOG_INDEX
#define LOG_EXEC
#define FUNC_NAME(name) (safe_##name)
#include "safe_math.h"
#undef FUNC_NAME

static uint32_t crc32_table[256];
static uint32_t crc32_context = 0xffffffff;

static void platform_main_begin(void) {}

static void crc32_gentab(void) {
    uint32_t i, crc;
    int bit;
    for (i = 0; i < 256; i++) {
        crc = i;
        for (bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
        crc32_table[i] = crc;
    }
}

static void crc32_byte(uint8_t byte) {
    crc32_context = crc32_context >> 8 ^ crc32_table[(crc32_context ^ byte) & 0xff];
}

static void transparent_crc(uint64_t value, char *name, int show) {
    int i;
    for (i = 0; i < 64; i += 8)
        crc32_byte(value >> i & 0xff);
    if (show)
        printf("...checksum after hashing %s : %X\n", name, crc32_context ^ 0xffffffff);
}

static void transparent_crc_bytes(char *bytes, int count, char *name, int show) {
    int i;
    for (i = 0; i < count; i++)
        crc32_byte(bytes[i]);
    if (show)
        printf("...checksum after hashing %s : %X\n", name, crc32_context ^ 0xffffffff);
}

static void platform_main_end(uint32_t crc, int show) {
    printf("checksum = %X\n", crc);
}

#endif
