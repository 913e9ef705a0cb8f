// error: 3:5: 'asm' is not supported
int main(void) {
    asm("nop");
    return 0;
}
