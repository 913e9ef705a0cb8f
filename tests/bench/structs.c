/* Structs by value and small functions: vectors and a ray against spheres. */
#include <stdio.h>

typedef struct Vec {
    float x, y, z;
} Vec;

static Vec add(Vec a, Vec b) {
    return (Vec){a.x + b.x, a.y + b.y, a.z + b.z};
}

static Vec scale(Vec a, float k) {
    return (Vec){a.x * k, a.y * k, a.z * k};
}

static float dot(Vec a, Vec b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static int hits(Vec origin, Vec direction, Vec center, float radius) {
    Vec oc = add(origin, scale(center, -1));
    float b = dot(oc, direction);
    float c = dot(oc, oc) - radius * radius;
    return b * b - c * dot(direction, direction) > 0;
}

int main(void) {
    Vec spheres[16];
    long count = 0;
    for (int i = 0; i < 16; i++)
        spheres[i] = (Vec){(float)(i % 4) * 2 - 3, (float)(i / 4) * 2 - 3, 8 + (float)(i % 3)};
    for (int y = 0; y < 4200; y++) {
        for (int x = 0; x < 700; x++) {
            Vec direction = {(float)x / 350 - 1, (float)y / 2100 - 1, 2};
            for (int i = 0; i < 16; i++)
                count += hits((Vec){0, 0, 0}, direction, spheres[i], 0.7f);
        }
    }
    printf("%ld\n", count);
    return 0;
}
