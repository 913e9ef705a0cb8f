// error: 6:5: two cases with the same value
int main(void) {
    unsigned u = 3;
    switch (u) {
    case 0xffffffff:
    case -1:
        return 1;
    }
    return 0;
}
