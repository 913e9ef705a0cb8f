// error: 2:16: unterminated block
int main(void) {
    return 0;
