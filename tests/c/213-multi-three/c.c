int in_a(int n);

int in_c(int n) {
    const char *s = "other text";
    while (n > 0) {
        if (n == 9)
            goto out;
        return in_a(n - 1) + s[2];
    }
out:
    return 2;
}
