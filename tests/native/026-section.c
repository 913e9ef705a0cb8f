// Attribute section: objects collected between __start_ and __stop_, functions elsewhere.
#include <stdio.h>

struct entry { const char *name; int value; };
#define ENTRY(n, v) static const struct entry entry_##n __attribute__((section("entries"), used)) = {#n, v}
ENTRY(one, 1);
ENTRY(two, 2);
ENTRY(three, 3);
extern const struct entry __start_entries[], __stop_entries[];

__attribute__((section(".text.special"))) int special(void) { return 7; }
int data __attribute__((section(".data.mine"))) = 5;
int zero __attribute__((section(".bss.mine")));

int main(void) {
    int sum = 0;
    for (const struct entry *e = __start_entries; e < __stop_entries; e++)
        sum += e->value;
    printf("%d %d\n", sum, (int)(__stop_entries - __start_entries));
    printf("%d %d %d\n", special(), data, zero);
    return 0;
}
