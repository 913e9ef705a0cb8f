// error: 4:7: expected 'while'
int main(void) {
    do {
    } until (1);
    return 0;
}
