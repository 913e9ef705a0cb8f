// error: 4:5: switch needs an integer
int main(void) {
    int *p = 0;
    switch (p) {
    case 0:
        return 1;
    }
    return 0;
}
