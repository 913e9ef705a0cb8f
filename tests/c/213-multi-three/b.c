int in_c(int n);

int in_b(int n) {
    const char *s = "same text";
    if (n <= 0)
        goto out;
    switch (n) {
    case 1: return 2;
    case 2: return 23;
    case 3: return 334;
    }
    return in_c(n - 1) + s[1];
out:
    return 1;
}
