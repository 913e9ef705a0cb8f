// error: 6:5: two cases with the same value
int main(void) {
    switch (3) {
    case 1:
    case 2:
    case 1:
        return 1;
    }
    return 0;
}
