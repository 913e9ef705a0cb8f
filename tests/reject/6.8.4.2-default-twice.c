// error: 5:5: a switch with two defaults
int main(void) {
    switch (3) {
    default:
    default:
        return 1;
    }
    return 0;
}
